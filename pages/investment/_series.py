"""What the pages on investment share: series that never mix, pictures of them, what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from charts.cache import cached
from charts.cells import Cell
from charts.panels import panel
from charts.table import Table, absent, figure, period
from data.answer import Answer
from findings import finding
from i18n import Locale
from ui import components, glossary, html, indicators, provenance
from ui.glossary import Badge
from ui.rows import Claim
from ui.visit import Visit

_COLUMNS = ("what", "period", "figure", "who")
_SCOPES = ("greater_china", "cn_hk", "cn", "undefined", "none")
_table = cached(128)(provenance.table)


def asking(visit: Visit, regions: Sequence[str], *, unsure: bool) -> Callable[..., Answer]:
    """A function that asks for every claim on some measures in these regions."""
    return partial(visit.ask, "figures_on", regions=list(regions), unsure="yes" if unsure else "no")


def series(claims: Answer, visit: Visit, *, unsure: bool) -> list[Answer]:
    """One answer a line: years of one measure of one region, split by who counts what as China.

    ``claims``: of one measure, region and partner.
    """
    keys = dict.fromkeys(
        (row.indicator, row.region, row.partner, row.basis, absent(row.china_scope) or "none")
        for row in claims
        if row.period_kind == "year"
    )
    return [
        visit.ask("series", indicator=indicator, region=region, partner=partner,
                  basis=basis, scope=scope, unsure="yes" if unsure else "no")
        for indicator, region, partner, basis, scope in sorted(
            keys, key=lambda key: _SCOPES.index(key[-1])
        )
    ]  # fmt: skip


def years(lines: Sequence[Answer]) -> tuple[int, int]:
    """First and last year of some lines."""
    ends = [row.period_start.year for line in lines for row in line]
    return (min(ends), max(ends)) if ends else (2010, 2020)


def scope(row: Claim, claims: Answer, locale: Locale) -> str:
    """What counts as China, in a word or two; the origin's name for other partners."""
    code = absent(row.china_scope) or "none"
    if code == "none" and row.partner != "world":
        return claims.labels.name("region", row.partner, locale.lang)
    return locale.code("investment.scope", code)


def counter(row: Claim, claims: Answer, locale: Locale) -> str:
    """Who counts, without what the label explains in brackets."""
    return claims.labels.name("basis", row.basis, locale.lang).split(" (")[0]


def draw(name: str, claims: Answer, lines: Sequence[Answer], definitions: Answer, locale: Locale, *,
         axis: tuple[int, int], title: str = "") -> None:  # fmt: skip
    """A picture of one measure, each count a line; the title speaks of the newest and longest.

    ``name``: of the picture, and of what it speaks of under ``findings.subject.investment``.
    """
    newest = max(lines, key=lambda line: (line.tuples[-1].period_end, len(line.tuples)),
                 default=claims)  # fmt: skip
    title = title or finding(newest, f"investment.{name}", locale).title.linked(newest)
    picture = panel(lines, locale, title=title, table=_table(claims, locale), years=axis)
    components.chart(name, claims, picture, title=title, badges=badges(lines, definitions, locale))


def badges(lines: Sequence[Answer], definitions: Answer, locale: Locale) -> list[Badge]:
    """Who counts, with what that counts, and what counts as China."""
    labels: dict[str, Badge] = {}
    for line in lines:
        for row in line:
            basis = line.labels.name("basis", row.basis, locale.lang)
            meaning = indicators.definition(row.indicator, definitions, locale)
            labels[basis] = glossary.basis(basis, meaning)
    for line in lines:
        for row in line:
            meant = scope(row, line, locale)
            text = locale("investment.china", scope=meant) if row.partner == "cn" else meant
            code = absent(row.china_scope) or "none"
            labels[text] = glossary.badge(f"investment.scope.{code}", text=text)
    return list(labels.values())


@cached(256)
def compact(claims: Answer, locale: Locale) -> Table:
    """Claims one by one, each in a row as low as can be: what and where, when, how much, who."""
    label = claims.labels.name
    rows = [
        (
            Cell(label("indicator", row.indicator, locale.lang),
                  f"{label('region', row.region, locale.lang)} · {scope(row, claims, locale)}"),
            period(row, locale, claims),
            Cell(figure(row, locale), *provenance.remarks(row, locale)),
            who(row, locale),
        )
        for row in claims
    ]  # fmt: skip
    return Table.of(locale, "investment.column.", _COLUMNS, rows)


def who(row: Claim, locale: Locale) -> Cell:
    """Who says so and since when that is known; that it is unsure, where it is."""
    doubt = provenance.confidence("low", locale) if row.confidence == "low" else ""
    return provenance.publisher_cell(row, locale, doubt, is_brief=True)


def claim_table(name: str, claims: Answer, locale: Locale, *, title: str,
                subtitle: str = "") -> None:  # fmt: skip
    """Claims one by one in a table."""
    components.table(name, compact(claims, locale), claims, title=title, subtitle=subtitle)


def note_left_out(visit: Visit, measures: Sequence[str], regions: Sequence[str]) -> None:
    """Say how many figures of low confidence are not shown; nothing when there is none."""
    total, shown = (
        len(asking(visit, regions, unsure=unsure)(indicators=list(measures)).rows)
        for unsure in (True, False)
    )
    if total > shown:
        left_out = visit.locale.count("claim", total - shown)
        st.html(html.subtitle(visit.locale("investment.hidden", figures=left_out)))


def compared(counts: Answer, measures: Sequence[str]) -> dict[str, int]:
    """For each year how many of some measures speak of it, newest first."""
    counted = {
        (str(row.period_start.year), row.indicator)
        for row in counts
        if row.indicator in measures and row.period_kind == "year"
    }
    years = [year for year, _ in counted]
    return {year: years.count(year) for year in sorted(set(years), reverse=True)}


def methods(same: Answer, locale: Locale, definitions: Answer | None = None) -> Table:
    """What different institutions say: who, what they count, how much and when."""
    rows = [
        (
            Cell(counter(row, same, locale),
                  locale("investment.china", scope=scope(row, same, locale))),
            Cell(same.labels.name("indicator", row.indicator, locale.lang),
                  indicators.definition(row.indicator, definitions, locale)
                  if definitions else ""),
            Cell(figure(row, locale), period(row, locale, same),
                  *provenance.remarks(row, locale)),
            who(row, locale),
        )
        for row in same
    ]  # fmt: skip
    return Table.of(locale, "investment.column.", ("by", "what", "figure", "who"), rows)
