"""Goods by rail between Germany and China, both ways, months: country by country.

The data cube 46131BM011 is broken down alike, but the web service documents no way to fetch cubes.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import rail_freight
from etl.readers.claims.rail_freight import Link
from etl.readers.genesis import parts as genesis_parts
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


def fetch(session: FetchSession) -> None:
    """Ask of what the table consists, then for Germany to China and China to Germany."""
    rail_freight.fetch(session, DATASET.table, _LINK)


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of both directions. Raises ValueError."""
    return rail_freight.claims(parts, DATASET.table, _LINK)
