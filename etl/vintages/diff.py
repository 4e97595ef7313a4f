"""Diff: what changed between two states of a table, as three lists."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from etl.vintages.claims import KEY, VALUE_COLUMNS

#: How a figure is meant; with another meaning it is another figure.
_CONCEPT = ["trade_system", "china_scope", "basis", "adjustment", "unit", "product_scheme"]
_SERIES_KEY = [name for name in KEY if name not in _CONCEPT]
_MAX_ROWS = 20


@dataclass(frozen=True)
class Changes:
    """Rows that are new, revised (value or status), redefined (another concept), gone."""

    new: pd.DataFrame
    revised: pd.DataFrame
    redefined: pd.DataFrame
    gone: pd.DataFrame


def between(before: pd.DataFrame, after: pd.DataFrame) -> Changes:
    """Compare claims of two states of a table, as parsed."""
    columns = [*KEY, *VALUE_COLUMNS]
    both = before[columns].merge(after[columns], on=KEY, how="outer", suffixes=("_before", ""),
                                 indicator="side")  # fmt: skip
    same = both[both["side"] == "both"]
    changed = pd.Series(False, same.index)
    for column in VALUE_COLUMNS:
        old, new = same[f"{column}_before"], same[column]
        changed |= (old != new) & ~(old.isna() & new.isna())
    added, removed = both[both["side"] == "right_only"], both[both["side"] == "left_only"]
    old_ones = removed[[*_SERIES_KEY, *_CONCEPT]].drop_duplicates(_SERIES_KEY)
    redefined = added.drop(columns="side").merge(old_ones, on=_SERIES_KEY, suffixes=("", "_meant"))
    is_new = ~_is_in(added, redefined)
    return Changes(added[is_new], same[changed], redefined, removed[~_is_in(removed, redefined)])


def _is_in(rows: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    marked = rows[_SERIES_KEY].merge(
        others[_SERIES_KEY].drop_duplicates(), how="left", indicator="there"
    )
    return pd.Series((marked["there"] == "both").to_numpy(), rows.index)


def as_text(changes: Changes) -> str:
    """The lists as lines of text, each at most so long that it can be read."""
    lines = []
    for title, rows in vars(changes).items():
        lines.append(f"{title}: {len(rows):,}")
        for row in rows.head(_MAX_ROWS).to_dict("records"):
            name = " ".join(str(row[part]) for part in _SERIES_KEY if isinstance(row[part], str))
            lines.append(f"  {name}: {_change(title, row)}")
        if len(rows) > _MAX_ROWS:
            lines.append(f"  … and {len(rows) - _MAX_ROWS:,} more")
    return "\n".join(lines)


def _change(title: str, row: dict[str, object]) -> str:
    if title == "revised":
        return (f"{row['value_before']} ({row['status_before']}) → "
                f"{row['value']} ({row['status']}) {row['unit']}")  # fmt: skip
    if title == "redefined":
        return ", ".join(f"{part} {row[f'{part}_meant']} → {row[part]}" for part in _CONCEPT
                         if row[f"{part}_meant"] != row[part]
                         and isinstance(row[part], str))  # fmt: skip
    value = row["value"] if title == "new" else row["value_before"]
    return f"{value} {row['unit']}"


def as_json(changes: Changes) -> dict[str, object]:
    """The lists as rows for JSON; what is empty is left out."""
    return {
        title: [
            {key: value for key, value in row.items() if isinstance(value, str) and key != "side"}
            for row in rows.to_dict("records")
        ]
        for title, rows in vars(changes).items()
    }
