"""Gross domestic product of NRW and its Kreise, years, from the national accounts of the Länder.

The code is that of public code which asks the web service of the Landesdatenbank for it. There the
table leads with year, key and name of the Kreis; gross value added by industry stands beside it.
Unconfirmed: that the download serves this code, which years it holds, how its header is worded.
So the column is looked for by its label, and refused when there is not exactly one.
(82411-01i, which the download is known to serve, is disposable income, not GDP.)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from etl.readers.landesdatenbank import claims, client, table
from etl.readers.landesdatenbank.table import Measure
from etl.schema import Rhythm, Title

DATASET = client.dataset(
    table="82711-01i",
    title=Title(
        "Bruttoinlandsprodukt und Bruttowertschöpfung nach Wirtschaftsbereichen: Kreise, Jahre",
        "Gross domestic product and gross value added by industry: districts, years",
    ),
    cadence="yearly, about 18 months after the year",
    rhythm=Rhythm("year", 547, 60),
    rows=(50, 20_000),
)
_GDP = "Bruttoinlandsprodukt"
#: Ways to write a million euro.
_MEUR = {"Mill. EUR", "Mio. EUR", "Mill. Euro", "Mio. Euro", "Mill. €", "Mio. €"}

fetch = partial(client.fetch, table=DATASET.table)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return claims.claims(
        _lines(parts), indicator="gdp", unit="meur", qualifier="exact", basis="laender_accounts"
    )


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Kreise that lack in a download, and Kreise that do not add up to the Land."""
    return claims.inconsistencies(_lines(parts), 0, is_whole=client.is_whole(parts, DATASET))


def _lines(parts: Mapping[str, bytes]) -> pd.DataFrame:
    frames = []
    for _, raw in sorted(parts.items()):
        read = table.read(raw, DATASET.table)
        ours = [column for column, measure in read.measures.items() if _is_gdp(measure)]
        if len(ours) != 1 or (read.frame["key"] != "").any():
            raise read.unexpected(f"one {_GDP} in millions of euro")
        frames.append(read.figures(ours[0]))
    lines = pd.concat(frames, ignore_index=True)
    odd = lines[~lines["time"].str.fullmatch(r"\d{4}")]
    if len(odd):
        raise ValueError(f"{odd['time'].iloc[0]!r} is no year")
    return lines


def _is_gdp(measure: Measure) -> bool:
    """Whether it is the whole product: not a part of it, nor per head or hour."""
    is_named = any(label in (_GDP, f"{_GDP} in jeweiligen Preisen") for label in measure.labels)
    is_part = any(" je " in f" {label} " for label in measure.labels)
    return is_named and not is_part and measure.unit in _MEUR
