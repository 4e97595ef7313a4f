"""Whole tables as they lie in the warehouse, to be taken away as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import duckdb

from data.answer import DEMO_COLUMN, DEMO_MARK
from data.question import UnknownValue

if TYPE_CHECKING:
    import pyarrow as pa

#: What may be read, by name.
_CATALOGUE = """
select table_name, '"' || schema_name || '"."' || view_name || '"',
  is_dated and view_name = table_name
from core.stored_table
"""


@dataclass(frozen=True)
class StoredTable:
    """One table: ``rows`` with the types of the warehouse, known at ``as_of``."""

    name: str
    rows: pa.Table
    as_of: date | None
    built: datetime
    version: str


def marked(rows: pa.Table) -> pa.Table:
    """The rows with a first column that says that they are no real ones."""
    import pyarrow  # noqa: PLC0415 - comes with the rows

    marks = pyarrow.array([DEMO_MARK] * rows.num_rows, pyarrow.string())
    return rows.add_column(0, DEMO_COLUMN, marks)


def read(con: duckdb.DuckDBPyConnection, name: str, as_of: date | None) -> pa.Table:
    """All rows of one table known at a date. Raises UnknownValue for a name not in the catalogue.

    The name only chooses among the catalogue's own entries; none of its letters reaches the SQL.
    """
    cursor = con.cursor()
    try:
        catalogue = {
            table: (place, filtered)
            for table, place, filtered in cursor.execute(_CATALOGUE).fetchall()
        }
        if name not in catalogue:
            raise UnknownValue("table", name, sorted(catalogue))
        place, filtered = catalogue[name]
        condition = " where known_since <= formula.as_of()" if filtered else ""
        if as_of is not None:
            cursor.execute("set variable as_of = $day", {"day": as_of})
        return cursor.sql(f"from {place}{condition} order by all").to_arrow_table()
    finally:
        cursor.close()
