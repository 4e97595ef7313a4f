"""NRW × China, Hong Kong, Macau, Taiwan × product groups (GP 2019) × years."""

from functools import partial

from etl.readers.claims import trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import CHINA, NRW, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0036",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Bundesländer, Jahre, Länder, Warensystematik",
        "Exports and imports (foreign trade): Länder, years, countries, groups of goods",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(200, 120000),
)

fetch = partial(
    client.fetch_table,
    asks=[Ask(DATASET.table, TRADE, NRW, (("STLAH", CHINA), ("GP19B2", ("*",))))],
)
parse = trade_claims.product_claims
