"""Alerts in words: a sentence for each, the same on the page and in the feed.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from typing import Any

from charts.memory import remembered
from charts.table import Table, absent
from data.answer import Answer
from pages._parts import markup, rail_state, unfetched
from pages._parts.cells import Lines
from words import Words

_ROOM = "alerts"
_COLUMNS = ("since", "rule", "what", "who")
_RATES = ("rule", "series", "rate", "found", "years")


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


@remembered(8)
def table(answer: Answer, words: Words) -> Table:
    """All alerts: since when, by which rule, what, by whose report."""
    publishers = {
        str(row["source_id"]): str(row["publisher"]) for row in answer.sources.to_dict("records")
    }
    rows = tuple(
        (
            Lines(words.date(row.day), _end(row, words)),
            words(f"{_ROOM}.rule_{row.rule}"),
            sentence(row, answer, words),
            ", ".join(sorted({publishers[one] for one in row.source_ids})),
        )
        for row in answer
    )
    headers = tuple(words(f"{_ROOM}.column_{name}") for name in _COLUMNS)
    return Table(headers, rows, (False,) * len(_COLUMNS))


def _end(row: Any, words: Words) -> str:
    if row.is_open:
        return words(f"{_ROOM}.lasts")
    until = absent(row.until)
    return "" if until is None else words(f"{_ROOM}.until", day=words.date(until))


def _of_others(row: Any) -> bool:
    return not rail_state.of_alerts(row)


def limits(thresholds: Answer, words: Words) -> str:
    """The thresholds of the rules; formulas and the thresholds of other pages folded below."""
    own = thresholds.having(rail_state.of_alerts)
    others = thresholds.having(_of_others)
    formulas = rail_state.rule(thresholds, words, f"{_ROOM}.technical").splitlines()
    below = "".join(markup.paragraph(line) for line in formulas) + markup.table(
        rail_state.limit_table(others, words), words(f"{_ROOM}.others_heading"), whole=True
    )
    shown = markup.table(
        rail_state.limit_table(own, words), words(f"{_ROOM}.limits_heading"), whole=True
    )
    return shown + unfetched.folded(below, words)


@remembered(8)
def rates(answer: Answer, words: Words) -> Table:
    """How often each rule is wrong on generated series, and what it finds."""
    rows = tuple(
        (
            words(f"{_ROOM}.rule_{row.rule}"),
            answer.labels.of("alert_series", row.code, words.lang),
            words.number(row.false_per_year, 2),
            "" if absent(row.found_percent) is None else words.value(row.found_percent, "percent"),
            words.number(int(row.years)),
        )
        for row in answer
    )
    headers = tuple(words(f"{_ROOM}.column_{name}") for name in _RATES)
    return Table(headers, rows, (False, False, True, True, True))
