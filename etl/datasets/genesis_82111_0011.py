"""Gross value added of the Länder by industry, years; the bundled state holds NRW alone.

Read as a flat file, which no live call has confirmed, and as the CSV of the web page.
"""

from functools import partial

from etl.readers.genesis import client, laender
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

fetch = partial(client.fetch_table, asks=[Ask(DATASET.table, years=since(2010))])
parse = partial(laender.claims, measures=_MEASURES, basis="laender_accounts")
