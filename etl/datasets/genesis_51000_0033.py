"""Länder × China × months by value; NRW also with Hong Kong, Macau, Taiwan and by weight.

With the monthly totals of the Länder (table 51000-0031).
"""

from functools import partial

from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import CHINA, NRW, TRADE, VALUES, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0033",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Bundesländer, Monate, Länder",
        "Exports and imports (foreign trade): Länder, months, countries",
    ),
    cadence="monthly, some weeks after the national figures",
    rhythm=Rhythm("month", 61, 30),
    rows=(500, 200_000),
)

fetch = partial(
    client.fetch_table,
    asks=[
        Ask(DATASET.table, TRADE, NRW, (("STLAH", CHINA),)),
        Ask(DATASET.table, VALUES, keys=(("STLAH", CHINA[:1]),)),
        Ask("51000-0031", VALUES),
    ],
)
parse = partial(trade_claims.claims, table=DATASET.table)
inconsistencies = foreign_trade.disagreements
