"""Gross domestic product in US dollars of China, Germany, Hong Kong and the world: World Bank."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.readers import collected
from etl.readers.claims.trade_claims import text
from etl.readers.collected import CLAIMS
from etl.schema import Dataset, Rhythm

DATASET = Dataset(
    table="NY.GDP.MKTP.CD",
    series="World Development Indicators, Reihe",
    title="Bruttoinlandsprodukt zu jeweiligen Preisen in US-Dollar",
    publisher="Weltbank",
    page="https://data.worldbank.org/indicator/NY.GDP.MKTP.CD",
    licence="cc-by-4.0",
    cadence="several times a year",
    rhythm=Rhythm("year"),
    rows=(20, 1_000),
)
_REGIONS = {"CHN": "cn", "DEU": "de", "HKG": "hk", "WLD": "world"}
_COLUMNS = ["countryiso3code", "date", "value"]


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims in millions of US dollars. Raises ValueError."""
    (raw,) = parts.values()
    table = collected.read(raw)
    if list(table.columns) != _COLUMNS:
        raise ValueError(f"the columns are {', '.join(table.columns)}; expected "
                         + ", ".join(_COLUMNS))  # fmt: skip
    if strange := sorted(set(table["countryiso3code"]) - _REGIONS.keys()):
        raise ValueError(f"unknown country: {', '.join(strange)}")
    frame = pd.DataFrame(
        {
            "indicator": "gdp_usd",
            "region": table["countryiso3code"].map(_REGIONS),
            "basis": "world_bank",
            "adjustment": "none",
            "period_kind": "year",
            "period_start": table["date"] + "-01-01",
            "period_end": table["date"] + "-12-31",
            "value": (pd.to_numeric(table["value"]) / 1e6).round(3).map(text),
            "unit": "musd",
            "qualifier": "exact",
            "evidence_kind": "statistic",
            "status": "unknown",
            "confidence": "high",
        }
    )
    return frame.reindex(columns=list(CLAIMS.columns)).astype("str")
