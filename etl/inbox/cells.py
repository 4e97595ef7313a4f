"""Cells as people write them → text as the warehouse keeps it, or what is wrong with them.

Numbers are German ("1.234,5") or English ("1,234.5"); which of the two, the whole file says: a
single cell such as "1.234" can be either. Where a file speaks both ways, such a cell is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from data import paths
from etl.inbox import dates, fields
from etl.inbox.fields import Field, normal
from etl.inbox.header import UNITS
from etl.inbox.issues import Bad
from etl.inbox.workbook import NoValue

#: Longest text that is kept; a remark is a sentence, not a file.
LONGEST = 1_000

_GERMAN = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d{1,6}|[+-]?\d{1,3}(\.\d{3}){2,}")
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)\.\d{1,6}|[+-]?\d{1,3}(,\d{3}){2,}")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = re.compile(r"[+-]?\d{1,18}")
_NST = re.compile(r"(?:NST(?:[ -]?2007)?[ :]*)?(\d{1,2})\b")
_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|NV|DIV/0!|VALUE!|WERT!|NAME\?|BEZUG!|NUM!|ZAHL!|NULL!|SPILL!|ÜBERLAUF!)"
)
_NUMBER_AND_UNIT = re.compile(r"([+-]?[\d.,]+)\s*([^\d\s.,][^\d]*)?")


@dataclass(frozen=True)
class Style:
    """How a file writes numbers: ``german``, ``english``, or ``both`` where it does both.

    ``shown`` is a cell that could be either, if there is one.
    """

    name: str
    shown: str = ""


def style(cells: Iterable[str], otherwise: str) -> Style:
    """The style of a file's number cells; ``otherwise`` where none of them tells."""
    german, english, either = "", "", ""
    for cell in cells:
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
    return Style("german" if german else "english" if english else otherwise, either)


def number(value: Any, one: Field, unit: str, style: Style) -> Decimal:
    """A number in the unit of its field. Raises Bad."""
    own = one.unit
    if isinstance(value, bool):
        raise Bad("no_number", value)
    if isinstance(value, int | float | Decimal):
        return _scaled(Decimal(str(value)), unit, own)
    text = str(value).replace("−", "-").replace("\xa0", " ").replace("\u202f", "").strip()
    match = _NUMBER_AND_UNIT.fullmatch(text.replace("' ", "").replace("'", ""))
    if not match:
        raise Bad("no_number", value)
    return _scaled(_decimal(match[1], style), (match[2] or "").strip() or unit, own)


def _decimal(text: str, style: Style) -> Decimal:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _EITHER.fullmatch(text) and style.name == "both":
        raise Bad("ambiguous_number", text)
    is_german = style.name == "german" if _EITHER.fullmatch(text) else bool(_GERMAN.fullmatch(text))
    if not is_german and not _EITHER.fullmatch(text) and not _ENGLISH.fullmatch(text):
        raise Bad("no_number", text)
    try:
        return Decimal(
            text.replace(".", "").replace(",", ".") if is_german else text.replace(",", "")
        )
    except InvalidOperation:
        raise Bad("no_number", text) from None


def _scaled(value: Decimal, unit: str, own: str) -> Decimal:
    if not value.is_finite():
        raise Bad("no_number", value)
    if not unit or not own:
        if unit and not own:
            raise Bad("unknown_unit", unit, unit="–")
        return value
    factor = UNITS[own].get(unit.casefold().rstrip("."))
    if factor is None:
        raise Bad("unknown_unit", unit, unit=", ".join(UNITS[own]))
    return value * Decimal(factor)


def spelled(value: Decimal) -> str:
    """A number as the warehouse keeps it: at most six places, none that say nothing."""
    text = f"{round(value, 6):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def count(value: Any, one: Field, unit: str, style: Style) -> str:
    """A whole number. Raises Bad."""
    found = number(value, one, unit, style)
    if found != found.to_integral_value():
        raise Bad("no_whole_number", value)
    return str(int(found))


def choice(value: Any, one: Field) -> str:
    """The stored value of a fixed list. Raises Bad, naming what is possible or near."""
    text = " ".join(str(value).split())
    if one.type == "nst2007" and (match := _NST.match(text)):
        text = f"{int(match[1]):02d}"
    if one.type == "country" and re.fullmatch(r"[A-Za-z]{2}", text):
        return text.upper()
    known = fields.spellings(one.type)
    found = known.get(normal(text) or text)
    if found is not None:
        return found
    if one.type in ("terminal", "place"):
        raise Bad(f"unknown_{one.type}", text, expected=_nearest(text, one.type))
    raise Bad("unknown_value", text, expected=_codes(one.type, _some(one.type)))


def _some(kind: str) -> list[str]:
    """What is possible; of a long list as much as can be read in a sentence."""
    return [one.value for one in fields.values(kind)][:20]


def _nearest(text: str, kind: str) -> str:
    """What a person may have meant."""
    known = fields.spellings(kind)
    near = get_close_matches(normal(text), known, n=6, cutoff=0.5)
    codes = list(dict.fromkeys(known[one] for one in near))
    return _codes(kind, (codes or [one.value for one in fields.values(kind)])[:2])


def _codes(kind: str, codes: list[str]) -> str:
    return f"@{kind}:{';'.join(codes)}"


def text(value: Any, one: Field) -> str:
    """A text as it was written, blanks and control signs apart. Raises Bad when it is too long."""
    if isinstance(value, float) and value == int(value):
        value = int(value)  # a train number that Excel took for a figure
    said = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    if len(said) > LONGEST:
        raise Bad("too_long", len(said), high=str(LONGEST))
    if one.type == "url" and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", said):
        raise Bad("no_address", said)
    return said


def plain(value: Any) -> Any:
    """A cell that may be read at all: no error of Excel's, no formula without value.

    Signs that people write for "nothing here" are an empty cell. Raises Bad.
    """
    if isinstance(value, NoValue):
        raise Bad("formula_without_value")
    if isinstance(value, str):
        if _EXCEL_ERROR.fullmatch(value):
            raise Bad("error_value", value)
        if value in ("", "-", "–", "—", "k.A.", "k. A.", "n/a", "N/A", "n.a.", "?"):
            return None
    return value


def reader(one: Field, unit: str, style: Style) -> Callable[[Any], str]:
    """A function that reads the cells of one column; moments are read with their row."""
    if one.type == "number":
        return lambda value: spelled(number(value, one, unit, style))
    if one.type == "count":
        return lambda value: count(value, one, unit, style)
    if one.type == "day":
        return lambda value: dates.day(value).isoformat()
    if one.type == "month":
        return lambda value: dates.month(value).isoformat()
    if one.type in ("text", "url"):
        return lambda value: text(value, one)
    return lambda value: choice(value, one)


def is_demo_mark(value: object) -> bool:
    """Whether a cell says that the file was generated for the demonstration."""
    return isinstance(value, str) and normal(value).startswith("demonstrationsdaten")


def known_country(terminal: str) -> str:
    """The country that a terminal lies in (ISO alpha-2)."""
    return fields.terminal_countries(paths.REFERENCE).get(terminal, "")
