"""The warehouse that is served: opened read-only, and left for a newer one when the pointer turns.

The pointer file is looked at for every question, so that a running app moves to new data by
itself; a broken pointer or file leaves it with what it has open. A server may get a newer one ready
first (``Warehouse.prepare``): meanwhile, but not for longer than ``hold_s``, the old one is served.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data import paths
from data.connection import Connection

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


@dataclass
class Warehouse:
    """Keeps the served warehouse of one folder open, and moves on when the pointer turns."""

    folder: Path
    #: For how many seconds the old one is served while somebody gets a newer one ready.
    hold_s: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _now: Connection | None = None
    _seen: bytes | None = None
    #: What the pointer newly says, and since when it is waited with.
    _turned: tuple[bytes, float] = (b"", 0.0)
    #: What is got ready, and the pointer that names it.
    _next: tuple[bytes, Connection] | None = None
    trouble: str | None = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Borrow the warehouse now served; it is closed when its last reader leaves."""
        with self._lock:
            connection = self._current()
            connection.readers += 1
        try:
            yield connection
        finally:
            self._leave(connection)

    def prepare(self, work: Callable[[Connection], None]) -> bool:
        """Do ``work`` with what the pointer newly names, then serve it; False when it did not turn.

        One call at a time. The old one is served meanwhile, but not for longer than ``hold_s``.
        """
        with self._lock:
            pointer, before = self._pointer(), self._seen
            if (old := self._now) is None or pointer is None or not self._is_held(pointer):
                return False
            old.readers += 1
        try:
            fresh, _ = self._open_served(pointer)
            if fresh is None:  # whoever asks next finds out, and tells
                self._turned = (pointer, float("-inf"))
                return True
            with self._lock:
                fresh.readers += 1
                self._next = (pointer, fresh)
            try:
                fresh.follow(old)
                work(fresh)
            finally:
                with self._lock:
                    self._next = None
                    if self._seen == before:
                        self._serve(pointer, fresh, None)
                    # Nobody waited so long: it is served already, or a newer one.
                    fresh.retired = self._now is not fresh
                self._leave(fresh)
        finally:
            self._leave(old)
        return True

    def hasten(self) -> None:
        """Serve from now on what the pointer says, ready or not."""
        with self._lock, contextlib.suppress(NoWarehouse):
            self._turned = (self._pointer() or b"", float("-inf"))
            self._current()

    def _leave(self, connection: Connection) -> None:
        with self._lock:
            connection.readers -= 1
            if connection.retired and not connection.readers:
                connection.con.close()

    def _pointer(self) -> bytes | None:
        try:
            return paths.pointer(self.folder).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:  # Windows, while it is just being replaced
            return None if self._now is None else self._seen

    def _is_held(self, pointer: bytes | None) -> bool:
        """Whether what the pointer says is new and may be waited with."""
        if not self.hold_s or pointer is None or pointer == self._seen:
            return False
        if self._turned[0] != pointer:
            self._turned = (pointer, time.monotonic())
        return time.monotonic() - self._turned[1] < self.hold_s

    def _current(self) -> Connection:
        pointer = self._pointer()
        if self._now is not None and (pointer == self._seen or self._is_held(pointer)):
            return self._now
        if self._next is not None and self._next[0] == pointer:
            self._serve(pointer, self._next[1], None)
        else:
            fresh, trouble = self._open_served(pointer)
            if self.hold_s and fresh is not None and self._now is not None:
                fresh.follow(self._now)
            self._serve(pointer, fresh, trouble)
        if self._now is None:
            raise NoWarehouse(self.folder, self.trouble or "nothing was built yet")
        return self._now

    def _serve(self, pointer: bytes | None, fresh: Connection | None, trouble: str | None) -> None:
        """Go on with a newer one, if there is one, from now on."""
        self._seen, self.trouble = pointer, trouble
        if fresh is not None:
            old, self._now = self._now, fresh
            if old is not None:
                old.retired = True
                if not old.readers:
                    old.con.close()

    def _open_served(self, pointer: bytes | None) -> tuple[Connection | None, str | None]:
        """Open what the pointer names; if that is broken, the newest file that is whole."""
        trouble = "there is no pointer file"
        if pointer is not None:
            try:
                pointed = json.loads(pointer)
                file_name, built = str(pointed["file"]), datetime.fromisoformat(pointed["built"])
                return self._open(self.folder / file_name, built), None
            except (ValueError, KeyError, TypeError) as error:
                trouble = f"the pointer file is broken ({type(error).__name__})"
            except (OSError, duckdb.Error):
                trouble = f"the file that the pointer names is missing or broken ({file_name})"
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
