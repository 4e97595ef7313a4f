"""Every change of the status of the rail link.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from typing import Any

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import link_status

_TEXTS = "freight.state"
_COLUMNS = ("from", "until", "state", "why", "who")


def edge(day: Any, precision: Any, locale: Locale) -> str:
    """First or last day of a status; where it follows from the end of a month or year: "Ende 2017".

    A day shortly after that end is the beginning of the next: "Anfang 2018".
    """
    if precision not in ("month", "year"):
        return locale.date(day)
    late = day.day > 15 if precision == "month" else day.month > 6
    return locale(f"{_TEXTS}.{'late' if late else 'early'}", when=locale.date(day, precision))


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
            link_status.publishers(row.changed_by, states, locale),
        )
        for row in reversed(states.tuples)
        if absent(row.day) is not None
    )
    return Table.of(locale, f"{_TEXTS}.column_", _COLUMNS, rows)
