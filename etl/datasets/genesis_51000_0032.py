"""Länder × partner countries × years: exports and imports by value and weight.

NRW with all partners (for sums and ranks), all Länder with China, Hong Kong, Macau and Taiwan, and
the published totals of the Länder (table 51000-0030), which the partners have to add up to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.parts import read_cells
from etl.readers.genesis.request import CHINA, NRW, TRADE, Ask
from etl.schema import Dataset

DATASET = Dataset(
    table="51000-0032",
    series="GENESIS-Online, Tabelle",
    title="Aus- und Einfuhr (Außenhandel): Bundesländer, Jahre, Länder",
    publisher="Statistisches Bundesamt (Destatis)",
    page="https://www-genesis.destatis.de/datenbank/online/table/51000-0032",
    licence="dl-de/by-2-0",
    cadence="yearly, provisional in spring, revised in autumn",
    rows=(500, 60_000),
    account="genesis",
)


def fetch(session: FetchSession) -> None:
    """Ask for NRW × all, all × China, the totals, and the state of the table."""
    years = (2008, datetime.now(UTC).year)
    client.metadata(session, "51000-0032")
    client.fetch(session, Ask("51000-0032", TRADE, years, NRW))
    client.fetch(session, Ask("51000-0032", TRADE, years, keys=(("STLAH", CHINA),)))
    client.fetch(session, Ask("51000-0030", TRADE, years))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return trade_claims.claims(foreign_trade.lines(read_cells(parts)), DATASET.table)


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Where partners do not add up to the published total of their Land."""
    return foreign_trade.disagreements(foreign_trade.lines(read_cells(parts)))
