"""Eurostat over real HTTP: queues, empty results, answers too large, and damaged ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from data import paths
from etl import datasets
from etl.__main__ import main
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from tests.warehouses import Project
from tests.worlds import eurostat as world
from tests.worlds.eurostat import Eurostat
from tests.worlds.playback import Answer, Asked, Playback, playback

COMEXT, STOCKS = "eurostat_ds_045409", "eurostat_bop_fdi6_pos"
BY_PARTNER = "eurostat_bop_fdi6_geo"


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with nothing fetched yet, in which nobody waits."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setattr("etl.readers.eurostat.client.WAITS_S", (0, 0, 0))
    return project


def update(answers: Callable[[Asked], Answer], monkeypatch: pytest.MonkeyPatch,
           *sources: str) -> tuple[int, Playback]:  # fmt: skip
    with playback(answers) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["update", *sources]), served


@pytest.mark.usefixtures("without_build")
@pytest.mark.parametrize(
    "answers",
    [
        Eurostat(),
        Eurostat(queue=2),
        Eurostat(queue=1, by_ticket=True),
        Eurostat(most=200),
    ],
    ids=["at once", "asked to come back", "by ticket", "in pieces"],
)
def test_figures_come_however_they_are_given(
    answers: Eurostat, fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _ = update(answers, monkeypatch, COMEXT)

    assert code == 0
    (vintage,) = store.vintages(COMEXT)
    table = next(one for one in datasets.fetched() if one.name == COMEXT)
    claims = vintages_claims.parsed(table, vintage)

    def stated(indicator: str, flow: str, day: str) -> dict[str, str]:
        (row,) = claims[
            (claims["indicator"] == indicator) & (claims["counterpart"] == "cn")
            & (claims["flow"] == flow) & (claims["product"] == "wa_84")
            & (claims["period_start"] == day)
        ].to_dict("records")  # fmt: skip
        return {str(name): str(cell) for name, cell in row.items()}

    expected = world.value("A", "DE", "CN", "84", "2", "VALUE_IN_EUROS", "2024")
    row = stated("product_trade_value", "export", "2024-01-01")
    assert float(row["value"]) == expected / 1_000_000
    assert row["value_printed"] == f"{expected} EUR"
    assert (row["trade_system"], row["region"]) == ("community", "de_estat")
    hundredweights = world.value("A", "DE", "CN", "84", "1", "QUANTITY_IN_100KG", "2023")
    weight = stated("product_trade_weight", "import", "2023-01-01")
    assert float(weight["value"]) == hundredweights / 10
    # Confidential is no claim at all, not zero.
    assert "wa_99" not in set(claims["product"])
    assert vintage.state.isoformat() == "2026-09-15"


@pytest.mark.usefixtures("without_build")
def test_investment_stocks_come_without_hong_kong_and_without_what_is_confidential(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(), monkeypatch, STOCKS)

    assert code == 0
    (vintage,) = store.vintages(STOCKS)
    table = next(one for one in datasets.fetched() if one.name == STOCKS)
    claims = vintages_claims.parsed(table, vintage)
    assert set(claims["indicator"]) == {"fdi_stock_inward_eurostat", "fdi_stock_outward_eurostat"}
    years = claims[claims["counterpart"] == "hk"]["period_start"]
    assert set(years) == {"2022-01-01"}
    assert {("partner", "CN_X_HK"), ("geo", "DE")} <= set(served.asked[0].pairs)


def altered(pattern: str, by: str) -> Eurostat:
    return Eurostat(rewrite=lambda text: re.sub(pattern, by, text, count=1))


def fixed(answer: Answer) -> Callable[[Asked], Answer]:
    return lambda asked: answer


FAULTS: dict[str, tuple[str, Callable[[Asked], Answer], int, str]] = {
    "413 however small": (STOCKS, fixed(world.said(world.TOO_BIG, 413)), 4, "TOO_BIG"),
    "queued for ever": (COMEXT, Eurostat(queue=10**6), 4, "still queues"),
    "empty": (STOCKS, fixed(world.said(world.EMPTY)), 4, '"value" is empty'),
    "not found": (STOCKS, fixed(world.said(world.NOT_FOUND, 404)), 4, "ERR_NOT_FOUND_4"),
    "no results": (COMEXT, fixed(world.fault("100", "No results found")), 4, "fault 100"),
    "missing column": (COMEXT, altered("OBS_FLAG", "FLAG"), 1, "unknown column FLAG"),
    "new column": (COMEXT, Eurostat(rewrite=lambda text: re.sub(
        "(?m)\r$", ",x\r", text.replace("OBS_FLAG", "OBS_FLAG,NEWS", 1)).replace("NEWS,x", "NEWS")),
        1, "unknown column NEWS"),
    "unknown flag": (COMEXT, altered(r",c\r", ",q\r"), 1, "unknown flag: 'q'"),
    "unknown partner": (COMEXT, altered(",CN,", ",XX,"), 1, "unknown partner: XX"),
    "another reporter": (COMEXT, altered(",DE,", ",FR,"), 1, "reporter is DE, FR"),
    "decimal comma": (COMEXT, altered(r"VALUE_IN_EUROS,2024,(\d+),",
                                      r'VALUE_IN_EUROS,2024,"\1,5",'), 1, "decimal point"),
    "another currency": (STOCKS, Eurostat(rewrite=lambda text: text.replace("MIO_EUR", "MIO_NAC")),
                         1, "currency is MIO_NAC"),
    "sizes that lie": (STOCKS, Eurostat(rewrite=lambda text: re.sub(
        r'"size": \[1', '"size": [2', text)), 1, "codes, not"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_changes_what_is_kept_and_served(
    name: str, fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, answers, code, told = FAULTS[name]
    before = fresh.state()

    found, _ = update(answers, monkeypatch, source)

    out = capsys.readouterr().out
    assert found == code, out
    assert re.search(told, out), out
    assert store.vintages(source) == []
    assert {k: v for k, v in fresh.state().items() if k.endswith(".duckdb")}.items() >= {
        k: v for k, v in before.items() if k.endswith(".duckdb")
    }.items()


def test_what_nobody_expected_is_kept_for_a_look(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    update(fixed(Answer(b"<html>Maintenance</html>")), monkeypatch, COMEXT)

    (kept,) = (paths.vintages() / "_quarantine" / COMEXT / "_unexpected").glob("*.bin")
    assert kept.read_bytes() == b"<html>Maintenance</html>"
    assert str(kept) in capsys.readouterr().out
    assert "an HTML or XML page" in kept.with_suffix(".txt").read_text(encoding="utf-8")


def test_without_an_account_what_needs_none_is_updated(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GENESIS_TOKEN", "GENESIS_USERNAME", "GENESIS_PASSWORD"):
        monkeypatch.delenv(name, raising=False)

    code, _ = update(Eurostat(), monkeypatch, COMEXT, STOCKS, "genesis_51000_0032", "--json")

    said = json.loads(capsys.readouterr().out)
    assert code == 5
    assert {one["source"]: one["outcome"] for one in said["tables"]} == {
        COMEXT: "new",
        STOCKS: "new",
        "genesis_51000_0032": "needs_account",
    }
