"""Germany × China, Hong Kong, Macau, Taiwan × chapters of goods (WAM2) × years, special trade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, product_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.metadata import flat
from etl.readers.genesis.request import CHINA, TRADE, Ask
from etl.schema import Dataset

DATASET = Dataset(
    table="51000-0007",
    series="GENESIS-Online, Tabelle",
    title="Aus- und Einfuhr (Außenhandel): Deutschland, Jahre, Länder, "
    "Warenverzeichnis (2-Steller)",
    publisher="Statistisches Bundesamt (Destatis)",
    page="https://www-genesis.destatis.de/datenbank/online/table/51000-0007",
    licence="dl-de/by-2-0",
    cadence="yearly, provisional in spring, revised in autumn",
    rows=(200, 200_000),
    account="genesis",
)


def fetch(session: FetchSession) -> None:
    """Ask for China, Hong Kong, Macau, Taiwan and all chapters, and the state of the table."""
    years = (2008, datetime.now(UTC).year)
    client.metadata(session, "51000-0007")
    client.fetch(
        session, Ask("51000-0007", TRADE, years, keys=(("STLAH", CHINA), ("WAM2", ("*",))))
    )


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return product_claims.claims(foreign_trade.lines([one.cells for one in flat(parts)]))
