"""The field in the head of every page, and what it finds."""

from __future__ import annotations

import pytest

from data.ask import ask
from i18n import LANGUAGES, Locale
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


def test_every_view_has_the_field_and_every_figure_found_leads_to_its_states() -> None:
    head = " ".join(visits.html(visits.seen("trade/nrw")))
    assert '<form class="cm-search" role="search" action="evidence" method="get"' in head
    series = ask("watchable_series", least=1)
    hits = _search.figures(series, Locale("de"))
    assert {dict(one.link)["series"] for one in hits} == set(series.rows["series"])
    shown = visits.seen("news/revisions", **dict(hits[0].link))
    assert not shown.exception
    assert not shown.warning


def test_what_is_not_found_is_said() -> None:
    page = visits.seen("evidence/search", q="zzzz")
    assert visits.tells(page, Locale("de")("search.none"))
