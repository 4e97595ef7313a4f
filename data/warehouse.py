"""The warehouse that is served: opened read-only, and left for a newer one when the pointer turns.

The pointer file is looked at for every question, so that a running app moves to new data by
itself; a broken pointer or file leaves it with what it has open.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import duckdb

from data import paths
from data.answer import Answer, Column
from data.question import parse_column

#: Bytes before the first block of a DuckDB file: three headers.
_HEADERS = 3 * 4096

CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "threads": "2",
}


class NoWarehouse(Exception):
    """There is no warehouse that can be opened."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"No warehouse to read in {folder}: {why}. "
            "What to do: run `python run.py`, or `python -m etl build`."
        )


class Codes(dict[str, tuple[str, ...]]):
    """Codes by kind; a kind written ``schema.table.column`` is what occurs there."""

    def __init__(self, con: duckdb.DuckDBPyConnection, by_kind: dict[str, tuple[str, ...]]) -> None:
        super().__init__(by_kind)
        self._con = con

    def __missing__(self, kind: str) -> tuple[str, ...]:
        table, _, column = kind.rpartition(".")
        rows = self._con.cursor().table(table).project(column).distinct().order(column)
        self[kind] = codes = tuple(str(code) for (code,) in rows.fetchall() if code is not None)
        return codes


@dataclass
class Connection:
    """One open warehouse file and how many are reading it."""

    file: Path
    con: duckdb.DuckDBPyConnection
    built: datetime
    labels: dict[tuple[str, str], tuple[str, str]]
    #: Whether it holds reports generated for the demonstration; then nothing of it is real.
    is_demo: bool = False
    answers: dict[tuple[object, ...], Answer] = field(default_factory=dict)
    readers: int = 0
    retired: bool = False

    @cached_property
    def codes(self) -> Codes:
        """All codes of each kind."""
        by_kind: dict[str, list[str]] = {}
        for kind, code in self.labels:
            by_kind.setdefault(kind, []).append(code)
        return Codes(self.con, {kind: tuple(codes) for kind, codes in by_kind.items()})

    @cached_property
    def columns(self) -> dict[str, dict[str, Column]]:
        """The columns of each table and view, as their comments describe them."""
        described: dict[str, dict[str, Column]] = {}
        rows = self.con.cursor().execute(
            """select schema_name || '.' || table_name, column_name || ': ' || comment
            from duckdb_columns() where comment is not null"""
        )
        for table, text in rows.fetchall():
            if column := parse_column(text):
                described.setdefault(table, {})[column.name] = column
        return described


@dataclass
class Warehouse:
    """Keeps the served warehouse of one folder open, and moves on when the pointer turns."""

    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _now: Connection | None = None
    _seen: bytes | None = None
    trouble: str | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Borrow the warehouse now served; it is closed when its last reader leaves."""
        with self._lock:
            connection = self._current()
            connection.readers += 1
        try:
            yield connection
        finally:
            with self._lock:
                connection.readers -= 1
                if connection.retired and not connection.readers:
                    connection.con.close()

    def _current(self) -> Connection:
        try:
            pointer = paths.pointer(self.folder).read_bytes()
        except FileNotFoundError:
            pointer = None
        except OSError:  # Windows, while it is just being replaced
            pointer = None if self._now is None else self._seen
        if self._now is not None and pointer == self._seen:
            return self._now
        fresh, self.trouble = self._open_served(pointer)
        self._seen = pointer
        if fresh is not None:
            old, self._now = self._now, fresh
            if old is not None:
                old.retired = True
                if not old.readers:
                    old.con.close()
        if self._now is None:
            raise NoWarehouse(self.folder, self.trouble or "nothing was built yet")
        return self._now

    def _open_served(self, pointer: bytes | None) -> tuple[Connection | None, str | None]:
        """Open what the pointer names; if that is broken, the newest file that is whole."""
        trouble = "there is no pointer file"
        if pointer is not None:
            try:
                pointed = json.loads(pointer)
                named, built = str(pointed["file"]), datetime.fromisoformat(pointed["built"])
                return self._open(self.folder / named, built), None
            except (ValueError, KeyError, TypeError) as error:
                trouble = f"the pointer file is broken ({type(error).__name__})"
            except (OSError, duckdb.Error):
                trouble = f"the file that the pointer names is missing or broken ({named})"
        if self._now is not None:
            return None, trouble
        for file in sorted(self.folder.glob("monitor-*.duckdb"), reverse=True):
            try:
                built = datetime.fromtimestamp(file.stat().st_mtime, UTC)
                return self._open(file, built), trouble
            except (OSError, duckdb.Error):
                continue
        return None, trouble

    @staticmethod
    def _open(file: Path, built: datetime) -> Connection:
        """Raises duckdb.Error or OSError when the file is missing, broken or cut short."""
        con = duckdb.connect(str(file), read_only=True, config=dict(CONFIG))
        try:
            # A file cut short opens without complaint; only some later question would fail.
            size = con.execute("select block_size * total_blocks from pragma_database_size()")
            if file.stat().st_size < _HEADERS + (size.fetchone() or (0,))[0]:
                raise duckdb.IOException(f"{file} is cut short")
            rows = con.execute("select kind, code, label_de, label_en from core.label").fetchall()
            demo = con.execute("select count(*) from core.delivery where is_demo").fetchone()
        except (OSError, duckdb.Error):
            con.close()
            raise
        labels = {(kind, code): (de, en) for kind, code, de, en in rows}
        return Connection(file, con, built, labels, is_demo=demo != (0,))
