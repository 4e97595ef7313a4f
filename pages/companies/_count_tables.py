"""Published counts of Chinese firms as tables: counts of different kind never share a row."""

from __future__ import annotations

from collections.abc import Iterator

from charts.cache import cached
from charts.cells import Cell
from charts.ranges import newness
from charts.table import Table, absent, period
from data.answer import Answer
from i18n import Locale
from pages.companies._counts import (
    CHINESE,
    OTHERS,
    STATED,
    TEXTS,
    CountRow,
    newest,
    scope,
    short,
    who,
)
from ui import provenance


def _basis(row: CountRow, counts: Answer, locale: Locale) -> str:
    """Who counts what, where the name of what is counted does not say it already."""
    if row.indicator != STATED:
        return ""
    return counts.labels.name("basis", absent(row.basis), locale.lang)


def publisher_cell(row: CountRow, locale: Locale) -> Cell:
    """Who says so since when, as a link to the place."""
    return provenance.publisher_cell(row, locale, name=who(row, locale), is_brief=True)


def tables(counts: Answer, place: str, locale: Locale) -> Iterator[tuple[str, str, Table, Answer]]:
    """For one place: indicator, title, table and answer of each way of counting, newest first."""
    own = counts.where(region=place)
    for indicator in (*CHINESE, *OTHERS):
        answer = own.where(indicator=indicator)
        row = newest(answer)
        if row is None:
            continue
        title = locale(
            f"{TEXTS}.table_title",
            what=counts.labels.name("indicator", indicator, locale.lang),
            newest=f"{short(row, locale)} ({period(row, locale)})",
        )
        yield indicator, title, _claims(answer, locale), answer


@cached(64)
def _claims(answer: Answer, locale: Locale) -> Table:
    rows = sorted(answer, key=newness, reverse=True)
    names = ("period", "value", "scope", "who", "note")
    lines = [
        (
            period(row, locale),
            short(row, locale),
            Cell(scope(row, locale), _basis(row, answer, locale)),
            publisher_cell(row, locale),
            locale.pick(row, "note"),
        )
        for row in rows
    ]
    return Table.of(locale, f"{TEXTS}.", names, lines, figures=("value",))
