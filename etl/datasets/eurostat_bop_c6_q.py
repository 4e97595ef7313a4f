"""Germany's trade in services with China and Hong Kong by quarter, in the balance of payments.

Residence counts here, not the border: another concept than that of goods. Credit is an export,
debit an import. The years before 2002 rest on other surveys and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from etl.readers.eurostat import claims, codes
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="bop_c6_q",
    title=Title(
        "Zahlungsbilanz nach Partnerland: Dienstleistungen",
        "Balance of payments by partner country: services",
    ),
    cadence="quarterly, about 100 days after the quarter",
    rhythm=Rhythm("quarter", 100, 20),
    rows=(20, 2_000),
)
_SINCE = 2002
_FLOWS = {"CRE": "export", "DEB": "import"}
_FIXED = {"freq": "Q", "currency": "MIO_EUR", "bop_item": "S", "sector10": "S1", "sectpart": "S1",
          "geo": "DE"}  # fmt: skip

fetch = partial(
    codes.fetch_figures, dataset=DATASET.table, fixed=_FIXED, since=_SINCE,
    wanted={"stk_flow": tuple(_FLOWS), "partner": ("CN_X_HK", "HK")},
)  # fmt: skip


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on quarters, and our sums over the year. Raises ValueError."""
    cells = claims.read(parts)
    claims.check_constant(cells, **_FIXED)
    cells = cells[cells["time"] >= str(_SINCE)].reset_index(drop=True)
    quarters = claims.claims(
        cells, 1.0, "Mio. EUR",
        indicator="services_trade_value",
        unit="meur",
        region="de",
        counterpart=claims.map_codes(cells, "partner", claims.PARTNERS),
        flow=claims.map_codes(cells, "stk_flow", _FLOWS),
        basis="balance_of_payments",
    )  # fmt: skip
    sums = claims.sums_of_the_year(quarters, DATASET.table)
    return pd.concat([quarters, sums], ignore_index=True).astype("str")
