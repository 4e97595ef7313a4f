"""Inhabitants of China, Germany, Hong Kong and the world in the middle of a year: World Bank.

An estimate for the middle of the year, not the count of an office on a day: a measure of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.worldbank import indicator
from etl.schema import Title

DATASET = indicator.dataset(
    table="SP.POP.TOTL",
    title=Title("Bevölkerung insgesamt, Jahresmitte", "Total population, mid-year"),
    rows=(20, 1_000),
)


def fetch(session: FetchSession) -> None:
    """Ask for all years."""
    indicator.fetch(session, DATASET.table)


stated = indicator.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims in inhabitants. Raises ValueError."""
    return indicator.claims(
        parts, DATASET.table, 1, indicator="population_mid_year", unit="inhabitants",
        basis="world_bank",
    )  # fmt: skip
