"""Germany × China, Hong Kong, Macau, Taiwan × chapters of goods (WAM2) × years, special trade."""

from functools import partial

from etl.readers.claims import trade_claims
from etl.readers.genesis import client
from etl.readers.genesis.request import CHINA, TRADE, Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="51000-0007",
    title=Title(
        "Aus- und Einfuhr (Außenhandel): Deutschland, Jahre, Länder, Warenverzeichnis (2-Steller)",
        "Exports and imports (foreign trade): Germany, years, countries, commodity "
        "classification (2 digits)",
    ),
    cadence="yearly, provisional in spring, revised in autumn",
    rhythm=Rhythm("year", 151, 30),
    rows=(200, 200_000),
)

fetch = partial(
    client.fetch_table, asks=[Ask(DATASET.table, TRADE, keys=(("STLAH", CHINA), ("WAM2", ("*",))))]
)
parse = partial(trade_claims.product_claims, is_flat=True)
