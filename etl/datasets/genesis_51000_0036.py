"""NRW × China, Hong Kong, Macau, Taiwan × product groups (GP 2019) × years."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, product_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import CHINA, NRW, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0036",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Bundesländer, Jahre, Länder, Warensystematik",
        "Exports and imports (foreign trade): Länder, years, countries, groups of goods",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(200, 120000),
)


def fetch(session: FetchSession) -> None:
    """Ask for NRW, the four partners and all product groups, and the state of the table."""
    keys = (("STLAH", CHINA), ("GP19B2", ("*",)))
    client.fetch_table(session, Ask(DATASET.table, TRADE, NRW, keys))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return product_claims.claims(foreign_trade.read(parts))
