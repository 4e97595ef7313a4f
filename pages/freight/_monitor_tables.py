"""The monitor in tables: what operators reported, a row for each direction, measure or train.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.cache import remembered
from charts.table import Table, absent
from data.answer import Answer
from i18n import Words
from ui.cells import Lines

_ROOM = "monitor"


def headers(words: Words, compared: str) -> tuple[str, ...]:
    """Headers of a table of periods."""
    return tuple(words(f"{_ROOM}.column_{name}") for name in ("period", compared, "value", "note"))


def time_headers(words: Words) -> tuple[str, ...]:
    """Headers of a table of percentiles."""
    return _heads(("direction", "trains", "p50", "p90", "lowest", "highest"), words)


_REGULAR = ("direction", "trains", "served", "headway", "cv", "span")


@remembered(8)
def regularity(answer: Answer, words: Words) -> Table:
    """Trains, weeks with service, headways: a row for each direction."""
    rows = tuple(
        (
            words(f"{_ROOM}.{row.direction}"),
            words.number(int(row.train_count)),
            Lines(words.value(absent(row.served_pct), "percent"),
                  words(f"{_ROOM}.of_weeks", served=words.number(int(row.served_count)),
                        weeks=words.number(int(row.week_count)))),
            words.value(absent(row.headway_days), "days", digits=1),
            words.number(absent(row.headway_cv), 2),
            words.period("span", row.first_day, row.last_day),
        )
        for row in answer
    )  # fmt: skip
    return Table(_heads(_REGULAR, words), rows, (False, True, True, True, True, False))


_LOAD = ("measure", "arrival", "departure", "balance", "loaded_in", "loaded_out")


@remembered(8)
def load(answer: Answer, words: Words) -> Table:
    """Both directions, their balance and how much was loaded: a row for each measure."""
    rows = tuple(
        (
            Lines(words(f"{_ROOM}.measure_{row.measure}"),
                  words(f"{_ROOM}.of_trains", stated=words.number(int(row.stated)),
                        trains=words.number(int(row.trains)))),
            words.value(absent(row.arrival_value), row.unit, scale="exact"),
            words.value(absent(row.departure_value), row.unit, scale="exact"),
            words.value(row.balance_pct, "percent", signed=True),
            words.value(absent(row.arrival_loaded_pct), "percent"),
            words.value(absent(row.departure_loaded_pct), "percent"),
        )
        for row in answer
    )  # fmt: skip
    return Table(_heads(_LOAD, words), rows, (False, True, True, True, True, True))


_TRAINS = ("day", "train", "way", "load", "transit", "delay", "remark")


@remembered(8)
def trains(answer: Answer, words: Words) -> Table:
    """Every reported train, the newest first."""
    rows = tuple(_train(row, answer, words) for row in answer)
    return Table(_heads(_TRAINS, words), rows, (False,) * len(_TRAINS))


def _train(row: Any, answer: Answer, words: Words) -> tuple[str, ...]:
    def end(code: Any) -> str:
        return answer.labels.of("terminal", absent(code), words.lang) or words.missing("unknown")

    units = {"load_units": row.load_unit_count, "teu": row.load_teu, "tonnes": row.net_tonnes}
    load = [words.value(n, unit) for unit, n in units.items() if absent(n) is not None]
    if absent(row.is_loaded) is not None:
        load.append(words(f"{_ROOM}.{'loaded' if row.is_loaded else 'empty'}"))
    return (
        words.date(row.day),
        Lines(str(absent(row.train_number) or ""), words(f"{_ROOM}.{row.direction}")),
        f"{end(row.origin_terminal)} – {end(row.destination_terminal)}",
        Lines(*load) if load else words.missing("unknown"),
        words.value(absent(row.transit_days), "days"),
        words.value(absent(row.delay_minutes), "minutes"),
        str(absent(row.remark) or ""),
    )


def _heads(names: Sequence[str], words: Words) -> tuple[str, ...]:
    return tuple(words(f"{_ROOM}.column_{name}") for name in names)
