"""Inhabitants of the Länder on the last day of each year.

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
    table="12411-0010",
    title=Title("Bevölkerung: Bundesländer, Stichtag", "Population: Länder, reference date"),
    cadence="yearly, in the summer after the reference day",
    rhythm=Rhythm("year", 243, 30),
    rows=(100, 2000),
)
_MEASURES = (Measure("Bevölkerungsstand", "Anzahl", "population", "inhabitants"),)


def fetch(session: FetchSession) -> None:
    """Ask for the whole table, and for its state."""
    client.fetch_table(session, Ask(DATASET.table, years=since(2010)))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return laender.claims(parts, _MEASURES, "")
