"""The tables of the alerts: all of them, all thresholds, how often each rule is wrong."""

from __future__ import annotations

from typing import Any

from charts.cache import cached
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import alerts
from ui.cells import Cell

_TEXTS = "alerts"
_COLUMNS = ("since", "rule", "what", "who")
_RATES = ("rule", "series", "rate", "found", "years")


@cached(8)
def table(answer: Answer, locale: Locale) -> Table:
    """All alerts: since when, by which rule, what, by whose report."""
    publishers = {
        str(row["source_id"]): str(row["publisher"]) for row in answer.sources.to_dict("records")
    }
    rows = tuple(
        (
            Cell(locale.date(row.day), _end(row, locale)),
            locale(f"{_TEXTS}.rule_{row.rule}"),
            alerts.sentence(row, answer, locale),
            ", ".join(sorted({publishers[source_id] for source_id in row.source_ids})),
        )
        for row in answer
    )
    headers = tuple(locale(f"{_TEXTS}.column_{name}") for name in _COLUMNS)
    return Table(headers, rows, (False,) * len(_COLUMNS))


def _end(row: Any, locale: Locale) -> str:
    if row.is_open:
        return locale(f"{_TEXTS}.lasts")
    until = absent(row.until)
    return "" if until is None else locale(f"{_TEXTS}.until", day=locale.date(until))


def limits(thresholds: Answer, locale: Locale) -> Table:
    """All thresholds of the program's rules, with the reason for each."""
    rows = tuple(
        (
            thresholds.labels.of("threshold", row.code, locale.lang),
            locale.number(row.threshold)
            if row.unit == "ratio"
            else locale.value(row.threshold, row.unit, scale="exact"),
            locale.pick(row, "why"),
        )
        for row in thresholds
    )
    headers = tuple(locale(f"freight.state.column_{name}") for name in ("rule", "limit", "reason"))
    return Table(headers, rows, (False, True, False))


def rates(answer: Answer, locale: Locale) -> Table:
    """How often each rule is wrong on generated series, and what it finds."""
    rows = tuple(
        (
            locale(f"{_TEXTS}.rule_{row.rule}"),
            answer.labels.of("alert_series", row.code, locale.lang),
            locale.number(row.false_per_year, 2),
            "" if absent(row.found_percent) is None else locale.value(row.found_percent, "percent"),
            locale.number(int(row.years)),
        )
        for row in answer
    )
    headers = tuple(locale(f"{_TEXTS}.column_{name}") for name in _RATES)
    return Table(headers, rows, (False, False, True, True, True))
