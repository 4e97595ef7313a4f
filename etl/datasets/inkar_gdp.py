"""Gross domestic product of the Kreise of NRW in 2021, in INKAR, before the revision of 2024.

Its states are not those of today's tables of the Länder: NRW's Kreise add up to 746.95 billion euro
here, to 760.08 there. So the basis is one of its own, and no line or ratio joins the two.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.readers import collected
from etl.readers.inkar import BEFORE_2024, dataset, kreise
from etl.readers.landesdatenbank import claims
from etl.schema import Title

DATASET = dataset(
    table="11",
    title=Title(
        "Bruttoinlandsprodukt absolut: Kreise", "Gross domestic product, absolute: districts"
    ),
    rows=(50, 100),
)
#: What the Kreise of NRW add up to in thousands of euro: the catalogue says millions, wrongly.
_THOUSANDS = (500_000_000, 1_500_000_000)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims in millions of euro. Raises ValueError when the figures are in another unit."""
    frames = [collected.read(raw) for _, raw in sorted(parts.items())]
    rows = pd.concat(frames, ignore_index=True)
    if set(rows["Indikator"]) != {DATASET.table} or set(rows["Raumbezug"]) != {"KRE"}:
        raise ValueError(f"expected indicator {DATASET.table} of Kreise alone")
    value = pd.to_numeric(rows["Wert"])
    sums = value.groupby(rows["ZeitID"]).sum()
    if not sums.between(*_THOUSANDS).all():
        raise ValueError(f"the Kreise add up to {sums.iloc[0]:,.0f}; expected thousands of euro")
    lines = pd.DataFrame(
        {
            "time": rows["ZeitID"],
            "ags": rows["Schlüssel"],
            "name": rows["Schlüssel"].map(kreise("name_de")),
            "printed": rows["Wert"] + " Tsd. EUR",
            "number": (value / 1000).astype("str"),
        }
    )
    return claims.claims(lines, indicator="gdp", unit="meur", qualifier="exact", basis=BEFORE_2024)
