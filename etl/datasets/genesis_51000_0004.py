"""Germany × China, Hong Kong, Macau, Taiwan × months: exports and imports, special trade."""

from functools import partial

from etl.readers.claims import trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import CHINA, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0004",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Deutschland, Monate, Länder",
        "Exports and imports (foreign trade): Germany, months, countries",
    ),
    cadence="monthly, about 40 days after the month",
    rhythm=Rhythm("month", 40, 15),
    rows=(500, 60000),
)

fetch = partial(client.fetch_table, asks=[Ask(DATASET.table, TRADE, keys=(("STLAH", CHINA),))])
parse = partial(trade_claims.claims, table=DATASET.table)
