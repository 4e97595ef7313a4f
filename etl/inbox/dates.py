"""Days, months and years as people write them. What could be two days is refused.

All functions that read a cell raise Invalid when they cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from etl.inbox.issues import Invalid
from etl.inbox.read import Cell
from etl.inbox.schema import normalized

#: No report is older: what is, is a slip or a figure in the wrong column.
EARLIEST = date(1990, 1, 1)
#: No timetable reaches as far: such days stand for "none", and no clock can be added to the last.
LATEST = date(2099, 12, 30)
BERLIN = ZoneInfo("Europe/Berlin")
_ZONES = {
    **dict.fromkeys(("utc", "gmt", "z"), UTC),
    **dict.fromkeys(("mez", "cet"), timezone(timedelta(hours=1))),
    **dict.fromkeys(("mesz", "cest"), timezone(timedelta(hours=2))),
    **dict.fromkeys(("ortszeit", "lokal", "local"), BERLIN),
}
_MONTHS = {
    normalized(name): number
    for number, names in enumerate(
        ("januar jan january jaenner", "februar feb february", "maerz mrz mar march",
         "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
         "september sep sept", "oktober okt october oct", "november nov",
         "dezember dez december dec"), 1)
    for name in names.split()
}  # fmt: skip
_GERMAN = re.compile(r"(?:[A-Za-z]{2}\.?,? )?(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})")
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*Uhr)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?", re.I
)
_HOUR = re.compile(r"^(\d{1,2})\s*Uhr$", re.IGNORECASE)


def parse_day(value: Cell) -> date:
    """A day, where day and month cannot be mistaken for each other."""
    if isinstance(value, date):
        return _checked(value.date() if isinstance(value, datetime) else value)
    text = str(value).strip().rstrip(",")
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _date(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _GERMAN.fullmatch(text):
        century = 0 if len(match[3]) == 4 else 2000
        return _date(century + int(match[3]), int(match[2]), int(match[1]), text)
    if match := re.fullmatch(r"(\d{1,2})\.? ([A-Za-zäÄ]+)\.? (\d{4})", text):
        return _date(int(match[3]), _MONTHS.get(normalized(match[2]), 0), int(match[1]), text)
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        first, second = int(match[1]), int(match[2])
        if first != second and max(first, second) <= 12:
            raise Invalid("ambiguous_day", text)
        month, day = (second, first) if first > 12 or first == second else (first, second)
        return _date(int(match[3]), month, day, text)
    raise Invalid("no_day", text)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return _checked(date(year, month, day))
    except ValueError:
        raise Invalid("no_day", text) from None


def _checked(day: date) -> date:
    if day < EARLIEST:
        raise Invalid("too_early", f"{day:%d.%m.%Y}")
    if day > LATEST:
        raise Invalid("in_the_future", f"{day:%d.%m.%Y}")
    return day


def from_serial(value: float, epoch: datetime) -> Cell:
    """A day or moment as Excel counts them, where a cell lost its format; as it is before 1990.

    Excel's fraction of a day misses the minute by a hair.
    """
    if not EARLIEST <= epoch.date() + timedelta(days=min(max(value, 0), 99_999)) <= LATEST:
        return value
    if value == int(value):
        return epoch.date() + timedelta(days=int(value))
    moment = epoch + timedelta(days=value, seconds=1)
    return moment.replace(second=0, microsecond=0)


def parse_month(value: Cell) -> date:
    """The first day of a month."""
    if isinstance(value, date):
        return _checked(date(value.year, value.month, 1))
    text = str(value).strip()
    for pattern in (r"(?P<m>\d{1,2})[./-](?P<y>\d{4})", r"(?P<y>\d{4})[./-](?P<m>\d{1,2})"):
        if match := re.fullmatch(pattern, text):
            return _month(int(match["y"]), int(match["m"]), text)
    if match := re.fullmatch(r"([A-Za-zäÄ]+)\.? ?(\d{4})", text):
        return _month(int(match[2]), _MONTHS.get(normalized(match[1]), 0), text)
    try:
        return parse_day(value).replace(day=1)
    except Invalid as error:
        raise Invalid("no_month", text) if error.issue.code == "no_day" else error from None


def _month(year: int, month: int, text: str) -> date:
    try:
        return _checked(date(year, month, 1))
    except ValueError:
        raise Invalid("no_month", text) from None


def parse_partial_date(value: Cell) -> tuple[str, str]:
    """A day, month or year and how exactly it is known."""
    if isinstance(value, int | float) and 1990 <= value <= 2100 and value == int(value):
        return str(int(value)), "year"
    if isinstance(value, str) and re.fullmatch(r"(19|20)\d\d", value.strip()):
        return value.strip(), "year"
    try:
        return parse_day(value).isoformat(), "day"
    except Invalid as error:
        if not isinstance(value, str) or error.issue.code != "no_day":
            raise
        return f"{parse_month(value):%Y-%m}", "month"


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

    @property
    def label(self) -> str:
        """As a person reads it: local time at Herne."""
        if self.utc is None:
            return f"{self.day:%d.%m.%Y}"
        return f"{self.utc.astimezone(BERLIN):%d.%m.%Y %H:%M}"


@lru_cache(maxsize=64)
def parse_zone(text: str) -> tzinfo:
    """A time zone by its name."""
    name = text.strip()
    if zone := _ZONES.get(name.casefold()):
        return zone
    if match := re.fullmatch(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", name, re.IGNORECASE):
        if int(match[2]) > 14:
            raise Invalid("unknown_zone", text)
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-offset if match[1] == "-" else offset)
    if not re.fullmatch(r"[A-Za-z]+/[A-Za-z_]+", name):
        raise Invalid("unknown_zone", text)
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise Invalid("unknown_zone", text) from None


def is_zone(text: str) -> bool:
    """Whether a text names a time zone."""
    try:
        parse_zone(text)
    except Invalid:
        return False
    return True


def parse_moment(whole: Cell | None, day_cell: Cell | None, time_cell: Cell | None,
                 zone: tzinfo) -> Moment | None:  # fmt: skip
    """A moment out of one cell, or out of a day and a time in two."""
    first = whole if whole is not None else day_cell
    if first is None:
        if time_cell is not None:
            raise Invalid("no_moment", time_cell)
        return None
    day, clock = _split(first)
    if first is not day_cell and day_cell is not None and _split(day_cell)[0] != day:
        raise Invalid("two_moments", f"{day:%d.%m.%Y}", expected=f"{_split(day_cell)[0]:%d.%m.%Y}")
    if time_cell is not None:
        own_clock, clock = clock, _parse_clock(time_cell, day)
        # A day that is written with a time has it at midnight.
        if own_clock is not None and own_clock[0] not in (time(), clock[0]):
            raise Invalid("two_moments", f"{own_clock[0]:%H:%M}", expected=f"{clock[0]:%H:%M}")
    if clock is None:
        return Moment(None, day)
    local_time, offset = clock
    local = datetime.combine(day, local_time)
    moment = local.replace(tzinfo=offset) if offset else _localized(local, zone)
    return Moment(moment.astimezone(UTC), moment.astimezone(BERLIN).date())


Clock = tuple[time, tzinfo | None]


def _split(value: Cell) -> tuple[date, Clock | None]:
    """The day and, if there is one, the time in a cell."""
    if isinstance(value, datetime):
        return parse_day(value), (value.time().replace(microsecond=0), None)
    if isinstance(value, date):
        return parse_day(value), None
    text = " ".join(str(value).split())
    match = re.fullmatch(r"(.+?\d{4}|\d{4}-\d\d?-\d\d?|\d\d?\. ?\d\d?\. ?\d\d)[T ,]+(.+)", text)
    try:
        if not match:
            return parse_day(text), None
        day = parse_day(match[1])
        return day, _parse_clock(match[2], day)
    except Invalid as error:
        if error.issue.code == "no_day":
            raise Invalid("no_moment", text) from None
        raise


def _parse_clock(value: Cell, day: date) -> Clock:
    """The time of day in a cell, which may name its day as well: that must be this one."""
    if isinstance(value, datetime):
        if value.date() != day:
            raise Invalid("two_moments", f"{day:%d.%m.%Y}", expected=f"{value:%d.%m.%Y}")
        value = value.time()
    if isinstance(value, int | float) and 0 <= value < 2:
        value = timedelta(minutes=round(value * 1_440))
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        value = f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, time):
        return value.replace(microsecond=0), None
    text = " ".join(str(value).split())
    if not (match := _CLOCK.fullmatch(_HOUR.sub(r"\1:00", text))):
        return _clock_of_moment(text, day)
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if 24 <= hour < 48 and minute < 60:
        raise Invalid("past_midnight", text, expected=f"{hour - 24:02d}:{minute:02d}")
    try:
        return time(hour, minute, second), parse_zone(match[4]) if match[4] else None
    except ValueError:  # no such time of day
        raise Invalid("no_moment", text) from None


def _clock_of_moment(text: str, day: date) -> Clock:
    """The time in a text that names a day as well, which must be this one."""
    if not re.match(r"\d+[-./]\d+[-./]", text):
        raise Invalid("no_moment", text)
    own, clock = _split(text)
    if own != day:
        raise Invalid("two_moments", f"{day:%d.%m.%Y}", expected=f"{own:%d.%m.%Y}")
    if clock is None:
        raise Invalid("no_moment", text)
    return clock


def _localized(local: datetime, zone: tzinfo) -> datetime:
    """A local time in its zone, if there is exactly one such moment."""
    early, late = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    is_real = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
    raise Invalid("time_twice" if is_real else "no_such_time", f"{local:%d.%m.%Y %H:%M}")
