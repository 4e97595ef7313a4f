"""Direct investment of Eurostat: stocks and flows apart, secret cells are gaps known as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import findings
from data.ask import ask
from etl import datasets
from etl.datasets import eurostat_bop_fdi6_geo as source
from etl.readers.eurostat import claims as eurostat_claims
from etl.readers.eurostat import codes as eurostat_codes
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each
from tests.etl.test_eurostat import update
from tests.warehouses import serve_copy
from tests.worlds.eurostat import CODES, Eurostat, value
from tests.worlds.playback import Answer, Asked

GEO, POS = "eurostat_bop_fdi6_geo", "eurostat_bop_fdi6_pos"
#: Codes of a balance of payments that does not set China apart from Hong Kong.
WITH_CN = CODES | {"BOP_FDI6_GEO": CODES["BOP_FDI6_GEO"] | {"partner": ("CN", "HK", "WRL_REST")}}


@pytest.fixture
def fresh(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with nothing fetched yet; what is fetched and built goes elsewhere."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    serve_copy(warehouse, tmp_path / "warehouse")
    return tmp_path


def claims_of(name: str) -> pd.DataFrame:
    table = next(one for one in datasets.fetched() if one.name == name)
    (vintage,) = store.vintages(name)
    return vintages_claims.parsed(table, vintage)


@pytest.mark.usefixtures("without_build")
def test_stocks_and_flows_come_apart_for_the_codes_that_the_dataset_names(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(), monkeypatch, GEO)

    assert code == 0
    assert served.asked[0].path.endswith("/contentconstraint/ESTAT/BOP_FDI6_GEO")
    pairs = set(served.asked[1].pairs)
    assert {("partner", "CN_X_HK"), ("indic_bp", "STOCKS"), ("indic_bp", "FLOWS")} <= pairs
    assert not {("partner", "CN"), ("indic_bp", "INC"), ("entity", "SPE")} & pairs
    claims = claims_of(GEO).set_index(["indicator", "counterpart", "period_start"])["value"]
    for kind, ours in (("STOCKS", "stock"), ("FLOWS", "flow")):
        said = value("A", "MIO_EUR", kind, "TOTAL", "DO__D__F", "CN_X_HK", "DE", "2023") + 0.5
        assert float(claims[f"fdi_{ours}_outward_eurostat", "cn", "2023-01-01"]) == said


def test_what_is_secret_is_a_gap_known_as_secret_and_what_is_given_closes_one(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {row.code: row for row in ask("gaps")}
    assert {2022, 2023} <= set(before["de_flow_inward_cn_eurostat"].missing)

    assert update(Eurostat(), monkeypatch, GEO)[0] == 0

    gaps = {row.code: row for row in ask("gaps")}
    for stem in ("stock_inward", "stock_outward", "flow_outward"):
        assert list(gaps[f"de_{stem}_cn_eurostat"].known) == [2022, 2023], stem
        assert list(gaps[f"de_{stem}_cn_eurostat"].secret) == []
    inward = gaps["de_flow_inward_cn_eurostat"]
    assert list(inward.known) == [2022]
    assert list(inward.secret) == [2023]
    assert 2023 in inward.missing
    assert [source.split("@")[0] for source in inward.source_ids] == [GEO]
    flows = ask("fdi_both_ways", measure="flow").where(flow="inward")
    assert [row.period_start.year for row in flows] == [2022], "secret is not zero"
    early = {row.code: row for row in ask("gaps", as_of=date(2026, 9, 14))}
    assert list(early["de_flow_inward_cn_eurostat"].secret) == []


def test_the_two_tables_of_eurostat_never_share_a_line(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update(Eurostat(), monkeypatch, GEO, POS)[0] == 0

    for basis in ("eurostat", "eurostat_geo"):
        rows = ask("fdi_both_ways", measure="stock", basis=basis)
        assert {row.basis for row in rows} == {basis}
        assert {row.flow for row in rows} == {"inward", "outward"}
    assert not ask("fdi_both_ways", measure="flow", basis="eurostat")


def test_the_page_shows_what_was_fetched_and_names_the_secret_years(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for locale in map(Locale, LANGUAGES):
        app = visits.visit("investment/fdi", lang=locale.lang)
        assert visits.tells(app, locale("investment.eurostat.missing"))

    assert update(Eurostat(), monkeypatch, GEO, POS)[0] == 0

    for locale in map(Locale, LANGUAGES):
        app = visits.visit("investment/fdi", lang=locale.lang)
        assert not visits.tells(app, locale("investment.eurostat.missing"))
        titles = " ".join(one.value for one in app.header)
        for measure, basis in (("stock", "eurostat_geo"), ("flow", "eurostat_geo"),
                               ("stock", "eurostat")):  # fmt: skip
            inward = ask("fdi_both_ways", measure=measure, basis=basis).where(flow="inward")
            assert str(findings.finding(inward, "", locale).title) in titles
        flow = locale.code("flow", "inward")
        told = locale("investment.eurostat.secret", flow=flow, years="2023")
        assert told in " ".join(visits.html(app))


@each(
    ("code", "label", "scope"),
    [
        ("CN_X_HK", "", "cn"),
        ("CN", "China", "undefined"),
        ("CN", "China including Hong Kong", "cn_hk"),
        ("CN", "China (except Hong Kong)", "cn"),
        ("CN", "", "undefined"),
    ],
)
def test_what_counts_as_china_is_read_from_its_label(code: str, label: str, scope: str) -> None:
    assert eurostat_claims.china_scope(code, label) == scope


def test_where_china_has_another_code_it_is_asked_for_by_that_and_its_scope_stays_open(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(codes=WITH_CN), monkeypatch, GEO)

    assert code == 0
    assert ("partner", "CN") in served.asked[1].pairs
    claims = claims_of(GEO)
    assert set(claims.loc[claims["counterpart"] == "cn", "china_scope"]) == {"undefined"}
    assert set(ask("fdi_both_ways").rows["china_scope"]) == {"undefined"}


def codes(**changed: tuple[str, ...] | None) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    made = {name: of for name, of in {**CODES["BOP_FDI6_GEO"], **changed}.items() if of}
    return {"BOP_FDI6_GEO": made}


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (codes(partner=("FR",)), "partner with FR; expected partner with one of CN_X_HK, CN"),
        (codes(indic_bp=None, stk_flow=("NI", "NO")), "without indic_bp"),
        (codes(sector10=("S1",)), "the unknown dimension sector10"),
        (codes(nace_r2=("TOTAL",)), "nace_r2 with TOTAL"),
        (codes(indic_bp=("INC",)), "indic_bp with INC"),
    ],
)
def test_a_dataset_that_is_not_as_declared_is_refused_with_what_was_found(
    known: Mapping[str, Mapping[str, tuple[str, ...]]],
    said: str,
    fresh: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert update(Eurostat(codes=known), monkeypatch, GEO)[0] == 4

    assert said in capsys.readouterr().out.replace("\n", " ")
    assert store.vintages(GEO) == []


def faulty(body: bytes) -> Callable[[Asked], Answer]:
    return lambda _: Answer(body, kind="application/xml")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><body>Maintenance</body></html>", "names no codes"),
        (b"<c:KeyValue", "no whole XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "document type"),
    ],
)
def test_codes_that_cannot_be_read_are_kept_for_a_look(
    body: bytes,
    said: str,
    fresh: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert update(faulty(body), monkeypatch, GEO)[0] == 4

    assert said in capsys.readouterr().out.replace("\n", " ")


HEADER = "DATAFLOW,LAST UPDATE,freq,currency,entity,fdi_item,{kind}partner,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"  # noqa: E501
LINE = "ESTAT:BOP_FDI6_GEO(1.0),01/09/26 23:00:00,A,MIO_EUR,TOTAL,DI__D__F,{kind}CN_X_HK,DE,{rest}"


def table(named: str = "indic_bp,", kind: str = "STOCKS,") -> bytes:
    lines = [HEADER.format(kind=named), LINE.format(kind=kind, rest="2022,41.5,,F"),
             LINE.format(kind=kind, rest="2023,,,C")]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n").encode()


def test_a_secret_cell_is_told_by_its_status_and_a_free_one_is_a_figure() -> None:
    parts = {"x.csv": table()}

    (claim,) = source.parse(parts).to_dict("records")
    assert (claim["value"], claim["period_start"]) == ("41.5", "2022-01-01")
    (secret,) = source.suppressed(parts).to_dict("records")
    assert (secret["indicator"], secret["period_start"]) == (
        "fdi_stock_inward_eurostat", "2023-01-01")  # fmt: skip


def test_a_table_that_does_not_tell_stocks_from_flows_is_refused() -> None:
    with pytest.raises(ValueError, match="expected indic_bp among them"):
        source.parse({"x.csv": table(named="stk_flow,", kind="NI,")})


def test_codes_are_read_whatever_the_prefixes_are_called() -> None:
    raw = (b'<?xml version="1.0"?><Structure xmlns="s"><KeyValue id="GEO"><Value>DE</Value>'
           b'<Value> AT </Value></KeyValue><KeyValue id="TIME_PERIOD"><Value>2023</Value>'
           b"</KeyValue></Structure>")  # fmt: skip
    assert eurostat_codes.read(raw) == {"geo": ("DE", "AT")}
