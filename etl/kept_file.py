"""What people decided, as it is kept: a TOML file, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from data.replacing import put
from etl.validate import Refused


def check(file: Path, trouble: str) -> None:
    """Raises Refused where a file could not be read: what is in it must not be written over."""
    if trouble:
        raise Refused(file.name, [f"it cannot be read: {trouble}"],
                      "mend the file or move it away; it was left as it is.")  # fmt: skip


def write(file: Path, head: str, lists: Mapping[str, Sequence[Any]]) -> None:
    """Write lists of dataclasses beside, then put in place: who reads finds the old or the new.

    For who holds the folder's lock. Raises OSError.
    """
    text = tomlkit.dumps({name: [*map(_plain, some)] for name, some in lists.items() if some})
    # One name, since one writes at a time: what a killed one left is written over.
    put(file, f"{head}\n{text}".encode(), file.with_name(f".new-{file.name}"))


def _plain(one: Any) -> dict[str, object]:
    """Its fields, days as text."""
    return {name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(one).items()}  # fmt: skip
