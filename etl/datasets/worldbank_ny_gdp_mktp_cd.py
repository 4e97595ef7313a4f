"""Gross domestic product in US dollars of China, Germany, Hong Kong and the world: World Bank."""

from functools import partial

from etl.readers.worldbank import indicator
from etl.schema import Title

DATASET = indicator.dataset(
    table="NY.GDP.MKTP.CD",
    title=Title(
        "Bruttoinlandsprodukt zu jeweiligen Preisen in US-Dollar",
        "Gross domestic product at current prices in US dollars",
    ),
    rows=(20, 1_000),
)

fetch = partial(indicator.fetch, indicator=DATASET.table)
parse = partial(
    indicator.claims, code=DATASET.table, divisor=1e6, indicator="gdp_usd", unit="musd",
    basis="world_bank",
)  # fmt: skip
