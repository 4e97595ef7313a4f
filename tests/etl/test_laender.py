"""Tables on Länder and industries: flat files as fetched, tables as arranged on the web page."""

from __future__ import annotations

import pandas as pd
import pytest

from etl import datasets
from etl.__main__ import main
from etl.datasets import genesis_12411_0010 as people
from etl.datasets import genesis_13211_0007 as labour
from etl.datasets import genesis_13311_0002 as persons
from etl.datasets import genesis_82111_0011 as value_added
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from tests.each import each
from tests.warehouses import Project
from tests.worlds.genesis import TOKEN, World
from tests.worlds.genesis_tables import LAENDER, figure
from tests.worlds.playback import playback

CODES = ("82111_0010", "82111_0011", "12411_0010", "13211_0007", "13311_0002")
END = '__________\n"Berechnungsstand: August 2025"\n© Amt, 2026\nStand: 20.05.2026 / 21:48:17\n'
#: Rows of years under headings of Länder; a year not there yet; industries of which some are left.
UNDER_LANDS = f"""\
Tabelle: 13311-0002
Erwerbstätige (im Inland): Bundesländer, Jahre,;;;;;;;
;;;;2024;;2025;
Bayern;;;;;;;
WZ08-C;Verarbeitendes Gewerbe;Erwerbstätige (Inlandskonzept);1000;11,5;e;...;
WZ08-D;Energieversorgung;Erwerbstätige (Inlandskonzept);1000;1,5;e;2,5;p
;Insgesamt;Erwerbstätige (Inlandskonzept);1000;31,5;e;32,5;p
{END}"""
UNDER_YEARS = f"""\
Tabelle: 82111-0011
Bruttowertschöpfung: Bundesländer, Jahre,;;;;;
Bruttowertschöpfung z.Herstellungspr. (Mill. EUR);;;;;
;;Bundesländer;;;
;;Bayern;;Hessen;
2024;;;;;
WZ08-C;Verarbeitendes Gewerbe;11;e;21;e
;Insgesamt;111;e;121;p
{END}"""
BESIDE = f"""\
Tabelle: 12411-0010
Bevölkerungsstand (Anzahl);;;;
;Bayern;;Hessen;
31.12.2023;1001;e;2001;e
31.12.2024;1002;e;2002;p
{END}"""


def said(found: pd.DataFrame) -> set[tuple[str, ...]]:
    columns = ["region", "product", "period_kind", "period_end", "value", "unit", "status"]
    return set(found[columns].fillna("").itertuples(index=False, name=None))


@pytest.mark.usefixtures("without_build")
def test_flat_files_are_read_by_what_their_dimensions_hold(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setenv("GENESIS_TOKEN", TOKEN)
    with playback(World()) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        assert main(["update", *(f"genesis_{code}" for code in CODES)]) == 0

    found = pd.concat(
        vintages_claims.parsed(table, store.vintages(table.name)[-1])
        for table in datasets.fetched() if table.name.removeprefix("genesis_") in CODES
    )  # fmt: skip
    assert set(found["region"].value_counts()) == {len(found) // len(LAENDER)}
    nrw = found[(found["region"] == "de-nw") & (found["period_start"].str[:4] == "2024")]
    value = nrw.fillna({"product": ""}).set_index(["indicator", "product"])["value"]
    assert dict(value.astype(int)) == {
        (indicator, product): figure(code, 2024, ("Nordrhein-Westfalen", name)) * factor
        for indicator, product, code, name, factor in (
            ("gdp", "", "X-BIP", "", 1),
            ("gross_value_added", "wz_c", "X-BWS", "Verarbeitendes Gewerbe", 1),
            ("gross_value_added", "", "X-BWS", "Insgesamt", 1),
            ("population", "", "X-BEV", "", 1),
            ("unemployed", "", "X-ALO", "", 1),
            ("unemployment_rate", "", "X-ALQ", "", 1),
            ("vacancies", "", "X-STE", "", 1),
            ("persons_employed", "wz_c", "X-ERW", "Verarbeitendes Gewerbe", 1000),
            ("persons_employed", "", "X-ERW", "Insgesamt", 1000),
        )
    }
    day = found[found["indicator"] == "population"]
    assert set(day["period_kind"]) == {"point"}
    assert set(day["period_end"].str[4:]) == {"-12-31"}


def test_tables_of_the_web_page_are_read_however_they_are_arranged() -> None:
    assert said(persons.parse({"a.csv": UNDER_LANDS.encode("utf-8-sig")})) == {
        ("de-by", "wz_c", "year", "2024-12-31", "11500", "persons", "final"),
        ("de-by", "", "year", "2024-12-31", "31500", "persons", "final"),
        ("de-by", "", "year", "2025-12-31", "32500", "persons", "provisional"),
    }
    assert said(value_added.parse({"a.csv": UNDER_YEARS.encode()})) == {
        ("de-by", "wz_c", "year", "2024-12-31", "11", "meur", "final"),
        ("de-he", "wz_c", "year", "2024-12-31", "21", "meur", "final"),
        ("de-by", "", "year", "2024-12-31", "111", "meur", "final"),
        ("de-he", "", "year", "2024-12-31", "121", "meur", "provisional"),
    }
    assert said(people.parse({"a.csv": BESIDE.encode()})) == {
        ("de-by", "", "point", "2023-12-31", "1001", "inhabitants", "final"),
        ("de-he", "", "point", "2023-12-31", "2001", "inhabitants", "final"),
        ("de-by", "", "point", "2024-12-31", "1002", "inhabitants", "final"),
        ("de-he", "", "point", "2024-12-31", "2002", "inhabitants", "provisional"),
    }


@each(
    ("text", "message"),
    [
        (BESIDE, "expected Arbeitslose"),
        (BESIDE.replace("Hessen", "Kassel"), "no line names"),
        (BESIDE.replace("2002;p", "2002"), "fewer cells"),
        (UNDER_LANDS.replace("Bayern", "Bayreuth"), "says no land"),
        (BESIDE.replace("__________", ""), "cut short"),
    ],
)
def test_a_table_that_is_not_as_known_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        labour.parse({"a.csv": text.encode()})
