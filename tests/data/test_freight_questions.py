"""Promises of the freight questions: measures never mix, and figures that everybody checks hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.answer import Answer
from data.ask import ask
from i18n import Locale
from tests.each import each
from ui import indicators

pytestmark = pytest.mark.usefixtures("warehouse")

HERNE = ["terminal_herne_cth", "port_herne", "herne_whe", "canal_rhine_herne"]
#: Every series that the page of comparisons draws: question values, and year → figure.
SERIES: dict[str, tuple[dict[str, Any], dict[int, float]]] = {
    "network trains": (
        {"indicator": "network_trains_incl_ru_by", "place": "china_europe_network",
         "basis": "china_railway", "flow": "both"},
        {2016: 1702, 2017: 3673, 2018: 6363, 2024: 19392, 2025: 20022},
    ),
    "network TEU": (
        {"indicator": "network_teu_incl_ru_by", "place": "china_europe_network",
         "basis": "china_railway", "flow": "both"},
        {2024: 2_077_216, 2025: 2_050_000},
    ),
    "EU both ways": (
        {"indicator": "china_eu_rail_teu", "place": "china_eu", "basis": "erai", "flow": "both"},
        {2021: 618_180, 2022: 410_520, 2024: 380_434, 2025: 310_579},
    ),
    "EU westbound": (
        {"indicator": "china_eu_rail_teu", "place": "china_eu", "basis": "erai",
         "flow": "westbound"},
        {2021: 409_458, 2024: 330_704, 2025: 272_157},
    ),
    "Germany westbound": (
        {"indicator": "china_eu_rail_teu", "place": "china_germany", "basis": "erai",
         "flow": "westbound"},
        {2022: 64_404, 2023: 13_000, 2025: 13_552},
    ),
    "duisport TEU": (
        {"indicator": "container_handling_teu", "place": "duisport_group", "basis": "operator",
         "since": 2011},
        {2011: 2_500_000, 2017: 4_100_000, 2021: 4_300_000, 2024: 3_900_000},
    ),
    "NRW ports, years": (
        {"indicator": "ship_handling_tonnes", "place": "ports_nrw",
         "basis": "official_statistics"},
        {2008: 132_000_000, 2018: 115_000_000, 2021: 112_100_000, 2024: 99_800_000},
    ),
    "NRW ports, half-years": (
        {"indicator": "ship_handling_tonnes", "place": "ports_nrw",
         "basis": "official_statistics", "period": "half"},
        {2012: 60_400_000, 2013: 62_000_000, 2025: 49_100_000},
    ),
    "NRW ports, TEU": (
        {"indicator": "container_handling_teu", "place": "ports_nrw",
         "basis": "official_statistics"},
        {2019: 1_130_000, 2021: 1_126_100},
    ),
}  # fmt: skip
every_series = each("name", SERIES)


def series(name: str, **more: Any) -> Answer:
    return ask("series", **{"flow": "none", **SERIES[name][0], **more})


@every_series
def test_series_has_one_measure_one_place_one_way_of_counting_and_one_kind_of_period(
    name: str,
) -> None:
    rows = series(name).rows
    for column in ("unit", "basis", "indicator", "place", "period_kind", "flow"):
        assert rows[column].nunique() == 1, column
    assert not rows.duplicated(["flow", "period_start"]).any()
    assert rows["unit"].iloc[0] in rows["indicator"].iloc[0]


@every_series
def test_series_holds_the_figures_that_everybody_checks(name: str) -> None:
    rows = series(name).rows
    by_year = dict(zip(rows["period_start"].dt.year, rows["value"], strict=True))
    for year, value in SERIES[name][1].items():
        assert by_year[year] == value, year


@every_series
def test_low_confidence_never_enters_a_series(name: str) -> None:
    assert "low" not in set(series(name).rows["confidence"])


def test_directions_stand_beside_each_other_and_are_not_added() -> None:
    both = series(
        "EU westbound",
    ).rows
    two = ask("series", **{**SERIES["EU both ways"][0], "flow": "westbound,eastbound"})
    assert set(two.rows["flow"]) == {"westbound", "eastbound"}
    west = two.rows[two.rows["flow"] == "westbound"]
    assert list(west["value"]) == list(both["value"])
    assert 2022 not in set(two.rows["period_start"].dt.year), "those of 2022 have low confidence"


def test_headline_total_says_that_it_includes_russia_and_belarus() -> None:
    for row in ask("indicators", subject="freight"):
        if row.code.startswith("network_t") and row.code.endswith("_incl_ru_by"):
            assert "Russland und Belarus" in row.definition_de
            assert "Russia and Belarus" in row.definition_en
            assert not row.may_be_summed


def test_contradicting_figure_of_2022_is_told_and_not_shown() -> None:
    against = ask("contradictions").where(subject="freight", indicator="china_eu_rail_teu")
    pairs = {(row.shown_value, row.other_value, row.decided_by) for row in against}
    assert (410_520, 386_374, "low_confidence") in pairs


@pytest.mark.parametrize("unsure", ["no", "yes"])
def test_figures_of_low_confidence_come_only_when_asked_for(unsure: str) -> None:
    rows = ask("freight_figures", places=HERNE, unsure=unsure).rows
    assert ("low" in set(rows["confidence"])) is (unsure == "yes")


def test_what_is_known_of_herne_is_what_was_collected() -> None:
    answer = ask("freight_figures", places=HERNE)
    rows = answer.rows
    known = {
        (row.indicator, row.period_kind, row.period_start.year): (row.value, row.qualifier)
        for row in answer
    }
    assert known["load_units", "year", 2012] == (110_000, "about")
    assert known["load_units", "year", 2014] == (72_500, "about")
    assert known["crane_moves", "year", 2020] == (165_000, "about")
    assert known["ship_handling_tonnes", "half", 2013] == (395_000, "exact")
    assert known["ship_handling_change", "half", 2020] == (-40.3, "exact")
    assert known["trains_per_week", "year", 2018] == (42, "about")
    assert known["canal_traffic_tonnes", "year", 2011] == (13_800_000, "exact")
    assert (
        rows[rows["indicator"] == "terminal_capacity_load_units"]["evidence_kind"]
        .eq("capacity")
        .all()
    )
    assert "container_handling_teu" not in set(rows["indicator"]), "nobody has published TEU"


def test_each_measure_of_herne_has_one_unit_and_no_table_two_ways_of_counting() -> None:
    rows = ask("freight_figures", places=HERNE, unsure="yes").rows
    assert (rows.groupby("indicator")["unit"].nunique() == 1).all()
    for _, one in rows.groupby(["indicator", "basis"]):
        assert one["basis"].nunique() == 1


def test_gaps_of_herne_are_named_and_no_year_is_both_known_and_missing() -> None:
    gaps = {row.code: row for row in ask("gaps").where(subject="freight", region="herne")}
    assert list(gaps["cth_load_units"].known) == [2012, 2014]
    assert list(gaps["cth_teu"].known) == []
    for row in gaps.values():
        assert not set(row.known) & set(row.missing)


def test_single_ports_are_no_groups_and_herne_keeps_its_row_without_a_figure() -> None:
    answer = ask("freight_ports", year=2019)
    rows = answer.rows.set_index("place")["value"]
    assert rows.index[0] == "port_duisburg"
    assert rows["port_duisburg"] == 47_133_000
    assert pd.isna(rows["port_herne"])
    assert not {"ports_nrw", "ports_metropole_ruhr", "ports_rheincargo"} & set(rows.index)


def test_official_and_operator_figures_of_one_port_never_share_an_answer() -> None:
    official = ask("series", indicator="ship_handling_tonnes", place="port_hamm",
                   basis="official_statistics").rows  # fmt: skip
    operator = ask("series", indicator="ship_handling_tonnes", place="port_hamm_city",
                   basis="operator").rows  # fmt: skip
    assert not set(official["claim_id"]) & set(operator["claim_id"])
    assert official["value"].min() > 1.5 * operator["value"].max(), "they differ several-fold"


def test_as_of_an_earlier_day_later_figures_are_gone() -> None:
    rows = ask("series", as_of=date(2025, 1, 31), **SERIES["EU both ways"][0]).rows
    assert set(rows["period_start"].dt.year) == {2024}


def test_what_contradicts_a_series_and_what_it_lacks_stand_beside_it() -> None:
    gaps, against = (ask(name).where(subject="freight") for name in ("gaps", "contradictions"))
    both = " ".join(indicators.remarks(series("EU both ways"), gaps, against, Locale("de")))
    assert "410.520" in both
    assert "386.374" in both
    assert "2016–2020, 2023" in both
    west = " ".join(indicators.remarks(series("EU westbound"), gaps, against, Locale("de")))
    assert "386.374" not in west, "another direction, another thing"
    assert "weggelassen: 2022" in west
    halves = series("NRW ports, half-years")
    assert indicators.remarks(halves, gaps, against, Locale("de")) == [], "years are not halves"
