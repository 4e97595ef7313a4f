"""Cells of Eurostat as claims."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.readers.collected import CLAIMS
from etl.readers.cube import STATUS
from etl.readers.trade_claims import text

#: Partners by their codes in Comext and in the balance of payments (there China without Hong Kong).
PARTNERS = {"CN": "cn", "CN_X_HK": "cn", "HK": "hk", "MO": "mo", "TW": "tw", "WORLD": "world",
            "WRL_REST": "world"}  # fmt: skip


def mapped(cells: pd.DataFrame, dimension: str, known: Mapping[str, str]) -> pd.Series:
    """A dimension in our codes. Raises ValueError naming codes that are unknown."""
    strange = sorted(set(cells[dimension].unique()) - known.keys())
    if strange:
        raise ValueError(f"unknown {dimension}: {', '.join(strange[:5])}")
    return cells[dimension].map(known)


def only(cells: pd.DataFrame, **expected: str) -> None:
    """Refuse an answer with other codes than those asked for. Raises ValueError."""
    for dimension, code in expected.items():
        found = sorted(cells[dimension].unique()) if dimension in cells else ["nothing"]
        if found != [code]:
            raise ValueError(f"{dimension} is {', '.join(map(str, found[:5]))}; expected {code}")


def periods(cells: pd.DataFrame) -> dict[str, pd.Series]:
    """Kind, first and last day of years and months."""
    months = cells["time"].str.fullmatch("[0-9]{4}-[0-9]{2}")
    years = cells["time"].str.fullmatch("[0-9]{4}")
    if not (months | years).all():
        raise ValueError(f"{cells['time'][~(months | years)].iloc[0]!r} is neither year nor month")
    start = (cells["time"] + "-01-01").str.slice(0, 10)
    month_end = (pd.to_datetime(start) + pd.offsets.MonthEnd(0)).dt.strftime("%Y-%m-%d")
    return {
        "period_kind": months.map({True: "month", False: "year"}),
        "period_start": start,
        "period_end": month_end.where(months, cells["time"].str.slice(0, 4) + "-12-31"),
    }


def claims(cells: pd.DataFrame, divisor: pd.Series, unit_printed: pd.Series,
           **columns: object) -> pd.DataFrame:  # fmt: skip
    """Claims of cells: figures divided into our unit, and the columns given.

    Cells without a figure give no claim.
    """
    found = pd.DataFrame({**periods(cells), **columns}, index=cells.index)
    found["value"] = (pd.to_numeric(cells["printed"]) / divisor).map(text)
    found["value_printed"] = cells["printed"] + " " + unit_printed
    found["status"] = cells["flag"].map(STATUS)
    found["china_scope"] = found["counterpart"].map({"cn": "cn"})
    fixed = {"adjustment": "none", "qualifier": "exact", "confidence": "high",
             "evidence_kind": "statistic"}  # fmt: skip
    found = found.assign(**fixed)[cells["printed"].notna()]
    return found.reindex(columns=list(CLAIMS.columns)).astype("str").reset_index(drop=True)
