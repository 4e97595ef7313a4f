"""Promises of the pages on investment: concepts never mix, a revised figure is one figure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any

import pytest

from charts.panels import SAME, panel
from charts.table import Table, absent, figure
from charts.vintages import states
from data import paths
from data.answer import Answer
from data.ask import ask, labels, questions
from i18n import LANGUAGES, Locale
from pages.companies import _deals
from pages.investment import _vintages
from tests import visits
from tests.each import each
from ui import visit

pytestmark = pytest.mark.usefixtures("warehouse")

NO_TABLE = Table((), (), ())
COUNTS = ("ma_deals_ey", "ma_deals_iw", "ma_deals_gtai", "ma_deals_rhodium", "ma_deals_pwc")
MOVING = [
    (indicator, region)
    for indicator in questions()["fdi_states"].values["indicator"].allowed
    for region in ("de", "de-nw", "eu27_gb")
]
STATUSES = ("announced", "completed", "blocked", "withdrawn", "exited")


def rows_of(noun: str) -> list[dict[str, str]]:
    file = paths.SNAPSHOTS / f"collected_{noun}" / "rows.csv"
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def investment_measures() -> list[str]:
    codes = [row.code for row in ask("indicators", subject="investment")]
    return [code for code in codes if not code.startswith("case_")]


def every_claim() -> Answer:
    regions = labels().codes("region")
    return ask("figures_on", indicators=investment_measures(), regions=regions, unsure="yes")


def listed(kind: str, **chosen: str) -> list[Any]:
    asked: dict[str, Any] = {"direction": kind, "land": "all", "unsure": "yes", **chosen}
    return list(ask("deals", **asked))


# Series: what differs in concept never shares a line


def test_a_series_is_one_measure_one_count_one_unit_one_china_and_one_kind_of_period() -> None:
    series = {
        (row.indicator, row.region, row.partner, row.basis, row.china_scope or "none",
         row.period_kind)
        for row in every_claim()
        if isinstance(row.basis, str) and row.period_kind in ("year", "half", "quarter", "span")
    }  # fmt: skip
    assert len(series) > 60
    names = ("indicator", "region", "partner", "basis", "scope", "period")
    for key in series:
        asked: dict[str, Any] = dict(zip(names, key, strict=True))
        if not isinstance(asked["scope"], str):
            asked["scope"] = "none"
        rows = ask("series", unsure="yes", **asked).rows
        assert len(rows), key
        assert {name: rows[name].nunique() for name in SAME} == dict.fromkeys(SAME, 1), key
        assert not rows["period_start"].duplicated().any(), "two figures for one period"


@each(
    ("indicators", "differs"),
    [
        (["investment_projects_nrw_balance"], "china_scope"),
        (["investment_projects_nrw_assisted", "investment_projects_nrw_balance"], "indicator"),
        (["ma_deals_ey"], "period_kind"),
    ],
)
def test_a_picture_refuses_figures_that_cannot_be_one_line(
    indicators: list[str], differs: str
) -> None:
    mixed = ask("figures_on", indicators=indicators, regions=["de", "de-nw"])
    only = mixed.where(partner="cn")
    assert only.rows[differs].nunique() > 1
    with pytest.raises(ValueError, match="cannot share a line"):
        panel([only], Locale("de"), title="", table=NO_TABLE, years=(2013, 2024))


def test_dollars_and_euros_never_share_an_axis() -> None:
    dollars = ask("series", indicator="ma_value_ey", region="de", basis="ey",
                  scope="cn_hk")  # fmt: skip
    euros = ask("series", indicator="ma_value_pwc", region="de", basis="pwc",
                scope="undefined", unsure="yes")  # fmt: skip
    assert dollars
    assert euros
    with pytest.raises(ValueError, match="cannot share an axis"):
        panel([dollars, euros], Locale("de"), title="", table=NO_TABLE, years=(2015, 2023))


@pytest.mark.parametrize("unsure", ["no", "yes"])
@pytest.mark.parametrize("path", ["investment/projects", "investment/takeovers"])
def test_every_way_of_counting_is_a_picture_of_its_own_of_more_than_three_points(
    path: str, unsure: str
) -> None:
    app = visits.seen(path, unsure=unsure)
    drawn = {chart.id.split("plot_")[-1]: json.loads(chart.spec)["data"]
             for chart in visits.charts(app)}  # fmt: skip
    assert "ma_deals_ey_year" in drawn
    assert not [name for name, traces in drawn.items()
                if sum(len(trace["x"]) for trace in traces) <= 3]  # fmt: skip
    told = " ".join(visits.html(app))
    for code in COUNTS:
        for row in ask("figures_on", indicators=[code], regions=["de"], unsure=unsure):
            if path == "investment/takeovers" and f"{code}_year" not in drawn:
                assert figure(row, Locale("de")) in told, (code, row.period_start)


def test_the_first_two_pictures_are_the_two_lines_of_the_story_never_one() -> None:
    app = visits.seen("investment/projects", lang="de")
    first = [json.loads(chart.spec)["data"] for chart in visits.charts(app)][:2]
    points = [{trace["x"][n][:4]: y for trace in traces for n, y in enumerate(trace["y"]) if y}
              for traces in first]  # fmt: skip
    assert (points[0]["2017"], points[0]["2022"]) == (96, 68)
    assert (points[1]["2016"], points[1]["2023"]) == (68, 28)
    titles = [heading.value for heading in app.header]
    assert "68" in titles[0]
    assert "28\N{NO-BREAK SPACE}Geschäfte im Jahr 2023" in titles[1]


def test_projects_of_the_balance_and_those_assisted_share_no_picture() -> None:
    both = {
        code: {row.value for row in ask("figures_on", indicators=[code], regions=["de-nw"])
               if row.partner == "cn"}
        for code in ("investment_projects_nrw_balance", "investment_projects_nrw_assisted")
    }  # fmt: skip
    balance, assisted = both.values()
    own = {"balance": balance - assisted, "assisted": assisted - balance}
    for chart in visits.charts(visits.visit("investment/projects")):
        drawn = {y for trace in json.loads(chart.spec)["data"] for y in trace["y"] or []}
        assert not (drawn & own["balance"] and drawn & own["assisted"])


# Vintages: a revised figure is one figure


@each(("indicator", "region"), MOVING)
def test_states_of_a_figure_come_in_the_order_of_being_known_and_one_holds(
    indicator: str, region: str
) -> None:
    answer = ask("fdi_states", indicator=indicator, region=region, unsure="yes")
    seen = []
    for number, told in groupby(answer, key=lambda row: row.figure):
        own = list(told)
        seen.append(number)
        assert [row.state for row in own] == list(range(1, len(own) + 1))
        assert {row.states_count for row in own} == {len(own)}
        assert [row.known_since for row in own] == sorted(row.known_since for row in own)
        assert [row.is_newest for row in own].count(True) == 1
        dated = [row for row in own if row.known_since_precision != "read"] or own
        assert own[: len(dated)] == dated, "without date nobody knows its place: it comes last"
        sure = [row for row in dated if row.confidence != "low"] or dated
        assert next(row for row in own if row.is_newest) == sure[-1]
        assert len({(row.period_kind, row.period_start, row.period_end) for row in own}) == 1
        assert len({(row.unit, row.china_scope) for row in own}) == 1
    assert seen == sorted(set(seen)), "states of one figure stand together"


def test_two_states_of_the_flow_of_2023_are_one_figure_and_the_newer_one_holds() -> None:
    flows = [row for row in ask("fdi_states")
             if row.period_kind == "year" and row.period_start.year == 2023]  # fmt: skip
    assert [(row.value, row.is_newest) for row in flows] == [(11_900, False), (6_500, True)]
    assert len({row.figure for row in flows}) == 1


@each(("day", "held"), [(date(2024, 3, 1), 11_900), (date(2024, 8, 13), 6_500), (None, 6_500)])
def test_a_day_shows_the_flow_as_it_was_known_then(day: date | None, held: float) -> None:
    row = _vintages.holding(ask("fdi_states", as_of=day))
    assert row is not None
    assert (row.period_start.year, row.value) == (2023, held)


def test_the_page_tells_both_states_of_the_flow_and_draws_them_in_one_row() -> None:
    app = visits.visit("investment/fdi")
    assert any("11,9\u00a0Mrd." in one.value and "6,5\u00a0Mrd." in one.value
               for one in app.header)  # fmt: skip
    drawn = states(ask("fdi_states"), Locale("de"), title="", table=NO_TABLE).figure["data"]
    newest, earlier = (dict(zip(t["x"], t["y"], strict=True)) for t in drawn)
    assert newest[6.5] == earlier[11.9]
    assert 11.9 not in newest


def test_direct_and_consolidated_stock_are_measures_of_their_own() -> None:
    direct, consolidated = (
        ask("fdi_states", indicator=code)
        for code in ("fdi_stock_outward", "fdi_stock_outward_consolidated")
    )
    assert direct
    assert consolidated
    assert not set(direct.rows["claim_id"]) & set(consolidated.rows["claim_id"])
    assert consolidated.rows["indicator"].unique().tolist() == ["fdi_stock_outward_consolidated"]


# Low confidence


@each("question", ["series", "fdi_states", "deals", "figures_on"])
def test_low_confidence_shows_only_when_asked_for(question: str) -> None:
    more: dict[str, dict[str, Any]] = {
        "series": {"indicator": "ma_deals_pwc", "region": "de", "basis": "pwc",
                              "scope": "undefined"},
        "fdi_states": {"indicator": "fdi_stock_outward"},
        "deals": {"land": "all"},
        "figures_on": {"indicators": investment_measures(), "regions": ["de", "de-nw"]},
    }  # fmt: skip
    hidden, shown = (ask(question, unsure=u, **more[question]).rows for u in ("no", "yes"))
    assert "low" not in set(hidden["confidence"])
    assert "low" in set(shown["confidence"])


def test_rows_of_low_confidence_are_told_and_shown_by_the_switch() -> None:
    def said(unsure: str) -> str:
        return " ".join(visits.html(visits.visit("investment/takeovers", unsure=unsure)))

    told = Locale("de").count("claim", 2)
    assert told in said("no")
    assert told not in said("yes")
    assert "mehr als 11\u00a0Mrd.\u00a0€" in said("yes")
    assert "mehr als 11\u00a0Mrd.\u00a0€" not in said("no")


# Deals: cases, never a sum


#: What events say of their deal, the last word first.
OUTCOMES = {"exited": ["exited"], "blocked": ["blocked"], "withdrawn": ["withdrawn"],
            "completed": ["acquired", "founded", "stake", "expanded", "sold"],
            "announced": ["announced"]}  # fmt: skip


def deals_told() -> list[dict[str, str]]:
    """Deals of the snapshot: events that say how, with what became of them by all their events."""
    events = rows_of("entity_events")
    kinds: dict[str, set[str]] = {}
    for row in events:
        kinds.setdefault(row["deal_id"], set()).add(row["kind"])
    return [
        {**row, "status": next(status for status, said in OUTCOMES.items()
                               if kinds[row["deal_id"]] & set(said))}
        for row in events if row["mode"]
    ]  # fmt: skip


def direction(row: dict[str, str]) -> str:
    """In which list a deal of the snapshot belongs."""
    return "relocation" if row["sector_code"] == "plant_relocation" else row["direction"]


def test_sales_and_plants_taken_apart_are_never_among_chinese_investment() -> None:
    told = {row["deal_id"]: direction(row) for row in deals_told()}
    kinds = set(told.values())
    assert kinds == {"investment", "divestment", "relocation"}
    for kind in kinds:
        assert {row.deal_id for row in listed(kind)} == {
            deal for deal, its in told.items() if its == kind
        }
    assert len(listed("relocation", land="nrw")) == 3


def test_every_deal_is_an_event_of_an_entity_that_is_in_nrw_elsewhere_or_of_unknown_place() -> None:
    known = {row.entity_id: row for row in ask("dossier_entities")}
    deals = [row for kind in ("investment", "divestment", "relocation") for row in listed(kind)]
    assert [row.deal_id for row in deals if row.entity_id not in known] == []
    told = [row for row in deals if row.entity_id.startswith("target_")]
    for row in told:
        events = [one for one in ask("entity_events", company=row.entity_id) if one.is_deal]
        assert [one.deal_id for one in events] == [row.deal_id], row.deal_id
        assert known[row.entity_id].in_nrw == (absent(row.states) is not None
                                               and list(row.states) == ["de-nw"])  # fmt: skip


@each("status", STATUSES)
def test_the_filter_of_status_gives_the_rows_that_have_it(status: str) -> None:
    wanted = {r["deal_id"] for r in deals_told()
              if r["status"] == status and direction(r) == "investment"}  # fmt: skip
    assert wanted, "no case to test with"
    assert {row.deal_id for row in listed("investment", status=status)} == wanted


def test_a_deal_in_two_laender_is_found_in_nrw_and_every_deal_in_one_place_only() -> None:
    told = deals_told()
    wanted = {r["deal_id"] for r in told
              if "de-nw" in r["state"].split(";") and direction(r) == "investment"}  # fmt: skip
    assert any(";" in row["state"] for row in told)
    parts = [{row.deal_id for row in listed("investment", land=land)}
             for land in ("nrw", "elsewhere", "unknown")]  # fmt: skip
    assert parts[0] == wanted
    assert sum(map(len, parts)) == len(set().union(*parts)) == len(listed("investment"))


def test_the_search_finds_towns_sectors_and_firms_in_either_language() -> None:
    asked = ("herne", "baumaschinen herne", "construction machinery XCMG", "koln")
    found = {text: {row.target for row in listed("investment", text=text)} for text in asked}
    assert found["herne"] == found["baumaschinen herne"] == {"Schwing"}
    assert "Schwing" in found["construction machinery XCMG"]
    assert "KHD Humboldt Wedag" in found["koln"]


def test_deals_are_ordered_by_amount_where_asked_and_each_leads_to_its_card() -> None:
    rows = listed("investment", order="amount")
    amounts = [row.amount_meur for row in rows if absent(row.amount_meur) is not None]
    assert amounts == sorted(amounts, reverse=True)
    assert {row.deal_id for row in rows} == {row.deal_id for row in listed("investment")}
    app = visits.visit("companies/deals", order="amount")
    ways = re.findall(r'href="companies[^"]*company=[^"]*"', " ".join(visits.html(app)))
    assert len(ways) >= 25, "a page of the list"
    assert all(way.endswith(('#company"', '#dossier"')) for way in ways)
    assert Locale("de")("investment.deals.order_amount") in " ".join(visits.html(app))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_deals_are_drawn_one_by_one_hollow_where_undone_and_never_summed(lang: str) -> None:
    locale = Locale(lang)
    answer = ask("deals")
    app = visits.visit("companies/deals", lang=lang)
    shown_deals = ask("deals", direction="investment", land="nrw", unsure="no")
    (chart,) = visits.charts(app)
    (marks,) = (one["marker"] for one in json.loads(chart.spec)["data"])
    assert len(marks["symbol"]) == len(shown_deals.rows)
    done = len(shown_deals.where(status="completed").rows)
    assert sum("open" not in one for one in marks["symbol"]) == done < len(shown_deals.rows)
    undone = sum(row.status in ("blocked", "withdrawn") for row in shown_deals)
    assert locale.number(undone) in app.header[0].value
    shown = " ".join([*visits.html(app), *(one.value for one in (*app.header, *app.markdown))])
    for rows in (answer.rows, answer.rows.head(25), ask("deals", direction="divestment").rows):
        total = float(rows["amount_meur"].dropna().astype(float).sum())
        for scale in ("auto", "exact", "mio", "mrd"):
            assert locale.value(total, "meur", scale=scale) not in shown
    assert not [name for name in answer.columns if "total" in name or "sum" in name]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_by_status_count_the_listed_rows(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = Locale(lang)
    monkeypatch.setattr(visit, "current", lambda: visit.Visit(locale, None))
    answer = ask("deals", land="all")
    counts = Counter(row.status for row in answer)
    said = [badge.text for badge in _deals.by_status(answer, locale)]
    assert len(said) == len(counts)
    for status, count in counts.items():
        label = answer.labels.name("status", status, lang)
        assert f"{locale.number(count)} {label}" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_deal_says_what_its_amount_covers_and_who_says_so(lang: str) -> None:
    locale = Locale(lang)
    for kind in ("investment", "divestment", "relocation"):
        answer = ask("deals", direction=kind, land="all", unsure="yes")
        for row in answer:
            amount = row.amount_meur
            if amount == amount and amount is not None:  # noqa: PLR0124 - NaN is not itself
                covers = answer.labels.name("value_basis", row.amount_basis, lang)
                assert covers
                assert f"({covers})" in _deals.value(row, answer, locale)
            assert len(row.source_ids) > 0


def test_each_direction_has_a_list_of_its_own_on_the_page() -> None:
    both = visits.visit("companies/deals", land="all")
    assert len(both.header) == 3 + len(visits.charts(both)) == 4
    only = visits.visit("companies/deals", land="all", direction="divestment")
    assert len(only.header) == 1
    shown = " ".join(visits.html(only))
    assert "Radium Lampenwerk" in shown
    assert "CECONOMY" not in shown


# Figures as they were printed


def test_billions_are_said_as_they_were_printed_in_dollars_too() -> None:
    series = ask("series", indicator="ma_value_ey", region="de", basis="ey",
                 scope="cn_hk")  # fmt: skip
    said = {row.period_start.year: figure(row, Locale("de")) for row in series}
    assert said[2016] == "12,6\u00a0Mrd.\u00a0US-$"
    assert said[2021] == "mehr als 2\u00a0Mrd.\u00a0US-$"
    assert said[2023] == "202\u00a0Mio.\u00a0US-$"


def test_the_comparison_of_laender_says_up_to_when_it_reaches() -> None:
    rows = ask("figures_on", regions=["de-nw"], indicators=[
        "ma_deals_iw", "stakes_made_in_china_bertelsmann", "share_of_german_projects_in_nrw",
        "share_of_german_inward_stock"]).rows  # fmt: skip
    last = Locale("de").date(f"{rows['period_end'].max():%Y-%m}")

    assert visits.tells(visits.seen("investment/laender"), f"reicht bis {last}")
