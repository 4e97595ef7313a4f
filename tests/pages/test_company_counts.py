"""Promises of the published counts: each says who counts what; none is mixed with another."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from charts.maps.company_towns import HOME
from charts.ranges import newness, ranges, ranges_of
from data.ask import ask
from i18n import Locale
from pages.companies import _count_tables, _counts, _studies
from tests import visits

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")


def test_a_thing_counted_differently_has_a_bar_of_its_own() -> None:
    counts = ask("company_counts")
    wanted = counts.rows[counts.rows["indicator"].isin(_counts.CHINESE)]
    kinds = wanted[["region", "indicator", "china_scope", "basis"]].drop_duplicates()
    found = ranges_of(row for row in counts if row.indicator in _counts.CHINESE)
    assert len(found) == len(kinds)
    assert len([one for one in found if one.newest.region == "duisburg"]) >= 3


def test_every_claim_of_every_place_stands_in_a_table() -> None:
    counts = ask("company_counts")
    for place in sorted(set(counts.rows["region"])):
        told = list(_count_tables.tables(counts, place, DE))
        assert sum(len(table) for _, _, table, _ in told) == len(counts.where(region=place).rows)
    assert visits.trouble(visits.visit("companies/counts", place="koeln")) == []


def test_the_question_how_many_is_answered_with_year_scope_and_speaker() -> None:
    title, said_by = _counts.answered(ask("company_counts"), "de-nw", DE)
    assert "2024: etwa 1.000\u00a0Firmen" in title
    assert "460 (2007)" in title
    assert "mehr als 1.200 (2020)" in title
    assert "NRW.Global Business; Großchina" in said_by


def test_the_bar_of_each_thing_counted_spans_its_claims_and_marks_the_newest() -> None:
    counts, places = ask("company_counts"), ["de-nw", "ruhr", "duesseldorf", "duisburg", HOME]
    picture = ranges(counts, DE, title="t", places=places, indicators=_counts.STOCKS)
    wanted = [row for row in counts if row.region in places and row.indicator in _counts.STOCKS]
    alike: dict[Any, list[Any]] = {
        (row.region, row.indicator, row.china_scope, row.basis): [] for row in wanted
    }
    for row in wanted:
        alike[row.region, row.indicator, row.china_scope, row.basis].append(row)
    traces = picture.figure["data"]
    bars, dots = traces[::2], traces[1::2]

    assert len(bars) == len(dots) == len(picture.table) == len(alike) > 5
    drawn = sorted((sorted(one["x"]), one["x"][-1]) for one in dots)
    assert drawn == sorted((sorted(row.value for row in rows), max(rows, key=newness).value)
                           for rows in alike.values())  # fmt: skip
    for bar, claims in zip(bars, dots, strict=True):
        assert bar["x"] == [min(claims["x"]), max(claims["x"])]
    hollow = sum(one["marker"]["symbol"].count("circle-open") for one in dots)
    assert hollow == sum(row.qualifier != "exact" for row in wanted) > 0


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
    assert _counts.uncounted(counts, ["de-nw"], DE) == []
    (said,) = _counts.uncounted(counts, ["de-nw", HOME], DE)
    assert said == DE("companies.counts.uncounted", places="Herne")
    assert visits.tells(visits.seen("companies/counts"), said)


def test_published_counts_and_documented_cases_are_told_apart() -> None:
    app, cases = visits.seen("companies/counts"), ask("companies")
    parts = (cases, cases.where(in_rvr=True), cases.where(city_code=HOME))
    numbers = [str(len(part.rows)) for part in parts]
    (said,) = [one.value for one in app.header if "Mit Namen" in one.value]
    assert said == DE("companies.counts.cases_heading",
                      **dict(zip(("all", "ruhr", "home"), numbers, strict=True)))  # fmt: skip
    spec = json.loads(visits.charts(app)[0].spec)
    assert int(numbers[0]) not in [x for trace in spec["data"] for x in trace["x"]]


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
