"""Promises of the published counts: each says who counts what; none is mixed with another."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from charts.maps.company_towns import HOME
from data.ask import ask
from i18n import Locale
from pages.companies import _count_tables, _counts, _studies
from tests import visits

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")


def test_every_line_holds_one_kind_of_count_of_one_place_in_one_delimitation() -> None:
    counts = ask("company_counts")
    for place in sorted(set(counts.rows["region"])):
        app = visits.visit("companies/counts", place=place)
        assert visits.trouble(app) == []
        stated = counts.where(region=place, indicator=_counts.STATED, precedence=1,
                              period_kind="year")  # fmt: skip
        scopes = {DE.code("china_scope", code): stated.where(china_scope=code)
                  for code in set(stated.rows["china_scope"])}  # fmt: skip
        for chart in visits.charts(app):
            for trace in json.loads(chart.spec)["data"]:
                own = scopes[trace["name"]]
                assert [y for y in trace["y"] if y is not None] == list(own.rows["value"])
                assert set(own.rows["basis"].dropna()) <= {"without_small_trade"}


def test_a_thing_counted_differently_has_a_row_of_its_own() -> None:
    counts = ask("company_counts")
    table = _count_tables.overview(counts, DE)
    duisburg = [row for row in table.rows if row[0] == "Duisburg"]
    assert len({row[1] for row in duisburg}) == len(duisburg) >= 3
    wanted = counts.rows[counts.rows["indicator"].isin(_counts.CHINESE)]
    kinds = wanted[["region", "indicator", "china_scope", "basis"]].drop_duplicates()
    assert len(table) == len(kinds)


def test_the_question_how_many_is_answered_with_year_scope_and_speaker() -> None:
    said = " ".join(_counts.answered(ask("company_counts"), "de-nw", DE))
    assert "etwa 1.000\u00a0Firmen (2024; Großchina" in said
    assert "NRW.Global Business" in said
    assert "1.200 (2020)" in said


def test_each_reason_why_numbers_differ_rests_on_two_published_figures() -> None:
    said = _counts.reasons(ask("company_counts"), "de-nw", DE)
    scope = next(text for text in said if text.startswith("Was gilt als China?"))
    assert "2016: mehr als 1.000 (Festland-China" in scope
    assert "1.100 (Großchina" in scope
    assert any("77 (Chinesische Firmen im Register)" in text for text in said)
    assert any("Wer zählt?" in text for text in said)
    assert _counts.reasons(ask("company_counts", as_of=date(2004, 1, 1)), "de-nw", DE) == []


def test_herne_has_no_published_count_and_that_is_said_not_zero() -> None:
    counts = ask("company_counts")
    made, said = _counts.cards(counts, ["de-nw", HOME], DE)
    assert made[-1][1] == DE("note.not_published")
    assert len(said) == 1
    assert list(said[0].rows["region"]) == ["de-nw"]


def test_published_counts_and_documented_cases_are_told_apart() -> None:
    app = visits.visit("companies/counts")
    cards = [piece for piece in visits.html(app) if '<dl class="cm-cards"' in piece]
    published, cases = cards
    assert "belegte Einzelfälle" not in published
    assert cases.count("keine Zählung") == cases.count('cm-card"') == 3
    assert "Schwing".upper() in "".join(one.value for one in app.header)


def test_counts_of_low_confidence_come_only_when_asked_for() -> None:
    assert "low" not in set(ask("company_counts").rows["confidence"])
    assert "low" in set(ask("company_counts", unsure="yes").rows["confidence"])


def test_what_became_of_taken_over_companies_is_one_study_and_in_no_other_count() -> None:
    asked: dict[str, Any] = {
        "indicators": [_studies.TAKEN_OVER, *_studies.OUTCOMES],
        "regions": ["de"],
    }
    claims = ask("figures_on", **asked)
    said = _studies.outcome(claims, DE)

    assert "2001–2023: 294 Unternehmen" in said
    assert "205 weiter in chinesischem Besitz, 46 weiterverkauft, 39 geschlossen und 4 vor" in said
    assert "17" not in said, "the years from 2021 are part of the same total"
    assert set(claims.rows["basis"]) == {"boeckler"}
    counted = set(ask("company_counts", unsure="yes").rows["indicator"])
    assert not counted & {_studies.TAKEN_OVER, *_studies.OUTCOMES}
    before = ask("figures_on", **asked, as_of=date(2025, 4, 29))
    assert _studies.outcome(before, DE) == DE("companies.studies.outcome_none")


def test_staff_of_hernes_case_are_told_with_the_year_of_each_number() -> None:
    claims = ask("figures_on", regions=[HOME], indicators=list(_studies.CASE))
    assert _studies.staff(claims, DE).endswith("900 (2009) und 800 (2012)")
    assert visits.trouble(visits.visit("companies/counts")) == []
