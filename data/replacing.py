"""Replacing: a file or folder put in place of another, whole, while others may be reading it."""

from __future__ import annotations

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
