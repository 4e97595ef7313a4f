"""Promises of the year on the map of firms: who was there, counted again from collected rows."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from typing import Any

import pytest

from data import ask as data_ask
from data import paths
from data.answer import Answer
from data.ask import ask
from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each
from tests.many_firms import many

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
NEVER, OVER = ("blocked", "withdrawn", "announced"), ("exited", "closed")
#: Kinds of events by which an owner leaves or a firm ends.
LEAVING = ("closed", "sold", "exited")


def rows(name: str) -> list[dict[str, str]]:
    file = paths.DATA / "snapshots" / name / "rows.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def there(year: int) -> set[str]:
    """Companies there at the end of a year, by hand."""
    left: dict[str, list[int]] = defaultdict(list)
    for event in rows("collected_entity_events"):
        if event["kind"] in LEAVING and event["date"]:
            left[event["entity_id"]].append(int(event["date"][:4]))
    found = set()
    for row in rows("collected_companies"):
        if row["show_by_default"] != "yes" or not row["entry_year"]:
            continue
        is_over = row["last_known_status"] in OVER
        ends = left.get(row["company_id"]) or ([int(row["status_as_of"])] if row["status_as_of"]
                                               else [0])  # fmt: skip
        stays = row["last_known_status"] not in NEVER if not is_over else max(ends) > year
        if int(row["entry_year"]) <= year and stays:
            found.add(row["company_id"])
    return found


@each("year", [1985, 2005, 2012, 2016, 2019, 2022, 2025])
def test_those_there_at_the_end_of_a_year_came_by_then_and_had_not_left(year: int) -> None:
    assert set(ask("companies", year=year).rows["company_id"]) == there(year)


def test_a_firm_is_gone_from_the_year_in_which_its_owner_sold() -> None:
    def names(year: int) -> set[str]:
        return set(ask("companies", year=year).rows["company_id"])

    assert "schumag" in names(2017) - names(2013)
    assert "schumag" not in names(2018)
    assert ask("companies").where(company_id="schumag").tuples[0].end_year == 2018


def test_the_page_says_the_year_and_how_many_no_year_can_place() -> None:
    app = visits.seen("companies/map", year="2014")
    without = [row for row in rows("collected_companies") if row["show_by_default"] == "yes"
               and not row["entry_year"] and row["last_known_status"] not in NEVER]  # fmt: skip

    assert visits.trouble(app) == []
    assert any(f"Ende 2014 waren {len(there(2014))} " in one.value for one in app.header)
    cases = DE.count("documented_case", len(without))
    assert visits.tells(app, DE("companies.there.no_entry", cases=cases))


@each("lang", LANGUAGES)
def test_the_slider_writes_its_year_into_the_link_and_today_takes_it_out(lang: str) -> None:
    app = visits.visit("companies/map", lang=lang)
    (slider,) = app.select_slider
    assert slider.value == "all"
    slider.set_value("2016").run()
    assert visits.trouble(app) == []
    assert visits.link(app)["year"] == "2016"
    app.select_slider[0].set_value("all").run()
    assert "year" not in visits.link(app)


def test_a_year_is_not_shown_beside_a_day_and_that_is_said() -> None:
    app = visits.visit("companies/map", year="2010", as_of="2014-06-30")

    assert not app.select_slider
    assert any(DE("companies.there.not_with_day") == one.value for one in app.info)


def test_a_thousand_firms_are_all_on_the_map_which_stays_light(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = data_ask.ask

    def ask_many(question: str, /, **values: Any) -> Answer:
        answer: Answer = real(question, **values)
        return many(answer) if question == "companies" else answer

    monkeypatch.setattr(data_ask, "ask", ask_many)
    app = visits.visit("companies/map")

    assert visits.trouble(app) == []
    (chart,) = visits.charts(app)
    towns = next(one for one in json.loads(chart.spec)["data"] if one.get("name") == "towns")
    with_town = ask_many("companies").rows["city_code"].notna().sum()
    assert sum(map(int, towns["text"])) == with_town > 900
    assert len(chart.spec) < 300_000
