"""Yardsticks beside the monitor: the newest published figure of each measure and place.

They come from other counts than the operator's reports and are never summed or drawn with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from charts.cache import remembered
from charts.table import Table, absent, figure
from data.answer import Answer
from i18n import Words
from ui.cells import Lines, Link

_COLUMNS = ("measure", "figure", "period", "publisher")

#: Part of the monitor → places whose figures stand beside it.
PLACES: Mapping[str, list[str]] = {
    "trains": ["duisport_group", "terminal_herne_cth"],
    "load": ["china_germany", "china_eu"],
    "times": ["china_germany"],
    "port": ["port_herne", "ports_nrw"],
    "terminal": ["terminal_herne_cth"],
}
_INDICATORS: Mapping[str, frozenset[str]] = {
    "trains": frozenset({"china_trains_per_week", "china_trains", "trains_per_week"}),
    "load": frozenset({"china_eu_rail_teu"}),
    "times": frozenset({"transit_days"}),
    "port": frozenset({"ship_handling_tonnes", "ship_handling_change"}),
    "terminal": frozenset({"load_units", "crane_moves", "terminal_capacity_load_units"}),
}


def _wanted(part: str) -> Callable[[Any], bool]:
    return lambda row: row.indicator in _INDICATORS[part]


#: Part of the monitor → whether a figure stands beside it.
WANTED = {part: _wanted(part) for part in _INDICATORS}


@remembered(8)
def table(answer: Answer, words: Words) -> Table:
    """The newest figure of each measure, place and direction; whole years before their parts."""
    newest: dict[tuple[str, str, str, str], Any] = {}
    for row in answer:
        key = (row.indicator, row.place, row.basis, str(absent(row.flow) or ""))
        if key not in newest or _age(row) >= _age(newest[key]):
            newest[key] = row
    rows = tuple(_row(row, answer, words) for row in newest.values())
    headers = tuple(words(f"freight.column.{name}") for name in _COLUMNS)
    return Table(headers, rows, (False, True, False, False))


def _age(row: Any) -> tuple[Any, bool]:
    """How new a figure is: by its year, then a whole year before a part of it."""
    return row.period_end.year, row.period_kind in ("year", "average")


def _row(row: Any, answer: Answer, words: Words) -> tuple[str, ...]:
    place = answer.labels.of("place", row.place, words.lang)
    flow = words(f"freight.flow.{row.flow}") if absent(row.flow) else ""
    known = words.known_as("source.known_since", row.known_since, row.known_since_precision)
    return (
        Lines(answer.labels.of("indicator", row.indicator, words.lang), place, flow),
        figure(row, words),
        words.period(row.period_kind, row.period_start, row.period_end),
        Lines(Link(row.publisher, row.url), known),
    )
