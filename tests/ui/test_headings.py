"""Headings are shown letter by letter, whatever they hold."""

from __future__ import annotations

from ui import components


def test_two_dollars_in_a_heading_make_no_formula_and_other_signs_no_markup() -> None:
    told = "China 17,8\N{NO-BREAK SPACE}Mrd. US-$, Deutschland 4,5 Mrd. US-$ *x* [y](z) `w`"
    made = components.heading(told)
    assert "$" not in made.replace("\\$", "")
    assert made.replace("\\", "") == told
