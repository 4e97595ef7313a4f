"""Labels and terms carry their explanation on the page where they stand."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from i18n import LANGUAGES, Locale
from i18n.terms import terms_in
from tests import visits
from tests.each import each
from tests.watching import settled
from ui import html
from ui.glossary import Badge
from ui.shared_badges import most_worn

if TYPE_CHECKING:
    from tests.watching import Watched

UNFOLDING = re.compile(
    r'<(?:details class="(?P<kind>cm-badge)[^"]*"|dt(?= data-term))(?: data-term="(?P<code>\w+)")?>'
    r"(?:<summary>)?(?P<text>[^<]+?)</(?:summary><p|dt><dd)>(?P<meaning>.*?)</(?:p|dd)>"
)
LABEL = re.compile(r'<details class="cm-badge[^>]*><summary>([^<]+)')
LABELLED = re.compile(r'data-labels="([^"]+)"')
SUBTITLE = re.compile(r'<p class="cm-subtitle">(.*?)</p>')


@each("lang", LANGUAGES)
@each("path", visits.PLACES)
def test_every_label_and_every_term_below_a_heading_is_explained_on_the_page(
    path: str, lang: str
) -> None:
    page = "\n".join(visits.html(visits.seen(path, lang=lang)))

    unfolding = [match.groupdict() for match in UNFOLDING.finditer(page)]
    assert page.count('class="cm-badge') - page.count('class="cm-badges"') == sum(
        one["kind"] == "cm-badge" for one in unfolding
    )
    assert [one["text"] for one in unfolding if len(one["meaning"]) < 20] == []
    explained = {one["code"] for one in unfolding}
    met = {
        code
        for text in SUBTITLE.findall(page)
        for code, *_ in terms_in(unescape(text), Locale(lang))
    }
    assert met - explained == set()


@each("lang", LANGUAGES)
@each("path", visits.PLACES)
def test_a_label_is_read_at_its_figure_or_in_the_head_of_its_view(path: str, lang: str) -> None:
    lead = f"<span>{Locale(lang)('badges.shared')}</span>"
    pieces = visits.html(visits.seen(path, lang=lang))
    head = {label for piece in pieces if lead in piece for label in LABEL.findall(piece)}
    shown: set[str] = set()
    lost = []
    for piece in pieces:
        shown |= set(LABEL.findall(piece)) if lead not in piece else set()
        for labels in LABELLED.findall(piece):
            lost += [one for one in labels.split(" · ") if one not in shown | head]
            shown = set()
    assert lost == []


def test_what_differs_from_most_figures_keeps_its_own_label() -> None:
    special, community = (Badge(text, "", family="concept") for text in ("special", "community"))
    mainland, computed = Badge("mainland", "", family="china"), Badge("computed", "")

    assert most_worn([[special, mainland], [special, computed], [community]]) == [special]
    assert most_worn([[special], [community]]) == []
    assert most_worn([[special, community], [special, community], [special]]) == [
        special, community,
    ]  # fmt: skip


def test_a_view_drawn_anew_leaves_out_at_once_what_its_head_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []

    class Drawn(html.Html):
        def __init__(self, body: str) -> None:
            drawn.append(body)
            super().__init__(body)

    monkeypatch.setattr(html, "Html", Drawn)
    app = visits.visit("trade/nrw")
    first = LABEL.findall("".join(drawn))
    drawn.clear()
    app.run()
    lead = Locale("de")("badges.shared")
    kept = LABEL.findall("".join(piece for piece in visits.html(app) if lead not in piece))
    assert LABEL.findall("".join(drawn)) == kept
    assert len(first) > len(kept) > 0


def test_a_term_is_explained_once_and_a_label_wherever_it_stands() -> None:
    page = "\n".join(visits.html(visits.visit("trade/nrw")))

    codes = [one["code"] for one in UNFOLDING.finditer(page) if not one["kind"]]
    labels = [one["text"] for one in UNFOLDING.finditer(page) if one["kind"] == "cm-badge"]
    assert "provisional" in codes
    assert len(codes) == len(set(codes))
    assert labels.count("Spezialhandel") > 1


@each(
    ("lang", "text", "codes"),
    [
        ("de", "Direktinvestitionen in TEU, mit Kranungen", ["direct_investment", "teu",
                                                             "crane_move"]),
        ("de", "Milieuschutz und Stadteuropa", []),
        ("en", "Load units and percentage points", ["load_unit", "percentage_points"]),
    ],
)  # fmt: skip
def test_terms_are_found_in_their_endings_and_not_inside_other_words(
    lang: str, text: str, codes: list[str]
) -> None:
    assert [code for code, *_ in terms_in(text, Locale(lang))] == codes


@pytest.mark.browser
def test_an_explanation_opens_by_keyboard_and_is_printed(served: str, watched: Watched) -> None:
    page = watched.page
    settled(page, f"{served}/trade?view=nrw", Locale("de")("page.trade_nrw.title"))
    label = page.locator("details.cm-badge").first
    meaning = label.locator("p")
    assert not meaning.is_visible()

    label.locator("summary").focus()
    page.keyboard.press("Enter")
    meaning.wait_for(state="visible")
    page.keyboard.press("Enter")
    meaning.wait_for(state="hidden")

    page.emulate_media(media="print")
    assert meaning.bounding_box()["height"] > 0  # type: ignore[index]
    again = page.locator("details.cm-again p").first
    assert not again.is_visible()
