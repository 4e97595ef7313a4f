"""Gross value added of the Länder by industry, years; the bundled state holds NRW alone.

Read as a flat file, which no live call has confirmed, and as the CSV of the web page.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.genesis import client, laender
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis.laender import Measure
from etl.readers.genesis.request import Ask, dataset, since
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="82111-0011",
    title=Title(
        "Bruttowertschöpfung zu Herstellungspreisen (nominal): Bundesländer, Jahre, "
        "Wirtschaftszweige",
        "Gross value added at basic prices (nominal): Länder, years, industries",
    ),
    cadence="yearly, in spring",
    rhythm=Rhythm("year", 151, 30),
    rows=(100, 5000),
)
_MEASURES = (Measure("Bruttowertschöpfung", "Mill. EUR", "gross_value_added", "meur"),)


def fetch(session: FetchSession) -> None:
    """Ask for the whole table, and for its state."""
    client.fetch_table(session, Ask(DATASET.table, years=since(2010)))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return laender.claims(parts, _MEASURES, "laender_accounts")
