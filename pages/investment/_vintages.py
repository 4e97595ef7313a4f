"""How figures on direct investment moved: which state holds, what it was before, all of them."""

from __future__ import annotations

from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.rows import StateRow
from charts.table import Table, figure
from charts.vintages import is_dated
from data.answer import Answer
from i18n import Locale
from pages.investment import _series
from ui import newer_figures, provenance

_STATE = "investment.states.as_of"


class FigureState(StateRow, Protocol):
    """A state of a figure with what it may have been before rounding."""

    at_least: float
    at_most: float
    figure: str


def holding(answer: Answer) -> Any | None:
    """The newest state of the newest yearly figure; of any figure where there is no yearly one."""
    rows = [row for row in answer if row.is_newest]
    return next((row for row in rows if row.period_kind == "year"), next(iter(rows), None))


def before(row: FigureState, answer: Answer) -> Any | None:
    """The state that a figure had before, if it was another."""
    others = [
        state
        for state in answer
        if state.figure == row.figure and state.value != row.value and is_dated(state)
    ]
    apart = [
        state for state in others if state.at_least > row.at_most or state.at_most < row.at_least
    ]
    return apart[-1] if apart else None


def moved(answer: Answer, key: str, locale: Locale) -> str:
    """A title: the newest yearly figure, and what it was before it was revised."""
    row = holding(answer)
    if row is None:
        return locale(f"{key}_missing")
    values = {
        "period": locale.period(row.period_kind, row.period_start, row.period_end),
        "value": figure(row, locale),
        "known": locale.known_as(_STATE, row.known_since, row.known_since_precision),
    }
    title = locale(key, **values)
    if (earlier := before(row, answer)) is not None:
        since = locale.known_as(_STATE, earlier.known_since, earlier.known_since_precision)
        title = locale(f"{key}_moved", **values, before=figure(earlier, locale),
                       before_known=since)  # fmt: skip
    return newer_figures.append(title, row, answer, locale)


def _place(row: StateRow) -> str:
    """Where a state stands in the order of time."""
    if not is_dated(row):
        return "undated"
    return "newest" if row.is_newest else "earlier"


@cached(32)
def all_states(answer: Answer, locale: Locale) -> Table:
    """Every published state of some figures, those of one figure below each other."""
    rows = [
        (
            Cell(
                locale.period(row.period_kind, row.period_start, row.period_end),
                locale("investment.china", scope=_series.scope(row, answer, locale)),
            ),
            Cell(figure(row, locale), *provenance.remarks(row, locale)),
            locale(f"investment.states.{_place(row)}"),
            _series.who(row, locale),
        )
        for row in answer
    ]
    return Table.of(locale, "investment.column.", ("period", "figure", "state", "who"), rows)
