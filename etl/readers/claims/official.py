"""Figures of official tables outside of foreign trade as claims."""

from __future__ import annotations

import pandas as pd

from etl.readers.claims.trade_claims import least_certain, text
from etl.readers.collected import CLAIMS

_YEAR = ["indicator", "region", "counterpart", "place", "flow", "mode", "unit", "basis"]


def as_claims(frame: pd.DataFrame) -> pd.DataFrame:
    """Claims as columns of text; ``value`` comes as a number in our unit.

    What the table states is a statistic unless ``evidence_kind`` says otherwise.
    """
    frame = frame[frame["value"].notna()].copy()
    frame["value"] = frame["value"].map(text)
    for column, fixed in (("evidence_kind", "statistic"), ("qualifier", "exact"),
                          ("confidence", "high"), ("basis", "official_statistics")):  # fmt: skip
        frame[column] = fixed if column not in frame else frame[column].fillna(fixed)
    return frame.reindex(columns=list(CLAIMS.columns)).astype("str").reset_index(drop=True)


def summed(cells: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of ``value`` over groups, with their ``status``, ``qualifier`` and ``count`` of cells.

    A sum over a hidden figure says "more than"; where nothing but hidden ones stands there is
    none. ``printed`` tells what is exactly nothing ("-") from what is hidden; ``is_empty``: nothing
    but "-".
    """
    nothing = cells["printed"] == "-"
    cells = cells.assign(
        is_hidden=cells["value"].isna() & ~nothing,
        is_known=cells["value"].notna() | nothing,
        is_empty=nothing,
    )
    sums = cells.groupby(by, as_index=False, dropna=False).agg(
        value=("value", "sum"),
        status=("status", least_certain),
        is_hidden=("is_hidden", "any"),
        is_known=("is_known", "any"),
        is_empty=("is_empty", "all"),
        count=("value", "size"),
    )
    sums["qualifier"] = sums["is_hidden"].map({True: "more_than", False: "exact"})
    is_bound = ~sums["is_hidden"] | (sums["value"] > 0)
    bounded = sums[sums["is_known"] & is_bound]
    return bounded.drop(columns=["is_hidden", "is_known"]).reset_index(drop=True)


def years_of_months(months: pd.DataFrame, table: str) -> pd.DataFrame:
    """Own sums of the years all of whose months are there."""
    by = [*(name for name in _YEAR if name in months), "year"]
    years = months.assign(year=months["period_start"].str.slice(0, 4), printed="")
    bounds = years.assign(is_bound=years["qualifier"] != "exact").groupby(by)["is_bound"].any()
    years = summed(years, by).query("count == 12").drop(columns="qualifier")
    years = years.merge(bounds.reset_index(), on=by)
    years["qualifier"] = years["is_bound"].map({True: "more_than", False: "exact"})
    return years.assign(
        period_kind="year",
        period_start=years["year"] + "-01-01",
        period_end=years["year"] + "-12-31",
        evidence_kind="computed",
        note_de=f"Eigene Summe der zwölf Monate aus der Tabelle {table}.",
        note_en=f"Own sum of the twelve months of table {table}.",
    ).drop(columns=["year", "count", "is_bound"])
