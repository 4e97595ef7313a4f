"""Guard: what must hold of a fetched table before it becomes a vintage. Findings are sentences."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from etl import load, validate
from etl.readers.collected import CLAIMS
from etl.schema import DatasetFile
from etl.validate import Refused
from etl.vintages.claims import KEY

#: A figure at least so large does not change tenfold from one state to the next.
_LARGE = {"meur": 10.0, "tonnes": 10_000.0, "percent": 20.0, "rank": float("inf")}
_LARGE_ELSE = 1000.0
_TENFOLD = 10.0
#: Half or double of everything is no revision but another unit.
_MEDIAN = (0.5, 2.0)
#: Nor do so many of all become nothing.
_GONE = 0.5
#: So many figures of an indicator tell their middle; fewer where they come from another table.
_FEW, _FEW_ELSE = 4, 20
#: Kinds of period that follow each other, as pandas calls them.
_FREQUENCIES = {"month": "M", "quarter": "Q", "year": "Y", "five_years": "Y"}
_FILLED = {"claim_id": "-", "source_id": "-", "known_since": "2000-01-01",
           "known_since_precision": "day"}  # fmt: skip


def problems(table: DatasetFile, fresh: pd.DataFrame, before: pd.DataFrame | None,
             *, is_same_table: bool = True, is_whole: bool = True,
             secret: pd.DataFrame | None = None,
             today: date | None = None) -> list[str]:  # fmt: skip
    """What is wrong with fresh claims, also beside those known before; empty when all is well.

    `before` are claims of the vintage before, or, with is_same_table=False, other official claims
    on the same things, which need not all be there again; is_whole=False says that a person chose
    the lines, so that there may be few. `secret`: cells that are known and not given, no holes.
    No figure is of a time after `today` (UTC).
    """
    issues = _declaration(table, fresh, is_whole) + _doubles(fresh)
    rhythm = table.dataset.rhythm
    issues += _holes(fresh, secret, rhythm.period if rhythm else "")
    issues += _to_come(fresh, today or datetime.now(UTC).date())
    if (pd.to_numeric(fresh["value"], errors="coerce").isna() & fresh["value"].notna()).any():
        return issues  # what is no number, as its declaration says, compares with nothing
    if before is not None and len(before):
        issues += _magnitude(fresh, before, _FEW if is_same_table else _FEW_ELSE)
        if is_same_table:
            issues += (_newest(fresh, before) if table.dataset.is_newest_only
                      else _coverage(fresh, before))  # fmt: skip
    return issues + _bounds(fresh)


def _declaration(table: DatasetFile, fresh: pd.DataFrame, is_whole: bool) -> list[str]:
    filled = fresh.assign(**_FILLED).astype("str")
    filled["claim_id"] = [f"row-{number}" for number in range(len(filled))]
    low, high = table.dataset.rows
    try:
        validate.rows(table.name, filled[list(CLAIMS.columns)].astype("str"), CLAIMS,
                   (low if is_whole else 1, high))  # fmt: skip
    except Refused as refused:
        return refused.found
    return []


def _bounds(fresh: pd.DataFrame) -> list[str]:
    """Figures that cannot be believed of their indicator, whatever was known before."""
    issues = validate.out_of_bounds(fresh, load.reference("indicators"), load.reference("units"))
    return [
        f"{_series_name(fresh.iloc[number].to_dict())}: {text}" for number, text in issues.items()
    ]


def _doubles(fresh: pd.DataFrame) -> list[str]:
    twice = fresh[fresh.duplicated(KEY)]
    return [f"stated twice: {_series_name(row)}" for row in twice.head(5).to_dict("records")]


def _holes(fresh: pd.DataFrame, secret: pd.DataFrame | None, rhythm: str) -> list[str]:
    """Periods that lack between others of the same kind, direction and indicator.

    ``rhythm``: how often the table gets new figures; of reference days, which are no periods, too.
    """
    issues = []
    by = ["indicator", "flow", "period_kind"]
    known = fresh if secret is None else pd.concat([fresh, secret.reindex(columns=fresh.columns)])
    for index, rows in known.groupby(by, dropna=False):
        freq = _FREQUENCIES.get(rhythm if index[2] == "point" else str(index[2]))
        if freq is None:
            continue
        present = pd.PeriodIndex(rows["period_start"].unique(), freq=freq)
        whole = pd.period_range(present.min(), present.max(), freq=freq)
        whole = whole[:: 5 if freq == "Y" and rhythm == "five_years" else 1]
        missing = [str(period) for period in whole.difference(present)]
        if missing:
            issues.append(f"{index[0]}, {index[1]}: {', '.join(missing[:12])} lack between "
                         f"{present.min()} and {present.max()}")  # fmt: skip
    return issues


def _to_come(fresh: pd.DataFrame, today: date) -> list[str]:
    """Periods that have not begun: of them nothing can be known."""
    ahead = fresh[fresh["period_start"] > today.isoformat()]
    starts = sorted(ahead["period_start"].unique())
    return [f"figures of {', '.join(starts[:5])}; expected none after {today}"] if starts else []


def _magnitude(fresh: pd.DataFrame, before: pd.DataFrame, few: int) -> list[str]:
    # What is computed of a table follows from what it states: once is enough to say. Of some
    # tables little more than our sums and averages is kept.
    facts = fresh[fresh["evidence_kind"] == "statistic"]
    is_summed = facts["period_start"].nunique() < 2
    stated = [frame[is_summed | (frame["evidence_kind"] == "statistic")]
              for frame in (before, fresh)]  # fmt: skip
    both = stated[0].merge(stated[1], on=KEY, suffixes=("_before", ""))
    both["old"], both["new"] = both["value_before"].astype(float), both["value"].astype(float)
    issues = []
    compared = both[(both["old"] > 0) & (both["new"] > 0)]
    # Indicators with few figures tell their middle together.
    count = compared.groupby("indicator")["indicator"].transform("size")
    groups = compared["indicator"].where(count >= few, "those of few figures")
    for name, rows in compared.groupby(groups):
        ratio = float((rows["new"] / rows["old"]).median())
        if len(rows) >= few and not _MEDIAN[0] < ratio < _MEDIAN[1]:
            issues.append(f"{name!s}: {len(rows):,} figures are, in the middle, {ratio:.4g} times "
                         "those known before")  # fmt: skip
    for index, rows in both[both["old"] > 0].groupby("indicator"):
        gone = int((rows["new"] <= 0).sum())
        if len(rows) >= few and gone > _GONE * len(rows):
            issues.append(f"{index}: {gone:,} of {len(rows):,} figures are nothing or less, that "
                          "were more before")  # fmt: skip
    large = both["unit"].map(_LARGE).astype(float).fillna(_LARGE_ELSE)
    jump = (both["new"] > _TENFOLD * both["old"]) | (both["new"] < both["old"] / _TENFOLD)
    for row in both[jump & (both[["old", "new"]].max(axis=1) >= large)].to_dict("records"):
        issues.append(
            f"{_series_name(row)}: {row['value']} {row['unit']}, before {row['value_before']}"
        )
    return issues


def _coverage(fresh: pd.DataFrame, before: pd.DataFrame) -> list[str]:
    merged = before.merge(fresh[KEY].assign(is_there="yes"), on=KEY, how="left")
    gone = merged[merged["is_there"].isna()]
    if gone.empty:
        return []
    names = "; ".join(_series_name(row) for row in gone.head(5).to_dict("records"))
    return [f"{len(gone):,} of {len(before):,} figures that were there are not any more: {names}"]


def _newest(fresh: pd.DataFrame, before: pd.DataFrame) -> list[str]:
    """Of a table that brings its newest period alone: no step back, and that period whole.

    A new period is of the order of magnitude of the one before.
    """
    last, first = (frame[frame["period_end"] == frame["period_end"].max()]
                   for frame in (before, fresh))  # fmt: skip
    ends = [str(frame["period_end"].iloc[0]) for frame in (last, first)]
    if ends[1] < ends[0]:
        return [f"it states {ends[1]} at the latest, the state before it {ends[0]}"]
    period = ["period_kind", "period_end"]
    issues = _coverage(fresh, before.merge(fresh[period].drop_duplicates(), on=period))
    if ends[1] > ends[0]:
        same = ["period_kind", "period_start", "period_end"]
        issues += _magnitude(
            first, last.assign(**{name: first[name].iloc[0] for name in same}), _FEW
        )
    return issues


def _series_name(row: Mapping[Hashable, Any]) -> str:
    parts = [row[name] for name in ("indicator", "region", "counterpart", "place", "mode",
                                    "product", "flow")]  # fmt: skip
    codes = [str(part) for part in parts if isinstance(part, str)]
    return " ".join([*codes, str(row["period_start"])[: 4 if row["period_kind"] == "year" else 7]])
