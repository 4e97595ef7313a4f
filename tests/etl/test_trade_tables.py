"""Tables on trade and money: asked as documented, added up to years, never finer than they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from data.ask import ask
from etl import datasets
from etl.datasets import ecb_eurofxref as rates
from etl.datasets import eurostat_bop_c6_q as services
from etl.datasets import eurostat_ds_045409_cn8 as materials
from etl.datasets import eurostat_ds_059331 as partners
from etl.datasets import worldbank_ny_gdp_mktp_cd as gdp
from etl.schema import DatasetFile
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from tests.each import each
from tests.etl.test_eurostat import update
from tests.warehouses import Project
from tests.worlds.eurostat import CODES, Eurostat, value

PARTNERS, SERVICES, MATERIALS = (
    "eurostat_ds_059331", "eurostat_bop_c6_q", "eurostat_ds_045409_cn8"
)  # fmt: skip
MONTHS = tuple(f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13))[:-1]
QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in range(1, 5))[:-1]
RARE = sorted(materials._RARE_EARTHS)
WITH_CN8 = CODES | {"DS-045409": CODES["DS-045409"] | {"product": (*RARE, "28045090", "29999999")}}


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with nothing fetched yet, in which nobody waits."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setattr("etl.readers.eurostat.client.WAITS_S", (0, 0, 0))
    return project


def fetched(name: str) -> pd.DataFrame:
    (table,) = (one for one in datasets.fetched() if one.name == name)
    (vintage,) = store.vintages(name)
    return vintages_claims.parsed(table, vintage)


def months(*rows: str) -> Mapping[str, bytes]:
    """An answer in CSV: partner, flow, month, euros, flag."""
    head = "freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    lines = (row.split(",") for row in rows)
    body = "".join(f"M,DE,{one[0]},TOTAL,{one[1]},VALUE_EUR,{','.join(one[2:])}\n" for one in lines)
    return {"a.csv": (head + body).encode()}


@pytest.mark.usefixtures("without_build")
def test_partners_come_by_month_and_those_claimed_are_added_up_to_years(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(times=MONTHS), monkeypatch, PARTNERS)

    assert code == 0
    assert "/comext/dissemination/" in served.asked[1].path
    pairs = set(served.asked[1].pairs)
    assert {("freq", "M"), ("partner", "NL"), ("product", "TOTAL"), ("flow", "2")} <= pairs
    assert not {("partner", "ZZ"), ("reporter", "FR"), ("product", "0")} & pairs
    claims = fetched(PARTNERS)
    assert set(claims["region"]) == {"de_estat"}
    assert set(claims["trade_system"]) == {"community"}
    made = [value("M", "DE", "CN", "TOTAL", "2", "VALUE_EUR", month) + 0.5 for month in MONTHS]
    of_china = claims[(claims["counterpart"] == "cn") & (claims["flow"] == "export")]
    sums = of_china[of_china["evidence_kind"] == "computed"].set_index(
        ["period_kind", "period_end"]
    )
    expected = {
        ("year", "2023-12-31"): sum(made[:12]),
        ("year_to_date", "2023-11-30"): sum(made[:11]),
        ("year_to_date", "2024-11-30"): sum(made[12:]),
    }
    assert {at: float(row["value"]) for at, row in sums.iterrows()} == pytest.approx(
        {at: of / 1e6 for at, of in expected.items()}
    )
    assert set(claims[claims["evidence_kind"] == "computed"]["counterpart"]) == {"cn"}


@pytest.mark.usefixtures("without_build")
def test_services_come_by_quarter_as_credit_and_debit(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(times=QUARTERS), monkeypatch, SERVICES)

    assert code == 0
    assert "/comext/" not in served.asked[1].path
    assert {("bop_item", "S"), ("stk_flow", "CRE"), ("geo", "DE")} <= set(served.asked[1].pairs)
    claims = fetched(SERVICES).set_index(["counterpart", "flow", "period_kind", "period_start"])
    key = ("Q", "MIO_EUR", "S", "S1", "S1")
    said = [value(*key, "DEB", "CN_X_HK", "DE", quarter) + 0.5 for quarter in QUARTERS]
    assert float(claims["value"]["cn", "import", "quarter", "2024-04-01"]) == said[5]
    assert claims["period_end"]["cn", "import", "quarter", "2024-04-01"] == "2024-06-30"
    assert float(claims["value"]["cn", "import", "year", "2023-01-01"]) == sum(said[:4])
    assert set(claims["region"]) == {"de"}
    assert claims["trade_system"].isna().all(), "no concept of goods"


@pytest.mark.usefixtures("without_build")
def test_raw_materials_come_with_what_all_countries_delivered(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(codes=WITH_CN8), monkeypatch, MATERIALS)

    assert code == 0
    pairs = set(served.asked[1].pairs)
    assert {("partner", "CN"), ("partner", "WORLD"), ("product", RARE[0]), ("flow", "1")} <= pairs
    assert not {("product", "29999999"), ("flow", "2")} & pairs
    claims = fetched(MATERIALS).set_index(["product", "counterpart", "period_start"])["value"]
    for partner, code_ in (("cn", "CN"), ("world", "WORLD")):
        made = [value("A", "DE", code_, one, "1", "VALUE_IN_EUROS", "2023") + 0.5 for one in RARE]
        whole = float(claims["cn_rare_earths", partner, "2023-01-01"])
        assert whole == pytest.approx(sum(made) / 1e6)


def test_a_year_that_lacks_a_month_is_no_year_and_a_sum_is_no_surer_than_its_parts() -> None:
    rows = [f"CN,2,2023-{month:02},1000000," for month in range(1, 13) if month != 5]
    rows += [f"CN,2,2024-{month:02},2000000,{'p' if month == 12 else ''}" for month in range(1, 13)]
    found = partners.parse(months(*rows))

    sums = found[found["evidence_kind"] == "computed"]
    assert [
        tuple(row) for row in sums[["period_kind", "period_start", "value", "status"]].to_numpy()
    ] == [("year", "2024-01-01", "24", "provisional")]


def test_rare_earths_are_put_together_only_where_all_their_codes_are_there() -> None:
    head = "freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    rows = [
        f"A,DE,{partner},{code},1,VALUE_IN_EUROS,{year},1000000,\n"
        for partner in ("CN", "AT")
        for code in (*RARE, "28045090")
        for year in (2022, 2023)
        if (code, year) != ("28053021", 2022)
    ]
    found = materials.parse({"a.csv": (head + "".join(rows)).encode()})

    group = found[found["product"] == "cn_rare_earths"]
    assert {(row.counterpart, row.period_start, row.value) for row in group.itertuples()} == {
        ("cn", "2023-01-01", "15"), ("world", "2023-01-01", "30")
    }  # fmt: skip
    tellurium = found[(found["product"] == "cn_28045090") & (found["counterpart"] == "world")]
    assert set(tellurium["value"]) == {"2"}, "all partners, not China alone"
    assert not any("crm" in str(code) or "critical" in str(code) for code in found["product"])


def test_averages_of_rates_are_ours_and_only_of_what_is_over() -> None:
    days = pd.bdate_range("2024-12-02", "2025-02-14")
    rows = "".join(f"{day:%Y-%m-%d},1.1,{7 + day.month / 10},N/A\n" for day in reversed(days))
    found = rates.parse({"hist.csv": f"Date,USD,CNY,HKD\n{rows}".encode()})

    shown = {(row.indicator, row.period_kind, row.period_start): (row.value, row.evidence_kind)
             for row in found.itertuples()}  # fmt: skip
    assert shown == {
        ("exchange_rate_cny", "month", "2024-12-01"): ("8.2", "computed"),
        ("exchange_rate_cny", "month", "2025-01-01"): ("7.1", "computed"),
        ("exchange_rate_cny", "point", "2025-02-14"): ("7.2", "statistic"),
        ("exchange_rate_usd", "point", "2025-02-14"): ("1.1", "statistic"),
    }


REFUSED: dict[str, tuple[Callable[[Mapping[str, bytes]], object], Mapping[str, bytes], str]] = {
    "another reporter": (
        partners.parse,
        {"a.csv": months("CN,2,2024-01,1,")["a.csv"].replace(b"M,DE", b"M,FR")},
        "reporter is FR",
    ),
    "unknown partner": (partners.parse, months("ZZ,2,2024-01,1,"), "unknown partner: ZZ"),
    "no such month": (partners.parse, months("CN,2,2024-13,1,"), "neither year, quarter nor month"),
    "no such quarter": (partners.parse, months("CN,2,2024-Q5,1,"), "neither year, quarter"),
    "no yuan": (rates.parse, {"a.csv": b"Date,USD,HKD\n2024-01-02,1,8\n"}, "missing column CNY"),
    "another country": (
        gdp.parse,
        {"a.csv": b"countryiso3code,date,value\nFRA,2023,1\n"},
        "unknown country: FRA",
    ),
    "other columns": (gdp.parse, {"a.csv": b"country,year,value\n"}, "the columns are country"),
    "services of goods": (
        services.parse,
        {"a.csv": b"freq,currency,bop_item,sector10,sectpart,stk_flow,partner,geo,TIME_PERIOD,"
                  b"OBS_VALUE,OBS_FLAG\nQ,MIO_EUR,G,S1,S1,CRE,HK,DE,2024-Q1,1,\n"},
        "bop_item is G",
    ),
}  # fmt: skip


@each("name", REFUSED)
def test_what_is_not_as_documented_is_refused_by_name(name: str) -> None:
    parse, raw, told = REFUSED[name]
    with pytest.raises(ValueError, match=told):
        parse(raw)


@each("table", [one for one in datasets.published() if one.dataset.claimed])
def test_the_months_of_partners_that_are_not_claimed_stand_in_a_table_of_their_own(
    table: DatasetFile, warehouse: object
) -> None:
    claimed = set(table.dataset.claimed)
    assert "world" not in claimed
    assert {row.partner for row in ask("trade_partner_ranking")} - claimed
    for row in ask("trade_partner_months", partners=["cn"], since=2024, flow="export"):
        (claim,) = ask("trade_months", region=row.region, since=2024).where(
            flow="export", period_start=row.period_start
        )
        assert claim.value == row.value, "one parse, one figure"
