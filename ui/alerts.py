"""Alerts in words: a sentence for each, the same on the page and in the feed.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from typing import Any

from data.answer import Answer
from i18n import Words

_ROOM = "alerts"


def title(answer: Answer, words: Words) -> str:
    """How many are open, and when the newest arose."""
    if not answer:
        return words(f"{_ROOM}.none")
    newest = words.date(max(row.day for row in answer))
    count = sum(bool(row.is_open) for row in answer)
    key = "open" if count else "closed"
    return words(f"{_ROOM}.{key}", count=words.count("alert", count), day=newest)


def sentence(row: Any, answer: Answer, words: Words) -> str:
    """What one alert says."""
    over = "_over" if row.rule in ("silence", "overdue") and not row.is_open else ""
    about = words.date(row.about)
    if row.kind == "terminal_month" and row.rule in ("outlier", "revision"):
        about = words.date(row.about, "month")
    return words(
        f"{_ROOM}.text_{row.rule}{over}",
        kind=words(f"monitor.kind_{row.kind}"),
        series=_series(row, answer, words),
        measure=_word(f"{_ROOM}.measure_{row.measure}", "", words),
        about=about,
        value=_figure(row.value, row.unit, words),
        expected=_figure(row.expected_value, row.unit, words),
        score=words.number(row.score, 1),
    )


def _figure(value: float, unit: str, words: Words) -> str:
    """A figure beside the name of its measure: a unit of the same name is not said twice."""
    return words.value(value, unit) if unit in ("days", "tonnes") else words.number(value)


def _series(row: Any, answer: Answer, words: Words) -> str:
    label = answer.labels.of("terminal", row.series, words.lang)
    return _word(f"{_ROOM}.series_{row.series}", label, words)


def _word(key: str, otherwise: str, words: Words) -> str:
    return words(key) if words.has(key) else otherwise
