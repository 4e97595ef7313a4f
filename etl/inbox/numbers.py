"""Numbers as people write them → Decimal in the unit of their field.

German ("1.234,5") or English ("1,234.5"); which of the two, the whole file says: a single cell such
as "1.234" can be either. Where a file speaks both ways, such a cell is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from etl.inbox.header import UNITS, Header, is_hint
from etl.inbox.issues import Invalid
from etl.inbox.read import Cell, Measured, Row
from etl.inbox.schema import Field, fields

_GERMAN = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d{1,6}|[+-]?\d{1,3}(\.\d{3}){2,}")
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)\.\d{1,6}|[+-]?\d{1,3}(,\d{3}){2,}")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = re.compile(r"[+-]?\d{1,40}")
#: The room between thousands: 1 234,5.
_GROUPS = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))|\u202f")
_NUMBER_AND_UNIT = re.compile(r"([+-]?[\d.,]+)\s*([^\d\s.,][^\d]*)?")
#: What Excel makes of a long number, or of a code such as 42001, when it writes CSV.
SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?E[+-]?\d{2,3}", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """How a file writes numbers: ``german``, ``english``, or ``both`` where it does both.

    ``ambiguous`` is a cell that could be either, if there is one.
    """

    name: str
    ambiguous: str = ""


def style_of(header: Header, body: Iterable[tuple[int, Row]]) -> Style:
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


def number_text(value: Cell, field: Field, unit: str, style: Style) -> str:
    """A number as the warehouse keeps it: at most six places, none that say nothing."""
    number = _number(value, field, unit, style)
    if field.type == "count":
        if number != number.to_integral_value():
            raise Invalid("no_whole_number", value)
        return str(int(number))
    # Of what is far out of bounds the digits behind the point do not matter.
    text = f"{round(number, 6):f}" if abs(number) < 10**15 else str(int(number))
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _number(value: Cell, field: Field, unit: str, style: Style) -> Decimal:
    """A number in the unit of its field."""
    if isinstance(value, Measured):
        return _as_formatted(value, field, unit)
    if isinstance(value, int | float):
        return _whole_percent(_scaled(Decimal(str(value)), unit, field.unit), "", field)
    text = _GROUPS.sub("", str(value).replace("−", "-").replace("\xa0", " ")).strip()
    match = _NUMBER_AND_UNIT.fullmatch(text.replace("' ", "").replace("'", ""))
    if SCIENTIFIC.fullmatch(text):
        raise Invalid("changed_by_excel", text)
    if not match:
        raise Invalid("no_number", value)
    number, own_unit = _decimal(match[1], style), (match[2] or "").strip()
    return _whole_percent(_scaled(number, own_unit or unit, field.unit), own_unit, field)


def _whole_percent(number: Decimal, own_unit: str, field: Field) -> Decimal:
    """A number that is no share of 1 where percents are meant, unless its cell says so."""
    if field.unit == "pct" and not own_unit and 0 < number <= 1:
        raise Invalid("share_or_percent", f"@number:{number:f}")
    return number


def _as_formatted(value: Measured, field: Field, unit: str) -> Decimal:
    """A number as its format shows it: a person reads that, and not what is stored."""
    number = Decimal(str(float(value))) / value.scale
    if value.scale > 1 and not value.unit:
        raise Invalid(
            "shortened_number", f"@number:{number:f}", expected=f"@number:{float(value):.12g}"
        )
    own_unit = "" if is_hint(value.unit, field) else value.unit
    return _scaled(number, own_unit or unit, field.unit)


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
