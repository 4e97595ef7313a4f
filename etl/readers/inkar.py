"""INKAR, the regional data base of the BBSR: what its data sets have in common."""

from __future__ import annotations

from functools import cache

import pandas as pd

from data import paths
from etl.readers import collected
from etl.schema import Dataset, Rhythm, Title

#: The national accounts of the Länder as they were before the revision of 2024.
BEFORE_2024 = "laender_accounts_before_2024"


def dataset(table: str, title: Title, rows: tuple[int, int]) -> Dataset:
    """The form of indicators of INKAR, which the project carries and nobody fetches."""
    return Dataset(
        table=table,
        series=Title("INKAR, Indikator", "INKAR, indicator"),
        title=title,
        publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
        page="https://www.inkar.de/",
        licence="dl-de/by-2-0",
        cadence="yearly",
        rhythm=Rhythm("year"),
        rows=rows,
    )


@cache
def _kreise() -> pd.DataFrame:
    regions = collected.read((paths.REFERENCE / "regions.csv").read_bytes())
    return regions[regions["kind"] == "kreis"].set_index("ags")


def codes() -> dict[str, str]:
    """Key (AGS) of a Kreis of NRW → our code."""
    return {str(ags): str(code) for ags, code in _kreise()["code"].items()}


def names() -> dict[str, str]:
    """Key (AGS) of a Kreis of NRW → its name."""
    return {str(ags): str(name) for ags, name in _kreise()["name_de"].items()}
