"""Replacing: a file or folder put in place of another, whole, while others may be reading it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

#: Windows refuses while somebody has it open, a scanner too, which is over within moments.
_TRIES, _PAUSE_S = 50, 0.02


def replace(fresh: Path, place: Path) -> None:
    """Move ``fresh`` to its place. Raises OSError."""
    for attempt in range(_TRIES):
        try:
            fresh.replace(place)
        except PermissionError:
            if sys.platform != "win32" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def write(file: Path, raw: bytes) -> None:
    """Write a file through to the disk. Raises OSError."""
    with file.open("wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(out.fileno())


def put(place: Path, raw: bytes, fresh: Path) -> None:
    """Write a file whole or not at all: as ``fresh``, then in its place. Raises OSError."""
    try:
        write(fresh, raw)
        replace(fresh, place)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
