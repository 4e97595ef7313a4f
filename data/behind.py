"""What stands behind the figures of an answer: all claims and sources of a warehouse, by id.

Read once from each warehouse: each answer needs a handful of rows, and to ask the engine for them
takes as long as the question itself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pandas as pd

_CLAIMS = """
select claim_id, source_id, evidence_kind, status, confidence, qualifier, value_printed,
  trade_system, china_scope, known_since, known_since_precision, same_as, note_de, note_en,
  note_de_since, note_en_since
from core.claim order by claim_id
"""

_SOURCES = """
select source_id, publisher, publisher_kind, relayed_by, title, title_en, url,
  published, published_precision, known_since, known_since_precision, licence, is_official_table
from core.source order by publisher_level, publisher, published, source_id
"""
_NOTES = ("note_de", "note_en")


class Behind:
    """All claims and sources of one open warehouse."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._claims, self._sources = (
            con.cursor().sql(_CLAIMS).df(),
            con.cursor().sql(_SOURCES).df(),
        )
        self._of_claim = {one: at for at, one in enumerate(self._claims["claim_id"])}
        self._of_source = {one: at for at, one in enumerate(self._sources["source_id"])}

    def claims(self, ids: Collection[str], as_of: date | None) -> pd.DataFrame:
        """Claims by id, their remarks as they might stand on a day; unknown ids are left out."""
        rows = _taken(self._claims, self._of_claim, ids)
        for note in _NOTES:
            since = rows.pop(f"{note}_since")
            if as_of is not None:
                rows[note] = rows[note].mask(since > str(as_of), None)
        return rows

    def sources(self, ids: Collection[str], claims: pd.DataFrame) -> pd.DataFrame:
        """Sources by id and those of claims, strongest first; ``claims`` counts the latter."""
        counts = claims["source_id"].value_counts()
        rows = _taken(self._sources, self._of_source, {*ids, *counts.index})
        rows["claims"] = rows["source_id"].map(counts).fillna(0).astype("int64")
        return rows


def _taken(rows: pd.DataFrame, places: dict[str, int], ids: Collection[str]) -> pd.DataFrame:
    positions = sorted(places[one] for one in ids if one in places)
    return rows.take(positions).reset_index(drop=True)
