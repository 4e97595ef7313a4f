"""Workbooks, opened with care, and their cells read straight from the XML.

A workbook is a packed folder of XML. Before anything is parsed its own list of contents is looked
at: macros, encryption, and sizes that no report has (a file of a few kilobytes may unpack to
gigabytes) are refused. Formulas are counted, never computed: the value that the sending program
left beside them is read. openpyxl tells what lies around the cells (sheets, shared texts, number
formats); its own reading of 100,000 rows with 20 columns takes a minute, this one some seconds.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from etl.inbox.issues import Invalid, Issue
from etl.inbox.read import MOST_COLUMNS, Cell, NoValue, Row, Sheet, check_row_count

#: Largest size to which a workbook may unpack, in MB; 100,000 trains have about 150.
UNPACKED_MB = 300
#: How much smaller than its content a large part of a workbook may be; reports reach about 20.
_RATIO = 200
_MB = 1_000_000
#: Days since 1900 that a cell with a date's format may hold.
_LAST_DAY = 2_958_465
#: Sheets that our templates carry beside the table.
_EXTRA_SHEETS = ("Hilfe", "Help", "Listen", "Lists")


def read_workbook(raw: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises Invalid when it is damaged or not safe to open."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Invalid("encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check_archive(archive)
            book = openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
            )
            styles, custom = book._cell_styles, book._number_formats
            formats = [_format_kind(style.numFmtId, custom) for style in styles]
            sheets = [sheet for sheet in book.worksheets if sheet.title not in _EXTRA_SHEETS]
            return [_read_sheet(sheet, formats, book.epoch, archive) for sheet in sheets]
    except Invalid:
        raise
    # A damaged workbook fails in openpyxl in any of many ways; all mean the same to its sender.
    except Exception as error:
        raise Invalid("not_a_workbook") from error


def _check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse macros and bombs by the list of contents, before anything is unpacked."""
    members = archive.infolist()
    if any(Path(member.filename).name.lower() == "vbaproject.bin" for member in members):
        raise Invalid("macros")
    total = sum(member.file_size for member in members)
    is_bomb = total > UNPACKED_MB * _MB or len(members) > 5_000 or any(
        member.file_size > max(10 * _MB, _RATIO * max(member.compress_size, 1))
        for member in members
    )  # fmt: skip
    if is_bomb:
        raise Invalid("zip_bomb", f"{total / _MB:.0f}", high=UNPACKED_MB)
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as opened:
                if b"<!DOCTYPE" in opened.read(1_000):
                    raise Invalid("not_a_workbook")


def _format_kind(number: int, custom: list[str]) -> str:
    """What a number format shows: ``time``, ``day``, ``percent`` or nothing special.

    It is one of Excel's own, or else one of the workbook's.
    """
    is_builtin = number < BUILTIN_FORMATS_MAX_SIZE
    text = (
        BUILTIN_FORMATS.get(number, "") if is_builtin else custom[number - BUILTIN_FORMATS_MAX_SIZE]
    )
    bare = re.sub(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', "", text.lower())
    if "%" in bare:
        return "percent"
    if "h" in bare or "s" in bare.replace("standard", ""):
        return "time"
    return "day" if re.search(r"[dy]|m", bare) and bare != "general" else ""


def _read_sheet(sheet: ReadOnlyWorksheet, formats: Sequence[str], epoch: datetime,
                archive: zipfile.ZipFile) -> Sheet:  # fmt: skip
    reader = _Reader(sheet._shared_strings, formats, epoch)
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    # No report declares entities; whoever does wants the reader to burst.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(sheet._worksheet_path.lstrip("/")) as opened:
        parser.ParseFile(opened)
    counts = {"formulas": reader.formulas, "hidden_rows": reader.hidden}
    notes = [Issue(code, found=str(count)) for code, count in counts.items() if count]
    return Sheet(sheet.title, reader.rows, notes=notes)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("the XML declares a document type")


class _Reader:
    """Handlers of the XML parser: gather the rows that hold anything, with their number.

    ``texts``: shared texts; ``formats``: what the number format of each style shows.
    """

    def __init__(self, texts: Sequence[str], formats: Sequence[str], epoch: datetime) -> None:
        self.rows: list[tuple[int, Row]] = []
        self.formulas = self.hidden = 0
        self._texts, self._formats, self._epoch = texts, formats, epoch
        self._row: list[Cell | None] = []
        self._number = self._column = 0
        self._kind = self._style = ""
        self._has_formula = False
        self._parts: list[str] | None = None
        self._content: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "c":
            place = attributes.get("r", "")
            letters = place.rstrip("0123456789")
            self._column = column_index_from_string(letters) - 1 if place else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._has_formula, self._content = False, None
        elif name in ("v", "t"):
            self._parts = []
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._row, self._column = [], -1
            self.hidden += attributes.get("hidden") in ("1", "true")
        elif name == "f":
            self._has_formula = True
            self.formulas += 1
        elif name == "rPh":  # how a text is pronounced is no part of it
            self._kind = "skip"

    def text(self, data: str) -> None:
        """Characters within an element."""
        if self._parts is not None:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name in ("v", "t") and self._parts is not None:
            if self._kind != "skip":
                self._content = (self._content or "") + "".join(self._parts)
            self._parts = None
        elif name == "rPh":
            self._kind = "inlineStr"
        elif name == "c":
            value = self._value()
            if value is not None and self._column < MOST_COLUMNS:
                self._row += [None] * (self._column - len(self._row))
                self._row.append(value)
        elif name == "row" and any(cell is not None for cell in self._row):
            self.rows.append((self._number, tuple(self._row)))
            check_row_count(len(self.rows))

    def _value(self) -> Cell | None:
        content = self._content
        if not content:
            return NoValue() if self._has_formula and self._kind != "str" else None
        if self._kind == "n":
            return self._number_value(content)
        if self._kind == "s":
            return self._texts[int(content)].strip() or None
        if self._kind == "b":
            return "ja" if content == "1" else "nein"
        if self._kind == "d":
            return datetime.fromisoformat(content.replace("Z", ""))
        return content.strip() or None

    def _number_value(self, content: str) -> Cell:
        number: int | float = int(content) if content.isdigit() else float(content)
        style = int(self._style)
        format_kind = self._formats[style] if style < len(self._formats) else ""
        if not format_kind:
            return int(number) if number == int(number) and abs(number) < 1e15 else number
        if format_kind == "percent":
            return round(number * 100, 6)
        if not 0 <= number <= _LAST_DAY:
            return number
        moment: Cell = from_excel(number, self._epoch)
        is_whole_day = format_kind == "day" and isinstance(moment, datetime)
        return moment.date() if is_whole_day else moment  # type: ignore[union-attr]
