"""Step 3, cells: cells as people write them → text as the warehouse keeps it, row by row.

Nothing is guessed: a cell that cannot be read is named, and what is left out on purpose (empty
rows, totals, unknown columns) is noted. Numbers are German ("1.234,5") or English ("1,234.5");
which of the two, the whole file says: a single cell such as "1.234" can be either. Where a file
speaks both ways, such a cell is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache, lru_cache

from babel import Locale

from etl.inbox.dates import from_serial, parse_day, parse_month
from etl.inbox.entries import Figures, entries
from etl.inbox.header import UNITS, Column, Header, is_hint
from etl.inbox.issues import Invalid, Issue
from etl.inbox.read import BLANK, Cell, Measured, NoValue, Row
from etl.inbox.schema import Field, fields, normalized, spellings, values

#: Longest text that is kept; a remark is a sentence, not a file.
LONGEST = 1_000

_GERMAN = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d{1,6}|[+-]?\d{1,3}(\.\d{3}){2,}")
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)\.\d{1,6}|[+-]?\d{1,3}(,\d{3}){2,}")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = re.compile(r"[+-]?\d{1,40}")
#: A division with its label; "19.2" is a group of it; two numbers are no code.
_NST = re.compile(r"(?:NST(?:[ -]?2007)?[ :]*)?(\d{1,2})(?:\.\d)?(?:[^\w.,/&+-]\D*)?")
#: What Excel makes of a long number, or of a code such as 42001, when it writes CSV.
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?E[+-]?\d{2,3}", re.IGNORECASE)
_WITH_POINT = re.compile(r"\d+[.,]0+")
#: Two letters in the list of countries that are none.
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|NV|DIV/0!|VALUE!|WERT!|NAME\?|BEZUG!|NUM!|ZAHL!|NULL!|SPILL!|ÜBERLAUF!)"
)
#: The room between thousands: 1 234,5.
_GROUPS = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))|\u202f")
_NUMBER_AND_UNIT = re.compile(r"([+-]?[\d.,]+)\s*([^\d\s.,][^\d]*)?")
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
    style = _number_style(header, body)
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
            if result:  # a text of nothing but control signs is an empty cell
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
        return lambda value: _number_text(value, field, column.unit, style)
    if field.type == "day":
        return lambda value: parse_day(value).isoformat()
    if field.type == "month":
        return lambda value: parse_month(value).isoformat()
    if field.type in ("text", "url"):
        return lambda value: _text(value, field)
    told = re.search(r"[\w.-]+(?:/[\w.-]+)+", column.heading)
    hint = told[0] if told else letters
    return lambda value: _code(value, field, hint)


@dataclass(frozen=True)
class Style:
    """How a file writes numbers: ``german``, ``english``, or ``both`` where it does both.

    ``ambiguous`` is a cell that could be either, if there is one.
    """

    name: str
    ambiguous: str = ""


def _number_style(header: Header, body: Iterable[tuple[int, Row]]) -> Style:
    """The style of a file's number cells; that of its delimiter where none of them tells."""
    known = fields(header.kind)
    places = [place for place, column in header.columns.items()
              if known[column.field].type in ("number", "count")]  # fmt: skip
    german, english, either = "", "", ""
    for _, row in body:
        for cell in (row[place] for place in places if place < len(row)):
            if not isinstance(cell, str):
                continue
            match = _NUMBER_AND_UNIT.fullmatch(cell.replace("−", "-").replace("\xa0", " "))
            text = match[1] if match else ""
            if _EITHER.fullmatch(text):
                either = either or text
            elif _GERMAN.fullmatch(text):
                german = german or text
            elif _ENGLISH.fullmatch(text):
                english = english or text
    if german and english:
        return Style("both", either)
    is_english = english or (not german and header.sheet.delimiter == ",")
    return Style("english" if is_english else "german", either)


def _number(value: Cell, field: Field, unit: str, style: Style) -> Decimal:
    """A number in the unit of its field."""
    if isinstance(value, Measured):
        return _shown(value, field, unit)
    if isinstance(value, int | float):
        return _whole_percent(_scaled(Decimal(str(value)), unit, field.unit), "", field)
    text = _GROUPS.sub("", str(value).replace("−", "-").replace("\xa0", " ")).strip()
    match = _NUMBER_AND_UNIT.fullmatch(text.replace("' ", "").replace("'", ""))
    if _SCIENTIFIC.fullmatch(text):
        raise Invalid("changed_by_excel", text)
    if not match:
        raise Invalid("no_number", value)
    number, said = _decimal(match[1], style), (match[2] or "").strip()
    return _whole_percent(_scaled(number, said or unit, field.unit), said, field)


def _whole_percent(number: Decimal, said: str, field: Field) -> Decimal:
    """A number that is no share of 1 where percents are meant, unless its cell says so."""
    if field.unit == "pct" and not said and 0 < number <= 1:
        raise Invalid("share_or_percent", f"@number:{number:f}")
    return number


def _shown(value: Measured, field: Field, unit: str) -> Decimal:
    """A number as its format shows it: a person reads that, and not what is stored."""
    number = Decimal(str(float(value))) / value.scale
    if value.scale > 1 and not value.unit:
        raise Invalid(
            "shortened_number", f"@number:{number:f}", expected=f"@number:{float(value):.12g}"
        )
    said = "" if is_hint(value.unit, field) else value.unit
    return _scaled(number, said or unit, field.unit)


def _decimal(text: str, style: Style) -> Decimal:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    is_either = _EITHER.fullmatch(text)
    if is_either and style.name == "both":
        raise Invalid("ambiguous_number", text)
    is_german = style.name == "german" if is_either else bool(_GERMAN.fullmatch(text))
    if not is_german and not is_either and not _ENGLISH.fullmatch(text):
        raise Invalid("no_number", text)
    try:
        thousands, point = (".", ",") if is_german else (",", ".")
        return Decimal(text.replace(thousands, "").replace(point, "."))
    except InvalidOperation:
        raise Invalid("no_number", text) from None


def _scaled(value: Decimal, unit: str, field_unit: str) -> Decimal:
    if not value.is_finite():
        raise Invalid("no_number", value)
    if not unit:
        return value
    if not field_unit:
        raise Invalid("unknown_unit", unit, unit="–")
    factor = UNITS[field_unit].get(unit.casefold().rstrip("."))
    if factor is None:
        raise Invalid("unknown_unit", unit, unit=", ".join(UNITS[field_unit]))
    return value * Decimal(factor)


def _number_text(value: Cell, field: Field, unit: str, style: Style) -> str:
    """A number as the warehouse keeps it: at most six places, none that say nothing."""
    number = _number(value, field, unit, style)
    if field.type == "count":
        if number != number.to_integral_value():
            raise Invalid("no_whole_number", value)
        return str(int(number))
    # Of what is far out of bounds the digits behind the point do not matter.
    text = f"{round(number, 6):f}" if abs(number) < 10**15 else str(int(number))
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _code(value: Cell, field: Field, hint: str) -> str:
    """The code of a value of a fixed list; who refuses names what is possible or near.

    ``hint``: "E/A", which tells what A is.
    """
    text = " ".join(str(value).split())
    if field.type == "nst2007" and (match := _NST.fullmatch(text)):
        text = f"{int(match[1]):02d}"
    if field.type == "country" and text.upper() in _countries():
        return text.upper()
    known = spellings(field.type)
    codes = _meant(text, hint, known)
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
    listed = [one.code for one in values(field.type)][:20]
    raise Invalid("unknown_value", text, expected=f"@{field.type}:{';'.join(listed)}")


def _meant(text: str, hint: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes that a spelling may mean: of several the one that what stands beside it leaves."""
    sign = normalized(text) or text
    codes = known.get(sign, ())
    parts = [normalized(part) for part in hint.split("/")]
    mine = [part for part in parts if part.startswith(sign)]
    if len(codes) > 1 and len(mine) == 1:
        others = {code for part in parts if part != mine[0] for code in known.get(part, ())}
        named = known.get(mine[0], codes)
        codes = tuple(code for code in codes if code in named and code not in others) or codes
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
    is_changed = _SCIENTIFIC.fullmatch(text) or (field.required and _WITH_POINT.fullmatch(text))
    if not isinstance(value, str | int) or is_changed:
        raise Invalid("changed_by_excel", text)
    if len(text) > LONGEST:
        raise Invalid("too_long", len(text), high=LONGEST)
    if field.type == "url" and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise Invalid("no_address", text)
    return text
