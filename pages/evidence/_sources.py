"""Tables and key figures on the sources themselves."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import pandas as pd

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent
from data.answer import Answer, PublisherLevel
from i18n import Locale
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


def official_share(rows: pd.DataFrame, locale: Locale, *, is_direct: bool = False) -> str:
    """How much of all figures a statistical office says; ``is_direct``: read there itself."""
    official = rows["publisher_level"] <= PublisherLevel.STATISTICAL_OFFICE
    if is_direct:
        official &= rows["relayed_by"].isna()
    claims = rows["claims_count"].sum()
    share = 100 * rows.loc[official, "claims_count"].sum() / claims if claims else None
    return locale.value(share, "percent")


def finding(answer: Answer, locale: Locale) -> str:
    """What stands over the sources: how much of the figures is official."""
    return locale(f"{_TEXTS}.finding", share=official_share(answer.rows, locale))


@cached(16)
def key_figures(answer: Answer, locale: Locale) -> list[KeyFigure]:
    """How many sources, claims and publishers; how much comes from official statistics."""
    rows = answer.rows
    dated = rows[rows["known_since_precision"] != "read"]
    figures = {
        "sources": (locale.number(len(rows)), {"newest": _newest(dated, locale)}),
        "claims": (locale.number(rows["claims_count"].sum()),
                   {"rows": locale.count("row", rows_resting_on(rows))}),
        "publishers": (locale.number(rows["publisher"].nunique()),
                       {"first": locale.list(rows["publisher"].value_counts().index[:3])}),
        "official": (official_share(rows, locale, is_direct=True), {}),
    }  # fmt: skip
    return [
        KeyFigure(locale(key := f"{_TEXTS}.key_{name}"), figure, locale(f"{key}_detail", **detail))
        for name, (figure, detail) in figures.items()
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
    """Sources and figures by kind of publisher."""
    groups = answer.rows.assign(sources=1).groupby("publisher_kind")
    sums = groups[["sources", "claims_count"]].sum().sort_values("claims_count", ascending=False)
    rows = [
        (kind_of(str(kind), locale), *(locale.number(count) for count in counts))
        for kind, counts in sums.iterrows()
    ]
    names = ("kind", "sources", "claims")
    return Table.of(locale, f"{_TEXTS}.", names, rows, figures=names[1:])


@cached(16)
def licences(answer: Answer, locale: Locale) -> list[tuple[str, str, str]]:
    """Code, name with the number of sources, and meaning of each licence."""
    return [
        (f"licence_{licence}",
         f"{locale(f'method.licence.{licence}.name')} ({locale.count('source', number)})",
         locale(f"method.licence.{licence}.text"))
        for licence, number in answer.rows["licence"].value_counts().items()
    ]  # fmt: skip


@cached(64)
def source_table(answer: Answer, part: slice, locale: Locale) -> Table:
    """Sources one by one, with a link to where each was read; ``part``: which of them."""
    names = ("publisher", "place", "date", "subject", "claims")
    rows = [
        (
            Cell(
                locale.called(row.publisher),
                locale("cite.through", name=locale.called(row.relayed_by))
                if absent(row.relayed_by)
                else "",
                locale.code("publisher_kind", row.publisher_kind),
            ),
            Cell(
                Cell(locale.source_title(row), href=absent(row.url) or ""),
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
    ]
    return Table.of(locale, f"{_TEXTS}.", names, rows, figures=("claims",))


def code_form(locale: Locale) -> str:
    """A field for the code that a document prints beside a figure."""
    label, search = (escape(locale(f"method.sources.{name}")) for name in ("code", "code_open"))
    return (
        f'<form class="cm-code" action="z" method="get" target="_self">'
        f'<input type="hidden" name="lang" value="{locale.lang}">'
        f'<label>{label} <input name="code" required maxlength="40" '
        f'autocomplete="off" size="18"></label> <button class="cm-file">{search}</button></form>'
    )
