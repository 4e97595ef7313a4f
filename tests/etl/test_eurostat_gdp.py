"""Gross domestic product by region: codes checked by name, flags read, the Ruhr only when whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.ask import ask
from etl.datasets import eurostat_nama_10r_3gdp as source
from etl.readers.eurostat import gdp
from etl.vintages import store
from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each
from tests.etl.test_eurostat import update
from tests.warehouses import serve_copy
from tests.worlds.eurostat import CODES, REGIONS, Eurostat, value

TWO, THREE = "eurostat_nama_10r_2gdp", "eurostat_nama_10r_3gdp"
RUHR = gdp.regions(["kreis"])


@pytest.fixture
def fresh(unbundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with no state of a table; what is fetched and built goes elsewhere."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setattr(store, "bundled", lambda _: None)
    serve_copy(unbundled, tmp_path / "warehouse")
    return tmp_path


def test_regions_are_those_of_the_ruhr_of_nrw_and_germany() -> None:
    assert len(RUHR) == 15
    assert RUHR["DEA55"] == "herne"
    whole = gdp.regions(["country", "land", "regierungsbezirk"])
    assert whole == {
        "DE": "de", "DEA": "de-nw", "DEA1": "rb_duesseldorf", "DEA2": "rb_koeln",
        "DEA3": "rb_muenster", "DEA4": "rb_detmold", "DEA5": "rb_arnsberg",
    }  # fmt: skip


def test_figures_close_the_gaps_and_the_ruhr_is_our_sum_of_its_towns(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 2023 in {row.code: row for row in ask("gaps")}["ruhr_gdp"].missing

    assert update(Eurostat(), monkeypatch, TWO, THREE)[0] == 0

    gaps = {row.code: row for row in ask("gaps")}
    for code in ("nrw_gdp", "ruhr_gdp"):
        assert list(gaps[code].known) == [2022, 2023]
    rows = {(row.region, row.period_start.year): row for row in ask("gdp")}
    towns = [value("A", "MIO_EUR", nuts, "2023") + 0.5 for nuts in RUHR]
    assert float(rows["ruhr", 2023].value) == sum(towns)
    assert rows["ruhr", 2023].evidence_kind == "computed"
    assert float(rows["de-nw", 2023].value) == value("A", "MIO_EUR", "DEA", "2023") + 0.5
    assert rows["de-nw", 2023].evidence_kind == "statistic"
    assert {row.region for row in ask("gdp_towns")} == set(RUHR.values())


def test_what_the_dataset_does_not_hold_is_not_asked_for_and_no_sum_is_made_without_it(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    geo = tuple(code for code in REGIONS if code != "DEA31")
    known = CODES | {"NAMA_10R_3GDP": CODES["NAMA_10R_3GDP"] | {"geo": geo}}

    assert update(Eurostat(codes=known), monkeypatch, THREE)[0] == 0

    assert {row.region for row in ask("gdp_towns")} == set(RUHR.values()) - {"bottrop"}
    assert not ask("gdp", regions=["ruhr"])


def cube(figures: dict[str, Any], status: dict[str, str], named: dict[str, str]) -> bytes:
    """A cube of a few regions in one year."""
    said = {
        "version": "2.0", "value": figures, "status": status, "updated": "2026-10-05T23:00:00+0200",
        "id": ["freq", "unit", "geo", "time"], "size": [1, 1, len(named), 1],
        "dimension": {
            "freq": {"category": {"index": {"A": 0}}},
            "unit": {"category": {"index": ["MIO_EUR"]}},
            "geo": {"category": {"index": list(named), "label": named}},
            "time": {"category": {"index": {"2023": 0}}},
        },
    }  # fmt: skip
    return json.dumps(said).encode()


@each(
    ("flag", "status"),
    [
        ("", "unknown"),
        ("p", "provisional"),
        ("e", "estimated"),
        ("ep", "estimated"),
        ("bp", "provisional"),
        ("bd", "unknown"),
    ],
)
def test_flags_say_how_sure_a_figure_is(flag: str, status: str) -> None:
    raw = cube({"0": 41.5}, {"0": flag} if flag else {}, {"DEA55": "Herne, Kreisfreie Stadt"})

    (row,) = source.parse({"x.json": raw}).to_dict("records")
    assert (row["value"], row["status"], row["region"]) == ("41.5", status, "herne")


def test_a_figure_not_given_is_no_figure() -> None:
    raw = cube({"0": 41.5}, {"1": ":"}, {"DEA55": "Herne", "DEA51": "Bochum"})

    assert list(source.parse({"x.json": raw})["region"]) == ["herne"]


Rewrite = Callable[[str], str]


@pytest.mark.parametrize(
    ("rewrite", "said"),
    [
        (lambda t: t.replace("Herne, Kreis", "Herten, Kreis"), "DEA55 is called 'Herten, Kreis"),
        (lambda t: t.replace("DEA55", "DEA99"), "unknown geo: DEA99"),
        (lambda t: t.replace("MIO_EUR", "MIO_NAC"), "unknown unit: MIO_NAC"),
        (lambda t: t.replace('"status": {', '"status": {"3": "q", ').replace("{,", "{"),
         "unknown flag: 'q'"),
    ],
    ids=["another name", "an unknown region", "another currency", "an unknown flag"],
)  # fmt: skip
def test_a_fault_changes_nothing_that_is_kept(
    rewrite: Rewrite, said: str, fresh: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    world = Eurostat(rewrite=lambda t: re.sub(r", }", "}", rewrite(t)))

    assert update(world, monkeypatch, THREE)[0] == 1

    assert said in capsys.readouterr().out
    assert store.vintages(THREE) == []


def test_the_page_shows_gdp_once_it_is_fetched_and_says_before_how_to_get_it(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for locale in map(Locale, LANGUAGES):
        app = visits.visit("trade/nrw", lang=locale.lang)
        assert visits.tells(app, locale("trade.gdp.missing"))

    assert update(Eurostat(), monkeypatch, TWO, THREE)[0] == 0

    for locale in map(Locale, LANGUAGES):
        app = visits.visit("trade/nrw", lang=locale.lang)
        assert not visits.tells(app, locale("trade.gdp.missing"))
        titles = " ".join(one.value for one in app.header)
        titles = titles.replace("\N{NO-BREAK SPACE}", " ")
        assert re.search(r"2023: Herne \D+\d+ (von|of) 15 ", titles)
