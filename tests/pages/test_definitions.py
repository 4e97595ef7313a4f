"""Promises of the count by definition: golden counts made by hand from the collected rows."""

from __future__ import annotations

import csv
import json
import re
from datetime import date

import pytest

from data import paths
from data.ask import ask
from i18n import LANGUAGES, Locale
from pages.companies import _definitions
from tests import visits
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
#: Whose owner left, or never came in.
GONE = ("exited", "closed", "announced", "blocked", "withdrawn")
COUNTRIES = {"mainland": ("cn",), "hong_kong_macau": ("cn", "hk", "mo"),
             "taiwan": ("cn", "hk", "mo", "tw")}  # fmt: skip


def by_hand() -> dict[tuple[str, int], tuple[int, int]]:
    """Definition and threshold → firms with a stake so large, and with none stated."""
    file = paths.DATA / "snapshots" / "collected_companies" / "rows.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["show_by_default"] == "yes"
                and row["last_known_status"] not in GONE]  # fmt: skip
    counts = {}
    for definition, countries in COUNTRIES.items():
        own = [row for row in rows if row["parent_country"] in countries]
        # A majority that names no share is at least half of it.
        shares = [float(row["stake_pct"] or {"majority": 50}.get(row["stake_text"], -1))
                  for row in own]  # fmt: skip
        for threshold in (10, 25, 50):
            known = sum(share >= threshold for share in shares)
            counts[definition, threshold] = known, shares.count(-1)
    return counts


def test_counts_are_those_counted_by_hand_in_the_collected_rows() -> None:
    found = {(row.definition, row.threshold): (row.known_count, row.unknown_count)
             for row in ask("owner_definitions")}  # fmt: skip

    assert found == by_hand()
    assert found["mainland", 50] == (17, 83)
    assert found["taiwan", 10] == (20, 85)


def test_a_wider_definition_and_a_lower_threshold_never_count_fewer() -> None:
    rows = list(ask("owner_definitions", unsure="yes"))

    for row in rows:
        assert row.total_count == row.known_count + row.unknown_count
    by_key = {(row.definition, row.threshold): row for row in rows}
    wider = list(COUNTRIES)
    for threshold in (10, 25, 50):
        totals = [by_key[one, threshold].total_count for one in wider]
        assert totals == sorted(totals)
    for one in wider:
        known = [by_key[one, threshold].known_count for threshold in (50, 25, 10)]
        assert known == sorted(known)


@each("lang", LANGUAGES)
def test_the_page_says_the_range_and_draws_what_its_table_says(lang: str) -> None:
    app, locale = visits.seen("companies/counts", lang=lang), Locale(lang)
    totals = [sum(pair) for pair in by_hand().values()]

    assert visits.trouble(app) == []
    said = locale("companies.definitions.title", low=str(min(totals)), high=str(max(totals)))
    titles = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one.value) for one in app.header]
    assert said in titles
    specs = [json.loads(chart.spec) for chart in visits.charts(app)]
    (drawn,) = (one for one in specs if one["layout"].get("barmode") == "stack"
                and len(one["data"]) == 2)  # fmt: skip
    # One bar where the threshold changes nothing; the table below has each definition.
    bars = list(dict.fromkeys((definition, pair) for (definition, _), pair in by_hand().items()))
    for trace, place in zip(drawn["data"], (0, 1), strict=True):
        assert trace["x"] == [pair[place] for _, pair in bars]
    assert visits.tells(app, locale("companies.definitions.no_threshold"))


def test_before_anything_was_known_the_title_says_that_no_firm_is() -> None:
    counts = ask("owner_definitions", as_of=date(1990, 1, 1))

    assert {row.total_count for row in counts} == {0}
    assert _definitions.title(counts, DE) == DE("companies.definitions.none")
