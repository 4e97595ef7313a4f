"""Gross domestic product at current prices: Germany, NRW and its Regierungsbezirke."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import cube, gdp
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="nama_10r_2gdp",
    title=Title(
        "Bruttoinlandsprodukt zu jeweiligen Marktpreisen nach NUTS-2-Regionen (in NRW: "
        "Regierungsbezirke)",
        "Gross domestic product at current market prices by NUTS 2 region (in NRW: government "
        "districts)",
    ),
    cadence="yearly, one to two years after the year",
    rhythm=Rhythm("year", 730, 30),
    rows=(7, 500),
)
_KINDS = ("country", "land", "regierungsbezirk")


def fetch(session: FetchSession) -> None:
    """Ask which regions there are, then for those shown."""
    gdp.fetch(session, DATASET.table, _KINDS)


stated = cube.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims in millions of euro. Raises ValueError."""
    return gdp.parse(parts, _KINDS)
