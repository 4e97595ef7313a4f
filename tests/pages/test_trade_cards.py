"""Key figures of trade follow the filters or name their own concept; each says who and when."""

from __future__ import annotations

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
def test_each_card_names_its_concept_its_publisher_and_its_date(china: str, measure: str) -> None:
    shown = cards("trade/nrw", lang="de", china=china, measure=measure)

    assert len(shown) >= 6
    for label, figure, detail in shown:
        assert re.search(r"\. (Statistisches Bundesamt|IT\.NRW).*, (Datenstand|gelesen) ", detail)
        if china == "cn_hk_mo":
            assert re.search("mit Hongkong und Macau|Festland-China|all(e|en) Länder", label)
        if measure == "trade_weight":
            weighed = figure.endswith(f"{NBSP}t")
            assert weighed == label.endswith(": Gewicht")
            assert weighed or label.endswith("dem Wert nach")


@each(
    ("link", "why"),
    [({"china": "cn_hk_mo"}, "no_sum"), ({"measure": "trade_weight"}, "no_import_weight")],
)
@each("lang", ["de", "en"])
def test_a_card_that_is_left_out_says_why(link: dict[str, str], why: str, lang: str) -> None:
    locale = Locale(lang)
    said = locale("trade.nrw.left_out", why=locale(f"trade.nrw.{why}"))

    assert visits.tells(visits.seen("trade/nrw", lang=lang, **link), said)
    assert not visits.tells(visits.seen("trade/nrw", lang=lang), said)


def test_the_start_page_shows_four_tiles_with_their_course() -> None:
    shown = cards("overview", lang="de")
    ranks = ask("trade_position", measure="rank_among_partners").where(flow="export")

    assert len(shown) == 4
    (cards_html,) = [piece for piece in visits.html(visits.seen("overview"))
                     if '"cm-card"' in piece]  # fmt: skip
    assert cards_html.count('class="cm-course"') == len(shown)
    assert f"Platz{NBSP}{int(ranks.tuples[-1].value)}" in cards_html


STATED = {
    "trade/months": ("74,4 Mrd. €", "94,5 Mrd. €", "−11,2 %", "6,57 Mrd. €", "5,18 Mrd. €",
                      "5,2 %", "7,5 %", "7,43", "17.794,8 Mrd. US-$"),
    "trade/partners": ("unter 30 Partnern auf Platz 6",),
    "trade/products": ("16,2 %", "64,8 Mio. €", "66,1 Mio. €"),
}  # fmt: skip


@each("path", STATED)
def test_what_eurostat_and_others_say_stands_over_the_pictures_in_its_concept(path: str) -> None:
    app = visits.seen(path, lang="de")
    titles = " ".join(one.value for one in app.header).replace(NBSP, " ")
    assert not [said for said in STATED[path] if said not in titles], titles
    assert visits.tells(app, Locale("de")("concept.community"))


def test_the_page_on_going_to_china_cites_the_rank_and_says_one_figure_one_way() -> None:
    app = visits.seen("location/china", lang="de")
    (rank,) = [card for card in cards("location/china", lang="de") if "Abnehmer" in card[0]]
    headings = [heading.value for heading in app.header]

    assert re.search(rf"2024: Platz{NBSP}8.*Statistisches Bundesamt.*Datenstand", rank[2])
    assert any(f"9,60{NBSP}Mrd." in said and "Platz" in said for said in headings)
    assert not any(f"{NBSP}Mio." in said and "Platz" in said for said in headings)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_partners_say_why_this_year_and_why_these_countries(lang: str) -> None:
    app, locale = visits.seen("trade/partners", lang=lang), Locale(lang)
    count = locale.number(len(ask("trade_partners", year=2024).rows))

    assert visits.tells(app, locale("trade.partners.why_year", year="2024"))
    assert visits.tells(app, locale("trade.partners.not_all", count=count))
    other = visits.seen("trade/partners", lang=lang, year="2020")
    assert not visits.tells(other, locale("trade.partners.why_year", year="2020"))
