"""Goods by rail between NRW and all other countries together, both ways, months.

The table names regions of Germany, and other countries only as a whole: China is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import Desk, Published
from etl.readers.claims import rail_freight
from etl.readers.claims.rail_freight import Link
from etl.readers.genesis.metadata import is_named

SOURCE = Published(
    table="46131-0014",
    series="GENESIS-Online, Tabelle",
    title="Beförderte Güter (Eisenbahngüterverkehr): Deutschland, Monate, Versandregion, "
    "Empfangsregion, Gütergruppen",
    publisher="Statistisches Bundesamt (Destatis)",
    url="https://www-genesis.destatis.de/datenbank/online/table/46131-0014",
    licence="dl-de/by-2-0",
    cadence="monthly, about three months later",
    rows=(20, 2000),
    account="genesis",
)
_LINK = Link("Nordrhein-Westfalen", "Ausland", is_named("Ausland"), region="de-nw",
             counterpart="world", place="nrw_abroad", out="outward", back="inward")  # fmt: skip


def fetch(desk: Desk) -> None:
    """Ask of what the table consists, then for NRW to abroad and abroad to NRW."""
    rail_freight.fetch(desk, SOURCE.table, _LINK)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of both directions. Raises ValueError."""
    return rail_freight.claims(parts, SOURCE.table, _LINK)


def findings(_: Mapping[str, bytes]) -> list[str]:
    """Nothing: the table states each figure once, and no totals."""
    return []
