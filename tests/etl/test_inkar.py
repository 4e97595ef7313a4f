"""INKAR: units as they are, not as the catalogue says; empty cells stay empty."""

from __future__ import annotations

import pandas as pd
import pytest

from data import paths
from etl.datasets import inkar_gdp, inkar_kreise
from etl.readers import collected

HEAD = (
    "county_code,year,gdp_per_capita,unemployment_rate,share_longterm_unemployed,share_foreign,"
    "share_secondary_sector,share_tertiary_sector\n"
)


def product(each: int) -> bytes:
    """Products of all Kreise of NRW, the same for each."""
    kreise = collected.read((paths.REFERENCE / "kreise.csv").read_bytes())
    rows = "".join(f"{ags},KRE,2021,11,{each},11\n" for ags in kreise["ags"])
    return f"Schlüssel,Raumbezug,ZeitID,Indikator,Wert,ID\n{rows}".encode()


def test_products_are_thousands_of_euro_on_a_basis_of_their_own() -> None:
    found = inkar_gdp.parse({"a.csv": product(14_000_500)})

    herne = found[found["region"] == "herne"].iloc[0]
    assert (herne["value"], herne["unit"]) == ("14000.5", "meur")
    assert set(found["basis"]) == {"laender_accounts_before_2024"}
    ruhr = found[found["region"] == "ruhr"].iloc[0]
    assert (float(ruhr["value"]), ruhr["evidence_kind"]) == (15 * 14_000.5, "computed")

    with pytest.raises(ValueError, match="expected thousands of euro"):
        inkar_gdp.parse({"a.csv": product(14_000)})


def test_series_know_their_unit_their_jump_and_what_lacks() -> None:
    rows = "05916,2010,25.1,14,,11.5,,\n05916,2011,26.05,,,9.5,30.5,\n"
    found = inkar_kreise.parse({"a.csv": (HEAD + rows).encode()})

    years = found.assign(year=found["period_start"].str[:4])
    said = years.set_index(["indicator", "year"])
    assert dict(said["value"]) == {
        ("gdp_per_inhabitant", "2010"): "25100",
        ("gdp_per_inhabitant", "2011"): "26050",
        ("unemployment_rate", "2010"): "14",
        ("share_of_foreign_residents", "2010"): "11.5",
        ("share_of_foreign_residents", "2011"): "9.5",
        ("share_of_gross_value_added", "2011"): "30.5",
    }
    note = said["note_de"]
    assert pd.isna(note["share_of_foreign_residents", "2010"])
    assert "Zensus 2011" in note["share_of_foreign_residents", "2011"]

    for text, message in ((HEAD.replace("year", "jahr"), "no column year"),
                          (HEAD + "09162,2010,1,,,,,\n", "unknown Kreis: 09162")):  # fmt: skip
        with pytest.raises(ValueError, match=message):
            inkar_kreise.parse({"a.csv": text.encode()})
