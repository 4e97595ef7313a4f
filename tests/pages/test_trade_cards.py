"""What the pages on trade say first: in which concept, of which year, who says so."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from data.ask import ask
from i18n import Locale
from tests import visits
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")
NBSP = "\N{NO-BREAK SPACE}"


def cards(path: str, **link: str) -> list[tuple[str, str, str]]:
    """Label, figure and detail of the key figures on a page."""
    page = "".join(visits.html(visits.seen(path, **link)))
    found = re.findall(
        r'<div class="cm-card"><dt>(.*?)</dt><dd><strong>(.*?)</strong>'
        r"(?:<img.*?>)?<span>(.*?)</span>",
        page,
    )
    return [(unescape(label), unescape(said), unescape(more)) for label, said, more in found]


@each("china", ["cn", "cn_hk_mo"])
@each("measure", ["trade_value", "trade_weight"])
def test_the_first_picture_follows_the_filters_and_names_its_concept(
    china: str, measure: str
) -> None:
    app, locale = visits.seen("trade/nrw", lang="de", china=china, measure=measure), Locale("de")
    title = app.header[0].value

    assert f"nach {locale(f'china.named.{china}')} " in title
    assert (f"{NBSP}t " in title) == (measure == "trade_weight")
    assert visits.tells(app, locale(f"china.{china}"))


@each(
    ("link", "why"),
    [({"china": "cn_hk_mo"}, "no_sum"), ({"measure": "trade_weight"}, "no_import_weight")],
)
@each("lang", ["de", "en"])
def test_a_direction_that_is_left_out_says_why(link: dict[str, str], why: str, lang: str) -> None:
    said = Locale(lang)(f"trade.nrw.{why}")

    assert visits.tells(visits.seen("trade/nrw", lang=lang, **link), said)
    assert not visits.tells(visits.seen("trade/nrw", lang=lang), said)


@each("lang", ["de", "en"])
def test_both_directions_stand_in_one_picture_each_in_its_concept(lang: str) -> None:
    locale = Locale(lang)
    app = visits.seen("trade/nrw", lang=lang)
    drawn = next(json.loads(chart.spec) for chart in visits.charts(app))
    names = {trace["name"] for trace in drawn["data"]}

    assert names == {locale.code("flow", flow) for flow in ("export", "import")}
    both = ask("trade_series", flow="both")
    assert {(row.flow, row.trade_system) for row in both} == {
        ("export", "special"), ("import", "general"),
    }  # fmt: skip
    for flow in ("export", "import"):
        one = ask("trade_series", flow=flow)
        assert [row[:9] for row in both.where(flow=flow)] == [row[:9] for row in one]


@each("lang", ["de", "en"])
def test_partners_say_who_passed_whom_and_draw_china_thickest(lang: str) -> None:
    app = visits.seen("trade/partners", lang=lang)
    first = app.header[0].value.replace(NBSP, " ")

    told = ("Königreich", "9,34", "9,12") if lang == "de" else ("Kingdom", "9.34", "9.12")
    assert [said for said in (*told, "2025", "2024") if said not in first] == []
    drawn = next(json.loads(chart.spec)["data"] for chart in visits.charts(app))
    width = {trace["name"]: trace["line"]["width"] for trace in drawn if trace["mode"] == "lines"}
    thickest = max(width.values())
    assert [name for name, wide in width.items() if wide == thickest] == ["China"]


@each("lang", ["de", "en"])
def test_what_belongs_to_no_land_stands_apart_from_the_tiles(lang: str) -> None:
    app = visits.seen("trade/laender", lang=lang)
    drawn = next(json.loads(chart.spec)["data"] for chart in visits.charts(app))
    special = ask("trade_laender", year=2024).where(kind="special_line")

    assert len([trace for trace in drawn if trace["name"] == "tile"]) == 16
    assert len([trace for trace in drawn if trace["name"] == "apart"]) == len(special.rows)


def test_the_start_page_shows_four_tiles_with_their_course() -> None:
    shown = cards("overview", lang="de")
    ranks = ask("trade_position", measure="rank_among_partners").where(flow="export")

    assert len(shown) == 4
    (cards_html,) = [piece for piece in visits.html(visits.seen("overview"))
                     if '"cm-card"' in piece]  # fmt: skip
    assert cards_html.count('class="cm-course"') == len(shown)
    assert f"Platz{NBSP}{int(ranks.tuples[-1].value)}" in cards_html


STATED = {
    "trade/months": ("74,4 Mrd. €", "11 % weniger", "6,57 Mrd. €", "5,8 %", "17.794,8 Mrd. US-$"),
    "trade/partners": ("China auf Platz 6 von 30",),
    "trade/products": ("16,2 %", "64,8 Mio. €", "66,1 Mio. €"),
}  # fmt: skip


@each("path", STATED)
def test_what_eurostat_and_others_say_stands_over_the_pictures_in_its_concept(path: str) -> None:
    app = visits.seen(path, lang="de")
    titles = " ".join(one.value for one in app.header).replace(NBSP, " ").replace("\\", "")
    told = titles + " ".join(visits.html(app)).replace(NBSP, " ")
    assert not [said for said in STATED[path] if said not in told], titles
    assert visits.tells(app, Locale("de")("concept.community"))


def test_the_page_on_going_to_china_cites_the_rank_and_says_one_figure_one_way() -> None:
    app = visits.seen("location/china", lang="de")
    (rank,) = [card for card in cards("location/china", lang="de") if "Abnehmer" in card[0]]
    headings = [heading.value for heading in app.header]

    assert re.search(rf"2024: Platz{NBSP}8.*Statistisches Bundesamt.*Datenstand", rank[2])
    assert any(f"9,60{NBSP}Mrd." in said and "Platz" in said for said in headings)
    assert not any(f"{NBSP}Mio." in said and "Platz" in said for said in headings)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_partners_say_that_they_are_not_all(lang: str) -> None:
    app, locale = visits.seen("trade/partners", lang=lang), Locale(lang)
    count = locale.number(max(row.all_count for row in ask("trade_partner_ranks")))

    assert visits.tells(app, locale("trade.partners.not_all", count=count))
    assert locale("filter.year") in [widget.label for widget in app.selectbox]
