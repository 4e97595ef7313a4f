"""Gross domestic product at current prices: towns and districts of the Ruhr area, and our sum."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import cube, gdp
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="nama_10r_3gdp",
    title=Title(
        "Bruttoinlandsprodukt zu jeweiligen Marktpreisen nach NUTS-3-Regionen (Kreise und "
        "kreisfreie Städte)",
        "Gross domestic product at current market prices by NUTS 3 region (districts and "
        "independent towns)",
    ),
    cadence="yearly, one to two years after the year",
    rhythm=Rhythm("year", 730, 30),
    rows=(15, 1000),
)
_KINDS = ("kreis",)


def fetch(session: FetchSession) -> None:
    """Ask which regions there are, then for those shown."""
    gdp.fetch(session, DATASET.table, _KINDS)


stated = cube.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims in millions of euro. Raises ValueError."""
    return gdp.ruhr(gdp.parse(parts, _KINDS))
