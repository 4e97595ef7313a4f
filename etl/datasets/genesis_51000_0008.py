"""Germany × China × chapters of goods (WAM2) × months, special trade."""

from functools import partial

from etl.readers.claims import trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import CHINA, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0008",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Deutschland, Monate, Länder, Warenverzeichnis (2-Steller)",
        "Exports and imports (foreign trade): Germany, months, countries, commodity "
        "classification (2 digits)",
    ),
    cadence="monthly, some weeks after the national figures",
    rhythm=Rhythm("month", 61, 30),
    rows=(200, 200_000),
)

fetch = partial(
    client.fetch_table,
    asks=[Ask(DATASET.table, TRADE, keys=(("STLAH", CHINA[:1]), ("WAM2", ("*",))))],
)
parse = partial(trade_claims.product_claims, is_flat=True)
