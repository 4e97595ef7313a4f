"""The field in the head of every page, and what it finds."""

from __future__ import annotations

import pytest

from charts.table import short
from data.ask import ask
from i18n import LANGUAGES, Locale
from i18n.marked import parts
from pages.evidence import _search
from tests import visits

pytestmark = pytest.mark.usefixtures("warehouse")
#: What is looked for in each language, and where the first thing found of each kind leads.
LOOKED_FOR = {
    "de": {"Einwohner": "location?view=herne", "Schwing": "companies?view=dossier",
           "Spezialhandel": "evidence?view=methods", "Lieferant": "trade?view=months"},
    "en": {"population": "location?view=herne", "Schwing": "companies?view=dossier",
           "special trade": "evidence?view=methods", "supplier": "trade?view=months"},
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_views_firms_and_terms_are_found_by_their_words(lang: str) -> None:
    for query, expected in LOOKED_FOR[lang].items():
        page = " ".join(visits.html(visits.seen("evidence/search", lang=lang, q=query)))
        assert f'href="{expected}&amp;lang={lang}' in page, query


#: What somebody types who does not know our words, and the view that answers.
ASKED = {
    "de": {"Exporte": "trade/nrw", "BIP": "trade/nrw", "Stadtrat": "cooperation/luzhou",
           "Bildungswerk": "cooperation/luzhou", "Direktinvestitionen": "investment/fdi",
           "Arbeitslose": "location/herne", "chinesische Studenten": "location/herne",
           "Pressemitteilung": "meeting/text", "Lizenzen": "evidence/sources",
           "Wann fuhr der letzte Zug?": "freight/link", "Was kostet ein Container?": "corridor",
           "Wer ist der größte Handelspartner?": "trade/partners",
           "Wie viele chinesische Firmen gibt es in Bochum?": "companies/map"},
    "en": {"twin city": "cooperation/luzhou", "council vote": "cooperation/luzhou",
           "ranking": "trade/partners", "unemployment": "location/herne",
           "When was the last train?": "freight/link", "press release": "meeting/text"},
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everyday_words_and_whole_questions_lead_to_the_view_that_answers(lang: str) -> None:
    views = {"views": _search.views(visits.PLACES, Locale(lang))}
    for query, place in ASKED[lang].items():
        hits = _search.search(query, views, Locale(lang)).get("views", [])
        assert place in [one.place for one in hits[:3]], query


@pytest.mark.parametrize("query", ["Ausfuhr Nordrhein", "Ausfuhr China Nordrhein-Westfalen"])
def test_a_figure_found_says_its_newest_value_for_when_and_by_whom_that_of_china_first(
    query: str,
) -> None:
    every = _search.figures(ask("watchable_series", least=1), Locale("de"))
    found = _search.search(query, {"figures": every}, Locale("de"))
    (first, *_) = _search.newest(found["figures"][:8], ask, Locale("de"))
    newest = ask("trade_series").tuples[-1]
    assert "· China ·" in first.name
    assert first.detail.startswith(short(newest, Locale("de")))
    assert f" · {newest.period_start.year} · " in first.detail
    assert first.detail.endswith("Statistisches Bundesamt (Destatis)")
    assert parts(first.detail)[0][1].startswith("figure?claim=")


def test_a_word_of_a_list_leads_to_the_rows_that_hold_it() -> None:
    (deals,) = [one for one in _search.lists("untersagt", ask, Locale("de"))
                if one.place == "companies/deals"]  # fmt: skip
    shown = visits.seen(deals.place, **dict(deals.link))
    assert set(ask("deals", text="untersagt").rows["status"]) == {"blocked"}
    assert visits.tells(shown, "untersagt")
    assert _search.lists("zzzz", ask, Locale("de")) == []


def test_every_view_has_the_field_and_every_figure_found_leads_to_its_states() -> None:
    head = " ".join(visits.html(visits.seen("trade/nrw")))
    assert '<form class="cm-search" role="search" action="evidence" method="get"' in head
    series = ask("watchable_series", least=1)
    hits = _search.figures(series, Locale("de"))
    assert {dict(one.link)["series"] for one in hits} == set(series.rows["series"])
    assert [one.name for one in _search.newest(hits, ask, Locale("de")) if not one.detail] == []
    shown = visits.seen("news/revisions", **dict(hits[0].link))
    assert not shown.exception
    assert not shown.warning


def test_what_is_not_found_is_said() -> None:
    page = visits.seen("evidence/search", q="zzzz")
    assert visits.tells(page, Locale("de")("search.none"))
