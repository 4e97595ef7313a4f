"""Tables and key figures on the sources themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from charts.cache import cached
from charts.table import Table, absent
from data.answer import Answer, PublisherLevel
from i18n import Locale
from ui.cells import Cell
from ui.headlines import KeyFigure

_TEXTS = "method.sources"


def kind_of(code: str, locale: Locale) -> str:
    """Kind of publisher, or "all"."""
    return locale("listing.every") if code == "all" else locale.code("publisher_kind", code)


def rows_resting_on(sources: pd.DataFrame) -> int:
    """How many further rows rest on some sources: one that rests on several of them is one."""
    keys = sources["row_keys"]
    several, mentions = set().union(*keys), sum(len(one) for one in keys)
    return int(sources["rows_count"].sum()) - mentions + len(several)


@cached(16)
def key_figures(answer: Answer, locale: Locale) -> list[KeyFigure]:
    """How many sources, claims and publishers; how much comes from official statistics."""
    rows = answer.rows
    dated = rows[rows["known_since_precision"] != "read"]
    claims = rows["claims_count"].sum()
    official = rows[rows["publisher_level"] <= PublisherLevel.STATISTICAL_OFFICE]
    direct = official.loc[official["relayed_by"].isna(), "claims_count"].sum()

    def share(count: Any) -> str:
        return locale.value(100 * count / claims if claims else None, "percent")

    details = {
        "sources": {"newest": _newest(dated, locale)},
        "claims": {"rows": locale.count("row", rows_resting_on(rows))},
        "publishers": {"first": locale.list(rows["publisher"].value_counts().index[:3])},
        "official": {"direct": share(direct)},
    }
    figures = {
        "sources": locale.number(len(rows)),
        "claims": locale.number(claims),
        "publishers": locale.number(rows["publisher"].nunique()),
        "official": share(official["claims_count"].sum()),
    }
    return [
        KeyFigure(
            locale(f"{_TEXTS}.key_{name}"),
            figure,
            locale(f"{_TEXTS}.key_{name}_detail", **details[name]),
        )
        for name, figure in figures.items()
    ]


def _newest(dated: pd.DataFrame, locale: Locale) -> str:
    """The newest date, as precisely as its source gives it."""
    if dated.empty:
        return locale.missing("unknown")
    exact = dated["known_since_precision"] == "day"
    last = dated.assign(exact=exact).sort_values(["known_since", "exact"]).iloc[-1]
    return locale.known(last["known_since"], last["known_since_precision"])


@cached(16)
def by_kind(answer: Answer, locale: Locale) -> Table:
    """Sources, claims and further rows by kind of publisher."""
    rows = answer.rows
    claims = rows["claims_count"].sum()
    groups = rows.assign(sources=1).groupby("publisher_kind")
    sums = groups[["sources", "claims_count"]].sum()
    sums["rows_count"] = [rows_resting_on(part) for _, part in groups]
    names = ("kind", "sources", "claims", "share", "rows")
    return Table(
        tuple(locale(f"{_TEXTS}.{name}") for name in names),
        tuple(
            (
                kind_of(str(kind), locale),
                locale.number(row["sources"]),
                locale.number(row["claims_count"]),
                locale.value(100 * row["claims_count"] / claims if claims else None, "percent"),
                locale.number(row["rows_count"]),
            )
            for kind, row in sums.sort_values("claims_count", ascending=False).iterrows()
        ),
        (False, True, True, True, True),
    )


@cached(16)
def licences(answer: Answer, locale: Locale) -> str:
    """What each licence means and how many sources have it, in Markdown."""
    return "\n\n".join(
        f"**{locale(f'method.licence.{licence}.name')}** ({locale.count('source', number)}): "
        + locale(f"method.licence.{licence}.text")
        for licence, number in answer.rows["licence"].value_counts().items()
    )


@cached(64)
def source_table(answer: Answer, part: slice, locale: Locale) -> Table:
    """Sources one by one, with a link to where each was read; ``part``: which of them."""
    names = ("publisher", "place", "date", "subject", "claims")
    return Table(
        tuple(locale(f"{_TEXTS}.{name}") for name in names),
        tuple(
            (
                Cell(
                    row.publisher,
                    locale("cite.through", name=row.relayed_by) if absent(row.relayed_by) else "",
                    locale.code("publisher_kind", row.publisher_kind),
                ),
                Cell(
                    Cell(row.title, href=row.url) if absent(row.url) else row.title,
                    urlsplit(row.url).netloc if absent(row.url) else "",
                    locale(f"method.licence.{row.licence}.name"),
                ),
                locale.known(row.known_since, row.known_since_precision),
                locale.list(locale(f"topic.{code}") for code in row.subjects)
                or locale(f"{_TEXTS}.unused"),
                Cell(
                    locale.number(row.claims_count),
                    locale(f"{_TEXTS}.rows_too", rows=locale.count("row", row.rows_count))
                    if row.rows_count
                    else "",
                ),
            )
            for row in answer.tuples[part]
        ),
        (False, False, False, False, True),
    )
