"""Germany's trade with 30 partner countries and the world by month, in the Community concept.

The partners are a choice of large ones from all continents, not the largest: what is not among them
is in the world alone. Partners in the EU come a month later than the others.
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
        "Handel der EU- und Drittländer seit 2002 nach SITC (alle Waren)",
        "Trade of EU and third countries since 2002 by SITC (all goods)",
    ),
    cadence="monthly, about 45 days after the month",
    rhythm=Rhythm("month", 45, 10),
    rows=(100, 100_000),
    claimed=("cn", "hk", "mo"),
)
_PARTNERS = {
    code: code.lower()
    for code in ("AT", "AU", "BE", "BR", "CA", "CH", "CL", "CN", "CZ", "ES", "FR", "GB", "HK", "IE",
                 "IN", "IT", "JP", "KR", "MO", "MX", "NL", "NO", "PL", "PT", "RU", "SA", "SE", "SG",
                 "TW", "UA", "US", "VN", "WORLD")
}  # fmt: skip
_FIXED = {"freq": "M", "reporter": "DE", "product": "TOTAL", "indicators": "VALUE_EUR"}

fetch = partial(
    codes.fetch_figures, dataset=DATASET.table, fixed=_FIXED, since=2002, is_comext=True,
    wanted={"partner": tuple(_PARTNERS), "flow": tuple(claims.FLOWS)},
)  # fmt: skip


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on months, and our sums of the year for those claimed. Raises ValueError."""
    cells = claims.read(parts)
    claims.check_constant(cells, **_FIXED)
    months = claims.comext(
        cells, 1e6, "EUR",
        indicator="trade_value",
        unit="meur",
        counterpart=claims.map_codes(cells, "partner", _PARTNERS),
    )  # fmt: skip
    claimed = months[months["counterpart"].isin(DATASET.claimed)]
    sums = claims.sums_of_the_year(claimed, DATASET.table)
    return pd.concat([months, sums], ignore_index=True).astype("str")
