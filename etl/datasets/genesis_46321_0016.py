"""What ports of NRW handle by ship, years: whole (table 46321-0015) and by division of goods."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import inland_ports
from etl.readers.genesis import client, metadata
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.request import Ask, dataset, since
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="46321-0016",
    title=Title(
        "Umgeschlagene Güter (Binnenschifffahrt): Deutschland, Jahre, Ausgewählte Binnenhäfen, "
        "Güterverzeichnis (Abteilungen)",
        "Goods handled (inland waterways): Germany, years, selected inland ports, classification "
        "of goods (divisions)",
    ),
    cadence="yearly",
    rhythm=Rhythm("year"),
    rows=(20, 20_000),
)
_FIRST_YEAR = 2011


def fetch(session: FetchSession) -> None:
    """Ask of what both tables consist, then for all of their ports."""
    for table in (DATASET.table, "46321-0015"):

        def ask(dimensions: dict[str, str], table: str = table) -> None:
            metadata.find_dimension(dimensions, "häfen|hafen", "ports")
            client.fetch(session, Ask(table, years=since(_FIRST_YEAR)))

        metadata.with_structure(session, table, ask)


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of the ports of NRW. Raises ValueError."""
    return inland_ports.claims(parts, DATASET.table)


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Where divisions do not add up to the published total of a port."""
    return inland_ports.disagreements(parts)
