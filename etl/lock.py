"""Lock: one writer of a folder at a time; let go of by the system, however a run ends."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO


class Taken(Exception):
    """Another run is writing."""


@contextlib.contextmanager
def locked(folder: Path, name: str = "_lock", patience_s: float = 0) -> Iterator[None]:
    """Hold the folder's lock. Raises Taken when another process has it for longer than that."""
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + patience_s
    with (folder / name).open("a+b") as file:
        while True:
            try:
                _lock(file)
            except OSError as error:
                if time.monotonic() >= deadline:
                    raise Taken(
                        f"{folder} is being updated by another run. "
                        "What to do: wait until it is done."
                    ) from error
                time.sleep(0.1)
            else:
                break
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
