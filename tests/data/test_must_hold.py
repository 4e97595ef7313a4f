"""Figures that must come out as they do: read by hand in the sources, asked through the door."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest

from data import paths
from data.answer import Answer
from data.ask import ask, questions, state, table
from data.question import Question
from i18n import Locale
from tests import visits
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")

#: The official NRW series as it was collected, and the day before which it does not exist for us.
NRW_SERIES, ITS_DAY = "trade-src-001", date(2026, 5, 21)
BEFORE_IT = date(2026, 5, 20)


def in_year(answer: Answer, year: int) -> Answer:
    return answer.where(period_start=pd.Timestamp(year, 1, 1))


def only(answer: Answer) -> Any:
    (row,) = answer
    return row


def test_nrw_sold_9596_million_euro_to_china_in_2024_and_that_is_final() -> None:
    answer = in_year(ask("trade_series"), 2024)
    row = only(answer)
    assert (row.value, row.unit, row.status) == (9596.017, "meur", "final")
    assert row.trade_system == "special"
    assert list(answer.sources["source_id"]) == [NRW_SERIES]


def test_in_2022_china_was_rank_8_with_4_9_percent_of_nrws_exports() -> None:
    rank = in_year(ask("trade_position", measure="rank_among_partners"), 2022)
    share = in_year(ask("trade_position"), 2022)
    assert only(rank.where(flow="export")).value == 8
    assert only(share.where(flow="export")).value == 4.9


def test_nrw_bought_for_42_3_billion_euro_from_china_in_2022_in_general_trade() -> None:
    row = only(in_year(ask("trade_series", flow="import"), 2022))
    assert (row.value, row.unit, row.trade_system) == (42_300, "meur", "general")
    share = only(in_year(ask("trade_position"), 2022).where(flow="import"))
    assert (share.value, share.trade_system) == (13.4, "general")


def test_nrws_exports_of_2022_were_first_reported_as_233_7_and_are_237_3_billion_today() -> None:
    then = only(in_year(ask("trade_series", partner="world", as_of=date(2023, 3, 1)), 2022))
    now = only(in_year(ask("trade_series", partner="world"), 2022))
    assert (then.value, then.status) == (233_700, "provisional")
    assert (now.value, now.status) == (237_265.26, "final")
    assert Locale("de").value(now.value, "meur", scale="mrd") == "237,3\u00a0Mrd.\u00a0€"


def test_the_sum_of_the_official_table_for_2022_is_marked_as_computed() -> None:
    answer = in_year(ask("trade_series", partner="world"), 2022)
    assert only(answer).evidence_kind == "computed"
    assert answer.is_computed
    rows = table("claim").rows.to_pandas()
    said = rows[(rows["source_id"] == NRW_SERIES) & (rows["value"].astype(float) == 237_265.26)]
    (row,) = said.itertuples()
    assert (row.evidence_kind, row.counterpart, row.period_start.year) == (
        "computed",
        "world",
        2022,
    )
    assert row.precedence == 1


def test_before_21_may_2026_release_and_press_values_show_instead_of_the_official_series() -> None:
    answer = in_year(ask("trade_series", as_of=date(2024, 1, 1)), 2022)
    row = only(answer)
    assert (row.value, row.status) == (11_600, "unknown")
    assert NRW_SERIES not in set(answer.sources["source_id"])
    eve, day = (in_year(ask("trade_series", as_of=day), 2022) for day in (BEFORE_IT, ITS_DAY))
    assert (only(eve).value, only(day).value) == (11_600, 11_619.005)
    assert list(day.sources["source_id"]) == [NRW_SERIES]
    assert not in_year(ask("trade_series", as_of=BEFORE_IT), 2024)


@dataclass(frozen=True)
class Golden:
    """A figure as published: what it is, and what a reader of the source finds."""

    value: float
    unit: str
    period: tuple[str, str]
    flow: str
    partner: str = "cn"
    indicator: str = "trade_value"
    precedence: int = 1
    more: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.indicator}-{self.flow}-{self.partner}-{self.period[1]}"


def year(number: int) -> tuple[str, str]:
    return f"{number}-01-01", f"{number}-12-31"


TO_MAY_2020 = ("2020-01-01", "2020-05-31")
TO_NOVEMBER_2015 = ("2015-01-01", "2015-11-30")
SHARE, RANK = "share_of_region_trade", "rank_among_partners"
CHANGE, WEIGHT = "change_on_previous_year", "trade_weight"
PUBLISHED = [
    Golden(17_200, "meur", year(2010), "import"),
    Golden(8_421.067, "meur", year(2010), "export", more={"source_id": NRW_SERIES}),
    Golden(23_400, "meur", TO_NOVEMBER_2015, "import"),
    Golden(10.2, "percent", TO_NOVEMBER_2015, "import", indicator=CHANGE),
    Golden(9_500, "meur", TO_NOVEMBER_2015, "export"),
    Golden(-0.3, "percent", TO_NOVEMBER_2015, "export", indicator=CHANGE),
    Golden(12_600, "meur", TO_MAY_2020, "import"),
    Golden(4.5, "percent", TO_MAY_2020, "import", indicator=CHANGE),
    Golden(13.7, "percent", TO_MAY_2020, "import", indicator=SHARE),
    Golden(112.2, "meur", TO_MAY_2020, "import", "hk"),
    Golden(5_000, "meur", TO_MAY_2020, "export", more={"qualifier": "more_than"}),
    Golden(-1.1, "percent", TO_MAY_2020, "export", indicator=CHANGE),
    Golden(7.1, "percent", TO_MAY_2020, "export", indicator=SHARE),
    Golden(230.8, "meur", TO_MAY_2020, "export", "hk"),
    Golden(31_900, "meur", year(2020), "import"),
    Golden(4.0, "percent", year(2020), "import", indicator=CHANGE),
    Golden(12_100, "meur", year(2020), "export", precedence=2),
    Golden(-0.2, "percent", year(2020), "export", indicator=CHANGE),
    Golden(3, "rank", year(2020), "export", indicator=RANK),
    Golden(36_300, "meur", year(2021), "import"),
    Golden(13.8, "percent", year(2021), "import", indicator=SHARE),
    Golden(11_800, "meur", year(2021), "export", precedence=2),
    Golden(5.8, "percent", year(2021), "export", indicator=SHARE, precedence=2),
    Golden(5, "rank", year(2021), "export", indicator=RANK),
    Golden(11_600, "meur", year(2022), "export", precedence=2),
    Golden(1_003_555.9, "tonnes", year(2024), "export", indicator=WEIGHT,
           more={"source_id": NRW_SERIES}),
    Golden(220_413.864, "meur", year(2024), "export", "world",
           more={"source_id": NRW_SERIES, "evidence_kind": "computed"}),
]  # fmt: skip


@cache
def claims(_version: str) -> pd.DataFrame:
    rows: pd.DataFrame = table("claim").rows.to_pandas()
    return rows


@each("fact", PUBLISHED)
def test_a_published_figure_is_in_its_place(fact: Golden) -> None:
    rows = claims(state().version)
    start, end = (date.fromisoformat(day) for day in fact.period)
    scope = rows["china_scope"].eq("cn") if fact.partner == "cn" else rows["china_scope"].isna()
    found = rows[
        scope
        & rows["region"].eq("de-nw")
        & rows["product"].isna()
        & rows["indicator"].eq(fact.indicator)
        & rows["flow"].eq(fact.flow)
        & rows["counterpart"].eq(fact.partner)
        & rows["period_start"].eq(start)
        & rows["period_end"].eq(end)
        & rows["precedence"].eq(fact.precedence)
    ]
    (row,) = found.to_dict("records")
    assert (float(row["value"]), row["unit"]) == (fact.value, fact.unit)
    # The concept: NRW's imports are general trade, its exports special trade.
    assert row["trade_system"] == ("general" if fact.flow == "import" else "special")
    assert {name: row[name] for name in fact.more} == fact.more


def test_exports_and_imports_of_nrw_are_never_subtracted_without_their_badge() -> None:
    balance = ask("trade_balance")
    assert balance
    assert balance.rows["mixes_concepts"].all()
    assert set(balance.rows["export_system"]) == {"special"}
    assert set(balance.rows["import_system"]) == {"general"}
    assert not ask("trade_balance", region="de").rows["mixes_concepts"].any()


def of_nrw_trade() -> list[Question]:
    return [asked for name, asked in questions().items() if name.startswith("trade_")]


@each("asked", of_nrw_trade())
def test_no_question_on_trade_shows_the_official_nrw_series_before_its_day(asked: Question) -> None:
    answer = ask(asked.name, as_of=BEFORE_IT)
    assert NRW_SERIES not in set(answer.sources["source_id"])


def test_herne_at_the_end_of_2024_as_its_land_counts_it() -> None:
    kreise = ask("kreis_profile")
    herne = only(kreise.where(region="herne"))
    assert herne.period_start == pd.Timestamp(2024, 12, 31)
    assert (herne.inhabitants_count, herne.jobs_count, herne.manufacturing_count) == (
        155_851, 52_092, 4_721)  # fmt: skip
    assert (herne.value, herne.qualifier) == (90, "about")
    assert "Vielfaches von 5" in ask("residents").where(region="herne").tuples[0].note_de


def test_nationals_of_mainland_china_in_nrw_are_38_040_and_its_kreise_add_up_to_38_060() -> None:
    kreise = ask("kreis_profile")
    of_kreise = kreise.where(kind="kreis").rows
    assert only(kreise.where(region="de-nw")).value == 38_040
    assert (len(of_kreise), of_kreise["value"].sum()) == (53, 38_060)
    apart = {code: only(ask("kreis_profile", partner=code).where(region="de-nw")).value
             for code in ("hk", "mo", "tw")}  # fmt: skip
    assert apart == {"hk": 220, "mo": 10, "tw": 2_005}


def test_industries_of_herne_add_up_to_its_jobs_and_have_their_share_in_nrw() -> None:
    industries = ask("jobs_by_industry")
    assert industries.where(is_part=True).rows["value"].sum() == 52_092
    factories = only(industries.where(product="wz_c"))
    assert (round(factories.share_pct, 1), round(factories.nrw_share_pct, 1)) == (9.1, 17.6)


def test_nrws_exports_to_china_came_to_1_1_percent_of_its_product_in_2024() -> None:
    row = only(in_year(ask("exports_to_gdp"), 2024))
    assert (float(row.value), row.unit, row.gdp_meur) == (1.1, "percent", 879_843)


def test_products_before_the_revision_of_2024_have_a_basis_of_their_own() -> None:
    old = ask("gdp_towns", basis="laender_accounts_before_2024", within="nrw")
    new = only(in_year(ask("gdp", regions=["de-nw"], basis="laender_accounts"), 2021))
    assert len(old.rows) == 53
    assert float(old.rows["value"].sum()) == pytest.approx(746_950, abs=5)
    assert new.value == 760_078
    assert not ask("gdp", regions=["herne"], basis="laender_accounts")
    assert not [one for one in ask("exports_to_gdp").sources["source_id"] if "inkar" in one]


def test_neighbours_of_herne_over_decades() -> None:
    rates = ask("series", region="herne")
    assert {row.period_start.year: float(row.value) for row in rates}.items() >= {
        1998: 15.56, 2021: 11.42}.items()  # fmt: skip
    product = ask("series", indicator="gdp_per_inhabitant", region="herne")
    assert only(in_year(product, 2021)).value == 27_770


def snapshot_rows(name: str) -> list[dict[str, str]]:
    """Rows of a snapshot, read without the project's own reader."""
    file = paths.DATA / "snapshots" / f"collected_{name}" / "rows.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_documented_cases_are_those_of_the_snapshot_in_all_of_nrw_and_in_the_ruhr_area() -> None:
    with (paths.DATA / "reference" / "kreise.csv").open(encoding="utf-8", newline="") as lines:
        ruhr = {row["ags"] for row in csv.DictReader(lines) if row["in_rvr"] == "yes"}
    rows = [row for row in snapshot_rows("companies") if row["show_by_default"] == "yes"]
    near = sorted(row["company_id"] for row in rows if row["kreis_ags"] in ruhr)
    assert (len(rows), len(near)) == (124, 34)
    assert sorted(ask("companies").rows["company_id"]) == sorted(row["company_id"] for row in rows)
    assert sorted(ask("companies", ruhr="yes").rows["company_id"]) == near
    start = visits.visit("overview")
    (heading,) = [one.value for one in start.header if "im Ruhrgebiet als aktiv" in one.value]
    (told,) = [piece for piece in visits.html(start) if heading in piece and "<table" in piece]
    assert told.count("<tr>") == 1 + len(near)


def test_nrw_had_340_000_guests_from_china_and_bochum_493_students_in_2018() -> None:
    asked: dict[str, Any] = {"regions": ["de-nw", "bochum"],
             "indicators": ["guest_arrivals_chinese", "chinese_students"]}  # fmt: skip
    told = {(row.region, row.period_start.year): (row.value, row.qualifier)
            for row in ask("figures_on", **asked)}  # fmt: skip
    assert told == {("de-nw", 2018): (340_000, "more_than"), ("bochum", 2018): (493, "exact")}


def test_what_was_read_later_is_known_only_since_that_day() -> None:
    day = date(2026, 11, 28)
    late = [row["source_id"] for name in ("investment_sources", "region_sources")
            for row in snapshot_rows(name) if row["published"] == "2026-11-29"]  # fmt: skip
    assert late
    assert not set(late) & set(ask("sources", as_of=day).rows["source_id"])
    assert not {row.claim_id for row in ask("figures_on", regions=["bochum"],
                indicators=["chinese_students"], as_of=day)}  # fmt: skip
