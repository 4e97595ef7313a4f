"""What became known last, as a table: one publication a row, with one of its figures."""

from __future__ import annotations

from typing import Any

from charts.cache import remembered
from charts.table import Table, absent, figure
from data.answer import Answer
from i18n import Words
from ui.cells import Lines, Link

_KINDS = ("new", "agreeing", "revised", "contradicting")
_LACKING = {"month": "day_unknown", "year": "month_unknown"}


@remembered(32)
def table(news: Answer, words: Words) -> Table:
    """Rows of ``latest_publications`` as words: when, who, what kind of news, an example."""
    sources = {row.source_id: row for row in news.sources.itertuples(index=False)}
    rows = []
    for row in news:
        source = sources[row.source_id]
        subjects = words.list([words(f"topic.{code}") for code in row.subjects])
        rows.append(
            (
                _when(row, words),
                Lines(Link(str(source.title), str(source.url)), f"{source.publisher} · {subjects}"),
                Lines(*_kinds(row, words)),
                Lines(_example(row, words), _about(row, news, words)),
            )
        )
    headers = ("news.when", "news.publication", "news.kinds", "news.example")
    return Table(tuple(words(key) for key in headers), tuple(rows), (False,) * 4)


@remembered(32)
def publisher(news: Answer, source_id: str) -> str:
    """Who published a source of the answer."""
    return next(
        str(source.publisher)
        for source in news.sources.itertuples(index=False)
        if source.source_id == source_id
    )


def _when(row: Any, words: Words) -> Lines:
    """Since when a publication is known, and what of its day is not."""
    precision = row.known_since_precision
    lacking = words(f"news.{_LACKING[precision]}") if precision in _LACKING else ""
    return Lines(words.known(row.known_since, precision), lacking)


def _example(row: Any, words: Words) -> str:
    """A figure as the cards above say it: a large sum of money in billions, with two digits."""
    is_large = row.unit == "meur" and (value := absent(row.value)) is not None and value >= 1000
    if not is_large or row.qualifier not in (None, "exact") or row.step >= 10:
        return figure(row, words)
    return words.value(row.value, row.unit, "mrd", digits=2)


def _kinds(row: Any, words: Words) -> list[str]:
    """How many of its figures are new, agree, revise, contradict; only those that there are."""
    counts = [(kind, int(getattr(row, f"{kind}_count"))) for kind in _KINDS]
    return [words.count(f"news_{kind}", count) for kind, count in counts if count]


def _about(row: Any, news: Answer, words: Words) -> str:
    """What the example speaks of: indicator, area, partner or place, direction, period."""

    def label(kind: str, code: Any) -> str:
        code = absent(code)
        return news.labels.of(kind, code, words.lang) if code else ""

    parts = [
        label("indicator", row.indicator),
        label("place", row.place) or label("region", row.region),
        label("region", row.counterpart),
        words.code("flow", row.flow) if absent(row.flow) else "",
        words.period(row.period_kind, absent(row.period_start), absent(row.period_end)),
    ]
    return " · ".join(part for part in parts if part)
