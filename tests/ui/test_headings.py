"""Headings are shown letter by letter, whatever they hold."""

from __future__ import annotations

import re

import pytest

from data.ask import ask
from findings import Composed
from i18n import LANGUAGES, Locale
from tests.each import each
from ui import components, headlines


def test_two_dollars_in_a_heading_make_no_formula_and_other_signs_no_markup() -> None:
    told = "China 17,8\N{NO-BREAK SPACE}Mrd. US-$, Deutschland 4,5 Mrd. US-$ *x* [y](z) `w`"
    made = components.heading(told)
    assert "$" not in made.replace("\\$", "")
    assert made.replace("\\", "") == told


@pytest.mark.usefixtures("warehouse")
@each("lang", LANGUAGES)
def test_a_chart_without_texts_of_its_own_is_named_by_its_codes(lang: str) -> None:
    locale, exports = Locale(lang), ask("trade_series", flow="export")
    label = exports.labels.name("region", "de-nw", lang)
    for answer, says in ((exports, rf"{label}.*\d"), (exports.where(flow="none"), r"\D+")):
        title = headlines.title("no.texts", answer, locale)
        assert isinstance(title, Composed)
        assert re.search(says, title), title
