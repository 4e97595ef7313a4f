"""Lock: one writer of vintages at a time; let go of by the system, however a run ends."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO


class Taken(Exception):
    """Another run is writing."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises Taken at once when another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "_lock").open("a+b") as file:
        try:
            _lock(file)
        except OSError as error:
            raise Taken(
                f"{folder} is being updated by another run. What to do: wait until it is done."
            ) from error
        yield


def _lock(file: IO[bytes]) -> None:
    # Closing the file, or the end of the process, lets go of it.
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - of that system alone

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - of the other systems

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
