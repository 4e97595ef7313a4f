"""Gross domestic product of the Länder at current prices, years.

Read as a flat file, which no live call has confirmed, and as the CSV of the web page.
"""

from functools import partial

from etl.readers.genesis import client, laender
from etl.readers.genesis.laender import Measure
from etl.readers.genesis.request import Ask, dataset, since
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="82111-0010",
    title=Title(
        "Bruttoinlandsprodukt zu Marktpreisen (nominal): Bundesländer, Jahre",
        "Gross domestic product at market prices (nominal): Länder, years",
    ),
    cadence="yearly, in spring",
    rhythm=Rhythm("year", 151, 30),
    rows=(100, 1000),
)
_MEASURES = (Measure("Bruttoinlandsprodukt", "Mill. EUR", "gdp", "meur"),)

fetch = partial(client.fetch_table, asks=[Ask(DATASET.table, years=since(2010))])
parse = partial(laender.claims, measures=_MEASURES, basis="laender_accounts")
