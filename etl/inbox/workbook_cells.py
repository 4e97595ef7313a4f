"""The cells of one sheet of a workbook, read straight from its XML: a fifth of openpyxl's time.

openpyxl tells what lies around them (sheets, shared texts, number formats); its own reading of
100,000 rows with 20 columns takes a minute, this one some seconds. Formulas are counted, never
computed; the value that the sending program left beside them is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from etl.inbox.workbook import MOST_COLUMNS, NoValue

#: Days since 1900 that a cell with a date's format may hold.
_LAST_DAY = 2_958_465


@dataclass
class Cells:
    """Rows with their number, and what was found beside values."""

    rows: list[tuple[int, tuple[Any, ...]]] = field(default_factory=list)
    formulas: int = 0
    hidden: int = 0


def read(opened: IO[bytes], texts: Sequence[str], formats: Sequence[str], epoch: datetime,
         full: Callable[[int], None]) -> Cells:  # fmt: skip
    """All rows that hold anything. ``full`` is told how many there are, and may raise.

    ``texts``: shared texts; ``formats``: what each style shows, as ``shown`` names it.
    Raises expat.ExpatError when the XML is broken.
    """
    reader = _Reader(texts, formats, epoch, full)
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    # No report declares entities; whoever does wants the reader to burst.
    parser.StartDoctypeDeclHandler = _refuse
    parser.ParseFile(opened)
    return reader.cells


def shown(number_format: str) -> str:
    """What a number format shows: ``time``, ``day``, ``percent`` or nothing special."""
    bare = re.sub(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', "", number_format.lower())
    if "%" in bare:
        return "percent"
    if "h" in bare or "s" in bare.replace("standard", ""):
        return "time"
    return "day" if re.search(r"[dy]|m", bare) and bare != "general" else ""


def _refuse(*_: object) -> None:
    raise ValueError("the XML declares a document type")


class _Reader:
    def __init__(self, texts: Sequence[str], formats: Sequence[str], epoch: datetime,
                 full: Callable[[int], None]) -> None:  # fmt: skip
        self.cells = Cells()
        self._texts, self._formats, self._epoch, self._full = texts, formats, epoch, full
        self._row: list[Any] = []
        self._number = self._column = 0
        self._kind = self._style = ""
        self._has_formula = False
        self._kept: list[str] | None = None
        self._said: str | None = None
        self._columns: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "c":
            place = attributes.get("r", "")
            self._column = self._place(place) if place else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._has_formula, self._said = False, None
        elif name in ("v", "t"):
            self._kept = []
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._row, self._column = [], -1
            self.cells.hidden += attributes.get("hidden") in ("1", "true")
        elif name == "f":
            self._has_formula = True
            self.cells.formulas += 1
        elif name == "rPh":  # how a text is pronounced is no part of it
            self._kind = "skip"

    def text(self, data: str) -> None:
        """Characters within an element."""
        if self._kept is not None:
            self._kept.append(data)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name in ("v", "t") and self._kept is not None:
            if self._kind != "skip":
                self._said = (self._said or "") + "".join(self._kept)
            self._kept = None
        elif name == "rPh":
            self._kind = "inlineStr"
        elif name == "c":
            self._put()
        elif name == "row" and any(cell is not None for cell in self._row):
            self.cells.rows.append((self._number, tuple(self._row)))
            self._full(len(self.cells.rows))

    def _place(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if letters not in self._columns:
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter) - 64
            self._columns[letters] = number - 1
        return self._columns[letters]

    def _put(self) -> None:
        value = self._value()
        if value is None or self._column >= MOST_COLUMNS:
            return
        self._row += [None] * (self._column - len(self._row))
        self._row.append(value)

    def _value(self) -> Any:
        said = self._said
        if said is None or said == "":
            return NoValue() if self._has_formula and self._kind != "str" else None
        if self._kind == "n":
            return self._figure(said)
        if self._kind == "s":
            return self._texts[int(said)].strip() or None
        if self._kind == "b":
            return "ja" if said == "1" else "nein"
        if self._kind == "d":
            return datetime.fromisoformat(said.replace("Z", ""))
        return said.strip() or None

    def _figure(self, said: str) -> Any:
        figure: int | float = int(said) if said.isdigit() else float(said)
        style = int(self._style)
        what = self._formats[style] if style < len(self._formats) else ""
        if not what:
            return int(figure) if figure == int(figure) and abs(figure) < 1e15 else figure
        if what == "percent":
            return round(figure * 100, 6)
        if not 0 <= figure <= _LAST_DAY:
            return figure
        made = from_excel(figure, self._epoch)
        if what == "day" and isinstance(made, datetime):
            return made.date()
        return made
