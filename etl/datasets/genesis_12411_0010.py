"""Inhabitants of the Länder on the last day of each year.

Read as a flat file, which no live call has confirmed, and as the CSV of the web page.
"""

from functools import partial

from etl.readers.genesis import client, laender
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

fetch = partial(client.fetch_table, asks=[Ask(DATASET.table, years=since(2010))])
parse = partial(laender.claims, measures=_MEASURES, basis="")
