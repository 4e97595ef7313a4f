"""Where the table begins and what its columns mean: one header row, or several with merged cells.

The headings of merged cells stand in the first of them; what lies below is joined to them, so that
"Abfahrt" over "geplant | tatsächlich" reads as "Abfahrt geplant" and "Abfahrt tatsächlich".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import paths
from etl.inbox.fields import fields, normal
from etl.inbox.issues import Issue
from etl.inbox.workbook import NoValue, Sheet

#: Rows in which the header is looked for: letterheads and notes stand above it.
_SEARCHED = 40
_HIGHEST = 3
_UNIT = re.compile(r"[\(\[]\s*([^()\[\]]{1,12}?)\s*[\)\]]|\bin\s+(\w+)\s*$")
_DAY, _TIME = ("datum", "tag", "date", "day"), ("uhrzeit", "zeit", "time", "um", "uhr")

#: Unit of a field → what may be written for it → by how much it is multiplied.
UNITS: dict[str, dict[str, str]] = {
    "t": {"t": "1", "to": "1", "tonne": "1", "tonnen": "1", "tonnes": "1", "kg": "0.001"},
    "min": {"min": "1", "minuten": "1", "minutes": "1", "h": "60", "std": "60", "stunden": "60"},
    "teu": {"teu": "1"},
    "pct": {"%": "1", "prozent": "1", "percent": "1"},
    "d": {"d": "1", "tage": "1", "tag": "1", "days": "1"},
    "km": {"km": "1"},
}


@dataclass(frozen=True)
class Column:
    """What one column of a sheet means: a field, whole or its day or time, and its unit."""

    field: str
    part: str = ""
    unit: str = ""


@dataclass
class Header:
    """A header found: the row below which the table begins, and what its columns mean."""

    kind: str
    sheet: Sheet
    top: int
    below: int
    columns: dict[int, Column] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    twice: list[tuple[str, str]] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """Fields that have a column."""
        return {column.field for column in self.columns.values()}

    @property
    def missing(self) -> list[str]:
        """Required fields that have none."""
        return [n for n, one in fields(self.kind).items() if one.required and n not in self.names]


@lru_cache(maxsize=16)
def _meanings(kind: str, _reference: Path) -> dict[str, tuple[str, str]]:
    """Every heading that is understood, made comparable → field and part."""
    found: dict[str, tuple[str, str]] = {}
    parts: dict[str, tuple[str, str]] = {}
    for name, one in fields(kind).items():
        for said in (name, *one.labels, *one.aliases):
            found.setdefault(normal(said), (name, ""))
            if one.type == "moment":
                for part, words in (("day", _DAY), ("time", _TIME)):
                    for word in words:
                        parts.setdefault(normal(said + word), (name, part))
                        parts.setdefault(normal(word + said), (name, part))
    return {**parts, **found}


def find(sheet: Sheet, kind: str) -> Header:
    """The best header for one kind of report in a sheet; its ``missing`` says what it lacks."""
    best = Header(kind, sheet, 0, 0)
    head = sheet.rows[:_SEARCHED]
    for top in range(len(head)):
        for height in range(1, min(_HIGHEST, len(head) - top) + 1):
            made = _header(sheet, kind, head, top, height)
            # A higher header must understand more, or it swallows what stands above or below it.
            if not best.columns or _rank(made) < _rank(best):
                best = made
    return best


def _rank(one: Header) -> tuple[int, int, int]:
    return len(one.missing), -len(one.columns), one.below - one.top


def _header(sheet: Sheet, kind: str, head: list[tuple[int, tuple[Any, ...]]], top: int,
            height: int) -> Header:  # fmt: skip
    rows = [cells for _, cells in head[top : top + height]]
    made = Header(kind, sheet, head[top][0], head[top + height - 1][0])
    meanings = _meanings(kind, paths.REFERENCE)
    taken: dict[tuple[str, str], str] = {}
    width = max(len(cells) for cells in rows)
    levels = [_filled(cells, width) if n < height - 1 else _plain(cells, width)
              for n, cells in enumerate(rows)]  # fmt: skip
    for place in range(width):
        own = [_plain(cells, width)[place] for cells in rows]
        if not any(own):
            continue
        joined = [level[place] for level in levels]
        column, said = _column(joined, own, kind, meanings)
        if column is None:
            made.unknown[place] = said
        elif (column.field, column.part) in taken:
            made.twice.append((column.field, f"{taken[column.field, column.part]}, {said}"))
        else:
            taken[column.field, column.part] = said
            made.columns[place] = column
    return made


def _column(joined: Sequence[str], own: Sequence[str], kind: str,
            meanings: dict[str, tuple[str, str]]) -> tuple[Column | None, str]:  # fmt: skip
    """What a column means, tried from the most to the least that its heading says."""
    whole = " ".join(part for part in joined if part)
    tried = [(whole, "")]
    said = [part for part in own if part]
    if len(joined) > 1 and said:
        # The lowest heading alone; or the upper one when nothing but a unit stands below it.
        tried.append((said[-1], ""))
        above = " ".join(part for part in joined[:-1] if part)
        if not own[-1] or _is_unit(own[-1]):
            tried.append((above, own[-1]))
    for text, unit in tried:
        known = meanings.get(normal(text)) or meanings.get(normal(_UNIT.sub("", text)))
        if known:
            name, part = known
            found = _UNIT.search(text)
            written = unit or ((found[1] or found[2]) if found else "")
            return Column(name, part, written if fields(kind)[name].unit else ""), whole
    return None, whole


def _is_unit(text: str) -> bool:
    bare = text.strip("()[] ").casefold()
    return any(bare in known for known in UNITS.values())


def _plain(cells: tuple[Any, ...], width: int) -> list[str]:
    texts = [" ".join(str(cell).split()) if isinstance(cell, str) else "" for cell in cells]
    return texts + [""] * (width - len(texts))


def _filled(cells: tuple[Any, ...], width: int) -> list[str]:
    """Headings of merged cells carried on to the columns that they span."""
    filled, last = [], ""
    for text in _plain(cells, width):
        last = text or last
        filled.append(last)
    return filled


_TOTAL = re.compile(
    r"(Summen?|Gesamt(summe)?|Total|Insgesamt|Zwischensumme|Sum|Durchschnitt|Mittelwert|Average"
    r"|Sub-?total|Grand total|Anzahl|Σ)\b.{0,40}|Σ.{0,40}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+−\d.,\s%]+(t|kg|TEU)?")


def is_entry(row: tuple[Any, ...], required: list[int]) -> bool:
    """Whether a row is an entry, whatever is wrong with it: its required cells and one more."""
    has_required = all(place < len(row) and row[place] is not None for place in required)
    return has_required and sum(cell is not None for cell in row) > 1 and not _is_total(row)


def _is_total(row: tuple[Any, ...]) -> bool:
    """A word such as "Summe", and nothing but figures beside it."""
    words = _words(row)
    return len(words) == 1 and _TOTAL.fullmatch(words[0]) is not None


def _words(row: tuple[Any, ...]) -> list[str]:
    texts = [cell for cell in row if isinstance(cell, str) and not isinstance(cell, NoValue)]
    return [one for one in texts if not _FIGURE.fullmatch(one)]


def is_left_out(entry: tuple[int, tuple[Any, ...]], found: Header, required: list[int],
                 last: int, notes: list[Issue]) -> bool:  # fmt: skip
    """Whether a row is no entry: a total, a note below the table, the header once more."""
    number, row = entry
    if is_entry(row, required):
        return [one for one in row if isinstance(one, str)] == _header_cells(found)
    filled = [(place, one) for place, one in enumerate(row) if one is not None]
    shown = " | ".join(str(one) for _, one in filled)[:80]
    below = number > last
    if _is_total(row) or (below and not _words(row)):
        notes.append(Issue("skipped_total", row=number, found=shown))
        return True
    if below and len(filled) == 1:
        notes.append(Issue("skipped_note", row=number, found=shown))
        return True
    return not any(place in found.columns for place, _ in filled)


def _header_cells(found: Header) -> list[str]:
    """The lowest header row, which some programs repeat on every page."""
    if not found.repeated:
        row = next(row for number, row in found.sheet.rows if number == found.below)
        found.repeated = [one for one in row if isinstance(one, str)]
    return found.repeated


def tell_gaps(body: list[tuple[int, tuple[Any, ...]]], found: Header,
              notes: list[Issue]) -> None:  # fmt: skip
    """Empty rows between the others, which are not there in the sheet as it was read."""
    if body and (empty := body[-1][0] - found.below - len(body)) > 0:
        notes.append(Issue("skipped_empty", found=str(empty)))
