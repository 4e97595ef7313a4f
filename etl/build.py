"""Build: load → model → describe → publish; the old warehouse is served until then."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from data import paths
from data.replacing import replace
from etl import datasets, load, modelling
from etl.alerts import series as series_alerts
from etl.bulk.store import Engine, in_duckdb, rows_file
from etl.inputs import files, looks
from etl.matches import unsure
from etl.modelling import Model
from etl.vintages import claims, store

CONFIG = {"autoinstall_known_extensions": "false"}


@dataclass(frozen=True)
class Built:
    """What a build did: the file now served, the fingerprint of its inputs, rows per table."""

    file: Path
    inputs: str
    rows: dict[str, int]


def fingerprint() -> str:
    """sha256 over everything that a build depends on: data, declarations, models, code."""
    digest = hashlib.sha256()
    digest.update(f"{modelling.STORAGE} {duckdb.__version__} {paths.is_demo()}".encode())
    for name, file in files():
        digest.update(name.encode())
        digest.update(hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    # A vintage's note seals its parts, if it is whole.
    for table in datasets.published():
        for vintage in store.states(table.name):
            digest.update(f"{table.name} {vintage.name} {vintage.note['sha256']}".encode())
    return digest.hexdigest()


def is_current(folder: Path) -> bool:
    """Whether the served warehouse was built from what lies here now."""
    pointer = read_pointer(folder)
    if pointer is None or not (folder / pointer["file"]).is_file():
        return False
    return bool(pointer["inputs"] == fingerprint())


def build(folder: Path | None = None, engine: Engine = in_duckdb) -> Built:
    """Build the warehouse and publish it; roll-ups of bulk rows by an engine.

    Raises Refused (bad input) or OSError (disk); in both cases what is served stays served.
    """
    folder = folder or paths.warehouse()
    folder.mkdir(parents=True, exist_ok=True)
    seen, inputs = looks(), fingerprint()
    fresh = folder / f".building-{os.getpid()}.duckdb"
    _remove(fresh)
    try:
        rows = write(fresh, engine)
        return Built(publish(fresh, folder, inputs, seen), inputs, rows)
    finally:
        _remove(fresh)


def write(file: Path, engine: Engine = in_duckdb) -> dict[str, int]:
    """Write a whole warehouse into a new database file; returns rows per model that is no view.

    Raises Refused (bad input) or OSError (disk).
    """
    try:
        return _write(file, engine)
    # A disk that is full when all is written out fails as a transaction, or kills the engine.
    except (duckdb.OperationalError, duckdb.FatalException) as error:
        raise OSError(str(error)) from error


def _write(file: Path, engine: Engine) -> dict[str, int]:
    if bulk := rows_file(engine):
        shutil.copyfile(bulk, file)
    with modelling.attached(file, CONFIG) as con:
        load.load_all(con)
        con.begin()
        return _finished(con, modelling.run(con))


def _finished(con: duckdb.DuckDBPyConnection, built: Iterable[Model]) -> dict[str, int]:
    """Add what is worked out over all models, and commit; rows per model that is no view."""
    series_alerts.fill(con)
    unsure.fill(con)
    rows: dict[str, int] = {}
    for model in built:
        if not model.is_view:  # to plan some of them takes longer than to build them
            row = con.execute(f"select count(*) from {model.name}").fetchone()  # noqa: S608
            rows[model.name] = int(row[0]) if row else 0
    con.commit()
    return rows


def _remove(file: Path) -> None:
    for path in (file, file.with_name(file.name + ".wal")):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


#: How many published files are kept: the one served and the one before it.
_KEPT = 2


def read_pointer(folder: Path) -> dict[str, Any] | None:
    """What the pointer says (file, built, inputs, left_out), or None when none can be read."""
    try:
        pointer = json.loads(paths.pointer(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    is_whole = isinstance(pointer, dict) and {"file", "built", "inputs"} <= pointer.keys()
    return pointer if is_whole else None


def rows_of(file: Path, question: str) -> list[dict[str, Any]] | None:
    """What a warehouse answers; None of one of an earlier version, which may have no such table.

    A damaged file is the reader's matter, and None too.
    """
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            cursor = con.execute(question)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except (duckdb.CatalogException, duckdb.IOException):
        return None


def publish(built: Path, folder: Path, inputs: str, seen: str = "") -> Path:
    """Move a closed database file under a new name, turn the pointer to it, drop old ones.

    ``seen``: how the inputs looked before they were read; empty where nobody knows.
    """
    now = datetime.now(UTC)
    served = folder / f"monitor-{now:%Y%m%dT%H%M%S%f}-{inputs[:8]}.duckdb"
    replace(built, served)
    pointer = {
        "file": served.name, "built": now.isoformat(timespec="seconds"), "inputs": inputs,
        "looks": seen,
        "left_out": [{"source": table.name, "table": table.dataset.table,
                      "title": table.dataset.title.de, "name": refused.place.rpartition("/")[2],
                      "found": refused.found} for table, refused in claims.left_out()],
        "fetchable": [{"source": table.name, "table": table.dataset.table,
                       "title": table.dataset.title.de, "title_en": table.dataset.title.en,
                       "publisher": table.dataset.publisher,
                       "url": table.dataset.page, "needs_account": bool(table.dataset.account),
                       "has_state": bool(store.states(table.name))}
                      for table in datasets.fetched() if store.is_asked_with_all(table)],
    }  # fmt: skip
    fresh = folder / f".current-{os.getpid()}.json"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(pointer, file)
        file.flush()
        os.fsync(file.fileno())
    replace(fresh, paths.pointer(folder))
    _drop_old(folder, keep=served)
    return served


def _drop_old(folder: Path, keep: Path) -> None:
    """Delete all but the newest files; one still open on Windows stays until next time."""
    files = sorted(folder.glob("monitor-*.duckdb"), reverse=True)
    for file in [f for f in files if f != keep][_KEPT - 1 :]:
        with contextlib.suppress(OSError):
            file.unlink()
    an_hour_ago = time.time() - 3600
    # Only what builds leave behind: the folder may be anybody's, with dot files of its own.
    for path in (*folder.glob(".building-*"), *folder.glob(".current-*.json")):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < an_hour_ago:
                path.unlink()
