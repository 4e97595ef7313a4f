"""Alerts in words: a sentence for each, the same on the page and in the feed.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from charts.table import figure, period
from data.answer import Answer
from data.series_alerts import SeriesAlert
from i18n import Locale
from ui import figure_names
from ui.rows import Alert

_ROOM = "alerts"


def title(answer: Answer, locale: Locale) -> str:
    """How many are open, and when the newest arose."""
    if not answer:
        return locale(f"{_ROOM}.none")
    newest = locale.date(max(row.day for row in answer))
    count = sum(bool(row.is_open) for row in answer)
    key = "open" if count else "closed"
    return locale(f"{_ROOM}.{key}", count=locale.count("alert", count), day=newest)


def sentence(row: Alert, answer: Answer, locale: Locale) -> str:
    """What one alert says."""
    over = "_over" if row.rule in ("silence", "overdue") and not row.is_open else ""
    about = locale.date(row.about)
    if row.kind == "terminal_month" and row.rule in ("outlier", "revision"):
        about = locale.date(row.about, "month")
    return locale(
        f"{_ROOM}.text_{row.rule}{over}",
        kind=locale(f"monitor.kind_{row.kind}"),
        series=_series(row, answer, locale),
        measure=_word(f"{_ROOM}.measure_{row.measure}", "", locale),
        about=about,
        value=_figure(row.value, row.unit, locale),
        expected=_figure(row.expected_value, row.unit, locale),
        score=locale.number(row.score, 1),
    )


def _figure(value: float, unit: str, locale: Locale) -> str:
    """A figure beside the name of its measure: a unit of the same name is not said twice."""
    return locale.value(value, unit) if unit in ("days", "tonnes") else locale.number(value)


def _series(row: Alert, answer: Answer, locale: Locale) -> str:
    label = answer.labels.name("terminal", row.series, locale.lang)
    return _word(f"{_ROOM}.series_{row.series}", label, locale)


def _word(key: str, otherwise: str, locale: Locale) -> str:
    return locale(key) if locale.has(key) else otherwise


def series_sentence(alert: SeriesAlert, locale: Locale) -> str:
    """What one alert on an official series says; its figure leads to its evidence."""
    row, key, unit = alert.row, f"{_ROOM}.text_{alert.rule}", alert.row.unit
    if alert.limit is not None and alert.rule != "limit_silence":
        key += "_above" if alert.limit.is_above else "_below"
    unit = {"limit_change": "percent", "limit_silence": "days"}.get(alert.rule, unit)
    return locale(
        key,
        series=figure_names.series_name(row, alert.answer, locale),
        period=period(row, locale, alert.answer),
        figure=figure(row, locale),
        value=locale.value(alert.value, unit, digits=1 if unit == "percent" else None),
        expected=locale.value(alert.expected, unit, digits=1 if unit == "percent" else None),
        score=locale.number(alert.score or 0, 1),
    )
