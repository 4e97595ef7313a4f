"""Gross domestic product in US dollars of China, Germany, Hong Kong and the world: World Bank."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.worldbank import indicator
from etl.schema import Title

DATASET = indicator.dataset(
    table="NY.GDP.MKTP.CD",
    title=Title(
        "Bruttoinlandsprodukt zu jeweiligen Preisen in US-Dollar",
        "Gross domestic product at current prices in US dollars",
    ),
    rows=(20, 1_000),
)


def fetch(session: FetchSession) -> None:
    """Ask for all years."""
    indicator.fetch(session, DATASET.table)


stated = indicator.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims in millions of US dollars. Raises ValueError."""
    return indicator.claims(
        parts, DATASET.table, 1e6, indicator="gdp_usd", unit="musd", basis="world_bank"
    )
