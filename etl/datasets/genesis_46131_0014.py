"""Goods by rail between NRW and all other countries together, both ways, months.

The table names regions of Germany, and other countries only as a whole: China is not in it.
"""

from functools import partial

from etl.readers.claims import rail_freight
from etl.readers.claims.rail_freight import Link
from etl.readers.genesis.metadata import has_name
from etl.readers.genesis.request import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="46131-0014",
    title=Title(
        "Beförderte Güter (Eisenbahngüterverkehr): Deutschland, Monate, Versandregion, "
        "Empfangsregion, Gütergruppen",
        "Goods carried (rail freight): Germany, months, region of dispatch, region of receipt, "
        "groups of goods",
    ),
    cadence="monthly, about three months later",
    rhythm=Rhythm("month", 92, 30),
    rows=(20, 2000),
)
_LINK = Link("Nordrhein-Westfalen", "Ausland", has_name("Ausland"), region="de-nw",
             counterpart="world", place="nrw_abroad", out="outward", back="inward")  # fmt: skip

fetch = partial(rail_freight.fetch, table=DATASET.table, link=_LINK)
parse = partial(rail_freight.claims, table=DATASET.table, link=_LINK)
