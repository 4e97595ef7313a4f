"""Lock: one writer of a folder at a time; let go of by the system, however a run ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout


class Taken(Exception):
    """Another run is writing."""


@contextlib.contextmanager
def locked(folder: Path, name: str = "_lock", patience_s: float = 0) -> Iterator[None]:
    """Hold the folder's lock. Raises Taken when another process has it for longer than that."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        held = FileLock(folder / name).acquire(timeout=patience_s, poll_interval=0.1)
    except Timeout as error:
        raise Taken(
            f"{folder} is being updated by another run. What to do: wait until it is done."
        ) from error
    with held:
        yield
