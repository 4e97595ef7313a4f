"""What happened and what was published last, as lists."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.rows import PeriodRow
from charts.table import Table, absent, figure
from data.answer import Answer
from i18n import Locale, money
from ui import since
from ui.provenance import facets
from ui.rows import Figure


class PublicationRow(PeriodRow, Figure, Protocol):
    """A publication with a figure out of it: of the question latest_publications."""

    known_since: date
    known_since_precision: str
    place: Any
    step: Any


def no_news(read_on: date | None, locale: Locale) -> str:
    """What an empty list of publications does not mean; read_on: newest day of reading known."""
    if absent(read_on) is None:
        return locale("news.none_dated")
    return locale("news.none", date=locale.date(read_on))


def news_before(latest: Answer, locale: Locale) -> str:
    """What became known last of all, where nothing did since the day that was asked for."""
    newest = next(iter(latest.tuples), None)
    if newest is None:
        return ""
    known = locale.known(newest.known_since, newest.known_since_precision)
    name = since.publisher(latest, newest.source_id, locale)
    return locale("news.before", publisher=name, date=known) + " "


_KINDS = ("new", "agreeing", "revised", "contradicting")
_LACKING = {"month": "day_unknown", "year": "month_unknown"}


@cached(32)
def publications(news: Answer, locale: Locale) -> Table:
    """Rows of ``latest_publications`` as words: when, who, what kind of news, an example."""
    sources = {row.source_id: row for row in news.sources.itertuples(index=False)}
    rows = []
    for row in news:
        source = sources[row.source_id]
        subjects = locale.list([locale(f"topic.{code}") for code in row.subjects])
        rows.append(
            (
                _when(row, locale),
                Cell(
                    Cell(locale.source_title(source), href=str(source.url)),
                    f"{locale.called(str(source.publisher))} · {subjects}",
                ),
                Cell(*_kinds(row, locale)),
                Cell(_example(row, locale), _about(row, news, locale)),
            )
        )
    return Table.of(locale, "news.", ("when", "publication", "kinds", "example"), rows)


def _when(row: PublicationRow, locale: Locale) -> Cell:
    """Since when a publication is known, and what of its day is not."""
    precision = row.known_since_precision
    lacking = locale(f"news.{_LACKING[precision]}") if precision in _LACKING else ""
    return Cell(locale.known(row.known_since, precision), lacking)


def _example(row: PublicationRow, locale: Locale) -> str:
    """A figure as the cards above say it: a large sum of money in billions, with two digits."""
    value = absent(row.value) or 0
    is_printed = money.is_printed_in_billions(value, row.unit, row.step)
    if (
        not money.reaches_billions(value, row.unit)
        or is_printed
        or row.qualifier not in (None, "exact")
    ):
        return figure(row, locale)
    return locale.value(value, row.unit, "mrd", digits=money.KEY_DIGITS)


def _kinds(row: object, locale: Locale) -> list[str]:
    """How many of its figures are new, agree, revise, contradict; only those that there are."""
    counts = [(kind, int(getattr(row, f"{kind}_count"))) for kind in _KINDS]
    return [locale.count(f"news_{kind}", count) for kind, count in counts if count]


def _about(row: PublicationRow, news: Answer, locale: Locale) -> str:
    """What the example speaks of: indicator, area or place, partner, direction, period."""
    area = "place" if absent(row.place) else "region"
    parts = facets(row, news, locale, "indicator", area, "counterpart", "flow")
    when = locale.period(row.period_kind, absent(row.period_start), absent(row.period_end))
    return " · ".join([*parts, when])
