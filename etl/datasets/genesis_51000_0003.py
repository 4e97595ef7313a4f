"""Germany × partner countries × years: exports and imports by value and weight, special trade."""

from functools import partial

from etl.readers.claims import trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0003",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Deutschland, Jahre, Länder",
        "Exports and imports (foreign trade): Germany, years, countries",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(500, 60000),
)

fetch = partial(client.fetch_table, asks=[Ask(DATASET.table, TRADE)])
parse = partial(trade_claims.claims, table=DATASET.table)
