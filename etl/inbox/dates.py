"""Days, months and years as people write them. What could be two days is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from etl.inbox.fields import normal
from etl.inbox.issues import Bad
from etl.inbox.workbook import is_day

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


HERE = ZoneInfo("Europe/Berlin")
_FIXED = {
    "utc": UTC,
    "gmt": UTC,
    "z": UTC,
    "mez": timezone(timedelta(hours=1)),
    "cet": timezone(timedelta(hours=1)),
    "mesz": timezone(timedelta(hours=2)),
    "cest": timezone(timedelta(hours=2)),
    "ortszeit": HERE,
    "lokal": HERE,
    "local": HERE,
}
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*Uhr)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?", re.I
)
_HOUR = re.compile(r"(\d{1,2})\s*Uhr", re.IGNORECASE)


@dataclass(frozen=True)
class Moment:
    """A moment in UTC and its day at Herne; a day alone has no moment."""

    utc: datetime | None
    day: date

    @property
    def text(self) -> str | None:
        """As the warehouse keeps it."""
        if self.utc is None:
            return None
        return self.utc.strftime("%Y-%m-%dT%H:%M:%S" if self.utc.second else "%Y-%m-%dT%H:%M")


@lru_cache(maxsize=64)
def zone(said: str) -> tzinfo:
    """A time zone by its name. Raises Bad."""
    bare = said.strip()
    if known := _FIXED.get(bare.casefold()):
        return known
    if match := re.fullmatch(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", bare, re.IGNORECASE):
        if int(match[2]) > 14:
            raise Bad("unknown_zone", said)
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-offset if match[1] == "-" else offset)
    if not re.fullmatch(r"[A-Za-z]+/[A-Za-z_]+", bare):
        raise Bad("unknown_zone", said)
    try:
        return ZoneInfo(bare)
    except (OSError, ValueError, KeyError):
        raise Bad("unknown_zone", said) from None


def read(whole: Any, of_day: Any, of_time: Any, where: tzinfo) -> Moment | None:
    """A moment out of one cell, or out of a day and a time in two. Raises Bad."""
    first = whole if whole is not None else of_day
    if first is None:
        if of_time is not None:
            raise Bad("no_moment", of_time)
        return None
    found, clock = _split(first)
    if of_time is not None:
        clock = _clock(of_time)
    if clock is None:
        return Moment(None, found)
    hours, offset = clock
    local = datetime.combine(found, hours)
    at = local.replace(tzinfo=offset) if offset else _placed(local, where)
    return Moment(at.astimezone(UTC), at.astimezone(HERE).date())


Clock = tuple[time, tzinfo | None]


def _split(value: Any) -> tuple[date, Clock | None]:
    """The day and, if there is one, the time in a cell."""
    if isinstance(value, datetime):
        return day(value), (value.time().replace(microsecond=0), None)
    if is_day(value):
        return day(value), None
    if isinstance(value, int | float):
        found = serial(value)
        return found.date(), None if value == int(value) else (_rounded(found), None)
    text = " ".join(str(value).split())
    match = re.fullmatch(r"(.+?\d{4}|\d{4}-\d\d?-\d\d?|\d\d?\. ?\d\d?\. ?\d\d)[T ,]+(.+)", text)
    try:
        if not match:
            return day(text), None
        return day(match[1]), _clock(match[2])
    except Bad as bad:
        if bad.cause.code == "no_day":
            raise Bad("no_moment", text) from None
        raise


def _rounded(found: datetime) -> time:
    """Excel's fraction of a day misses the minute by a hair."""
    return (found + timedelta(seconds=1)).replace(second=0, microsecond=0).time()


def _clock(value: Any) -> Clock:
    if isinstance(value, datetime):
        return value.time().replace(microsecond=0), None
    if isinstance(value, time):
        return value.replace(microsecond=0), None
    if isinstance(value, timedelta) and timedelta(0) <= value < timedelta(days=1):
        return (datetime.min + value).time().replace(microsecond=0), None
    if isinstance(value, float) and 0 <= value < 1:
        return _rounded(datetime(2000, 1, 1) + timedelta(days=value)), None
    text = str(value).strip()
    if match := _HOUR.fullmatch(text):
        return _time(int(match[1]), 0, 0, text), None
    if match := _CLOCK.fullmatch(text):
        offset = zone(match[4]) if match[4] else None
        return _time(int(match[1]), int(match[2]), int(match[3] or 0), text), offset
    raise Bad("no_moment", text)


def _time(hour: int, minute: int, second: int, text: str) -> time:
    try:
        return time(hour, minute, second)
    except ValueError:
        raise Bad("no_moment", text) from None


def _placed(local: datetime, where: tzinfo) -> datetime:
    """A local time in its zone, if there is exactly one such moment."""
    early, late = local.replace(tzinfo=where, fold=0), local.replace(tzinfo=where, fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    shown = f"{local:%d.%m.%Y %H:%M}"
    is_real = early.astimezone(UTC).astimezone(where).replace(tzinfo=None) == local
    raise Bad("time_twice" if is_real else "no_such_time", shown)
