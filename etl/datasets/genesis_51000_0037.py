"""NRW × China, Hong Kong, Macau, Taiwan × product groups (GP 2019) × months."""

from functools import partial

from etl.readers.claims import trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import CHINA, NRW, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0037",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Bundesländer, Monate, Länder, Warensystematik",
        "Exports and imports (foreign trade): Länder, months, countries, groups of goods",
    ),
    cadence="monthly, some weeks after the national figures",
    rhythm=Rhythm("month", 61, 30),
    rows=(200, 120000),
)

fetch = partial(
    client.fetch_table,
    asks=[Ask(DATASET.table, TRADE, NRW, (("STLAH", CHINA), ("GP19B2", ("*",))))],
)
parse = trade_claims.product_claims
