"""What lies in a warehouse, so that a newer one can be compared with it, question by question."""

from __future__ import annotations

import re

import duckdb

#: Tables with more rows count as changed: to look would take longer than to ask.
_MOST_ROWS = 5_000_000
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w+|[^\w\s]")
#: What tells of all tables at once.
_CATALOG = re.compile(r"\bduckdb_|\binformation_schema\b|\bpragma_")


class Contents:
    """Tables by a sum over their rows, views and macros by their text."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        cursor = con.cursor()
        texts = cursor.execute(
            """select view_name, sql from duckdb_views() where not internal
            union all select function_name, macro_definition
            from duckdb_functions() where not internal"""
        ).fetchall()
        #: Definitions by name, whatever its schema. Lists in a text (exclude, replace) come in
        #: another order each time a file is opened: compared are its signs and words, sorted.
        self._by_name: dict[str, set[object]] = {}
        for name, text in texts:
            self._by_name.setdefault(name, set()).add(" ".join(sorted(_PIECE.findall(text))))
        tables = cursor.execute(
            "select schema_name, table_name, estimated_size, sql from duckdb_tables()"
        ).fetchall()
        for schema, name, rows, text in tables:
            is_small = rows <= _MOST_ROWS
            sums = "select count(*), bit_xor(hash(t)), sum(hash(t)) from "
            lies = cursor.execute(f'{sums}"{schema}"."{name}" as t').fetchone() if is_small else ()
            self._by_name.setdefault(name, set()).add((text, lies or object()))

    def read_by(self, sql: str, *more: str) -> dict[str, set[object]]:
        """What a query reads: name of a table, view or macro → its content or definition.

        A column may be called as a table: then too much is listed, never too little.
        ``more``: names besides.
        """
        definitions: dict[str, set[object]] = {}
        texts = [sql, *more]
        while texts:
            if _CATALOG.search(text := texts.pop()):
                return self._by_name
            for name in self._by_name.keys() & set(_WORD.findall(text)) - definitions.keys():
                definitions[name] = self._by_name[name]
                texts += [text for text in definitions[name] if isinstance(text, str)]
        return definitions
