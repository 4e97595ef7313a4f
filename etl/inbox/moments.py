"""Moments as people write them → UTC. What no zone is said for is German local time.

Twice a year that is not enough: in spring an hour is missing, in autumn one comes twice. Both are
refused; a time written with its offset (02:30+02:00) is always clear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from etl.inbox import dates
from etl.inbox.issues import Bad
from etl.inbox.table import is_day

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
        return dates.day(value), (value.time().replace(microsecond=0), None)
    if is_day(value):
        return dates.day(value), None
    if isinstance(value, int | float):
        found = dates.serial(value)
        return found.date(), None if value == int(value) else (_rounded(found), None)
    text = " ".join(str(value).split())
    match = re.fullmatch(r"(.+?\d{4}|\d{4}-\d\d?-\d\d?|\d\d?\. ?\d\d?\. ?\d\d)[T ,]+(.+)", text)
    try:
        if not match:
            return dates.day(text), None
        return dates.day(match[1]), _clock(match[2])
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
