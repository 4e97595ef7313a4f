"""Step 2, header: where the table begins and what its columns mean, in one row or several.

The headings of merged cells stand in the first of them; what lies below is joined to them, so that
"Abfahrt" over "geplant | tatsächlich" reads as "Abfahrt geplant" and "Abfahrt tatsächlich".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import accumulate

from etl.inbox.dates import from_serial, is_zone, parse_day
from etl.inbox.issues import Invalid, Issue
from etl.inbox.read import BLANK, Row, Sheet
from etl.inbox.schema import Field, fields, normalized, spellings

#: Rows in which the header is looked for: letterheads and notes stand above it.
_SEARCHED_ROWS = 40
_MAX_HEIGHT = 3
#: What is said of a heading beside it: in brackets, or "in t" at its end.
_ASIDE = re.compile(r"[(\[]\s*([^()\[\]]*?)\s*[)\]]|\bin\s+(\w+|%)\s*$")
#: Asides, normalized, that change nothing: how a cell is written, and the place that is meant.
_HINTS = {
    "number": {"anzahl", "zahl", "number", "count", "nr", "gesamt", "summe", "insgesamt", "total"},
    "count": {"anzahl", "zahl", "number", "count", "nr", "gesamt", "summe", "insgesamt", "total",
              "stueck", "stk", "st", "pcs", "ganzzahl"},
    "moment": {"datum", "zeit", "uhrzeit", "date", "time", "datumuhrzeit", "datumunduhrzeit",
               "datumzeit", "datetime", "dateandtime", "herne", "inherne", "atherne", "whe", "cth",
               "zeitpunkt"},
}  # fmt: skip
_DATE_PATTERN = re.compile(r"[TDMJYHSU.:/\- ]*[TDMJYHS]{2}[TDMJYHSU.:/\- ]*( ?Uhr)?", re.IGNORECASE)
_PARTS = {"day": "datum tag date day", "time": "uhrzeit zeit time um uhr"}
_SUPPLIER = {normalized(t) for t in ("Lieferant", "Absender", "Supplier", "Sender", "Melder")}
_REPORT_DAY = {normalized(t) for t in ("Berichtstag", "Berichtsdatum", "Report day", "Report date",
                                       "Stand")}  # fmt: skip


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
    """What one column of a sheet means: a field, whole or its day or time, its unit or time zone.

    ``heading`` as it is written.
    """

    field: str
    part: str = ""
    unit: str = ""
    zone: str = ""
    heading: str = ""


@dataclass
class Preamble:
    """What stands above the table: who sends it, for which day, and whether it is generated.

    ``asks_supplier``: there is a place for the supplier, filled in or not.
    """

    supplier: str = ""
    asks_supplier: bool = False
    report_day: str | None = None
    is_demo: bool = False


@dataclass
class Header:
    """The rows of a header, and what the columns below it mean.

    ``columns`` and ``unknown``: place in the row → what it means, or its heading.
    """

    kind: str
    sheet: Sheet
    first_row: int = 0
    last_row: int = 0
    columns: dict[int, Column] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    preamble: Preamble = field(default_factory=Preamble)
    errors: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Required fields that have no column."""
        names = {column.field for column in self.columns.values()}
        return [n for n, one in fields(self.kind).items() if one.required and n not in names]

    @cached_property
    def width(self) -> int:
        """How many cells of a row stand below its headings."""
        heads = [row for n, row in self.sheet.rows if self.first_row <= n <= self.last_row]
        return max(
            (place + 1 for row in heads for place, cell in enumerate(row) if cell), default=0
        )

    @property
    def has_rows(self) -> bool:
        """Whether anything stands below it."""
        return any(number > self.last_row for number, _ in self.sheet.rows)

    @property
    def fits(self) -> bool:
        """Whether all that is required has a column, and something else as well."""
        return not self.missing and len(self.columns) > 1

    @property
    def rank(self) -> tuple[int, int, int]:
        """The lowest is the best header of a sheet.

        A higher header must understand more, or it swallows what stands above or below it.
        """
        return len(self.missing), -len(self.columns), self.last_row - self.first_row


def best_header(sheet: Sheet, kind: str) -> Header:
    """The best header for one kind of report; its ``missing`` says what it lacks."""
    rows = sheet.rows[:_SEARCHED_ROWS]
    candidates = (
        _header(sheet, kind, rows[top : top + height])
        for top in range(len(rows))
        for height in range(1, min(_MAX_HEIGHT, len(rows) - top) + 1)
    )
    best = min(candidates, key=lambda header: header.rank, default=Header(kind, sheet))
    _take_units(best)
    return best


def _take_units(header: Header) -> None:
    """Make a row of nothing but units and hints below the headings a part of the header."""
    number, row = next(((n, r) for n, r in header.sheet.rows if n > header.last_row), (0, ()))
    texts = {
        place: " ".join(cell.split()) for place, cell in enumerate(row) if isinstance(cell, str)
    }
    if not texts or len(texts) != sum(cell is not None for cell in row):
        return
    columns = dict(header.columns)
    for place, text in texts.items():
        column = columns.get(place)
        if column is None:
            if not _is_unit(text) and text not in BLANK:
                return
        elif text not in BLANK:
            field = fields(header.kind)[column.field]
            is_zoned = field.type == "moment" and is_zone(_plain(text))
            if not (_is_unit(text) or is_hint(text, field) or is_zoned):
                return
            with_unit = _qualified(column, [text], field)
            if with_unit is None:
                return
            columns[place] = with_unit
    header.columns, header.last_row = columns, number


def _header(sheet: Sheet, kind: str, rows: list[tuple[int, Row]]) -> Header:
    header = Header(kind, sheet, rows[0][0], rows[-1][0])
    headings: dict[tuple[str, str], str] = {}
    width = max(len(cells) for _, cells in rows)
    levels = [_texts(cells, width) for _, cells in rows]
    spanned = [*(_carried_on(texts) for texts in levels[:-1]), levels[-1]]
    for place in range(width):
        own = [texts[place] for texts in levels]
        if not any(own):
            continue
        column, heading = _column([texts[place] for texts in spanned], own, kind)
        if column is None:
            header.unknown[place] = heading
        elif previous := headings.get((column.field, column.part)):
            both = f"{previous}, {heading}"
            header.errors.append(Issue("column_twice", header.last_row, column.field, both))
        else:
            headings[column.field, column.part] = heading
            header.columns[place] = column
    return header


def _texts(cells: Row, width: int) -> list[str]:
    texts = [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in cells]
    return texts + [""] * (width - len(texts))


def _carried_on(texts: list[str]) -> list[str]:
    """Headings of merged cells carried on to the columns that they span."""
    carried: Iterator[str] = accumulate(texts, lambda last, text: text or last)
    return list(carried)


def _column(joined: Sequence[str], own: Sequence[str], kind: str) -> tuple[Column | None, str]:
    """The field of a column, by its whole heading first, then by less and less of it."""
    whole = " ".join(text for text in joined if text)
    candidates = [(whole, "")]
    if len(joined) > 1:
        # The lowest heading alone; or the upper one when nothing but a unit stands below it.
        candidates.append(([text for text in own if text][-1], ""))
        lowest = own[-1].strip("()[] ").casefold()
        if not own[-1] or any(lowest in spellings for spellings in UNITS.values()):
            candidates.append((" ".join(text for text in joined[:-1] if text), own[-1]))
    meanings = column_headings(kind)
    for text, below in candidates:
        asides = [match[1] or match[2] or "" for match in _ASIDE.finditer(text)]
        for name, hints in ((text, []), (_ASIDE.sub(" ", text), asides)):
            if meaning := meanings.get(normalized(name)):
                plain = Column(*meaning, heading=whole)
                if column := _qualified(plain, [below, *hints], fields(kind)[meaning[0]]):
                    return column, whole
    return None, whole


def _qualified(column: Column, asides: list[str], field: Field) -> Column | None:
    """A column with what is said beside its heading; None where that may change its meaning."""
    for text in (_plain(part) for aside in asides for part in re.split("[,;]", aside)):
        if not text or is_hint(text, field):
            continue
        if field.type in ("number", "count"):
            column = replace(column, unit=text)  # if it is none, its cells are refused
        elif field.type == "moment":
            if not is_zone(text):
                return None
            column = replace(column, zone=text)
    return column


def _plain(aside: str) -> str:
    return re.sub(r"^in\s+", "", aside.strip("()[] "))


def _is_unit(text: str) -> bool:
    return any(_plain(text).casefold().rstrip(".") in known for known in UNITS.values())


def is_hint(text: str, field: Field) -> bool:
    """Whether something said beside a heading changes nothing: how to write, or another name."""
    text = _plain(text)
    if field.type in ("day", "month", "moment", "when") and _DATE_PATTERN.fullmatch(text):
        return True
    names = {normalized(name) for name in (field.name, *field.labels, *field.aliases)}
    if _is_unit(text) and field.type in ("number", "count"):
        return False
    if field.type in ("number", "count", "moment"):
        return normalized(text) in names | _HINTS[field.type]
    # "ja/nein": the values that a column may hold.
    choices = [normalized(part) in spellings(field.type) for part in text.split("/")]
    is_choice = len(choices) > 1 and all(choices)
    return is_choice or normalized(text) in names | {"text", "name", "code", "nr", "nummer"}


@cache
def column_headings(kind: str) -> dict[str, tuple[str, str]]:
    """Every heading that is understood, normalized → field and part."""
    whole: dict[str, tuple[str, str]] = {}
    parts: dict[str, tuple[str, str]] = {}
    for name, one in fields(kind).items():
        for label in (name, *one.labels, *one.aliases):
            whole.setdefault(normalized(label), (name, ""))
            if one.type == "moment":
                for part, words in _PARTS.items():
                    for word in words.split():
                        parts.setdefault(normalized(label + word), (name, part))
                        parts.setdefault(normalized(word + label), (name, part))
    return {**parts, **whole}


def is_supplier(label: str) -> bool:
    """Whether a label above a table asks who supplied it."""
    return normalized(label) in _SUPPLIER


def read_preamble(header: Header) -> Preamble:
    """The lines above a table: labels with their value after a colon or in the next cell."""
    preamble = Preamble()
    for row in (row for number, row in header.sheet.rows if number < header.first_row):
        for cell, next_cell in zip(row, (*row[1:], None), strict=True):
            if not isinstance(cell, str):
                continue
            if normalized(cell).startswith("demonstrationsdaten"):
                preamble.is_demo = True
            label, _, rest = cell.partition(":")
            value = rest.strip() or next_cell
            if is_supplier(label):
                preamble.asks_supplier = True
                name = "" if value is None else " ".join(str(value).split())[:200]
                if name not in BLANK and not name.endswith(":"):
                    preamble.supplier = preamble.supplier or name
            elif normalized(label) in _REPORT_DAY and value is not None:
                if isinstance(value, int | float):
                    value = from_serial(value, header.sheet.epoch)
                with suppress(Invalid):
                    preamble.report_day = parse_day(value).isoformat()
    return preamble
