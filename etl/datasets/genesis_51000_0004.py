"""Germany × China, Hong Kong, Macau, Taiwan × months: exports and imports, special trade."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import CHINA, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0004",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Deutschland, Monate, Länder",
        "Exports and imports (foreign trade): Germany, months, countries",
    ),
    cadence="monthly, about 40 days after the month",
    rhythm=Rhythm("month", 40, 15),
    rows=(500, 60000),
)


def fetch(session: FetchSession) -> None:
    """Ask for the four partners, and the state of the table."""
    client.fetch_table(session, Ask(DATASET.table, TRADE, keys=(("STLAH", CHINA),)))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return trade_claims.claims(foreign_trade.read(parts), DATASET.table)
