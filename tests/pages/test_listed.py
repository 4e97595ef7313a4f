"""Firms known from GLEIF alone: on the map where its data were fetched, else not mentioned."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from data import ask as data_ask
from data.answer import Answer
from i18n import Locale
from tests import visits

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
#: Name, postcode and place of made firms: two at one point, one in a town without a known postcode.
FIRMS = [("Beispiel Eins GmbH", "47051", 6.77, 51.43), ("Beispiel Zwei GmbH", "47051", 6.77, 51.43),
         ("Beispiel Drei GmbH", None, 6.78, 51.22)]  # fmt: skip


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if GLEIF knew three firms that no source of ours names."""
    asked: Callable[..., Answer] = data_ask.ask
    rows = pd.DataFrame([
        {"entity_id": f"lei_{n}", "name": name, "lei": f"MADE{n}", "city_code": "duisburg",
         "kreis_ags": "05112", "place_level": "postcode" if code else "city", "postcode": code,
         "point": code or "duisburg", "lat": lat, "lon": lon, "ultimate_name": "示例集团",
         "ultimate_country": "cn", "ultimate_reason": "known", "evidence_day": date(2026, 1, 10),
         "evidence_months": 10, "is_fresh": True, "source_ids": ["investment-src-064"]}
        for n, (name, code, lon, lat) in enumerate(FIRMS)
    ])  # fmt: skip
    made: dict[str, Answer] = {}

    def answer(question: str, *, as_of: date | None = None, **values: Any) -> Answer:
        found = asked(question, as_of=as_of, **values)
        if question != "listed_companies":
            return found
        return made.setdefault(question, replace(found, rows=rows))

    monkeypatch.setattr(data_ask, "ask", answer)


def marks(app: Any) -> dict[str, str]:
    """Key of each point that is marked → the number beside it."""
    traces = json.loads(visits.charts(app)[0].spec)["data"]
    found = [one for one in traces if one.get("name") == "listed"]
    return {code: text for one in found
            for code, text in zip(one["customdata"], one["text"], strict=True)}  # fmt: skip


def test_where_nothing_was_fetched_the_map_says_nothing_of_gleif() -> None:
    app = visits.visit("companies/map", listed="yes")
    assert visits.trouble(app) == []
    assert marks(app) == {}
    assert not [one for one in app.toggle if one.label == DE("filter.listed")]
    assert not visits.tells(app, DE("companies.listed.key"))


@pytest.mark.usefixtures("fetched")
def test_each_point_has_a_mark_that_opens_the_firms_of_that_point_alone() -> None:
    app = visits.visit("companies/map", listed="yes", point="47051")
    assert visits.trouble(app) == []
    assert marks(app) == {"gleif-47051": "2", "gleif-duisburg": ""}
    assert visits.tells(app, DE("companies.listed.key"))
    (choice,) = (piece for piece in visits.html(app) if "cm-ways" in piece and "lei_0" in piece)
    assert ("lei_1" in choice, "lei_2" in choice) == (True, False)
    assert "view=dossier" in choice
    assert DE("companies.point.postcode", postcode="47051") in choice
    unknown = visits.visit("companies/map", listed="yes", point="99999")
    assert any("99999" in one.value for one in unknown.warning)


@pytest.mark.usefixtures("fetched")
def test_the_marks_wait_for_the_switch_and_leave_a_past_year() -> None:
    off, past = (visits.visit("companies/map", **link)
                 for link in ({}, {"listed": "yes", "year": "2015"}))  # fmt: skip
    assert [one.label for one in off.toggle].count(DE("filter.listed")) == 1
    assert marks(off) == marks(past) == {}
