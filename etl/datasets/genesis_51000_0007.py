"""Germany × China, Hong Kong, Macau, Taiwan × chapters of goods (WAM2) × years, special trade."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, product_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.metadata import flat
from etl.readers.genesis.request import CHINA, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0007",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Deutschland, Jahre, Länder, Warenverzeichnis (2-Steller)",
        "Exports and imports (foreign trade): Germany, years, countries, commodity "
        "classification (2 digits)",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(200, 200_000),
)


def fetch(session: FetchSession) -> None:
    """Ask for China, Hong Kong, Macau, Taiwan and all chapters, and the state of the table."""
    keys = (("STLAH", CHINA), ("WAM2", ("*",)))
    client.fetch_table(session, Ask(DATASET.table, TRADE, keys=keys))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return product_claims.claims(foreign_trade.lines([one.cells for one in flat(parts)]))
