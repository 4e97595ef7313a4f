"""The status of the rail link that its rule gives, every change of it, and the rule itself.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts.memory import remembered
from charts.table import Table, absent
from data.answer import Answer
from pages._parts.cells import Lines
from words import Words

_ROOM = "freight.state"
_COLUMNS = ("from", "until", "state", "why", "who")


def sentence(states: Answer, thresholds: Answer, words: Words) -> str:
    """The status that holds: what it is, on which evidence, and up to when reports tell."""
    now = states.tuples[-1]
    said = words(f"{_ROOM}.is_{now.state}", **_evidence(now, thresholds, words))
    if absent(now.since) is None:
        return words(f"{_ROOM}.is_unknown")
    day = states.as_of or states.built.date()
    if now.through.date() < day and now.state in ("running", "irregular"):
        said = f"{said} {words(f'{_ROOM}.through', day=words.date(now.through))}"
    return said


def _evidence(row: Any, thresholds: Answer, words: Words) -> dict[str, str]:
    weeks = limits(thresholds, words)["running_window_weeks"]
    return {
        "since": words.day(absent(row.since)),
        "last_train": words.day(absent(row.last_train)),
        "served": words.number(int(row.weeks_served)),
        "weeks": weeks,
    }


def limits(thresholds: Answer, words: Words) -> Mapping[str, str]:
    """Threshold → it as a plain number, to be filled into a text."""
    return {row.code: words.number(row.threshold) for row in thresholds}


def rule(thresholds: Answer, words: Words, key: str = f"{_ROOM}.rule") -> str:
    """A rule in plain words, its thresholds filled in."""
    return words(key, **limits(thresholds, words))


@remembered(8)
def table(states: Answer, words: Words) -> Table:
    """Every change of the status, the newest first: when, what it became, why, who says so."""
    publishers = {
        str(row["source_id"]): str(row["publisher"]) for row in states.sources.to_dict("records")
    }
    rows = tuple(
        (
            words.date(row.day),
            words.date(row.until) if absent(row.until) is not None else words(f"{_ROOM}.today"),
            words(f"{_ROOM}.{row.state}"),
            Lines(
                words(f"{_ROOM}.from_{row.before}_to_{row.state}"),
                words(f"{_ROOM}.newest", day=words.date(row.since)),
            ),
            ", ".join(sorted({publishers[one] for one in row.source_ids})),
        )
        for row in reversed(states.tuples)
        if absent(row.day) is not None
    )
    headers = tuple(words(f"{_ROOM}.column_{name}") for name in _COLUMNS)
    return Table(headers, rows, (False,) * len(_COLUMNS))


@remembered(8)
def limit_table(thresholds: Answer, words: Words) -> Table:
    """All thresholds with the reason for each."""
    why = "why_de" if words.lang == "de" else "why_en"
    rows = tuple(
        (
            thresholds.labels.of("threshold", row.code, words.lang),
            words.number(row.threshold)
            if row.unit == "ratio"
            else words.value(row.threshold, row.unit, scale="exact"),
            str(getattr(row, why)),
        )
        for row in thresholds
    )
    headers = tuple(words(f"{_ROOM}.column_{name}") for name in ("rule", "limit", "reason"))
    return Table(headers, rows, (False, True, False))
