"""Germany × China, Hong Kong, Macau, Taiwan × months: exports and imports, special trade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.parts import read_cells
from etl.readers.genesis.request import CHINA, TRADE, Ask
from etl.schema import Dataset

DATASET = Dataset(
    table="51000-0004",
    series="GENESIS-Online, Tabelle",
    title="Aus- und Einfuhr (Außenhandel): Deutschland, Monate, Länder",
    publisher="Statistisches Bundesamt (Destatis)",
    page="https://www-genesis.destatis.de/datenbank/online/table/51000-0004",
    licence="dl-de/by-2-0",
    cadence="monthly, about 40 days after the month",
    rows=(500, 60000),
    account="genesis",
)


def fetch(session: FetchSession) -> None:
    """Ask for the four partners, and the state of the table."""
    years = (2008, datetime.now(UTC).year)
    client.metadata(session, "51000-0004")
    client.fetch(session, Ask("51000-0004", TRADE, years, keys=(("STLAH", CHINA),)))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return trade_claims.claims(foreign_trade.lines(read_cells(parts)), DATASET.table)
