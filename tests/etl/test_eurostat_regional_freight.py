"""Freight by regions: what NRW loads and unloads, and never the same journey twice."""

from __future__ import annotations

import io
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from etl import datasets
from etl.datasets import eurostat_iww_go_atygofl as barges
from etl.vintages import guard
from tests.etl.test_eurostat import update
from tests.etl.test_eurostat_investment import claims_of, fresh
from tests.worlds.eurostat import CODES, EMPTY, NOT_FOUND, PLACES, TOO_BIG, Eurostat, figure, said

__all__ = ["fresh"]
RAIL, BARGES = "eurostat_tran_r_rago", "eurostat_iww_go_atygofl"
NRW = [f"DEA{number}" for number in range(1, 6)]
HEAD = ("DATAFLOW,LAST UPDATE,freq,nst07,unload,load,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,"
        "CONF_STATUS")  # fmt: skip


def parts(*rows: tuple[str, str, str]) -> dict[str, bytes]:
    """A table of journeys: unloaded where, loaded where, value with flag and status."""
    start = "ESTAT:IWW_GO_ATYGOFL(1.0),01/09/26 23:00:00,A,TOTAL"
    lines = [f"{start},{unload},{load},THS_T,DE,2023,{at}" for unload, load, at in rows]
    return {"x.csv": ("\r\n".join([HEAD, *lines]) + "\r\n").encode()}


def journeys(**changed: str) -> list[tuple[str, str, str]]:
    """Ten thousand tonnes from each region of NRW to each and to Antwerp, and from there."""
    ends = [*NRW, "BE21"]
    return [(unload, load, changed.get(f"{load}_{unload}", "10,,F"))
            for unload, load in product(ends, ends) if {unload, load} & set(NRW)]  # fmt: skip


@pytest.mark.usefixtures("without_build")
def test_the_total_counts_where_the_table_has_one_else_the_sum_of_the_regions(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(), monkeypatch, RAIL, BARGES)

    assert code == 0
    asked = {pair for one in served.asked for pair in one.pairs}
    assert ("geo", "NL") not in asked, "what others report is the same goods once more"
    assert not {("c_load", "DE"), ("load", "DEA"), ("nst07", "GT01")} & asked
    rail = claims_of(RAIL).set_index(["flow", "period_start"])["value"]
    loaded = sum(figure("A", "THS_T", "TOTAL", one, "DE", "2020") for one in NRW)
    assert float(rail["outward", "2020-01-01"]) == loaded * 1000
    ships = claims_of(BARGES).set_index(["flow", "period_start"])["value"]
    unloaded = sum(figure("A", "TOTAL", one, other, "THS_T", "DE", "2023")
                   for one in NRW for other in PLACES if len(other) == 4)  # fmt: skip
    assert float(ships["inward", "2023-01-01"]) == unloaded * 1000
    assert set(claims_of(BARGES)["evidence_kind"]) == {"computed"}


def test_goods_within_nrw_are_in_both_directions_and_in_each_once() -> None:
    claims = barges.parse(parts(*journeys(), *journeys()[:3]))
    assert dict(zip(claims["flow"], claims["value"], strict=True)) == {
        "outward": "300000", "inward": "300000"}  # fmt: skip


def test_a_year_with_a_secret_part_has_no_sum_but_a_known_gap() -> None:
    stated = parts(*journeys(DEA1_BE21=",,C"))
    assert list(barges.parse(stated)["flow"]) == ["inward"]
    (secret,) = barges.suppressed(stated).to_dict("records")
    assert (secret["flow"], secret["period_start"]) == ("outward", "2023-01-01")


def test_a_year_without_one_of_the_regions_has_no_sum() -> None:
    rows = [row for row in journeys() if row[1] != "DEA4"]
    assert list(barges.parse(parts(*rows))["flow"]) == ["inward"]


def test_one_journey_with_two_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="same journey twice"):
        barges.parse(parts(*journeys(), ("DEA1", "DEA2", "11,,F")))


def codes(**changed: tuple[str, ...]) -> Eurostat:
    return Eurostat(codes={"IWW_GO_ATYGOFL": {**CODES["IWW_GO_ATYGOFL"], **changed}})


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (codes(load=tuple(NRW[:4])), "of NRW load with DEA1, DEA2, DEA3, DEA4 alone"),
        (codes(unload=("DE", "NL")), "unload with DE, NL; expected unload with one of"),
        (codes(mode=("IWW",)), "the unknown dimension mode"),
        (codes(unit=("MIO_TKM",)), "unit with MIO_TKM"),
        (lambda _: said(NOT_FOUND, 404), "404"),
        (lambda one: said(EMPTY) if "/statistics/" in one.path else Eurostat()(one), "no figures"),
        (Eurostat(most=0), TOO_BIG["error"][0]["label"]),
        (
            Eurostat(rewrite=lambda text: text.replace("Detmold", "Lippe")),
            "DEA4 is called 'Lippe'",
        ),
    ],
    ids=["four", "countries", "new", "unit", "gone", "empty", "too big", "renamed"],
)
@pytest.mark.usefixtures("without_build")
def test_what_is_not_as_declared_is_refused_with_what_was_found(
    answers: object,
    told: str,
    fresh: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("etl.readers.eurostat.client.WAITS_S", (0,))
    assert update(answers, monkeypatch, BARGES)[0] in (1, 4)  # type: ignore[arg-type]
    assert told in capsys.readouterr().out.replace("\n", " ")


def test_the_order_of_columns_says_nothing() -> None:
    frame = pd.read_csv(io.BytesIO(parts(*journeys())["x.csv"]), dtype="str")
    order = [*list(frame)[:2], *list(frame)[2:8][::-1], *list(frame)[8:]]
    raw = frame[order].to_csv(index=False, lineterminator="\r\n").encode()
    assert barges.parse({"x.csv": raw}).equals(barges.parse(parts(*journeys())))


def test_a_rail_table_that_lacks_a_survey_between_others_is_held_back() -> None:
    table = next(one for one in datasets.fetched() if one.name == RAIL)
    every = pd.concat([barges.parse(parts(*journeys())).assign(
        indicator="regional_rail_tonnes", period_start=f"{year}-01-01", period_end=f"{year}-12-31")
        for year in (2005, 2010, 2015, 2020)], ignore_index=True)  # fmt: skip
    assert guard.problems(table, every, None) == []
    (lacking, _) = guard.problems(table, every[every["period_start"] != "2015-01-01"], None)
    assert "2015 lack between 2005 and 2020" in lacking
