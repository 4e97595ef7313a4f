"""Step 3, cells: cells as people write them → text as the warehouse keeps it, row by row.

Nothing is guessed: a cell that cannot be read is named, and what is left out on purpose (empty
rows, totals, unknown columns) is noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache

from babel import Locale

from etl.inbox.dates import from_serial, parse_day, parse_month
from etl.inbox.entries import Figures, entries
from etl.inbox.header import Column, Header
from etl.inbox.issues import Invalid, Issue
from etl.inbox.numbers import SCIENTIFIC, Style, number_text, style_of
from etl.inbox.read import BLANK, Cell, NoValue, Row
from etl.inbox.schema import Field, fields, normalized, spellings, values

#: Longest text that is kept; a remark is a sentence, not a file.
LONGEST = 1_000

#: A division with its label; "19.2" is a group of it; two numbers are no code.
_NST = re.compile(r"(?:NST(?:[ -]?2007)?[ :]*)?(\d{1,2})(?:\.\d)?(?:[^\w.,/&+-]\D*)?")
_WITH_POINT = re.compile(r"\d+[.,]0+")
#: Two letters in the list of countries that are none.
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|NV|DIV/0!|VALUE!|WERT!|NAME\?|BEZUG!|NUM!|ZAHL!|NULL!|SPILL!|ÜBERLAUF!)"
)
#: How alike a name must be to be guessed: those of countries are short.
_ALIKE = {"terminal": 0.5, "place": 0.5, "country": 0.7}
#: Types of fields that need the rest of their row to be read.
_READ_WITH_ROW = ("moment", "zone", "when")
#: Types of fields that hold a day: a number in their cells is one that lost its format.
_DAYS = ("day", "month", "moment", "when")


@dataclass
class Entry:
    """One row: ``values`` as the warehouse keeps them, by field.

    ``dates`` are cells that are read with their row; the parts of a moment are named
    ``field@day`` and ``field@time``, the zone that a heading says ``field@zone``. ``invalid`` are
    fields of which something is wrong already.
    """

    number: int
    values: dict[str, str] = field(default_factory=dict)
    dates: dict[str, Cell] = field(default_factory=dict)
    invalid: set[str] = field(default_factory=set)


@dataclass
class Cells:
    """The entries below a header, and what is wrong with their cells."""

    header: Header
    entries: list[Entry] = field(default_factory=list)
    errors: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)


def read_cells(header: Header) -> Cells:
    """Every cell below a header, as its column is meant."""
    cells = Cells(header, errors=list(header.errors), notes=list(header.notes))
    body = [(number, row) for number, row in header.sheet.rows if number > header.last_row]
    filled = {place for _, row in body for place, cell in enumerate(row) if cell is not None}
    if ignored := [heading for place, heading in header.unknown.items() if place in filled]:
        cells.notes.append(Issue("ignored_columns", found=", ".join(ignored)))
    style = style_of(header, body)
    if style.ambiguous and style.name != "both":
        cells.notes.append(Issue(f"numbers_read_{style.name}", found=style.ambiguous))
    readers = _column_readers(header, style, body)

    def figures(row: Row) -> Figures:
        return dict(_figures(row, header, readers))

    for number, row in entries(header, body, cells.notes, cells.errors, figures):
        entry, errors = _read_entry(number, row, header, readers)
        cells.errors += errors
        if all(issue.code != "half_empty" for issue in errors):
            cells.entries.append(entry)
    return cells


Reader = Callable[[Cell], str]
CachedReader = Callable[[Cell], str | Invalid]


def _column_readers(header: Header, style: Style,
                    body: Iterable[tuple[int, Row]]) -> dict[int, CachedReader]:  # fmt: skip
    """A reader for each column that is read by itself; it remembers what it has read."""
    known = fields(header.kind)
    return {
        place: _cached(_reader(known[column.field], column, style, _letters(place, body)))
        for place, column in header.columns.items()
        if known[column.field].type not in _READ_WITH_ROW
    }


def _letters(place: int, body: Iterable[tuple[int, Row]]) -> str:
    """The single letters in a column, as a heading would name them: "A/E"."""
    cells = (row[place] for _, row in body if place < len(row))
    return "/".join(sorted({c.casefold() for c in cells if isinstance(c, str) and len(c) == 1}))


def _figures(row: Row, header: Header,
             readers: dict[int, CachedReader]) -> Iterable[tuple[int, Decimal]]:  # fmt: skip
    """The figures of a row, by place, that can be read."""
    known = fields(header.kind)
    for place, column in header.columns.items():
        cell = row[place] if place < len(row) else None
        if cell is not None and known[column.field].type in ("number", "count"):
            value = readers[place](cell)
            if isinstance(value, str):
                yield place, Decimal(value)


def _cached(reader: Reader) -> CachedReader:
    """Cells repeat themselves: of 100,000 trains most come from the same few terminals."""

    @lru_cache(maxsize=50_000, typed=True)
    def cached(value: Cell) -> str | Invalid:
        try:
            return reader(value)
        except Invalid as error:
            return error

    return cached


def _read_entry(number: int, row: Row, header: Header,
                readers: dict[int, CachedReader]) -> tuple[Entry, list[Issue]]:  # fmt: skip
    entry, errors, known = Entry(number), [], fields(header.kind)
    for place, column in header.columns.items():
        cell = row[place] if place < len(row) else None
        try:
            value = _content(cell)
            if value is None:
                continue
            if known[column.field].type in _DAYS and isinstance(value, int | float):
                value = from_serial(value, header.sheet.epoch)
            if place not in readers:
                if column.zone:
                    entry.dates[f"{column.field}@zone"] = column.zone
                entry.dates[f"{column.field}@{column.part}" if column.part else column.field] = (
                    value
                )
                continue
            result = readers[place](value)
            if isinstance(result, Invalid):
                raise result
            entry.values[column.field] = result
        except Invalid as error:
            errors.append(error.at(number, column.field))
    filled, invalid = {*entry.values, *entry.dates}, {issue.column for issue in errors}
    lacking = header.missing  # said once, of the header
    rest = [str(one) for one in row[header.width :] if one is not None]
    if rest and header.sheet.delimiter:
        # A decimal comma or a sign within a text was taken for the end of a cell.
        errors.append(Issue("cells_beyond", number, found=", ".join(rest), high=str(header.width)))
    required = [name for name, one in known.items() if one.required and name not in lacking]
    missing = [name for name in required if name not in filled and name not in invalid]
    entry.invalid = {*invalid, *missing, *lacking}
    if missing and len(filled) * 2 < len(header.columns):
        names, count = f"@field:{';'.join(missing)}", len(header.columns)
        errors.append(Issue("half_empty", number, names, str(len(filled)), high=str(count)))
    else:
        errors += [Issue("missing", number, name) for name in missing]
    return entry, errors


def _content(cell: Cell | None) -> Cell | None:
    """What is in a cell; signs that people write for "nothing here" are an empty cell.

    Raises Invalid for errors of Excel's and formulas without a value.
    """
    if isinstance(cell, NoValue):
        raise Invalid("formula_without_value")
    if isinstance(cell, str):
        if _EXCEL_ERROR.fullmatch(cell):
            raise Invalid("error_value", cell)
        if cell in BLANK:
            return None
    return cell


def _reader(field: Field, column: Column, style: Style, letters: str) -> Reader:
    """A function that reads the cells of one column. It raises Invalid."""
    if field.type in ("number", "count"):
        return lambda value: number_text(value, field, column.unit, style)
    if field.type == "day":
        return lambda value: parse_day(value).isoformat()
    if field.type == "month":
        return lambda value: parse_month(value).isoformat()
    if field.type in ("text", "url"):
        return lambda value: _text(value, field)
    match = re.search(r"[\w.-]+(?:/[\w.-]+)+", column.heading)
    hint = match[0] if match else letters
    return lambda value: _code(value, field, hint)


def _code(value: Cell, field: Field, hint: str) -> str:
    """The code of a value of a fixed list. Raises Invalid naming possible or similar values.

    ``hint``: the codes that the heading lists ("E/A"), which settle what A is.
    """
    text = " ".join(str(value).split())
    if field.type == "nst2007" and (match := _NST.fullmatch(text)):
        text = f"{int(match[1]):02d}"
    if field.type == "country" and text.upper() in _countries():
        return text.upper()
    known = spellings(field.type)
    codes = _possible_codes(text, hint, known)
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise Invalid("ambiguous_code", text, expected=f"@{field.type}:{';'.join(codes)}")
    if field.type in ("terminal", "place", "country"):
        near = get_close_matches(normalized(text), known, n=6, cutoff=_ALIKE[field.type])
        near += [name for name in known if len(name) > 3 and name in normalized(text)]
        if nearest := list(dict.fromkeys(known[one][0] for one in near))[:2]:
            expected = f"@{field.type}:{';'.join(nearest)}"
            raise Invalid(f"unknown_{field.type}", text, expected=expected)
    # Of a long list as much as can be read in a sentence.
    possible = [one.code for one in values(field.type)][:20]
    raise Invalid("unknown_value", text, expected=f"@{field.type}:{';'.join(possible)}")


def _possible_codes(text: str, hint: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes that a spelling may mean: of several the one that the rest of the hint leaves."""
    sign = normalized(text) or text
    codes = known.get(sign, ())
    parts = [normalized(part) for part in hint.split("/")]
    mine = [part for part in parts if part.startswith(sign)]
    if len(codes) > 1 and len(mine) == 1:
        others = {code for part in parts if part != mine[0] for code in known.get(part, ())}
        own_codes = known.get(mine[0], codes)
        codes = tuple(code for code in codes if code in own_codes and code not in others) or codes
    return codes


@cache
def _countries() -> frozenset[str]:
    """The codes of countries (ISO alpha-2)."""
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code)) - _NO_COUNTRY


def _text(value: Cell, field: Field) -> str:
    """A text as it was written, blanks and control signs apart.

    What Excel took for a figure or a day is not what was written.
    """
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, date | time | timedelta) and not field.required:
        pattern = "%d.%m.%Y %H:%M" if isinstance(value, datetime) else "%d.%m.%Y"
        value = f"{value:{pattern}}" if isinstance(value, date) else str(value)
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    is_changed = SCIENTIFIC.fullmatch(text) or (field.required and _WITH_POINT.fullmatch(text))
    if not isinstance(value, str | int) or is_changed:
        raise Invalid("changed_by_excel", text)
    if len(text) > LONGEST:
        raise Invalid("too_long", len(text), high=LONGEST)
    if field.type == "url" and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise Invalid("no_address", text)
    return text
