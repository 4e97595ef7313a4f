"""Persons employed in the Länder by industry, years; the bundled state holds NRW alone.

Read as a flat file, which no live call has confirmed, and as the CSV of the web page.
"""

from functools import partial

from etl.readers.genesis import client, laender
from etl.readers.genesis.laender import Measure
from etl.readers.genesis.request import Ask, dataset, since
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="13311-0002",
    title=Title(
        "Erwerbstätige (im Inland): Bundesländer, Jahre, Wirtschaftszweige",
        "Persons employed (domestic): Länder, years, industries",
    ),
    cadence="yearly, in spring",
    rhythm=Rhythm("year", 151, 30),
    rows=(100, 5000),
)
_MEASURES = (Measure("Erwerbstätige", "1000", "persons_employed", "persons", 1000),)

fetch = partial(client.fetch_table, asks=[Ask(DATASET.table, years=since(2010))])
parse = partial(laender.claims, measures=_MEASURES, basis="laender_accounts")
