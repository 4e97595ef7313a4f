"""Foreign-controlled enterprises in Germany by continent of the parent company, years.

Table 48131-0002 has them by branch without any origin and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import foreign_control
from etl.readers.genesis import client, metadata
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import Ask, dataset, since
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="48131-0001",
    title=Title(
        "Auslandskontrollierte Unternehmen: Deutschland, Jahre, Herkunftskontinent der "
        "Muttergesellschaft",
        "Foreign-controlled enterprises: Germany, years, continent of origin of the parent company",
    ),
    cadence="yearly, the series of this table ended with 2020",
    rhythm=Rhythm("year", has_ended=True),
    rows=(12, 500),
)
_FIRST_YEAR = 2009


def fetch(session: FetchSession) -> None:
    """Ask of what the table consists, then for all origins."""

    def ask(dimensions: dict[str, str]) -> None:
        metadata.find_dimension(dimensions, foreign_control.ORIGIN, "origin")
        client.fetch(session, Ask(DATASET.table, years=since(_FIRST_YEAR)))

    metadata.with_structure(session, DATASET.table, ask)


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims by origin. Raises ValueError."""
    return foreign_control.claims(parts)
