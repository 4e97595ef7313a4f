"""Germany × partner countries × years: exports and imports by value and weight, special trade."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0003",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Deutschland, Jahre, Länder",
        "Exports and imports (foreign trade): Germany, years, countries",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(500, 60000),
)


def fetch(session: FetchSession) -> None:
    """Ask for all partners, and the state of the table."""
    client.fetch_table(session, Ask(DATASET.table, TRADE))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return trade_claims.claims(foreign_trade.read(parts), DATASET.table)
