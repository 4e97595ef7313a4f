"""Promises of the pages on trade, investment and the start page that somebody reads aloud."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest

import findings
from charts import style
from charts.bars import ranked
from data.ask import ask
from i18n import LANGUAGES, Locale
from pages.news import _publications
from tests import visits
from tests.each import each
from ui import html, since

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
IN_BILLIONS = {"meur": "Mrd.\u00a0€", "musd": "Mrd.\u00a0US-$"}


def headings(path: str, **link: str) -> list[str]:
    """Headings of a page, in their order."""
    return [heading.value for heading in visits.seen(path, **link).header]


def plain(pieces: list[str]) -> str:
    """Text of some HTML."""
    return unescape(re.sub(r"<[^>]*>", " ", " ".join(pieces)))


# All of NRW's trade


@pytest.mark.parametrize("flow", ["export", "import"])
def test_totals_of_nrw_stand_on_its_page_with_year_and_status(flow: str) -> None:
    totals = ask("trade_totals").where(flow=flow)
    newest = totals.tuples[-1]
    told = str(findings.finding(totals, f"trade.nrw.total_{flow}", DE).title)
    for said in (DE.value(newest.value, "meur", "mrd"), str(newest.period_start.year),
                 DE.code("status", newest.status)):  # fmt: skip
        assert said in told
    assert told in headings("trade/nrw") or visits.tells(visits.seen("trade/nrw"), told)


def test_totals_keep_their_concepts_apart() -> None:
    totals = ask("trade_totals")
    systems = {(row.flow, row.trade_system) for row in totals}
    assert systems == {("export", "special"), ("import", "general")}
    drawn = next(
        json.loads(chart.spec)
        for chart in visits.charts(visits.seen("trade/nrw"))
        if chart.id.endswith("plot_nrw_totals")
    )
    assert [trace["name"] for trace in drawn["data"]] == [DE.code("flow", f) for f in
                                                          ("export", "import")]  # fmt: skip
    assert not [axis for axis in drawn["layout"] if re.fullmatch(r"yaxis\d+", axis)]


# One unit in a title and on the axis below it


@each("lang", LANGUAGES)
@each("path", ["trade/partners", "trade/laender", "investment/takeovers"])
def test_a_title_speaks_in_the_unit_of_its_axis(path: str, lang: str) -> None:
    locale = Locale(lang)
    app = visits.seen(path, lang=lang)
    axes = {
        chart.id.split("plot_")[-1]: json.loads(chart.spec)["layout"]
        for chart in visits.charts(app)
    }
    titles = {heading.anchor: heading.value for heading in app.header}
    billions = {locale.scale(unit, 1e6).symbol for unit in IN_BILLIONS}
    millions = {locale.scale(unit, 1).symbol for unit in IN_BILLIONS}
    over_billions = [
        titles[name]
        for name, layout in axes.items()
        if {layout[axis]["title"].get("text") for axis in ("xaxis", "yaxis")} & billions
    ]
    assert over_billions
    assert not [title for title in over_billions for unit in millions if unit in title]


# Bars


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_of_laender_stand_whole_at_their_bars_and_do_not_touch(lang: str) -> None:
    locale = Locale(lang)
    answer = ask("trade_laender", year=2024)
    picture = ranked(
        answer, locale, title="", by="region", unit="meur", columns=("region", "value")
    )
    axis = picture.figure["layout"]["yaxis"]
    whole = {answer.labels.name("region", row.region, lang) for row in answer}
    squeezed = {re.sub(r"\s|<br>", "", label) for label in axis["ticktext"]}
    assert squeezed == {re.sub(r"\s", "", label) for label in whole}
    low, high = axis["range"]
    pixels = (picture.figure["layout"]["height"] - 90) / (high - low)
    lines = [label.count("<br>") + 1 for label in axis["ticktext"]]
    places = axis["tickvals"]
    for one, other, here, there in zip(places, places[1:], lines, lines[1:], strict=False):
        assert (other - one) * pixels >= 14 * (here + there) / 2


def test_no_mark_points_up_or_down() -> None:
    assert not [symbol for symbol in style.SYMBOLS.values() if "triangle" in symbol]
    assert not set(html.MARKS.values()) & set("▲▼△▽")
    assert len(set(style.SYMBOLS.values())) == len(style.SYMBOLS) == len(html.MARKS)


def test_the_key_of_bars_names_no_sign_that_bars_do_not_wear() -> None:
    told = plain(visits.html(visits.seen("trade/products")))
    assert f"{DE('mark.drawn.full')}: {DE('mark.unsettled')}" in told
    assert f"{html.MARKS['unsettled']}\u00a0" not in told


# Takeovers: the year that is compared


def test_the_year_compared_is_the_newest_that_two_count() -> None:
    by_year: dict[int, set[str]] = {}
    codes = ["ma_deals_ey", "ma_deals_iw", "ma_deals_gtai", "ma_deals_rhodium", "ma_deals_pwc"]
    for row in ask("figures_on", indicators=codes, regions=["de"], unsure="no"):
        if row.period_kind == "year":
            by_year.setdefault(row.period_start.year, set()).add(row.indicator)
    newest = max(year for year, counts in by_year.items() if len(counts) > 1)
    assert headings("investment/takeovers")[0].startswith(f"{newest}: ")


@each("year", ["2014", "2016", "2023"])
def test_a_link_to_a_year_of_takeovers_shows_that_year(year: str) -> None:
    assert headings("investment/takeovers", method_year=year)[0].startswith(f"{year}: ")


# The start page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_says_first_which_way_more_goes_then_how_much_and_how_final(
    lang: str,
) -> None:
    locale = Locale(lang)
    newest = list(ask("trade_series"))[-1]
    app = visits.seen("overview", lang=lang)
    exports, imports = (ask("trade_series", flow=flow) for flow in ("export", "import"))
    sold, bought = (next(row for row in answer if row.period_start.year == 2022)
                    for answer in (exports, imports))  # fmt: skip
    assert bought.value > 2 * sold.value
    assert app.title[0].value == locale("findings.both.bought_much")
    told = plain(visits.html(app))
    said = (str(newest.period_start.year), locale.value(newest.value, "meur", "mrd", digits=2),
            locale.code("status", newest.status))  # fmt: skip
    assert [one for one in said if one not in told] == []
    year = str(sold.period_start.year)
    title = next(one for one in headings("overview", lang=lang) if year in one)
    assert locale.value(bought.value, "meur", "mrd", digits=1) in title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_news_come_by_the_last_day_that_their_date_allows_and_say_what_of_it_is_unknown(
    lang: str,
) -> None:
    locale = Locale(lang)
    told = ask("latest_publications", since=date(1990, 1, 1), most=100)
    rows: list[Any] = list(told)
    assert [row.known_since for row in rows] == sorted(
        (row.known_since for row in rows), reverse=True
    )
    shown = _publications.publications(told, locale).rows
    lacking = {"day": "", "month": locale("news.day_unknown"), "year": locale("news.month_unknown")}
    assert {row.known_since_precision for row in rows} == set(lacking)
    for row, cells in zip(rows, shown, strict=True):
        assert str(cells[0]).endswith(lacking[row.known_since_precision])


def test_where_nothing_came_since_a_day_the_page_says_what_came_last_before() -> None:
    newest = next(iter(ask("latest_publications")))
    day = date(newest.known_since.year + 1, 1, 1)
    told = plain(visits.html(visits.seen("news", news_since=day.isoformat())))
    publisher = since.publisher(ask("latest_publications"), newest.source_id, DE)
    known = DE.known(newest.known_since, newest.known_since_precision)
    assert DE("news.before", publisher=publisher, date=known) in told


def test_all_views_that_say_what_is_new_share_the_day_and_the_rule() -> None:
    link = {"news_since": "2025-06-01"}
    heading = DE("news.since", day="01.06.2025")
    told = {place: visits.seen(place, **link) for place in ("overview", "news", "meeting/since")}
    for place, page in told.items():
        assert heading in [one.value for one in page.header], place
    texts = [" ".join([*visits.html(page), *(one.value for one in page.header)])
             for page in told.values()]  # fmt: skip
    said = [re.search(r"\d+ Veröffentlichungen mit Zahlen; [^<]*\d{4}", text) for text in texts]
    assert len({one[0] for one in said if one}) == 1
    assert all(said)


def test_a_day_once_chosen_stays_on_the_next_page_and_can_be_taken_back() -> None:
    page = visits.visit("news", news_since="2025-06-01")
    del page.query_params["news_since"]
    field = page.run().text_input(key="filter_news_since_de")
    assert field.value == "01.06.2025"
    assert page.query_params["news_since"] == "2025-06-01"
    field.set_value("").run()
    assert "news_since" not in page.run().query_params
