"""Gross domestic product at current prices: towns and districts of the Ruhr area, and our sum."""

from functools import partial

from etl.readers.eurostat import gdp
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="nama_10r_3gdp",
    title=Title(
        "Bruttoinlandsprodukt zu jeweiligen Marktpreisen nach NUTS-3-Regionen (Kreise und "
        "kreisfreie Städte)",
        "Gross domestic product at current market prices by NUTS 3 region (districts and "
        "independent towns)",
    ),
    cadence="yearly, one to two years after the year",
    rhythm=Rhythm("year", 730, 30),
    rows=(15, 1000),
)
_KINDS = ("kreis",)

fetch = partial(gdp.fetch, dataset=DATASET.table, kinds=_KINDS)
parse = partial(gdp.parse, kinds=_KINDS)
