"""Stocks of direct investment between Germany and China at the end of a year: Bundesbank.

By the immediate partner. Not the survey of direct and indirect holdings that reports quote, and
not Eurostat's bop_fdi6_pos: a measure of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.bundesbank import investment
from etl.schema import Title

_STOCKS = investment.Measure("BBFFDIPV", "LE", "stock")
DATASET = investment.dataset(
    table=_STOCKS.dataflow,
    title=Title(
        "Direktinvestitionen: Bestände nach Ländern, Jahresende",
        "Direct investment: stocks by country, end of year",
    ),
    cadence="yearly, in spring",
)


def fetch(session: FetchSession) -> None:
    """Ask which series there are, then for those on the whole."""
    investment.fetch(session, _STOCKS)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims both ways. Raises ValueError."""
    return investment.claims(parts, _STOCKS)
