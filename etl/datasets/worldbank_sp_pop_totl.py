"""Inhabitants of China, Germany, Hong Kong and the world in the middle of a year: World Bank.

An estimate for the middle of the year, not the count of an office on a day: a measure of its own.
"""

from functools import partial

from etl.readers.worldbank import indicator
from etl.schema import Title

DATASET = indicator.dataset(
    table="SP.POP.TOTL",
    title=Title("Bevölkerung insgesamt, Jahresmitte", "Total population, mid-year"),
    rows=(20, 1_000),
)

fetch = partial(indicator.fetch, indicator=DATASET.table)
parse = partial(
    indicator.claims, code=DATASET.table, divisor=1, indicator="population_mid_year",
    unit="inhabitants", basis="world_bank",
)  # fmt: skip
