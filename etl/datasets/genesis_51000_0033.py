"""Länder × China × months by value; NRW also with Hong Kong, Macau, Taiwan and by weight.

With the monthly totals of the Länder (table 51000-0031).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import CHINA, NRW, TRADE, VALUES, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0033",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Bundesländer, Monate, Länder",
        "Exports and imports (foreign trade): Länder, months, countries",
    ),
    cadence="monthly, some weeks after the national figures",
    rhythm=Rhythm("month", 61, 30),
    rows=(500, 200_000),
)


def fetch(session: FetchSession) -> None:
    """Ask for NRW × the four partners, all Länder × China, totals, and the state of the table."""
    client.fetch_table(
        session,
        Ask(DATASET.table, TRADE, NRW, (("STLAH", CHINA),)),
        Ask(DATASET.table, VALUES, keys=(("STLAH", CHINA[:1]),)),
        Ask("51000-0031", VALUES),
    )


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return trade_claims.claims(foreign_trade.read(parts), DATASET.table)


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Where partners do not add up to a published total, if all partners are there."""
    return foreign_trade.disagreements(foreign_trade.read(parts))
