"""Bundesbank, ECB, World Bank, UN Comtrade over real HTTP: good answers, and their own faults."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import datasets
from etl.datasets import bundesbank_bbffditv, comtrade_mirror, worldbank_ny_gdp_mktp_cd
from etl.datasets import ecb_eurofxref as ecb_rates
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from run import ROOT
from tests.each import each
from tests.etl.test_eurostat import update
from tests.worlds import bundesbank, comtrade, ecb, worldbank
from tests.worlds.bundesbank import Bundesbank
from tests.worlds.comtrade import Comtrade
from tests.worlds.ecb import Ecb
from tests.worlds.playback import Answer, Asked
from tests.worlds.worldbank import WorldBank

FLOWS, STOCKS = "bundesbank_bbffditv", "bundesbank_bbffdipv"
RATES, MIRROR = "ecb_eurofxref", "comtrade_mirror"
GDP, PEOPLE = "worldbank_ny_gdp_mktp_cd", "worldbank_sp_pop_totl"
SAMPLES = ROOT.parent / "shared" / "samples"
pytestmark = pytest.mark.usefixtures("without_build", "nothing_kept")


@pytest.fixture
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fetched yet, and nobody waits."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setattr("etl.readers.comtrade.preview.PAUSE_S", 0)


def fetched(name: str) -> pd.DataFrame:
    (table,) = (one for one in datasets.fetched() if one.name == name)
    (vintage,) = store.vintages(name)
    return vintages_claims.parsed(table, vintage)


@each(
    ("source", "kind", "principle", "basis"),
    [
        (FLOWS, "flow", bundesbank.DIRECTIONAL, "bundesbank_directional"),
        (STOCKS, "stock", bundesbank.BY_ASSETS, "bundesbank_asset_liability"),
    ],
)
def test_of_many_series_those_on_the_whole_are_found_and_no_part_of_them(
    source: str, kind: str, principle: str, basis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Bundesbank(principle), monkeypatch, source)

    assert code == 0
    assert served.asked[0].fields["detail"] == "serieskeyonly"
    assert all(".CN+HK+W1." in asked.path for asked in served.asked), "always filtered"
    claims = fetched(source)
    assert set(claims["basis"]) == {basis}
    by = claims.set_index(["indicator", "counterpart", "period_start"])["value"].sort_index()
    assert by.index.is_unique
    flow = source.removeprefix("bundesbank_").upper()
    for way, ours in (("A", "outward"), ("L", "inward")):
        for partner, country in (("CN", "cn"), ("HK", "hk"), ("W1", "world")):
            said = bundesbank.value(bundesbank.key(flow, partner, way), "2024")
            assert float(by[f"fdi_{kind}_{ours}_bundesbank", country, "2024-01-01"]) == said
    years = by[f"fdi_{kind}_inward_bundesbank", "cn"].index
    assert "2023-01-01" not in years, "not given is not zero"
    assert set(claims.loc[claims["counterpart"] == "cn", "china_scope"]) == {"cn"}


@each("refusal", [None, Answer(b"<html><title>Request blocked</title></html>", 403)])
def test_rates_come_from_the_portal_or_else_from_the_file_of_all_days(
    refusal: Answer | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / (str(refusal.status) if refusal else "portal")
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(folder))
    code, served = update(Ecb(refusal=refusal), monkeypatch, RATES)

    assert code == 0
    assert "/EXR/D.CNY+USD+HKD.EUR.SP00.A" in served.asked[0].path
    claims = fetched(RATES)
    by = claims.set_index(["indicator", "period_kind", "period_start"])["value"].sort_index()
    for currency in ("CNY", "USD", "HKD"):
        newest = by[f"exchange_rate_{currency.lower()}", "point", ecb.LAST.isoformat()]
        assert newest == ecb.rate(currency, ecb.LAST)
    march = [float(ecb.rate("CNY", day)) for day in ecb.days() if f"{day:%Y-%m}" == "2026-03"]
    mean = float(by["exchange_rate_cny", "month", "2026-03-01"])
    assert mean == pytest.approx(sum(march) / len(march), abs=1e-4)
    assert "2026-11-01" not in by["exchange_rate_cny", "month"].index, "the month is not whole"
    assert list(by["exchange_rate_usd", "year"].index) == ["2025-01-01"]


def test_indicators_of_the_world_bank_come_as_it_dates_them_without_what_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, served = update(WorldBank(), monkeypatch, GDP, PEOPLE)

    assert code == 0
    assert all(asked.fields["format"] == "json" for asked in served.asked)
    for name, indicator, divisor in ((GDP, "NY.GDP.MKTP.CD", 1e6), (PEOPLE, "SP.POP.TOTL", 1)):
        claims = fetched(name).set_index(["region", "period_start"])["value"]
        said = worldbank.value(indicator, "CHN", 2025)
        assert said is not None
        assert float(claims["cn", "2025-01-01"]) == pytest.approx(said / divisor)
        assert ("hk", "2025-01-01") not in claims.index, "null is not zero"
        assert [one.state.isoformat() for one in store.vintages(name)] == ["2026-07-13"]


def test_both_sides_of_the_mirror_come_as_reported_each_with_its_valuation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, served = update(Comtrade(), monkeypatch, MIRROR)

    assert code == 0
    assert {asked.fields["reporterCode"] for asked in served.asked} == {"156", "276"}
    assert all(len(asked.fields["period"].split(",")) <= 10 for asked in served.asked)
    claims = fetched(MIRROR)
    by = claims.set_index(["region", "counterpart", "flow", "period_start"])["value"]
    for side, reporter, other in (("cn", "156", "de"), ("de", "276", "cn")):
        for sign, flow in (("M", "import"), ("X", "export")):
            said = comtrade.value(reporter, sign, "2024") / 1e6
            assert float(by[side, other, flow, "2024-01-01"]) == pytest.approx(said)
    assert ("cn", "de", "import", "2025-01-01") not in by.index, "not reported yet"
    assert set(claims["unit"]) == {"musd"}
    assert store.bundled(MIRROR) is None, "its terms forbid that we carry a state"


def fixed(body: bytes, status: int = 200) -> Callable[[Asked], Answer]:
    return lambda _: Answer(body, status, "application/json")


def of_json(answer: object, status: int = 200) -> Callable[[Asked], Answer]:
    return fixed(json.dumps(answer).encode(), status)


def with_rows(changed: Callable[[list[dict[str, Any]]], object]) -> Comtrade:
    """A Comtrade in whose records something is changed, and counted as it stands then."""

    def change(answer: dict[str, Any]) -> dict[str, Any]:
        changed(answer["data"])
        return answer | {"count": len(answer["data"])}

    return Comtrade(change)


def alter(pattern: str, by: str, text: str) -> str:
    return re.sub(pattern, by, text)


def altered(pattern: str, by: str) -> Bundesbank:
    return Bundesbank(rewrite=partial(alter, pattern, by))


def twice(asked: Asked) -> Answer:
    answer = Bundesbank()(asked)
    return replace(answer, body=answer.body * 2)


def ecb_faulty(pattern: str, by: str, file: Answer | None = None) -> Ecb:
    return Ecb(partial(alter, pattern, by), file=file or Answer(b"<html>Maintenance</html>"))


def worldbank_altered(pattern: str, by: str) -> WorldBank:
    return WorldBank(rewrite=partial(alter, pattern, by))


PAGE = b"<html><head><title>Maintenance</title></head></html>"
BLANK = [{"page": 1, "pages": 3, "total": 9}, [{}, {}]]
FAULTS: dict[str, tuple[str, Callable[[Asked], Answer], int, str]] = {
    "a page": (FLOWS, fixed(PAGE), 4, "a page titled 'Maintenance'"),
    "no results": (FLOWS, lambda _: bundesbank.said("did not find any results", 404), 4, "any res"),
    "too many": (STOCKS, lambda _: bundesbank.said("limit of 200 exceeded", 406), 4, "limit of"),
    "not by immediate partner": (FLOWS, Bundesbank(by="ULT"), 4, "is ULT; expected IMC"),
    "a key of other length": (FLOWS, altered(r";(1|DIM_18)\n", "\n"), 4, "with 18 parts"),
    "twice in one": (FLOWS, twice, 4, r"names no dataflow but '\ufeffDATAFLOW'"),
    "no whole": (FLOWS, altered("Alle Wirtschaftszweige", "Bergbau"), 1, "is known to be the who"),
    "another principle": (FLOWS, altered("Richtungsprinzip", "Neues Prinzip"), 1, "no series is"),
    "another unit": (FLOWS, altered(";EUR;6;", ";USD;6;"), 1, "UNIT is USD; expected one of EUR"),
    "another scale": (FLOWS, altered(";EUR;6;", ";EUR;5;"), 1, "UNIT_MULT is 5"),
    "untitled": (FLOWS, altered("BBK_TITLE", "BBK_NOTE"), 1, "missing column BBK_TITLE"),
    "decimal comma": (FLOWS, altered(r"(;20\d\d;-?\d+)\.", r"\1,"), 1, "with a decimal point"),
    "months": (STOCKS, altered(r";2024;", ";2024-05;"), 1, "'2024-05' is no year"),
    "half a line": (STOCKS, altered(r"6;\n\Z", "6;"), 1, "stops inside its last line"),
    "neither portal nor file": (RATES, fixed(PAGE, 404), 4, "Maintenance"),
    "half a zip": (RATES, Ecb(refusal=Answer(PAGE), file=Answer(ecb.history()[:900])), 4, "broken"),
    "a rate lacks": (RATES, ecb_faulty(r"EXR.D.HKD.*\r\n", ""), 4, "begins with"),
    "another type of rate": (RATES, ecb_faulty("SP00,A", "SP00,E"), 4, "begins with"),
    "a rate that is none": (RATES, Ecb(partial(alter, r",7\.5\d+\r", ",seven\r")), 1, "seven"),
    "a thousandfold": (RATES, Ecb(partial(alter, r",(\d)\.(\d{3})", r",\1\2.")), 1, "those known"),
    "an error": (GDP, of_json(worldbank.error("175", "The indicator was not found.")), 4,
                 "error 175: The indicator was not found"),
    "nothing": (PEOPLE, of_json(worldbank.EMPTY), 4, "no figures"),
    "one page of three": (GDP, of_json(BLANK), 4, "2 of 9 rows, 3 pages"),
    "XML": (GDP, fixed(b"<?xml version='1.0'?><wb:data/>"), 4, "something that begins with"),
    "400 in HTML": (GDP, fixed(b"<html><title>Request Error</title>", 400), 4, "Request Error"),
    "half a JSON": (GDP, worldbank_altered("}]]$", "}"), 4, "half a JSON"),
    "an aggregate": (GDP, worldbank_altered('"CHN"', '"EAS"'), 1, "unknown country: EAS"),
    "another indicator": (GDP, worldbank_altered("NY.GDP.MKTP.CD", "NY.X"), 1, "speaks of NY.X"),
    "years lack": (GDP, worldbank_altered('"date": "2009"', '"date": "1999"'), 1, "2009"),
    "wrong question": (MIRROR, of_json(comtrade.EMPTY), 4, "no records"),
    "closed": (MIRROR, fixed(comtrade.CLOSED, 403), 4, "the open preview is closed"),
    "closed by 200": (MIRROR, fixed(comtrade.CLOSED), 4, "the open preview is closed"),
    "too fast, for ever": (MIRROR, fixed(comtrade.LIMITED, 429), 4, "status 429, after 4 tries"),
    "cut in silence": (MIRROR, with_rows(lambda rows: rows.extend(rows[:1] * 480)), 4, "cuts at"),
    "miscounted": (MIRROR, Comtrade(lambda answer: answer | {"count": 3}), 4, "of which it counts"),
    "an error in words": (MIRROR, Comtrade(lambda answer: answer | {"error": "Bad"}), 4, "'Bad'"),
    "by means of transport": (MIRROR, with_rows(lambda rows: rows[0].update(motCode=2100)), 1,
                              "motCode is 2100; expected 0"),
    "re-exports": (MIRROR, with_rows(lambda rows: rows[0].update(flowCode="RX")), 1, "flow RX"),
    "imports without freight": (MIRROR, with_rows(lambda rows: rows[0].update(cifvalue=None)), 1,
                                "cifvalue is None"),
    "stated twice": (MIRROR, with_rows(lambda rows: rows.append(rows[0])), 1, "stated twice"),
    "by months": (MIRROR, with_rows(lambda rows: rows[0].update(period="202401")), 1, "is no year"),
    "no value": (MIRROR, with_rows(lambda rows: rows[0].update(primaryValue=None)), 1, "no number"),
    "a field lacks": (MIRROR, with_rows(lambda rows: rows[0].pop("customsCode")), 1, "customsCode"),
}  # fmt: skip


@each("name", FAULTS)
def test_no_fault_of_a_publisher_is_kept_as_a_state(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, answers, code, told = FAULTS[name]
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / name))

    found, _ = update(answers, monkeypatch, source)

    said = capsys.readouterr().out.replace("\n", " ")
    assert told in said
    assert found == code, said
    assert store.vintages(source) == []


@pytest.mark.skipif(not SAMPLES.exists(), reason="recorded answers are not here")
def test_recorded_answers_are_read_or_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def sample(name: str) -> dict[str, bytes]:
        return {"a": (SAMPLES / name).read_bytes()}

    read = comtrade_mirror.parse(sample("comtrade/preview_DE_CN.constructed.json"))
    assert list(read[["region", "flow", "value"]].iloc[0]) == ["de", "export", "100000"]
    for module, name, told in (
        (comtrade_mirror, "comtrade/preview_USA_JPN_2023.semi_real.json", "842 on 392"),
        (worldbank_ny_gdp_mktp_cd, "worldbank/NY.GDP.MKTP.CD_MX_VN_trimmed.json", "MEX, VNM"),
        (worldbank_ny_gdp_mktp_cd, "worldbank/error_175_http200.json", "error 175"),
        (worldbank_ny_gdp_mktp_cd, "worldbank/empty_http200.json", "no figures"),
        (ecb_rates, "ecb/EXR_D_CNY.semi_real.csv", "currencies CNY; expected CNY, USD, HKD"),
        (bundesbank_bbffditv, "bundesbank/sdmx_csv_BBFFDITV.constructed.csv", "known to be the"),
    ):
        with pytest.raises(ValueError, match=told):
            module.parse(sample(name))
    for source, name, told in (
        (FLOWS, "bundesbank/error_406_csv_limit.json", "limit of 200"),
        (FLOWS, "bundesbank/BBEX3_monthly_wide_en.csv", "begins with"),
        (RATES, "ecb/error_404_no_results.json", "begins with"),
        (MIRROR, "comtrade/empty_http200.json", "no records"),
    ):
        code, _ = update(fixed(sample(name)["a"]), monkeypatch, source)
        assert code == 4, told
