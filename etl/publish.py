"""Publishing: a new file name for each build, and a small pointer file that names it.

A DuckDB file is never replaced under its own name: DuckDB keys its instances by path, and a
running app would go on serving the old one without a word.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

from data import paths

#: How many published files are kept: the one served and the one before it.
_KEPT = 2


def pointed(folder: Path) -> dict[str, str] | None:
    """What the pointer says (file, built, inputs), or None when there is none to be read."""
    try:
        said = json.loads(paths.pointer(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) and {"file", "built", "inputs"} <= said.keys() else None


def publish(built: Path, folder: Path, inputs: str) -> Path:
    """Move a closed database file under a new name, turn the pointer to it, drop old ones."""
    now = datetime.now(UTC)
    served = folder / f"monitor-{now:%Y%m%dT%H%M%S%f}-{inputs[:8]}.duckdb"
    os.replace(built, served)  # noqa: PTH105 - Path.replace is the same; named for what it does
    said = {"file": served.name, "built": now.isoformat(timespec="seconds"), "inputs": inputs}
    fresh = folder / f".current-{os.getpid()}.json"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(said, file)
        file.flush()
        os.fsync(file.fileno())
    _turn(fresh, paths.pointer(folder))
    _drop_old(folder, keep=served)
    return served


def _turn(fresh: Path, pointer: Path) -> None:
    """Replace the pointer; Windows refuses while somebody is just reading it."""
    for attempt in range(50):
        try:
            fresh.replace(pointer)
        except PermissionError:
            if attempt == 49:
                raise
            time.sleep(0.02)
        else:
            return


def _drop_old(folder: Path, keep: Path) -> None:
    """Delete all but the newest files; one still open on Windows stays until next time."""
    files = sorted(folder.glob("monitor-*.duckdb"), reverse=True)
    for file in [f for f in files if f != keep][_KEPT - 1 :]:
        with contextlib.suppress(OSError):
            file.unlink()
    an_hour_ago = time.time() - 3600
    # Only what builds leave behind: the folder may be anybody's, with dot files of its own.
    for left in (*folder.glob(".building-*"), *folder.glob(".current-*.json")):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < an_hour_ago:
                left.unlink()
