"""The monitor in tables: what operators reported, a row for each direction, measure or train.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell, TableRow
from charts.table import Table, absent, number
from data.answer import Answer
from i18n import Locale

_TEXTS = "monitor"


class TrainRow(Protocol):
    """A train that a terminal reported: of the question monitor_trains."""

    day: date
    delay_minutes: Any
    destination_terminal: Any
    direction: str
    is_loaded: Any
    load_teu: Any
    load_unit_count: Any
    net_tonnes: Any
    origin_terminal: Any
    remark: Any
    train_number: Any
    transit_days: Any


def headers(locale: Locale, compared: str) -> tuple[str, ...]:
    """Headers of a table of periods."""
    return tuple(
        locale(f"{_TEXTS}.column_{name}") for name in ("period", compared, "value", "note")
    )


def time_headers(locale: Locale) -> tuple[str, ...]:
    """Headers of a table of percentiles."""
    names = ("direction", "trains", "p50", "p90", "lowest", "highest")
    return tuple(locale(f"{_TEXTS}.column_{name}") for name in names)


_REGULAR = ("direction", "trains", "served", "headway", "cv", "span")


def regularity(answer: Answer, locale: Locale) -> Table:
    """Trains, weeks with service, headways: a row for each direction."""
    rows = tuple(
        (
            locale(f"{_TEXTS}.{row.direction}"),
            locale.number(int(row.train_count)),
            Cell(number(row, "served_pct", "percent", locale),
                  locale(f"{_TEXTS}.of_weeks", served=locale.number(int(row.served_count)),
                        weeks=locale.number(int(row.week_count)))),
            number(row, "headway_days", "days", locale, digits=1),
            locale.number(absent(row.headway_cv), 2),
            locale.period("span", row.first_day, row.last_day),
        )
        for row in answer
    )  # fmt: skip
    return Table.of(locale, f"{_TEXTS}.column_", _REGULAR, rows, figures=_REGULAR[1:-1])


_LOAD = ("measure", "arrival", "departure", "balance", "loaded_in", "loaded_out")


def load(answer: Answer, locale: Locale) -> Table:
    """Both directions, their balance and how much was loaded: a row for each measure."""
    rows = tuple(
        (
            Cell(locale(f"{_TEXTS}.measure_{row.measure}"),
                  locale(f"{_TEXTS}.of_trains", stated=locale.number(int(row.stated)),
                        trains=locale.number(int(row.trains)))),
            number(row, "arrival_value", row.unit, locale, scale="exact"),
            number(row, "departure_value", row.unit, locale, scale="exact"),
            number(row, "balance_pct", "percent", locale, signed=True),
            number(row, "arrival_loaded_pct", "percent", locale),
            number(row, "departure_loaded_pct", "percent", locale),
        )
        for row in answer
    )  # fmt: skip
    return Table.of(locale, f"{_TEXTS}.column_", _LOAD, rows, figures=_LOAD[1:])


_TRAINS = ("day", "train", "way", "load", "transit", "delay", "remark")


@cached(8)
def trains(answer: Answer, locale: Locale) -> Table:
    """Every reported train, the newest first."""
    rows = tuple(_train(row, answer, locale) for row in answer)
    return Table.of(locale, f"{_TEXTS}.column_", _TRAINS, rows)


def _train(row: TrainRow, answer: Answer, locale: Locale) -> TableRow:
    def end(code: Any) -> str:
        return answer.labels.name("terminal", absent(code), locale.lang) or locale.missing(
            "unknown"
        )

    units = {"load_units": row.load_unit_count, "teu": row.load_teu, "tonnes": row.net_tonnes}
    load = [locale.value(n, unit) for unit, n in units.items() if absent(n) is not None]
    if absent(row.is_loaded) is not None:
        load.append(locale(f"{_TEXTS}.{'loaded' if row.is_loaded else 'empty'}"))
    return (
        locale.date(row.day),
        Cell(str(absent(row.train_number) or ""), locale(f"{_TEXTS}.{row.direction}")),
        f"{end(row.origin_terminal)} – {end(row.destination_terminal)}",
        Cell(*load) if load else locale.missing("unknown"),
        locale.value(absent(row.transit_days), "days"),
        locale.value(absent(row.delay_minutes), "minutes"),
        str(absent(row.remark) or ""),
    )
