"""The table of the alerts on reports."""

from __future__ import annotations

from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import alerts

_TEXTS = "alerts"
_COLUMNS = ("since", "rule", "what", "who")


class EndingAlert(Protocol):
    """An alert with its end."""

    is_open: bool
    until: Any


@cached(8)
def table(answer: Answer, locale: Locale) -> Table:
    """All alerts: since when, by which rule, what, by whose report."""
    sources = answer.sources_by_id
    rows = tuple(
        (
            Cell(locale.date(row.day), _end(row, locale)),
            locale(f"{_TEXTS}.rule_{row.rule}"),
            alerts.sentence(row, answer, locale),
            ", ".join(sorted({locale.called(sources[one]["publisher"]) for one in row.source_ids})),
        )
        for row in answer
    )
    return Table.of(locale, f"{_TEXTS}.column_", _COLUMNS, rows)


def _end(row: EndingAlert, locale: Locale) -> str:
    if row.is_open:
        return locale(f"{_TEXTS}.lasts")
    until = absent(row.until)
    return "" if until is None else locale(f"{_TEXTS}.until", day=locale.date(until))
