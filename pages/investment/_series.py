"""What the pages on investment share: series that never mix, small pictures, what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from charts.bars import ranked
from charts.cache import cached
from charts.panels import panel
from charts.style import Picture
from charts.table import Table, absent, figure
from data.answer import Answer
from i18n import Locale
from ui import components, glossary, html, provenance
from ui import indicators as ui_indicators
from ui.cells import Cell
from ui.glossary import Badge
from ui.visit import Visit

_COLUMNS = ("what", "period", "figure", "who")
_SCOPES = ("greater_china", "cn_hk", "cn", "undefined", "none")
_table = cached(128)(provenance.table)


def asking(visit: Visit, regions: Sequence[str], *, unsure: bool) -> Callable[..., Answer]:
    """A function that asks for every claim on some measures in these regions."""
    return partial(visit.ask, "figures_on", regions=list(regions), unsure="yes" if unsure else "no")


def series(told: Answer, visit: Visit, *, period: str = "year", unsure: bool) -> list[Answer]:
    """One answer a line: claims on one measure of one region, split by who counts what as China.

    ``told``: the claims, of one measure, region and partner; ``period``: kind of period wanted.
    """
    found = dict.fromkeys(
        (row.indicator, row.region, row.partner, row.basis, absent(row.china_scope) or "none")
        for row in told
        if row.period_kind == period
    )
    return [
        visit.ask("investment_series", indicator=indicator, region=region, partner=partner,
                  basis=basis, scope=scope, period=period, unsure="yes" if unsure else "no")
        for indicator, region, partner, basis, scope in sorted(
            found, key=lambda key: _SCOPES.index(key[-1])
        )
    ]  # fmt: skip


def newest(lines: Sequence[Answer]) -> Any | None:
    """The newest figure of some lines; of the first line that has it."""
    rows = [row for one in lines for row in one]
    return max(rows, key=lambda row: row.period_end, default=None)


def years(lines: Sequence[Answer]) -> tuple[int, int]:
    """First and last year of some lines."""
    known = [day.year for one in lines for row in one for day in (row.period_start, row.period_end)]
    return (min(known), max(known)) if known else (2010, 2020)


def highest(lines: Sequence[Answer]) -> float:
    """The highest figure of some lines."""
    return max((float(row.value) for one in lines for row in one), default=1.0)


def scope(row: Any, told: Answer, locale: Locale) -> str:
    """What counts as China, in a word or two; the origin's name for other partners."""
    code = absent(row.china_scope) or "none"
    if code == "none" and row.partner != "world":
        return told.labels.of("region", row.partner, locale.lang)
    return locale.code("investment.scope", code)


def counter(row: Any, told: Answer, locale: Locale) -> str:
    """Who counts, without what the label explains in brackets."""
    return told.labels.of("basis", row.basis, locale.lang).split(" (")[0]


@dataclass(frozen=True)
class Small:
    """A small picture: its name on the page, what it measures, all claims on it, its lines."""

    name: str
    measure: str
    told: Answer
    lines: Sequence[Answer]


def draw(one: Small, definitions: Answer, locale: Locale, *, title: str, axis: tuple[int, int],
         top: float | None = None, missing: str = "", named: bool = True,
         room: bool = False) -> None:  # fmt: skip
    """A small picture with title, delimitation of China, definition, sources and table twin.

    ``title``: key of the title, which takes period, value, scope and basis of the newest figure;
    ``named``: with a badge that says who counts and a key of the marks.
    """
    told, lines, measure = one.told, one.lines, one.measure
    row = newest(lines)
    said = locale(f"{title}_missing", measure=told.labels.of("indicator", measure, locale.lang))
    if row is not None:
        said = locale(
            title,
            year=locale.period(row.period_kind, row.period_start, row.period_end),
            value=_over_axis(row, top or highest(lines), locale),
            scope=scope(row, told, locale),
            by=counter(row, told, locale),
        )
        if row.status == "provisional":
            said = _with_status(said, locale.code("status", row.status))
    picture = panel(lines, locale, title=said, table=_table(told, locale), years=axis, top=top,
                    explained=named, headroom=room)  # fmt: skip
    meaning = ui_indicators.definition(measure, definitions, locale)
    components.chart(one.name, told, picture, title=said, subtitle="" if told else meaning, badges=badges(lines, locale, named=named), notes=[meaning], missing=missing)  # fmt: skip


def _with_status(said: str, status: str) -> str:
    """A title that says the status too, in the brackets that it may end with."""
    return f"{said[:-1]}, {status})" if said.endswith(")") else f"{said} ({status})"


def _over_axis(row: Any, top: float, locale: Locale) -> str:
    """A figure in the unit of the axis below it: billions, where that counts billions."""
    in_billions = row.unit in ("meur", "musd") and locale.scale(row.unit, top).divisor > 1
    if not in_billions or absent(row.value) is None:
        return figure(row, locale)
    return locale.qualified(row.value, row.unit, row.qualifier, scale="mrd")


def badges(lines: Sequence[Answer], locale: Locale, *, named: bool = True) -> list[Badge]:
    """Who counts, if it is to be named, and what counts as China."""
    said: dict[str, Badge] = {}
    for one in lines if named else ():
        for row in one:
            counted = one.labels.of("basis", row.basis, locale.lang)
            said[counted] = glossary.badge("basis", text=counted)
    for one in lines:
        for row in one:
            meant = scope(row, one, locale)
            text = locale("investment.china", scope=meant) if row.partner == "cn" else meant
            code = absent(row.china_scope) or "none"
            said[text] = glossary.badge(f"investment.scope.{code}", text=text)
    return list(said.values())


@cached(64)
def compact(told: Answer, locale: Locale) -> Table:
    """Claims one by one, each in a row as low as can be: what and where, when, how much, who."""
    label = told.labels.of
    return Table(
        tuple(locale(f"investment.column.{name}") for name in _COLUMNS),
        tuple(
            (
                Cell(label("indicator", row.indicator, locale.lang),
                      f"{label('region', row.region, locale.lang)} · {scope(row, told, locale)}"),
                locale.period(row.period_kind, row.period_start, row.period_end),
                Cell(figure(row, locale), *provenance.remarks(row, locale)),
                who(row, locale),
            )
            for row in told
        ),
        (False,) * len(_COLUMNS),
    )  # fmt: skip


def who(row: Any, locale: Locale) -> Cell:
    """Who says so and since when that is known; that it is unsure, where it is."""
    doubt = provenance.confidence("low", locale) if row.confidence == "low" else ""
    return provenance.publisher_cell(row, locale, doubt, is_brief=True)


@cached(32)
def by_land(told: Answer, locale: Locale, *, title: str) -> Picture:
    """Bars by Land, NRW's in colour, with the bare number at their ends."""
    return ranked(told, locale, title=title, by="region", unit="deals", strong=["de-nw"],
                  columns=("region", "period", "value"),
                  label_of=lambda row: locale.number(row.value))  # fmt: skip


def claim_table(name: str, told: Answer, locale: Locale, *, title: str, subtitle: str = "",
           missing: str = "") -> None:  # fmt: skip
    """Claims one by one in a table."""
    components.table(name, title, compact(told, locale), told, subtitle=subtitle,
                 missing=missing)  # fmt: skip


def note_left_out(visit: Visit, indicators: Sequence[str], regions: Sequence[str]) -> None:
    """Say how many figures of low confidence are not shown; nothing when there is none."""
    every, shown = (
        len(asking(visit, regions, unsure=unsure)(indicators=list(indicators)).rows)
        for unsure in (True, False)
    )
    if every > shown:
        left_out = visit.locale.count("claim", every - shown)
        st.html(html.subtitle(visit.locale("investment.hidden", figures=left_out)))


def compared(counts: Answer, indicators: Sequence[str]) -> dict[str, int]:
    """For each year how many of some measures speak of it, newest first."""
    found = {
        (str(row.period_start.year), row.indicator)
        for row in counts
        if row.indicator in indicators and row.period_kind == "year"
    }
    years = [year for year, _ in found]
    return {year: years.count(year) for year in sorted(set(years), reverse=True)}


def methods(same: Answer, definitions: Answer, locale: Locale) -> Table:
    """What different institutions say of the same year: who, what they count, how much."""
    return Table(
        tuple(locale(f"investment.column.{name}") for name in ("by", "what", "figure", "who")),
        tuple(
            (
                Cell(counter(row, same, locale),
                      locale("investment.china", scope=scope(row, same, locale))),
                Cell(same.labels.of("indicator", row.indicator, locale.lang),
                      ui_indicators.definition(row.indicator, definitions, locale)),
                Cell(figure(row, locale), *provenance.remarks(row, locale)),
                who(row, locale),
            )
            for row in same
        ),
        (False,) * 4,
    )  # fmt: skip
