"""Gross domestic product at current prices: Germany, NRW and its Regierungsbezirke."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import Desk, Published
from etl.readers.eurostat import gdp

SOURCE = Published(
    table="nama_10r_2gdp",
    series="Eurostat, Datensatz",
    title="Bruttoinlandsprodukt zu jeweiligen Marktpreisen nach NUTS-2-Regionen "
    "(in NRW: Regierungsbezirke)",
    publisher="Eurostat",
    url="https://ec.europa.eu/eurostat/databrowser/view/nama_10r_2gdp/",
    licence="cc-by-4.0",
    cadence="yearly, one to two years after the year",
    rows=(7, 500),
)
_KINDS = ("country", "land", "regierungsbezirk")


def fetch(desk: Desk) -> None:
    """Ask which regions there are, then for those shown."""
    gdp.fetch(desk, SOURCE.table, _KINDS)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims in millions of euro. Raises ValueError."""
    return gdp.parse(parts, _KINDS)


def findings(_: Mapping[str, bytes]) -> list[str]:
    """Nothing: the dataset states each figure once."""
    return []
