"""Gross domestic product at current prices: Germany, NRW and its Regierungsbezirke."""

from functools import partial

from etl.readers.eurostat import gdp
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="nama_10r_2gdp",
    title=Title(
        "Bruttoinlandsprodukt zu jeweiligen Marktpreisen nach NUTS-2-Regionen (in NRW: "
        "Regierungsbezirke)",
        "Gross domestic product at current market prices by NUTS 2 region (in NRW: government "
        "districts)",
    ),
    cadence="yearly, one to two years after the year",
    rhythm=Rhythm("year", 730, 30),
    rows=(7, 500),
)
_KINDS = ("country", "land", "regierungsbezirk")

fetch = partial(gdp.fetch, dataset=DATASET.table, kinds=_KINDS)
parse = partial(gdp.parse, kinds=_KINDS)
