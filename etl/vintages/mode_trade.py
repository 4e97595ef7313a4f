"""Months of trade by mode of transport: what the kept states of tables say of them, in one table.

Too many for claims: those are what ``claimed`` of such a table names. A table's monthly file brings
one month, so each month of a partner stands as the newest state that has it says.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl import datasets
from etl.readers.collected import MODE_TRADE
from etl.readers.eurostat import bulk
from etl.schema import DatasetFile, frame_of
from etl.vintages import claims
from etl.vintages.store import Vintage

_AT = ["region", "counterpart", "flow", "trade_system", "mode", "product", "period_start"]
_MONTH = ["counterpart", "period_start"]


def rows() -> pd.DataFrame:
    """Columns of collected.MODE_TRADE, as text. Raises Refused."""
    frames = [frame_of(MODE_TRADE)]
    for table in datasets.published():
        if hasattr(table.module, "claimed"):
            frames += _newest_of_each_month(table)
    return pd.concat(frames, ignore_index=True).astype("str")


def _newest_of_each_month(table: DatasetFile) -> Iterator[pd.DataFrame]:
    seen: set[tuple[str, str]] = set()
    has_whole = False
    for vintage in reversed(claims.loaded_vintages(table)):
        if has_whole and not _is_partial(vintage):
            continue
        has_whole = has_whole or not _is_partial(vintage)
        newest = _rows(table, vintage)
        is_new = [pair not in seen for pair in zip(*(newest[name] for name in _MONTH), strict=True)]
        yield newest[is_new]
        seen |= set(newest[_MONTH].drop_duplicates().itertuples(index=False, name=None))


def _is_partial(vintage: Vintage) -> bool:
    """Whether it may hold single months: a person chose the lines, or it is of monthly files."""
    return vintage.is_by_hand or any(bulk.is_part(part["name"]) for part in vintage.note["part"])


def _rows(table: DatasetFile, vintage: Vintage) -> pd.DataFrame:
    """Value and weight of a month, mode and product in one row; of all products together none."""
    stated = claims.parsed(table, vintage)
    months = stated[(stated["period_kind"] == "month") & (stated["evidence_kind"] == "statistic")]
    both = claims.value_and_weight(months, months["unit"] == "meur", _AT)
    return claims.of_state(both, table, vintage)[list(MODE_TRADE.columns)].astype("str")
