"""Goods by rail between Germany and China, both ways, months: country by country.

The data cube 46131BM011 is broken down alike, but the web service documents no way to fetch cubes.
"""

from functools import partial

from etl.readers.claims import rail_freight
from etl.readers.claims.rail_freight import Link
from etl.readers.genesis.metadata import is_china
from etl.readers.genesis.request import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="46131-0010",
    title=Title(
        "Beförderte Güter (Eisenbahngüterverkehr): Deutschland, Monate, Versandland, "
        "Empfangsland, Gütergruppen",
        "Goods carried (rail freight): Germany, months, country of dispatch, country of receipt, "
        "groups of goods",
    ),
    cadence="monthly, about three months later",
    rhythm=Rhythm("month", 92, 30),
    rows=(20, 2000),
)
_LINK = Link("Deutschland", "China", is_china, region="de", counterpart="cn",
             place="china_germany", out="eastbound", back="westbound")  # fmt: skip

fetch = partial(rail_freight.fetch, table=DATASET.table, link=_LINK)
parse = partial(rail_freight.claims, table=DATASET.table, link=_LINK)
