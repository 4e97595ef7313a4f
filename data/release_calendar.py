"""When new figures are to be expected: of each published table, and of the operators' reports."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any, Literal, Protocol

import pandas as pd

from data import ask, status

Basis = Literal["published", "learned", "none"]
Light = Literal["current", "due", "overdue", "unknown"]
#: Fewer states than that teach nothing; older ones than the last of these nothing any more.
LEARNED_FROM, LEARNED_LAST = 3, 6
#: How much later than learned new figures count as overdue.
LEARNED_TOLERANCE_DAYS = 15
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "five_years": 60}
#: Rhythms whose periods end with the year.
_BY_YEAR = ("month", "quarter", "year")
#: What came of a fetch that reached its publisher.
_ASKED = ("new", "unchanged")
#: Kinds of report that are watched for being overdue, as core.known_alert does.
_REPORTS = ("rail_trains", "ship_calls", "terminal_month")


class ReleaseRow(Protocol):
    """A data set with when it is published: of the question release_calendar."""

    lag_days: Any
    lags_days: Sequence[int]
    rhythm: Any
    tolerance_days: Any


@dataclass(frozen=True)
class Expected:
    """The next state of a table, or the next report of a kind.

    ``newest_period``: end of the newest figures; of a table that was never kept, of those that
    should be out by now, so that who has not fetched it yet sees its day too. ``next_day``: when
    the next are to be there at the latest; None where nobody says and nothing could be learned.
    ``light``: overdue is only what was asked for after the tolerance, in vain; what nobody here has
    asked for is due.
    ``reason``: waiting, tolerance, asked, not_asked, failed, by_hand, no_report, ended, no_rhythm,
    no_state, clock. ``basis_note``: moved where the states kept say otherwise than the publisher.
    ``asked``: day of the last fetch that reached the publisher.
    """

    source: str
    title: str
    publisher: str
    table: str
    url: str
    last_state: date | None
    newest_period: date | None
    next_day: date | None
    basis: Basis
    light: Light
    reason: str
    basis_note: str = ""
    rhythm: str = ""
    lag_days: int | None = None
    tolerance_days: int = 0
    title_en: str = ""
    last_asked: date | None = None

    @property
    def is_report(self) -> bool:
        """Whether an operator reports it, to whoever runs this installation."""
        return self.source in _REPORTS

    def upcoming(self, until: date) -> Iterator[tuple[date, date]]:
        """End of each period to come and the day of its figures, the next first."""
        if self.next_day is None or self.newest_period is None or self.lag_days is None:
            return
        period = self.newest_period
        while True:
            period = next_period(period, self.rhythm)
            day = _working_day(period + timedelta(self.lag_days))
            if day > until:
                return
            yield period, day


def expected(today: date, as_of: date | None = None) -> list[Expected]:
    """What is to be expected next, the earliest first; what has no day comes last.

    A day before the newest state is no day of today: then nothing is reckoned with it.
    ``as_of``: from the states known on that day alone. Raises NoWarehouse.
    """
    tables = ask.ask("release_calendar", as_of=as_of).tuples
    clock_is_wrong = is_clock_wrong(today, tables)
    figures = [*_reports(today, as_of), *_tables(tables, today, as_of)]
    if clock_is_wrong:
        figures = [_without_day(one) for one in figures]
    return sorted(figures, key=lambda one: (one.next_day or date.max, one.publisher, one.table))


def late(figures: Sequence[Expected]) -> list[Expected]:
    """What is overdue or due, the overdue first; a table of which data sets take parts, once."""
    waiting = [one for light in ("overdue", "due") for one in figures if one.light == light]
    of_table: dict[tuple[str, str], Expected] = {}
    for one in waiting:
        of_table.setdefault((one.publisher, one.table or one.source), one)
    return [*of_table.values()]


def is_clock_wrong(today: date, tables: list[Any]) -> bool:
    """Whether a state is known that would only come to be after today."""
    states = [day for row in tables if (day := _day(row.last_state))]
    return bool(states) and today < max(states)


def _without_day(one: Expected) -> Expected:
    return Expected(one.source, one.title, one.publisher, one.table, one.url, one.last_state,
                    one.newest_period, None, "none", "unknown", "clock")  # fmt: skip


def _tables(rows: list[Any], today: date, as_of: date | None) -> Iterator[Expected]:
    attempts = {one.source: one for one in status.attempts()} if as_of is None else {}
    for row in rows:
        attempt = attempts.get(row.source)
        asked_day = attempt.tried.date() if attempt and attempt.outcome in _ASKED else None
        newest, state = _day(row.newest_period), _day(row.last_state)
        lag, tolerance, basis, note = _lag(row)
        rhythm = _text(row.rhythm)
        next_day: date | None = None
        light: Light = "unknown"
        if state is None and as_of is None and basis == "published" and rhythm in _BY_YEAR:
            newest = _should_be_out(today, rhythm, lag or 0)
        if newest and rhythm and lag is not None and not row.has_ended:
            next_day = _working_day(next_period(newest, rhythm) + timedelta(lag))
        reason: str
        if row.has_ended:
            reason = "ended"
        elif state is None:
            reason = "no_state"
        elif next_day is None:
            reason = "no_rhythm"
        else:
            how = "by_hand" if not row.is_fetched else "failed" if attempt and not asked_day else ""
            light, reason = _light(today, next_day, tolerance, asked_day, how)
        yield Expected(
            row.source, row.title, row.publisher, row.table_code, row.url, state, newest, next_day,
            basis if next_day else "none", light, reason, note if next_day else "", rhythm, lag,
            tolerance, row.title_en, asked_day,
        )  # fmt: skip


def _should_be_out(today: date, rhythm: str, lag: int) -> date:
    """The end of the newest period whose figures are out before a day, by the rhythm alone."""
    end = date((today - timedelta(lag)).year - 2, 12, 31)
    while _working_day((following := next_period(end, rhythm)) + timedelta(lag)) < today:
        end = following
    return end


def _light(today: date, next_day: date, tolerance: int, asked_day: date | None,
           how: str) -> tuple[Light, str]:  # fmt: skip
    """Traffic light and its reason; ``how``: why it could not be fetched, where known."""
    if today < next_day:
        return "current", "waiting"
    latest = next_day + timedelta(tolerance)
    if asked_day is not None and asked_day > latest:
        return "overdue", "asked"
    if today <= latest:
        return "due", "tolerance"
    return "due", how or "not_asked"


def _lag(row: ReleaseRow) -> tuple[int | None, int, Basis, str]:
    """Days from a period to its figures, days of tolerance, who says so, and whether they moved."""
    published, tolerance = _count(row.lag_days), _count(row.tolerance_days) or 0
    lags = [int(one) for one in row.lags_days][-LEARNED_LAST:]
    learned = math.ceil(median(lags)) if len(lags) >= LEARNED_FROM and _text(row.rhythm) else None
    if published is None:
        return learned, LEARNED_TOLERANCE_DAYS, "none" if learned is None else "learned", ""
    if learned is not None and learned > published + tolerance:
        # A publisher that has moved its days is not overdue each month anew.
        return learned, tolerance, "learned", "moved"
    return published, tolerance, "published", ""


def next_period(end: date, rhythm: str) -> date:
    """The end of the period after one that ends on a day; working days skip the weekend."""
    if rhythm == "day":
        return _working_day(end + timedelta(1))
    is_last = (end + timedelta(1)).day == 1
    months = end.year * 12 + end.month - 1 + _MONTHS[rhythm]
    year, month = months // 12, months % 12 + 1
    last = date(year, month, monthrange(year, month)[1])
    return last if is_last or end.day > last.day else last.replace(day=end.day)


def _working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta((7 - day.weekday()) if day.weekday() >= 5 else 0)


def _reports(today: date, as_of: date | None) -> Iterator[Expected]:
    """The next report of each kind that ever came: by the published rule on overdue reports."""
    limits = {row.code: int(row.threshold) for row in ask.ask("thresholds")}
    days = limits["overdue_days"]
    for row in ask.ask("deliveries", as_of=as_of):
        if row.kind not in _REPORTS:
            continue
        received = row.received.date()
        next_day = received + timedelta(days)
        is_over = today > next_day
        yield Expected(
            row.kind, row.kind, str(row.supplier), "", "", received, None, next_day, "published",
            "overdue" if is_over else "current", "no_report" if is_over else "waiting",
            lag_days=days,
        )  # fmt: skip


def _day(value: Any) -> date | None:
    """A day of an answer; None where it is missing."""
    return None if pd.isna(value) else value.date()


def _count(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
