"""Promises of the view "Text prüfen": marks with sign and word, evidence below, nothing kept."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")

TEXT = "NRW importierte 2022 Waren für 43,2 Mrd. Euro <aus> China, 16,5 % mehr als 2021."


def checked(text: str, lang: str = "de") -> AppTest:
    app = visits.visit("meeting/text", lang=lang)
    app.text_area[0].set_value(text)
    app.button[0].click().run()
    assert visits.trouble(app) == []
    return app


@each("lang", LANGUAGES)
def test_each_figure_has_a_sign_a_word_and_a_line_with_its_evidence(lang: str) -> None:
    app, locale = checked(TEXT, lang), Locale(lang)
    pieces = visits.html_with_links(app)
    (text,) = [piece for piece in pieces if 'class="cm-checked"' in piece]
    (listed,) = [piece for piece in pieces if 'class="cm-findings"' in piece]
    for sign, verdict in (("✗", "digits_swapped"), ("✓", "right")):
        word = locale(f"checker.verdict.{verdict}")
        assert re.search(rf"{sign}</span><span class=\"cm-word[^>]*>{word}</span>", text)
    assert re.sub(r"<span.*?</span>|<[^>]*>", "", text) == unescape(TEXT).replace(
        "<aus>", "&lt;aus&gt;"
    )
    assert set(re.findall(r'href="#(finding-\d)"', text)) == set(
        re.findall(r'<li id="(finding-\d)"', listed)
    )
    assert listed.count('<a href="figure?claim=') >= 2


def test_a_text_without_figures_says_so_and_no_text_says_nothing() -> None:
    locale = Locale("de")
    assert locale("checker.no_figures") in [h.value for h in checked("Nur Worte.").header]
    assert not checked("  ").header


def test_what_is_known_follows_the_day_of_the_visit() -> None:
    app = visits.visit("meeting/text", as_of="2023-06-01")
    app.text_area[0].set_value("NRW exportierte 2022 Waren für 233,7 Mrd. Euro in alle Länder.")
    app.button[0].click().run()
    assert any("cm-mark-right" in piece for piece in visits.html(app))
