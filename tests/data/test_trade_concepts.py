"""National figures and Eurostat's never share a row, a series, a share or a difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from data import ask as data_ask
from data import paths
from data.answer import Answer, named_ids
from data.ask import ask, questions
from data.question import Question
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")
REGIONS = ("de", "de_estat")
QUESTIONS = [asked for _, asked in sorted(questions().items())]


@pytest.fixture(scope="module")
def concept_of(warehouse: object) -> dict[str, str]:
    """Claim id → community or national, for figures on Germany's trade."""
    with data_ask._warehouse(paths.warehouse()).reading() as served:
        rows = served.con.execute(
            "select claim_id, if(region = 'de_estat', 'community', 'national') from core.claim "
            "where region in ('de', 'de_estat') and trade_system is not null"
        ).fetchall()
    concepts = dict(rows)
    assert {"community", "national"} == set(concepts.values())
    return concepts


def ways(asked: Question) -> list[dict[str, Any]]:
    """To ask with its defaults, and for each of Germany's two concepts, and both where it can."""
    found: list[dict[str, Any]] = [{}]
    for value in asked.values.values():
        if value.codes == "region" and value.name in ("region", "regions"):
            is_list = value.kind == "list"
            found += [{value.name: [one] if is_list else one} for one in REGIONS]
            found += [{value.name: list(REGIONS)}] if is_list else []
    return found


def mixed(answer: Answer, concept_of: dict[str, str]) -> list[str]:
    """What is wrong with an answer: rows of both concepts, or rows that do not tell theirs."""
    named = answer.rows[[name for name in answer.rows if named_ids(answer.rows[[name]])[0]]]
    concepts = [
        {concept_of[one] for cell in row for one in ([cell] if isinstance(cell, str) else cell)
         if one in concept_of}
        for row in named.astype(object).where(named.notna(), "").itertuples(index=False)
    ]  # fmt: skip
    if len(set().union(*concepts)) < 2:
        return []
    wrong = [f"row {n} mixes both" for n, of in enumerate(concepts) if len(of) > 1]
    tells = [name for name in ("region", "trade_system", "series") if name in answer.columns]
    if not tells:
        wrong.append("rows of both concepts, and no column that tells them apart")
    return wrong


@pytest.mark.long
@each("asked", QUESTIONS)
def test_no_row_mixes_both_concepts_and_each_row_tells_its_own(
    asked: Question, concept_of: dict[str, str]
) -> None:
    for values in ways(asked):
        assert mixed(ask(asked.name, **values), concept_of) == [], values


def test_the_watch_sees_a_row_that_mixes_both(concept_of: dict[str, str]) -> None:
    answer = ask("trade_months", region="de_estat")
    national = next(one for one, concept in concept_of.items() if concept == "national")
    first = answer.rows.head(1).assign(base_claim_id=national)
    assert mixed(replace(answer, rows=first), concept_of) == ["row 0 mixes both"]


def test_what_tells_the_concept_and_the_region_agree_in_every_figure() -> None:
    with data_ask._warehouse(paths.warehouse()).reading() as served:
        for table in ("core.claim", "core.partner_trade", "core.product_trade"):
            wrong = served.con.execute(
                f"select count(*) from {table} where trade_system is not null "
                "and (region = 'de_estat') <> (trade_system = 'community') "
                "and region in ('de', 'de_estat')"
            ).fetchone()
            assert wrong == (0,), table


def test_a_share_is_of_the_world_in_the_same_table_and_concept() -> None:
    share = ask("trade_partner_share")
    assert set(share.sources["source_id"]) == set(share.rows["source_id"])
    assert set(share.rows["trade_system"]) == {"community"}
    of_2024 = share.where(period_kind="year", period_start=pd.Timestamp(2024, 1, 1))
    sold, bought = one(of_2024, flow="export"), one(of_2024, flow="import")
    assert (round(sold.value, 1), round(bought.value, 1)) == (5.8, 7.3)
    assert (round(sold.whole_meur, 1), round(bought.whole_meur, 1)) == (1_548_966.1, 1_306_615.3)
    newest = one(share, flow="export", period_kind="year_to_date")
    assert str(newest.period_end.date()) == "2025-10-31", "as far as both are known"


def test_the_sections_of_the_world_add_up_to_what_shares_are_taken_of() -> None:
    sections, share = ask("trade_sections"), ask("trade_partner_share")
    of_2024 = share.where(period_kind="year", period_start=pd.Timestamp(2024, 1, 1))
    for flow in ("export", "import"):
        parts = sections.where(flow=flow).rows
        assert set(parts["product"]) == {f"sitc_{section}" for section in range(10)}
        whole = one(of_2024, flow=flow).whole_meur
        assert parts["section_meur"].sum() == pytest.approx(whole)
        assert parts["value"].sum() == pytest.approx(100)
    assert sections.rows["period_start"].dt.year.unique().tolist() == [2024]
    assert not ask("trade_sections", as_of=date(2026, 2, 5))


def one(answer: Answer, **fixed: object) -> Any:
    (row,) = answer.where(**fixed)
    return row


def test_germany_sold_74431_and_bought_94488_million_euro_from_january_to_november_2025() -> None:
    answer = ask("trade_year_so_far")
    sold, bought = one(answer, flow="export"), one(answer, flow="import")
    assert (round(sold.value), round(bought.value)) == (74_431, 94_488)
    assert {str(row.period_end.date()) for row in (sold, bought)} == {"2025-11-30"}
    assert {sold.region, bought.region} == {"de_estat"}
    assert {sold.status, bought.status} == {"provisional"}
    months = ask("trade_months", region="de_estat", since=2025).where(flow="export")
    assert sum(row.value for row in months) == pytest.approx(float(sold.value))


def test_services_with_china_in_2024_earned_20114_and_cost_13548_million_euro() -> None:
    answer = ask("goods_and_services")
    row = one(answer, indicator="services_trade_value", period_start=pd.Timestamp(2024, 1, 1))
    assert (row.export_meur, row.import_meur) == (20_114, 13_548)
    assert (row.region, row.basis, row.confidence) == ("de", "balance_of_payments", "medium")
    assert pd.isna(row.trade_system), "no concept of goods"
    years = answer.where(indicator="services_trade_value").rows["period_start"].dt.year
    assert years.min() == 2002
    goods = one(answer, indicator="trade_value", period_start=pd.Timestamp(2024, 1, 1))
    assert (goods.region, goods.trade_system) == ("de_estat", "community")
    assert round(goods.value, 1) == round(89_902.277 - 95_082.094, 1)
    running = ask("trade_year_so_far", indicator="services_trade_value", region="de")
    assert {row.status for row in running} == {"provisional"}


def test_rare_earths_cost_66_07_and_64_79_million_euro_and_2022_has_no_such_figure() -> None:
    def rare(until: int) -> list[Any]:
        return list(ask("raw_materials", until=until).where(product="cn_rare_earths"))

    (now,), (before,) = rare(9999), rare(2023)
    assert (round(before.all_meur, 2), round(now.all_meur, 2)) == (66.07, 64.79)
    assert (now.period_start.year, round(now.china_meur, 2), round(now.value, 1)) == (
        2024,
        10.49,
        16.2,
    )
    assert rare(2022) == []


def test_single_raw_materials_are_never_shown_as_one_total() -> None:
    answer = ask("raw_materials")
    names = [
        answer.labels.name("product", row.product, lang) for row in answer for lang in ("de", "en")
    ]
    assert not [name for name in names if "kritisch" in name.lower() or "critical" in name.lower()]
    assert all(row.product.startswith("cn_") for row in answer)


def test_places_are_among_the_partners_named_and_in_months_that_all_have() -> None:
    ranking = ask("trade_partner_ranking")
    assert [row.position for row in ranking] == list(range(1, 31))
    assert {str(row.period_end.date()) for row in ranking} == {"2025-10-31"}
    assert {row.all_count for row in ranking} == {30}
    whole_year = ask("trade_partner_ranking", until=2024)
    assert {row.period_kind for row in whole_year} == {"year"}


def test_rates_and_economies_are_those_of_their_publishers() -> None:
    day = one(ask("exchange_rate", period="point"))
    assert (float(day.value), str(day.period_end.date())) == (7.4326, "2026-10-30")
    assert {row.evidence_kind for row in ask("exchange_rate")} == {"computed"}
    china = one(ask("gdp_usd"), region="cn", period_start=pd.Timestamp(2023, 1, 1))
    assert round(china.value / 1000, 1) == 17_794.8
    assert str(ask("gdp_usd").sources["published"].iloc[0])[:10] == "2024-10-31"
