"""Foreign-controlled enterprises in Germany by continent of the parent company, years.

Table 48131-0002 has them by branch without any origin and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_control
from etl.readers.genesis import client, metadata
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import Ask
from etl.schema import Dataset

DATASET = Dataset(
    table="48131-0001",
    series="GENESIS-Online, Tabelle",
    title="Auslandskontrollierte Unternehmen: Deutschland, Jahre, Herkunftskontinent der "
    "Muttergesellschaft",
    publisher="Statistisches Bundesamt (Destatis)",
    page="https://www-genesis.destatis.de/datenbank/online/table/48131-0001",
    licence="dl-de/by-2-0",
    cadence="yearly, the series of this table ended with 2020",
    rows=(12, 500),
    account="genesis",
)
_FIRST_YEAR = 2009


def fetch(session: FetchSession) -> None:
    """Ask of what the table consists, then for all origins."""
    years = (_FIRST_YEAR, datetime.now(UTC).year)

    def ask(named: dict[str, str]) -> None:
        metadata.find_dimension(named, foreign_control.ORIGIN, "origin")
        client.fetch(session, Ask(DATASET.table, (), years))

    metadata.with_structure(session, DATASET.table, ask)


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims by origin. Raises ValueError."""
    return foreign_control.claims(parts)
