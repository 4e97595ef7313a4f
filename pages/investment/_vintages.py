"""How figures on direct investment moved: which state holds, what it was before, all of them."""

from __future__ import annotations

from typing import Any

from charts.cache import remembered
from charts.table import Table, figure
from data.answer import Answer
from i18n import Words
from pages.investment import _series
from ui import provenance
from ui.cells import Lines

_STATE = "investment.states.as_of"


def holding(answer: Answer) -> Any | None:
    """The newest state of the newest yearly figure; of any figure where there is no yearly one."""
    rows = [row for row in answer if row.is_newest]
    return next((row for row in rows if row.period_kind == "year"), next(iter(rows), None))


def before(row: Any, answer: Answer) -> Any | None:
    """The state that a figure had before, if it was another."""
    told = [one for one in answer if one.figure == row.figure and one.value != row.value]
    apart = [one for one in told if one.at_least > row.at_most or one.at_most < row.at_least]
    return apart[-1] if apart else None


def moved(answer: Answer, key: str, words: Words) -> str:
    """A title: the newest yearly figure, and what it was before it was revised."""
    row = holding(answer)
    if row is None:
        return words(f"{key}_missing")
    values = {
        "period": words.period(row.period_kind, row.period_start, row.period_end),
        "value": figure(row, words),
        "known": words.known_as(_STATE, row.known_since, row.known_since_precision),
    }
    if (earlier := before(row, answer)) is None:
        return words(key, **values)
    known = words.known_as(_STATE, earlier.known_since, earlier.known_since_precision)
    return words(f"{key}_moved", **values, before=figure(earlier, words), before_known=known)


def state_card(answer: Answer, key: str, words: Words) -> list[tuple[str, str, str]]:
    """A key figure: the newest yearly figure, since when it is known, and what it was before."""
    row = holding(answer)
    if row is None:
        return []
    period = words.period(row.period_kind, row.period_start, row.period_end)
    known = words.known_as(_STATE, row.known_since, row.known_since_precision)
    detail = known
    if (earlier := before(row, answer)) is not None:
        said = words.known_as(_STATE, earlier.known_since, earlier.known_since_precision)
        detail = words("investment.states.known_before", known=known, before_known=said,
                       before=figure(earlier, words))  # fmt: skip
    return [(words(key, period=period), figure(row, words), detail)]


@remembered(32)
def all_states(answer: Answer, words: Words) -> Table:
    """Every published state of some figures, those of one figure below each other."""
    names = ("period", "figure", "state", "who")
    return Table(
        tuple(words(f"investment.column.{name}") for name in names),
        tuple(
            (
                Lines(words.period(row.period_kind, row.period_start, row.period_end),
                      words("investment.china", scope=_series.scope(row, answer, words))),
                Lines(figure(row, words), *provenance.remarks(row, words)),
                words("investment.states.newest" if row.is_newest else "investment.states.earlier"),
                _series.who(row, words),
            )
            for row in answer
        ),
        (False,) * len(names),
    )  # fmt: skip
