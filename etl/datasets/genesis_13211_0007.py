"""Unemployed persons, their rate, and registered vacancies of the Länder, years.

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
    table="13211-0007",
    title=Title(
        "Arbeitslose, Arbeitslosenquoten, Gemeldete Arbeitsstellen: Bundesländer, Jahre",
        "Unemployed, unemployment rates, registered vacancies: Länder, years",
    ),
    cadence="yearly, in January",
    rhythm=Rhythm("year", 31, 31),
    rows=(400, 4000),
)
_MEASURES = (
    Measure("Arbeitslose", "Anzahl", "unemployed", "persons"),
    Measure(
        "Arbeitslosenquote aller zivilen Erwerbspersonen", "Prozent", "unemployment_rate", "percent"
    ),
    Measure("Gemeldete Arbeitsstellen", "Anzahl", "vacancies", "jobs"),
)


def fetch(session: FetchSession) -> None:
    """Ask for the whole table, and for its state."""
    client.fetch_table(session, Ask(DATASET.table, years=since(2010)))


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    return laender.claims(parts, _MEASURES, "official_statistics")
