"""Länder × China × months by value; NRW also with Hong Kong, Macau, Taiwan and by weight.

With the monthly totals of the Länder (table 51000-0031).
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
from etl.readers.genesis.request import CHINA, NRW, TRADE, VALUES, Ask
from etl.schema import Dataset

DATASET = Dataset(
    table="51000-0033",
    series="GENESIS-Online, Tabelle",
    title="Aus- und Einfuhr (Außenhandel): Bundesländer, Monate, Länder",
    publisher="Statistisches Bundesamt (Destatis)",
    page="https://www-genesis.destatis.de/datenbank/online/table/51000-0033",
    licence="dl-de/by-2-0",
    cadence="monthly, some weeks after the national figures",
    rows=(500, 200_000),
    account="genesis",
)


def fetch(session: FetchSession) -> None:
    """Ask for NRW × the four partners, all Länder × China, totals, and the state of the table."""
    years = (2008, datetime.now(UTC).year)
    client.metadata(session, "51000-0033")
    client.fetch(session, Ask("51000-0033", TRADE, years, NRW, (("STLAH", CHINA),)))
    client.fetch(session, Ask("51000-0033", VALUES, years, keys=(("STLAH", CHINA[:1]),)))
    client.fetch(session, Ask("51000-0031", VALUES, years))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return trade_claims.claims(foreign_trade.lines(read_cells(parts)), DATASET.table)


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Where partners do not add up to a published total, if all partners are there."""
    return foreign_trade.disagreements(foreign_trade.lines(read_cells(parts)))
