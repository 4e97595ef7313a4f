"""Lock: one writer of a folder at a time; let go of by the system, however a run ends.

Where a network folder knows no locks, a file that names process and machine takes the lock's place
(filelock's soft lock): one of a dead process of this machine is taken over, one of a machine that
was switched off stays until somebody deletes it, for from here nobody can tell.
"""

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
        lock = FileLock(folder / name).acquire(timeout=patience_s, poll_interval=0.1)
    except Timeout as error:
        who, remedy = _holder(folder / name)
        raise Taken(f"{folder} is being updated by another run{who}. What to do: wait until it is "
                    f"done{remedy}.") from error  # fmt: skip
    with lock:
        yield


def _holder(file: Path) -> tuple[str, str]:
    """Who holds a lock, and what else may be done: only a file in a lock's place says it."""
    with contextlib.suppress(OSError, ValueError):
        process, machine = file.read_text(encoding="utf-8").splitlines()[:2]
        return (f" (process {process} on {machine})",
                f"; or, if that machine was switched off meanwhile, delete {file}")  # fmt: skip
    return "", ""
