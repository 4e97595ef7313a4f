"""Unemployed persons, their rate, and registered vacancies of the Länder, years.

Read as a flat file, which no live call has confirmed, and as the CSV of the web page.
"""

from functools import partial

from etl.readers.genesis import client, laender
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

fetch = partial(client.fetch_table, asks=[Ask(DATASET.table, years=since(2010))])
parse = partial(laender.claims, measures=_MEASURES, basis="official_statistics")
