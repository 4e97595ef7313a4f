"""Days, months and years as people write them. What could be two days is refused."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from etl.inbox.fields import normal
from etl.inbox.issues import Bad
from etl.inbox.table import is_day

#: No report is older: what is, is a slip or a figure in the wrong column.
EARLIEST = date(1990, 1, 1)
_GERMAN = re.compile(r"(?:[A-Za-z]{2}\.?,? )?(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})")
_MONTHS = {
    normal(name): number
    for number, names in enumerate(
        ("januar jan january jaenner", "februar feb february", "maerz mrz mar march",
         "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
         "september sep sept", "oktober okt october oct", "november nov",
         "dezember dez december dec"), 1)
    for name in names.split()
}  # fmt: skip


def day(value: Any) -> date:
    """A day. Raises Bad where it is none, or where day and month could be mistaken."""
    if isinstance(value, datetime):
        return _within(value.date())
    if is_day(value):
        return _within(value)
    if isinstance(value, int | float):
        return _within(serial(value).date())
    return _written(str(value).strip().rstrip(","))


def _written(text: str) -> date:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _made(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _GERMAN.fullmatch(text):
        return _made(_year(match[3]), int(match[2]), int(match[1]), text)
    if match := re.fullmatch(r"(\d{1,2})\.? ([A-Za-zäÄ]+)\.? (\d{4})", text):
        return _made(int(match[3]), _MONTHS.get(normal(match[2]), 0), int(match[1]), text)
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        first, second = int(match[1]), int(match[2])
        if first != second and max(first, second) <= 12:
            raise Bad("ambiguous_day", text)
        month, of_month = (second, first) if first > 12 or first == second else (first, second)
        return _made(int(match[3]), month, of_month, text)
    raise Bad("no_day", text)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _made(year: int, month: int, of_month: int, text: str) -> date:
    try:
        return _within(date(year, month, of_month))
    except ValueError:
        raise Bad("no_day", text) from None


def _within(found: date) -> date:
    if found < EARLIEST:
        raise Bad("too_early", f"{found:%d.%m.%Y}")
    return found


def serial(value: float) -> datetime:
    """A day as Excel counts them, where a cell lost its format; only days since 1990."""
    from openpyxl.utils.datetime import from_excel  # noqa: PLC0415 - rare

    if not 32_874 <= value <= 73_050:
        raise Bad("no_day", value)
    found = from_excel(value)
    if not isinstance(found, datetime):
        raise Bad("no_day", value)
    return found


def month(value: Any) -> date:
    """The first day of a month. Raises Bad."""
    if isinstance(value, date):
        return _within(date(value.year, value.month, 1))
    text = str(value).strip()
    for pattern, order in ((r"(\d{1,2})[./-](\d{4})", (2, 1)), (r"(\d{4})[./-](\d{1,2})", (1, 2))):
        if match := re.fullmatch(pattern, text):
            year, number = int(match[order[0]]), int(match[order[1]])
            if 1 <= number <= 12:
                return _within(date(year, number, 1))
    named = re.fullmatch(r"([A-Za-zäÄ]+)\.? ?(\d{4})", text)
    if named and (number := _MONTHS.get(normal(named[1]), 0)):
        return _within(date(int(named[2]), number, 1))
    try:
        return day(value).replace(day=1)
    except Bad:
        raise Bad("no_month", text) from None


def when(value: Any) -> tuple[str, str]:
    """A day, month or year and how exactly it is known. Raises Bad."""
    if isinstance(value, int | float) and 1990 <= value <= 2100 and value == int(value):
        return str(int(value)), "year"
    if isinstance(value, str) and re.fullmatch(r"(19|20)\d\d", value.strip()):
        return value.strip(), "year"
    try:
        return day(value).isoformat(), "day"
    except Bad as bad:
        if not isinstance(value, str) or bad.cause.code != "no_day":
            raise
        return f"{month(value):%Y-%m}", "month"
