"""Germany's trade with all countries by section of the SITC, years, in the Community concept.

What China's share in all exports and imports is a share of, by kind of goods. It says nothing of
the goods that are traded with China.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import claims, client, cube
from etl.readers.eurostat import codes as eurostat_codes
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="DS-059331",
    series=client.COMEXT,
    title=Title(
        "Handel der EU- und Drittländer seit 2002 nach SITC (Abschnitte)",
        "Trade of EU and third countries since 2002 by SITC (sections)",
    ),
    cadence="monthly, about 45 days after the month",
    rhythm=Rhythm("month", 45, 10),
    rows=(20, 20_000),
    feeds="product_trade",
)
_SECTIONS = {str(section): f"sitc_{section}" for section in range(10)}
_FLOWS = {"1": "import", "2": "export"}
_FIXED = {"freq": "M", "reporter": "DE", "partner": "WORLD", "indicators": "VALUE_EUR"}


def fetch(session: FetchSession) -> None:
    """Ask which codes there are, then for the months of each section."""
    existing = eurostat_codes.fetch(session, DATASET.table, is_comext=True)
    fixed = {name: (code,) for name, code in _FIXED.items()}
    wanted = {**fixed, "product": tuple(_SECTIONS), "flow": tuple(_FLOWS)}
    key = eurostat_codes.select(DATASET.table, existing, wanted, {}, is_comext=True)
    client.fetch(session, client.Ask(DATASET.table, key, 2002, is_comext=True))


stated = cube.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on whole years, our sums of their months. Raises ValueError."""
    cells = claims.read(parts)
    claims.check_constant(cells, **_FIXED)
    months = claims.claims(
        cells, 1e6, "EUR",
        indicator="product_trade_value",
        product=claims.map_codes(cells, "product", _SECTIONS),
        product_scheme="sitc",
        unit="meur",
        region="de_estat",
        counterpart="world",
        flow=claims.map_codes(cells, "flow", _FLOWS),
        trade_system="community",
    )  # fmt: skip
    sums = claims.sums_of_the_year(months, DATASET.table)
    return sums[sums["period_kind"] == "year"].reset_index(drop=True)
