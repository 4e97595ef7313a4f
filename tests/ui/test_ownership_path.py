"""Promises of the drawn owners: each firm once, evidence at each tie, what is unclear is dashed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pandas as pd
import pytest

from data.answer import Answer
from data.ask import ask
from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each
from ui import ownership_path

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")


def tie(child: str, parent: str | None, relation: str = "direct", **more: Any) -> dict[str, Any]:
    """A made tie; names are the keys in capitals."""
    row = {
        "step": 1, "edge_id": f"{child}-{relation}-{parent}", "child_id": child,
        "child_name": child.upper(), "parent_id": parent,
        "parent_name": parent.upper() if parent else None, "parent_country": None,
        "relation": relation, "share_pct": None, "share_text": None, "start_date": None,
        "end_date": None, "is_ended": False, "is_planned": False, "exception_reason": None,
        "is_ultimate": False, "is_cycle": False, "ultimate_reason": "known", "confidence": "high",
        "source_ids": ["investment-src-064"],
    }  # fmt: skip
    return {**row, **more}


def path(*ties: dict[str, Any]) -> Answer:
    """An answer of ``ownership_path`` with these rows."""
    real = ask("ownership_path")
    return replace(real, rows=pd.DataFrame(list(ties), columns=list(real.rows)), only=None)


def drawn(*ties: dict[str, Any], lang: str = "de") -> str:
    one = path(*ties)
    return unescape(ownership_path.html(one, one, Locale(lang)))


def firms(said: str) -> list[str]:
    """The boxes of the drawing from the bottom up."""
    return re.findall(r'<div class="cm-firm[^"]*">([^<]*)', said)


def test_a_chain_through_holdings_is_drawn_tie_by_tie_to_its_top() -> None:
    said = drawn(
        tie("a", "lux"), tie("a", "top", "ultimate", is_ultimate=True),
        tie("lux", "hk", step=2), tie("lux", "top", "ultimate", step=2, is_ultimate=True),
        tie("hk", "top", step=3, is_ultimate=True), tie("hk", "top", "ultimate", step=3,
                                                        is_ultimate=True),
    )  # fmt: skip

    assert firms(said) == ["A", "LUX", "HK", "TOP"]
    assert "cm-fork" not in said
    assert said.count("cm-top") == 1
    assert DE("companies.path.through", owner="TOP", firms=DE.count("firm_between", 2)) in said
    assert DE("companies.path.consolidation") in said


def test_owners_that_sources_name_differently_stand_side_by_side_and_that_is_said() -> None:
    said = drawn(
        tie("a", "x", "owner", ultimate_reason="several"),
        tie("a", "y", "ultimate", ultimate_reason="several"),
    )

    assert firms(said) == ["A", "X", "Y"]
    assert "cm-fork" in said
    assert "cm-top" not in said
    assert DE("companies.path.several") in said


def test_a_parent_that_is_not_reported_is_said_with_its_reason_and_is_no_none() -> None:
    said = drawn(tie("a", None, exception_reason="non_public", ultimate_reason="exception"))

    assert firms(said) == ["A", DE("companies.path.none_reported")]
    assert ask("ownership_path").labels.name("exception_reason", "non_public", "de") in said
    assert DE("companies.path.not_none") in said


def test_a_circle_ends_where_it_began_and_is_dashed() -> None:
    said = drawn(
        tie("a", "b", is_cycle=True, ultimate_reason="cycle"),
        tie("b", "a", step=2, is_cycle=True, ultimate_reason="cycle"),
    )

    assert firms(said) == ["A", "B", "A"]
    assert said.count("cm-dashed") == 2
    assert DE("companies.path.seen") in said
    assert DE("companies.path.cycle") in said


@each("mark", ["is_ended", "is_planned"])
def test_what_is_over_or_planned_is_folded_dashed_and_named(mark: str) -> None:
    now, before = tie("a", "x", "owner", is_ultimate=True), tie("a", "y", "owner", **{mark: True})
    said = unescape(ownership_path.html(path(now), path(now, before), DE))
    held, _, over = said.partition("<details")

    assert firms(held) == ["A", "X"]
    assert firms(over) == ["A", "Y"]
    assert "cm-dashed" in over
    assert "cm-dashed" not in held
    assert DE(f"companies.path.{mark.removeprefix('is_')}") in over


@pytest.mark.long
@each("lang", LANGUAGES)
def test_every_tie_of_every_firm_has_a_source_to_open(lang: str) -> None:
    for row in list(ask("companies", unsure="yes"))[::6]:
        now, every = (ask("ownership_path", company=row.company_id, ended=one)
                      for one in ("no", "yes"))  # fmt: skip
        said = ownership_path.html(now, every, Locale(lang))
        ties = re.findall(r'<div class="cm-tie[^"]*">(.*?)</div>', said)
        assert ties, row.company_id
        assert all(re.search(r"<sup>\[", one) for one in ties), row.company_id


def test_names_are_escaped() -> None:
    one = path(tie("a", "b", child_name="<script>x</script>"))

    assert "<script>" not in ownership_path.html(one, one, DE)


def test_the_card_on_the_page_shows_the_owners() -> None:
    app = visits.seen("companies/map", company="schwing")

    assert visits.trouble(app) == []
    assert any("cm-path" in piece and "XCMG" in piece for piece in visits.html(app))
