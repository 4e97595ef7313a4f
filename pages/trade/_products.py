"""From a chapter of the harmonised system down to its headings and subheadings, as Eurostat counts.

Names below the chapters are Eurostat's own, in English: we carry no translation of thousands.
"""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import Any

import streamlit as st

from charts.table import absent
from charts.treemap import treemap
from data.answer import Answer, PublisherLevel
from findings import ranking
from i18n import Locale
from ui import components, filters
from ui.missing_data import not_fetched
from ui.visit import Visit

_TEXTS = "trade.product_parts"
FLOWS = ("export", "import")
#: So many areas can be read; the files hold all.
MOST = 20
#: Names of filters that this part alone reads.
_FILTERS = ("chapter", "heading")


def _short(name: str) -> str:
    return textwrap.shorten(name, 90, placeholder=" …")


def read_filters() -> None:
    """What the link says of going down is no mistake where there is nothing to go down into."""
    for name in _FILTERS:
        filters.read(name)


def draw(visit: Visit, year: int) -> None:
    """Choose a chapter, see its headings; choose one of them, see its subheadings."""
    locale = visit.locale
    st.header(locale(f"{_TEXTS}.heading"), anchor="parts")
    components.text(locale(f"{_TEXTS}.text"))
    chapters = visit.ask("trade_products", region="de_estat", scheme="wa", period="year", most=100,
                         start=date(year, 1, 1), end=date(year, 12, 31))  # fmt: skip
    codes = list(dict.fromkeys(row.product for row in chapters))
    chapter = filters.one_of("chapter", codes, label=_label(chapters, visit), as_list=True)
    digits = re.sub("[^0-9]", "", chapter)
    filters.forget_if("heading", lambda code: bool(re.fullmatch("hs_[0-9]{4}", code))
                  and not code.startswith(f"hs_{digits}"))  # fmt: skip
    headings = _level(visit, chapter, "headings", chapters, year)
    if not headings:
        filters.read("heading")
        return
    below = list(dict.fromkeys(row.product for answer in headings for row in answer))
    heading = filters.one_of("heading", below, label=_label(headings[0], visit), as_list=True)
    _level(visit, heading, "subheadings", headings[0], year)


def _label(answer: Answer, visit: Visit) -> Any:
    return lambda code: answer.labels.name("product", code, visit.locale.lang)


def _level(visit: Visit, within: str, level: str, above: Answer, year: int) -> list[Answer]:
    """A picture for each direction that has figures; the answers that have some."""
    locale = visit.locale
    flows = (visit.ask("trade_product_parts", within=within, flow=flow, year=year)
             for flow in FLOWS)  # fmt: skip
    answers = [answer for answer in flows if answer]
    if not answers:
        components.empty(locale(f"{_TEXTS}.missing"))
    name = _short(above.labels.name("product", within, locale.lang))
    with components.side_by_side(level):
        for answer in answers:
            _picture(visit, answer, level, name)
    return answers


def _picture(visit: Visit, answer: Answer, level: str, within: str) -> None:
    locale, first = visit.locale, answer.tuples[0]
    known = sum(absent(row.value) is not None for row in answer)
    lead = ranking(answer, f"trade.products.{first.flow}", locale, by="product").title
    period = locale.period(first.period_kind, first.period_start, first.period_end)
    notes = [locale(f"{_TEXTS}.most", most=locale.number(MOST),
                    all=locale.number(len(answer.rows)))] if known > MOST else []  # fmt: skip
    components.chart(
        f"{level}_{first.flow}", answer, treemap, title=lead.linked(answer), notes=notes, most=MOST,
        subtitle=locale(f"{_TEXTS}.subtitle", within=within, period=period),
        badges=["concept.community", f"scheme.{first.scheme}", "china.cn"],
        columns=("product", "period", "value", "weight_tonnes", "status"),
    )  # fmt: skip


#: Region → the table that has its product groups by years.
_TABLES = {"de": "genesis_51000_0007", "de-nw": "genesis_51000_0036"}


def notes(products: Answer, locale: Locale) -> list[str]:
    """Releases name a selection; a table has all groups, of which the largest are shown.

    ``products``: the question ``trade_products``, one direction.
    """
    rows = list(products)
    if not rows or any(row.publisher_level != PublisherLevel.OFFICIAL_TABLE for row in rows):
        return [locale("trade.products.selection")]
    total = int(rows[0].known_count)
    return [locale("trade.products.largest", shown=locale.number(len(rows)),
                  known=locale.number(total))] if total > len(rows) else []  # fmt: skip


def gap(gaps: Answer, region: str, locale: Locale) -> str:
    """The years without any figure, and what fetches them, as HTML; empty when there are none.

    ``gaps``: the question of that name.
    """
    of_both = [row for row in gaps if (row.indicator, row.region, row.period_kind)
               == ("product_trade_value", region, "year") and len(row.missing)]  # fmt: skip
    if not of_both or region not in _TABLES:
        return ""
    years = sorted({int(year) for row in of_both for year in row.missing})
    text = locale("trade.products.gap", years=locale.years(years))
    return not_fetched([_TABLES[region]], text).html
