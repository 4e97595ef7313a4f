"""Germany's trade with all countries by section of the SITC, years, in the Community concept.

What China's share in all exports and imports is a share of, by kind of goods. It says nothing of
the goods that are traded with China.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from etl.readers.eurostat import claims, codes
from etl.readers.eurostat.client import comext
from etl.schema import Rhythm, Title

DATASET = comext(
    table="DS-059331",
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
_FIXED = {"freq": "M", "reporter": "DE", "partner": "WORLD", "indicators": "VALUE_EUR"}

fetch = partial(
    codes.fetch_figures, dataset=DATASET.table, fixed=_FIXED, since=2002, is_comext=True,
    wanted={"product": tuple(_SECTIONS), "flow": tuple(claims.FLOWS)},
)  # fmt: skip


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on whole years, our sums of their months. Raises ValueError."""
    cells = claims.read(parts)
    claims.check_constant(cells, **_FIXED)
    months = claims.comext(
        cells, 1e6, "EUR",
        indicator="product_trade_value",
        product=claims.map_codes(cells, "product", _SECTIONS),
        product_scheme="sitc",
        unit="meur",
        counterpart="world",
    )  # fmt: skip
    sums = claims.sums_of_the_year(months, DATASET.table)
    return sums[sums["period_kind"] == "year"].reset_index(drop=True)
