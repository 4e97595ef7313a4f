"""The monitor in words: what operators reported, each measure by itself.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from charts.table import absent
from data.answer import Answer
from i18n import Locale
from ui.rows import Figure

_TEXTS = "monitor"

#: Measure → its unit. They are never mixed.
UNITS: Mapping[str, str] = {
    "trains": "trains", "load_units": "load_units", "teu": "teu", "tonnes": "tonnes",
}  # fmt: skip
#: Part of the monitor → kinds of report that it is made from.
KINDS: Mapping[str, tuple[str, ...]] = {
    "trains": ("rail_trains",),
    "load": ("rail_trains",),
    "times": ("rail_trains",),
    "port": ("ship_calls", "rail_trains"),
    "terminal": ("terminal_month",),
}


class GoodsRow(Protocol):
    """Tonnes of a division of goods that was reported."""

    nst2007: Any
    value: Any


def reports(answer: Answer, locale: Locale) -> str:
    """Which reports there are: of each kind how many and the newest; or that there is none."""
    if not answer:
        return locale(f"{_TEXTS}.no_reports")
    sentences = [
        locale(f"{_TEXTS}.report", kind=locale(f"{_TEXTS}.kind_{row.kind}"),
              count=locale.number(int(row.delivery_count)), day=locale.date(row.received),
              who=row.supplier, file=row.file)
        for row in answer if locale.has(f"{_TEXTS}.kind_{row.kind}")
    ]  # fmt: skip
    return " ".join(sentences)


def reports_title(answer: Answer, locale: Locale) -> str:
    """How many reports there are, and the day of the newest."""
    count = sum(int(row.delivery_count) for row in answer)
    newest = max(row.received for row in answer)
    return locale(f"{_TEXTS}.title", count=locale.count("report", count), day=locale.date(newest))


def lacking(answer: Answer, part: str) -> list[str]:
    """Kinds of report that a part needs and that nobody has delivered."""
    there = {row.kind for row in answer}
    return [kind for kind in KINDS[part] if kind not in there]


def direction(locale: Locale) -> Callable[[str], str]:
    """Names of the directions at Herne."""
    names = {code: locale(f"{_TEXTS}.{code}") for code in ("arrival", "departure")}
    return names.__getitem__


def terminal(answer: Answer, locale: Locale) -> Callable[[str], str]:
    """Names of the terminals in an answer."""
    names = {
        row.terminal: answer.labels.name("terminal", row.terminal, locale.lang) for row in answer
    }
    return names.__getitem__


def newest_title(answer: Answer, measure: str, locale: Locale) -> str:
    """The newest whole period, with both directions: never their sum."""
    whole = [row for row in answer if row.status == "final"] or answer.tuples
    if not whole:
        return locale(f"{_TEXTS}.title_{measure}")
    end = max(row.period_end for row in whole)
    rows = [row for row in whole if row.period_end == end]
    period = locale.period(rows[0].period_kind, rows[0].period_start, end)
    parts = [f"{_figure(row, locale)} {locale(f'{_TEXTS}.{row.direction}')}" for row in rows]
    return locale(f"{_TEXTS}.newest", period=period, figures=locale.list(parts))


def _figure(row: Figure, locale: Locale) -> str:
    return locale.qualified(absent(row.value), row.unit, row.qualifier)


def regular_title(answer: Answer, locale: Locale) -> str:
    """In how many weeks a train arrived or departed."""
    parts = [
        locale(f"{_TEXTS}.regular_part", direction=locale(f"{_TEXTS}.{row.direction}"),
              served=locale.number(int(row.served_count)), weeks=locale.number(int(row.week_count)))
        for row in answer
    ]  # fmt: skip
    return locale(f"{_TEXTS}.regular", parts=locale.list(parts)) if parts else locale(
        f"{_TEXTS}.regular_none")  # fmt: skip


def load_title(answer: Answer, locale: Locale) -> str:
    """The loaded share of what arrived and departed, by TEU where stated, else by trains."""
    row = next((row for row in answer if row.measure == "teu"), None) or next(iter(answer), None)
    if row is None:
        return locale(f"{_TEXTS}.load_none")
    shares = (("arrival", row.arrival_loaded_pct), ("departure", row.departure_loaded_pct))
    parts = [
        f"{locale(f'{_TEXTS}.{code}')} {locale.value(share, 'percent')}"
        for code, share in shares if absent(share) is not None
    ]  # fmt: skip
    if not parts:
        return locale(f"{_TEXTS}.load_open")
    return locale(f"{_TEXTS}.load", measure=locale(f"{_TEXTS}.measure_{row.measure}"),
                 parts=locale.list(parts))  # fmt: skip


def has_percentiles(answer: Answer) -> bool:
    """Whether any direction has trains enough for percentiles."""
    return any(absent(row.p50_value) is not None for row in answer)


def times_title(answer: Answer, measure: str, locale: Locale) -> str:
    """Median and P90 of the direction with most trains; without them only how many are known."""
    rows = [row for row in answer if absent(row.p50_value) is not None]
    if not rows:
        count = sum(int(row.stated) for row in answer)
        return locale(f"{_TEXTS}.{measure}_few", count=locale.count("train", count))
    row = max(rows, key=lambda row: row.stated)
    return locale(f"{_TEXTS}.{measure}", direction=locale(f"{_TEXTS}.{row.direction}").capitalize(),
                 p50=locale.value(row.p50_value, row.unit),
                 p90=locale.value(row.p90_value, row.unit))  # fmt: skip


def trains_title(answer: Answer, locale: Locale) -> str:
    """How many trains are listed."""
    return locale(f"{_TEXTS}.listed", count=locale.count("train", len(answer.rows)))


def has_goods(row: GoodsRow) -> bool:
    """Whether tonnes of a named division of goods are known."""
    return absent(row.nst2007) is not None and absent(row.value) is not None


def goods_title(answer: Answer, mode: str, year: str, locale: Locale) -> str:
    """The goods with most tonnes."""
    first = next(iter(answer), None)
    if first is None:
        return locale(f"{_TEXTS}.goods_{mode}_none", year=year)
    goods = answer.labels.name("nst2007", first.nst2007, locale.lang)
    return locale(f"{_TEXTS}.goods_{mode}", year=year, goods=goods,
                 value=locale.value(first.value, "tonnes"))  # fmt: skip


def goods_notes(answer: Answer, locale: Locale) -> list[str]:
    """What the bars do not show: tonnes without goods, reports without tonnes."""
    notes = [
        locale(f"{_TEXTS}.no_goods", value=locale.value(row.value, "tonnes"))
        for row in answer if absent(row.nst2007) is None and absent(row.value) is not None
    ]  # fmt: skip
    silent = sum(int(row.reports) - int(row.stated) for row in answer)
    if silent:
        notes.append(locale(f"{_TEXTS}.no_tonnes", count=locale.number(silent)))
    return notes


def terminal_title(answer: Answer, locale: Locale) -> str:
    """The newest month of one measure, by terminal."""
    end = max(row.period_end for row in answer)
    rows = [row for row in answer if row.period_end == end]
    parts = [
        f"{locale.value(row.value, row.unit)}, {terminal(answer, locale)(row.terminal)}"
        for row in rows
    ]
    period = locale.period("month", rows[0].period_start, end)
    return locale(f"{_TEXTS}.newest", period=period, figures="; ".join(parts))


#: Part of the monitor → places and measures whose published figures stand beside it.
BESIDE: Mapping[str, tuple[list[str], tuple[str, ...]]] = {
    "trains": (["duisport_group", "terminal_herne_cth"],
               ("china_trains", "china_trains_per_week", "trains_per_week")),
    "load": (["china_germany", "china_eu"], ("china_eu_rail_teu",)),
    "times": (["china_germany"], ("transit_days",)),
    "port": (["port_herne", "ports_nrw"], ("ship_handling_tonnes", "ship_handling_change")),
    "terminal": (["terminal_herne_cth"],
                 ("load_units", "crane_moves", "terminal_capacity_load_units")),
}  # fmt: skip
