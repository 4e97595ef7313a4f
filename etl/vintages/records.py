"""Records: what fetched tables tell that is no figure (firms, who owns them), state by state.

The newest state alone feeds the warehouse. Each of its rows names two states: the first since which
it has read so without a break, from which it counts as known, and the newest, which still says so.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import validate
from etl.readers.collected import SOURCES
from etl.schema import DatasetFile, column, frame_of
from etl.validate import Refused
from etl.vintages import claims

#: What a state adds to each of its rows: the columns that end the schema of a table of records.
OF_STATE: dict[str, pa.Column] = {
    "source_ids": column("state since which it has read so, and the newest that says so",
                         kind="list", required=True, codes="source.source_id"),
    "known_since": column("day from which it was known", kind="day", required=True),
}  # fmt: skip
_FILLED = {"source_ids": "-", "known_since": "2000-01-01"}
#: Fewer rows than this part of those before are no news but half an answer.
_LEAST = 0.5
_MAX_ROWS = 20


def rows_and_sources(table: DatasetFile) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Rows of the newest state and all states as sources, as text; None without a state.

    Raises Refused.
    """
    vintages = claims.loaded_vintages(table)
    if not vintages:
        return None
    rows = claims.parsed(table, vintages[-1])
    newest = claims.source_id(table, vintages[-1])
    texts = _row_texts(table, rows)
    since = pd.Series(len(vintages) - 1, rows.index)
    unbroken = pd.Series(True, rows.index)
    for number in range(len(vintages) - 2, -1, -1):
        unbroken &= texts.isin(set(_row_texts(table, claims.parsed(table, vintages[number]))))
        since[unbroken] = number
    ids = [claims.source_id(table, one) for one in vintages]
    source_ids = {n: one if one == newest else f"{one};{newest}" for n, one in enumerate(ids)}
    days = {number: one.state.isoformat() for number, one in enumerate(vintages)}
    rows = rows.assign(source_ids=since.map(source_ids), known_since=since.map(days))
    sources = frame_of(SOURCES, [claims.source(table, one) for one in vintages])
    return rows[list(table.dataset.schema.columns)].astype("str"), sources


def problems(table: DatasetFile, fresh: pd.DataFrame, before: pd.DataFrame | None) -> list[str]:
    """What is wrong with fresh rows, also beside the state before; empty when all is well."""
    filled = fresh.assign(**_FILLED).astype("str")
    try:
        validate.rows(table.name, filled, table.dataset.schema, table.dataset.rows)
    except Refused as refused:
        return refused.found
    if before is not None and len(fresh) < _LEAST * len(before):
        return [f"{len(fresh):,} rows; expected about as many as before, {len(before):,}"]
    return []


def is_same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two states say the same, in whatever order."""
    return len(one) == len(other) and set(_whole(one)) == set(_whole(other))


def changes(table: DatasetFile, before: pd.DataFrame, after: pd.DataFrame) -> dict[str, object]:
    """What is new, changed and gone between two states, by key: lists, and as text."""
    key = _key(table)
    old, new = (dict(zip(_whole(frame[key]), _row_texts(table, frame), strict=True))
                for frame in (before, after))  # fmt: skip
    differences: dict[str, list[str]] = {
        "new": [one for one in new if one not in old],
        "changed": [one for one, text in new.items() if old.get(one, text) != text],
        "gone": [one for one in old if one not in new],
    }
    lines = []
    for title, names in differences.items():
        lines += [f"{title}: {len(names):,}", *(f"  {one}" for one in names[:_MAX_ROWS])]
        if len(names) > _MAX_ROWS:
            lines.append(f"  … and {len(names) - _MAX_ROWS:,} more")
    return {"text": "\n".join(lines), **differences}


def _key(table: DatasetFile) -> list[str]:
    schema = table.dataset.schema
    return list(schema.unique or [name for name, one in schema.columns.items() if one.unique])


def _row_texts(table: DatasetFile, rows: pd.DataFrame) -> pd.Series:
    """Each row as one text, without the columns of its publisher's bookkeeping."""
    aside = getattr(table.module, "BOOKKEEPING", ())
    return _whole(rows[[name for name in rows if name not in aside]])


def _whole(rows: pd.DataFrame) -> pd.Series:
    filled = rows.astype("str").fillna("")
    return pd.Series(["\t".join(row) for row in filled.itertuples(index=False)], rows.index)
