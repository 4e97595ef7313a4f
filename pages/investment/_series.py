"""What the pages on investment share: series that never mix, small pictures, what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from charts.bars import ranked
from charts.cache import cached
from charts.lines import over_time
from charts.panels import panel
from charts.style import Picture
from charts.table import Table, absent, figure, period
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import components, glossary, html, provenance
from ui import indicators as ui_indicators
from ui.cells import Cell
from ui.glossary import Badge
from ui.missing_data import not_fetched
from ui.visit import Visit

_COLUMNS = ("what", "period", "figure", "who")
_SCOPES = ("greater_china", "cn_hk", "cn", "undefined", "none")
_table = cached(128)(provenance.table)


def asking(visit: Visit, regions: Sequence[str], *, unsure: bool) -> Callable[..., Answer]:
    """A function that asks for every claim on some measures in these regions."""
    return partial(visit.ask, "figures_on", regions=list(regions), unsure="yes" if unsure else "no")


def series(claims: Answer, visit: Visit, *, period: str = "year", unsure: bool) -> list[Answer]:
    """One answer a line: claims on one measure of one region, split by who counts what as China.

    ``claims``: of one measure, region and partner; ``period``: kind of period wanted.
    """
    keys = dict.fromkeys(
        (row.indicator, row.region, row.partner, row.basis, absent(row.china_scope) or "none")
        for row in claims
        if row.period_kind == period
    )
    return [
        visit.ask("investment_series", indicator=indicator, region=region, partner=partner,
                  basis=basis, scope=scope, period=period, unsure="yes" if unsure else "no")
        for indicator, region, partner, basis, scope in sorted(
            keys, key=lambda key: _SCOPES.index(key[-1])
        )
    ]  # fmt: skip


def newest(lines: Sequence[Answer]) -> Any | None:
    """The newest figure of some lines; of the first line that has it."""
    rows = [row for line in lines for row in line]
    return max(rows, key=lambda row: row.period_end, default=None)


def years(lines: Sequence[Answer]) -> tuple[int, int]:
    """First and last year of some lines."""
    ends = [
        day.year for line in lines for row in line for day in (row.period_start, row.period_end)
    ]
    return (min(ends), max(ends)) if ends else (2010, 2020)


def highest(lines: Sequence[Answer]) -> float:
    """The highest figure of some lines."""
    return max((float(row.value) for line in lines for row in line), default=1.0)


def scope(row: Any, claims: Answer, locale: Locale) -> str:
    """What counts as China, in a word or two; the origin's name for other partners."""
    code = absent(row.china_scope) or "none"
    if code == "none" and row.partner != "world":
        return claims.labels.of("region", row.partner, locale.lang)
    return locale.code("investment.scope", code)


def counter(row: Any, claims: Answer, locale: Locale) -> str:
    """Who counts, without what the label explains in brackets."""
    return claims.labels.of("basis", row.basis, locale.lang).split(" (")[0]


@dataclass(frozen=True)
class Small:
    """A small picture: its name on the page, what it measures, all claims on it, its lines."""

    name: str
    measure: str
    claims: Answer
    lines: Sequence[Answer]


def draw(small: Small, definitions: Answer, locale: Locale, *, title_key: str,
         axis: tuple[int, int], top: float | None = None, missing: str = "", is_named: bool = True,
         room: bool = False) -> None:  # fmt: skip
    """A small picture with title, delimitation of China, definition, sources and table twin.

    ``title_key``: key of the title, which takes period, value, scope and basis of the newest
    figure; ``is_named``: with a badge that says who counts and a key of the marks.
    """
    claims, lines, measure = small.claims, small.lines, small.measure
    row = newest(lines)
    measured = claims.labels.of("indicator", measure, locale.lang)
    title = locale(f"{title_key}_missing", measure=measured)
    if row is not None:
        title = locale(
            title_key,
            year=period(row, locale, claims),
            value=_over_axis(row, top or highest(lines), locale),
            scope=scope(row, claims, locale),
            by=counter(row, claims, locale),
        )
        if row.status == "provisional":
            title = _with_status(title, locale.code("status", row.status))
    picture = panel(lines, locale, title=title, table=_table(claims, locale), years=axis, top=top,
                    explained=is_named, headroom=room)  # fmt: skip
    meaning = ui_indicators.definition(measure, definitions, locale)
    components.chart(
        small.name, claims, picture, title=title, subtitle="" if claims else meaning,
        badges=badges(lines, locale, is_named=is_named), notes=[meaning], missing=missing,
    )  # fmt: skip


def _with_status(title: str, status: str) -> str:
    """A title that says the status too, in the brackets that it may end with."""
    return f"{title[:-1]}, {status})" if title.endswith(")") else f"{title} ({status})"


def _over_axis(row: Any, top: float, locale: Locale) -> str:
    """A figure in the unit of the axis below it: billions, where that counts billions."""
    in_billions = row.unit in ("meur", "musd") and locale.scale(row.unit, top).divisor > 1
    if not in_billions or absent(row.value) is None:
        return figure(row, locale)
    return evidence.linked(locale.qualified(row.value, row.unit, row.qualifier, scale="mrd"), row)


def badges(lines: Sequence[Answer], locale: Locale, *, is_named: bool = True) -> list[Badge]:
    """Who counts, if it is to be named, and what counts as China."""
    labels: dict[str, Badge] = {}
    for line in lines if is_named else ():
        for row in line:
            basis = line.labels.of("basis", row.basis, locale.lang)
            labels[basis] = glossary.badge("basis", text=basis)
    for line in lines:
        for row in line:
            meant = scope(row, line, locale)
            text = locale("investment.china", scope=meant) if row.partner == "cn" else meant
            code = absent(row.china_scope) or "none"
            labels[text] = glossary.badge(f"investment.scope.{code}", text=text)
    return list(labels.values())


@cached(64)
def compact(claims: Answer, locale: Locale) -> Table:
    """Claims one by one, each in a row as low as can be: what and where, when, how much, who."""
    label = claims.labels.of
    return Table(
        tuple(locale(f"investment.column.{name}") for name in _COLUMNS),
        tuple(
            (
                Cell(label("indicator", row.indicator, locale.lang),
                      f"{label('region', row.region, locale.lang)} · {scope(row, claims, locale)}"),
                period(row, locale, claims),
                Cell(figure(row, locale), *provenance.remarks(row, locale)),
                who(row, locale),
            )
            for row in claims
        ),
        (False,) * len(_COLUMNS),
    )  # fmt: skip


def who(row: Any, locale: Locale) -> Cell:
    """Who says so and since when that is known; that it is unsure, where it is."""
    doubt = provenance.confidence("low", locale) if row.confidence == "low" else ""
    return provenance.publisher_cell(row, locale, doubt, is_brief=True)


@cached(32)
def by_land(claims: Answer, locale: Locale, *, title: str) -> Picture:
    """Bars by Land, NRW's in colour, with the bare number at their ends."""
    return ranked(claims, locale, title=title, by="region", unit="deals", strong=["de-nw"],
                  columns=("region", "period", "value"),
                  label_of=lambda row: evidence.linked(locale.number(row.value), row))  # fmt: skip


def claim_table(name: str, claims: Answer, locale: Locale, *, title: str, subtitle: str = "",
           missing: str = "") -> None:  # fmt: skip
    """Claims one by one in a table."""
    components.table(
        name, compact(claims, locale), claims, title=title, subtitle=subtitle, missing=missing
    )


def note_left_out(visit: Visit, indicators: Sequence[str], regions: Sequence[str]) -> None:
    """Say how many figures of low confidence are not shown; nothing when there is none."""
    total, shown = (
        len(asking(visit, regions, unsure=unsure)(indicators=list(indicators)).rows)
        for unsure in (True, False)
    )
    if total > shown:
        left_out = visit.locale.count("claim", total - shown)
        st.html(html.subtitle(visit.locale("investment.hidden", figures=left_out)))


def compared(counts: Answer, indicators: Sequence[str]) -> dict[str, int]:
    """For each year how many of some measures speak of it, newest first."""
    counted = {
        (str(row.period_start.year), row.indicator)
        for row in counts
        if row.indicator in indicators and row.period_kind == "year"
    }
    years = [year for year, _ in counted]
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


_EUROSTAT = "investment.eurostat"
_EUROSTAT_TABLES = ("eurostat_bop_fdi6_geo", "eurostat_bop_fdi6_pos")
_FLOW_COLUMNS = ("flow", "period", "value", "status")
#: Name of the picture, stock or flow, Eurostat's table.
_PICTURES = (("geo_stock", "stock", "eurostat_geo"), ("geo_flow", "flow", "eurostat_geo"),
             ("pos_stock", "stock", "eurostat"))  # fmt: skip


def draw_eurostat(visit: Visit, definitions: Answer) -> None:
    """The section, with a picture for each table and measure that has been fetched."""
    locale = visit.locale
    st.header(locale(f"{_EUROSTAT}.heading"), anchor="eurostat")
    st.markdown(locale(f"{_EUROSTAT}.text"))
    pictures = [(name, visit.ask("fdi_both_ways", measure=measure, basis=basis))
                for name, measure, basis in _PICTURES]  # fmt: skip
    if not any(answer for _, answer in pictures):
        components.empty(not_fetched(locale(f"{_EUROSTAT}.missing"), _EUROSTAT_TABLES))
    secret = visit.ask("suppressed_figures")
    for name, answer in pictures:
        if not answer:
            continue
        flow = "inward" if answer.where(flow="inward") else "outward"
        headline = answer.where(flow=flow)
        value = headline.tuples[-1].value
        is_back = name == "geo_flow" and value < 0
        codes = dict.fromkeys(row.indicator for row in answer)
        meanings = [ui_indicators.definition(code, definitions, locale) for code in codes]
        components.chart(
            f"{_EUROSTAT}.{name}", answer, over_time, headline=headline, anchor=name,
            variant=f"{flow}_back" if is_back else flow, badges=badges([answer], locale),
            texts={"value": locale.value(abs(value), "meur")} if is_back else {},
            notes=[*meanings, *_suppressed(secret, answer, locale)],
            by="flow", columns=_FLOW_COLUMNS, order=("outward", "inward"),
        )  # fmt: skip


def _suppressed(secret: Answer, answer: Answer, locale: Locale) -> list[str]:
    """A sentence for each line of a picture on the years that Eurostat keeps secret."""
    drawn = {(row.indicator, row.basis) for row in answer}
    return [
        locale(
            f"{_EUROSTAT}.secret", flow=locale.code("flow", row.flow), years=locale.years(row.years)
        )
        for row in secret
        if (row.indicator, row.basis) in drawn
    ]
