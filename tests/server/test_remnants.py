"""What Streamlit says in English of its own accord is said in the language of the document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit

from i18n import Locale
from i18n.catalog import texts_of
from server import streamlit_texts
from tests.each import each
from tests.watching import english_labels, settled

if TYPE_CHECKING:
    from tests.watching import Watched

SAID = {key: text for key, text in texts_of("en").items() if key.startswith("streamlit.")}


@pytest.fixture(scope="module")
def shipped() -> str:
    """All scripts of the installed Streamlit."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(script.read_text("utf-8") for script in folder.glob("*.js"))


@each("key", SAID)
def test_each_text_to_be_translated_still_stands_in_the_installed_streamlit(
    key: str, shipped: str
) -> None:
    # Some are put together of pieces: "Press Enter to " + "apply".
    for part in re.split(r"\{\w+\}(?:MB)?|(?<=to )apply| options(?=\.)", SAID[key]):
        assert part in shipped, f"{key}: {part!r} is no longer said by Streamlit {streamlit}"


def test_english_documents_carry_no_such_script_and_german_ones_do() -> None:
    assert streamlit_texts.script("en") == ""
    assert "Seitenleiste einklappen" in streamlit_texts.script("de")


def test_every_document_carries_the_script_of_the_field_for_files() -> None:
    assert "setAttribute" in streamlit_texts.always()


def test_what_streamlit_fills_in_stays_where_our_text_puts_it() -> None:
    attributes, texts = (dict(streamlit_texts.pairs("de", kind)) for kind in ("attribute", "text"))

    assert attributes["Help for (.+)"] == "Hilfe zu $1"
    assert (
        texts[r"You can only select up to (.+) options\. Remove an option first\."].count("$1") == 1
    )


@pytest.mark.browser
def test_a_page_its_lists_and_hints_of_fields_speak_german_while_they_are_used(
    served: str,
    watched: Watched,
) -> None:
    page, locale = watched.page, Locale("de")
    settled(page, f"{served}/trade?view=partners", locale("page.trade_partners.title"))
    assert page.get_by_text(locale("streamlit.text.skip")).count() == 1
    assert page.get_by_text(SAID["streamlit.text.skip"]).count() == 0

    field = page.get_by_role("combobox").last
    field.click()
    field.fill("xyzxyz")
    page.get_by_text(locale("streamlit.text.no_results")).wait_for()
    page.keyboard.press("Escape")

    day = page.get_by_label(locale("filter.as_of.label"), exact=True)
    day.fill("01.03.2023")
    page.get_by_text(locale("streamlit.text.apply")).wait_for()
    assert english_labels(page) == []
