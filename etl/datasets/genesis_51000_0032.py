"""Länder × partner countries × years: exports and imports by value and weight.

NRW with all partners (for sums and ranks), all Länder with China, Hong Kong, Macau and Taiwan, and
the published totals of the Länder (table 51000-0030), which the partners have to add up to.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import CHINA, NRW, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0032",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Bundesländer, Jahre, Länder",
        "Exports and imports (foreign trade): Länder, years, countries",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(500, 60_000),
)


def fetch(session: FetchSession) -> None:
    """Ask for NRW × all, all × China, the totals, and the state of the table."""
    client.fetch_table(
        session,
        Ask(DATASET.table, TRADE, NRW),
        Ask(DATASET.table, TRADE, keys=(("STLAH", CHINA),)),
        Ask("51000-0030", TRADE),
    )


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return trade_claims.claims(foreign_trade.read(parts), DATASET.table)


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Where partners do not add up to the published total of their Land."""
    return foreign_trade.disagreements(foreign_trade.read(parts))
