"""Alerts on official series: found by rule, and limits that people set; some of them put aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

import pandas as pd

from data import alert_choices, ask
from data.alert_choices import Choices, Limit, Snooze
from data.answer import Answer
from data.question import UnknownValue


class NewestRow(Protocol):
    """The newest figure of a series that is watched."""

    growth_pct: float
    known_since: datetime
    period_end: datetime
    period_start: datetime
    unit: str
    value: float
    period_kind: str


@dataclass(frozen=True)
class SeriesAlert:
    """An alert on a series.

    ``row``: the figure (of the question series_alerts or watched_series), ``answer``: what it is
    of. ``rule``: spike, break, change; of a limit limit_value, limit_change, limit_rank,
    limit_silence. ``expected``: what it is compared with, in the unit of ``value``; ``score``: how
    far it is off, in usual misses, None for a limit. ``day``: from when on it stands.
    """

    alert_id: str
    rule: str
    row: NewestRow
    answer: Answer
    value: float
    expected: float
    score: float | None
    day: date
    is_open: bool = True
    limit: Limit | None = None
    snooze: Snooze | None = None


def alerts(today: date, as_of: date | None = None,
           choices: Choices | None = None) -> list[SeriesAlert]:  # fmt: skip
    """All alerts: open ones without a snooze first, then the newest first.

    ``as_of``: from what was known on that day alone, limits and snoozes too. Raises NoWarehouse.
    """
    day = as_of or today
    chosen = alert_choices.read() if choices is None else choices
    aside = {one.alert_id: one for one in chosen.snoozes if one.added <= day < one.until}
    raised = [*_raised(as_of), *_passed(chosen, day, as_of)]
    with_snoozes = [replace(one, snooze=aside.get(one.alert_id)) for one in raised]
    return sorted(with_snoozes, key=lambda one: (one.snooze is not None, not one.is_open,
                                                 -one.day.toordinal(), one.alert_id))  # fmt: skip


def _raised(as_of: date | None) -> Iterator[SeriesAlert]:
    answer = ask.ask("series_alerts", as_of=as_of)
    for row in answer:
        yield SeriesAlert(row.alert_id, row.rule, row, answer, row.value, row.expected_value,
                          row.score, row.known_since.date(), bool(row.is_open))  # fmt: skip


def _passed(choices: Choices, day: date, as_of: date | None) -> Iterator[SeriesAlert]:
    """Limits that the newest figure of their series passes."""
    limits = [one for one in choices.limits if one.added <= day]
    wanted = sorted({one.series for one in limits})
    if not wanted:
        return
    try:
        answer = ask.ask("watched_series", as_of=as_of, series=wanted)
    except UnknownValue as unknown:  # a series that this state of the data does not have
        wanted = [one for one in wanted if one in unknown.allowed]
        answer = ask.ask("watched_series", as_of=as_of, series=wanted)
    rows = {(row.series, row.period_kind): row for row in answer}
    for one in limits:
        if (row := rows.get((one.series, one.period_kind))) is not None:
            yield from _of_limit(one, row, answer, day)


def _of_limit(one: Limit, row: NewestRow, answer: Answer, day: date) -> Iterator[SeriesAlert]:
    known = row.known_since.date()
    since = max(known, one.added)
    if one.rule == "silence":
        value: Any = (day - known).days
        since = max(known + timedelta(int(one.limit) + 1), one.added)
    elif one.rule == "change":
        value = row.growth_pct
    elif one.rule == "rank" and row.unit != "rank":
        return
    else:
        value = row.value
    if pd.isna(value) or not (value > one.limit if _is_above(one) else value < one.limit):
        return
    alert_id = f"limit-{one.id}-{one.series}-{row.period_end.date()}"
    yield SeriesAlert(alert_id, f"limit_{one.rule}", row, answer, float(value), one.limit, None,
                      since, limit=one)  # fmt: skip


def _is_above(one: Limit) -> bool:
    """Silence only ever grows."""
    return one.is_above or one.rule == "silence"
