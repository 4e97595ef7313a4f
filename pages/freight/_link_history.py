"""The status of the rail link that its rule gives, every change of it, and the rule itself.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts.cache import cached
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import link_status
from ui.cells import Cell

_TEXTS = "freight.state"
_COLUMNS = ("from", "until", "state", "why", "who")


def sentence(states: Answer, thresholds: Answer, locale: Locale) -> str:
    """The status that holds: what it is, on which evidence, and up to when reports tell."""
    now = states.tuples[-1]
    text = locale(f"{_TEXTS}.is_{now.state}", **_evidence(now, thresholds, locale))
    if absent(now.since) is None:
        return locale(f"{_TEXTS}.is_unknown")
    day = states.as_of or states.built.date()
    if now.through.date() < day and now.state in ("running", "irregular"):
        text = f"{text} {locale(f'{_TEXTS}.through', day=locale.date(now.through))}"
    return text


def _evidence(row: Any, thresholds: Answer, locale: Locale) -> dict[str, str]:
    weeks = limits(thresholds, locale)["running_window_weeks"]
    return {
        "since": stated(row.since, row.since_precision, locale),
        "said": stated(row.said, row.said_precision, locale),
        "last_train": locale.day(absent(row.last_train)),
        "served": locale.number(int(row.weeks_served)),
        "weeks": weeks,
    }


def stated(day: Any, precision: Any, locale: Locale) -> str:
    """A day as exactly as its source says it: "vom 1. August 2019", "aus dem Jahr 2017"."""
    if absent(day) is None:
        return ""
    when = locale.day(day) if precision == "day" else locale.date(day, precision)
    return locale(f"{_TEXTS}.of_{precision}", when=when)


def edge(day: Any, precision: Any, locale: Locale) -> str:
    """First or last day of a status; where it follows from the end of a month or year: "Ende 2017".

    A day shortly after that end is the beginning of the next: "Anfang 2018".
    """
    if precision not in ("month", "year"):
        return locale.date(day)
    late = day.day > 15 if precision == "month" else day.month > 6
    return locale(f"{_TEXTS}.{'late' if late else 'early'}", when=locale.date(day, precision))


def limits(thresholds: Answer, locale: Locale) -> Mapping[str, str]:
    """Threshold → it as a plain number, to be filled into a text."""
    return {row.code: locale.number(row.threshold) for row in thresholds}


def rule(thresholds: Answer, locale: Locale, key: str = f"{_TEXTS}.rule") -> str:
    """A rule in plain words, its thresholds filled in."""
    return locale(key, **limits(thresholds, locale))


def is_alert_threshold(row: Any) -> bool:
    """Whether a threshold is one of the four rules of the alerts."""
    return str(row.code).startswith(("silence_", "outlier_")) or row.code in (
        "revision_pct", "overdue_days")  # fmt: skip


def is_link_threshold(row: Any) -> bool:
    """Whether a threshold is one of the rule on the status of the link."""
    return str(row.code).startswith(("running_", "irregular_", "statement_")) or row.code in (
        "same_train_days", "overdue_days")  # fmt: skip


@cached(8)
def table(states: Answer, locale: Locale) -> Table:
    """Every change of the status, the newest first: when, what it became, why, who says so."""
    rows = tuple(
        (
            edge(row.day, row.day_precision, locale),
            edge(row.until, row.until_precision, locale)
            if absent(row.until) is not None
            else locale(f"{_TEXTS}.today"),
            locale(f"{_TEXTS}.{row.state}"),
            Cell(
                locale(f"{_TEXTS}.from_{row.before}_to_{row.state}"),
                locale(
                    f"{_TEXTS}.newest",
                    day=locale.date(row.since, row.since_precision),
                    source=link_status.cited(row.newest_by, states, locale),
                ),
            ),
            link_status.publishers(row.changed_by, states),
        )
        for row in reversed(states.tuples)
        if absent(row.day) is not None
    )
    headers = tuple(locale(f"{_TEXTS}.column_{name}") for name in _COLUMNS)
    return Table(headers, rows, (False,) * len(_COLUMNS))


def limit_table(thresholds: Answer, locale: Locale) -> Table:
    """Thresholds with the reason for each; see ``of_alerts`` and ``of_link``."""
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
    headers = tuple(locale(f"{_TEXTS}.column_{name}") for name in ("rule", "limit", "reason"))
    return Table(headers, rows, (False, True, False))
