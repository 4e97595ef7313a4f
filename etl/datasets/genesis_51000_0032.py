"""Länder × partner countries × years: exports and imports by value and weight.

NRW with all partners (for sums and ranks), all Länder with China, Hong Kong, Macau and Taiwan, and
the published totals of the Länder (table 51000-0030), which the partners have to add up to.
"""

from functools import partial

from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import CHINA, NRW, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0032",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Bundesländer, Jahre, Länder",
        "Exports and imports (foreign trade): Länder, years, countries",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(500, 60_000),
)

fetch = partial(
    client.fetch_table,
    asks=[
        Ask(DATASET.table, TRADE, NRW),
        Ask(DATASET.table, TRADE, keys=(("STLAH", CHINA),)),
        Ask("51000-0030", TRADE),
    ],
)
parse = partial(trade_claims.claims, table=DATASET.table)
inconsistencies = foreign_trade.disagreements
