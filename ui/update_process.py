"""The update that a page starts: a child of the server, which goes on when the page is closed.

What it does is read from the file that every update renews (``data.update_run``), so that all
visitors see the same run, also one that the command line or an earlier server started.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO

from data import accounts, paths, update_run
from data.update_run import Run, Step
from ui import etl_process

__all__ = ["Run", "State", "Step", "start", "state"]

#: Exit codes of an update that has told the rest in its file.
_TOLD = (0, 1, 4, 5, 130)


@dataclass
class _Child:
    """An update that this server started, and what it writes to its screen."""

    process: subprocess.Popen[bytes]
    output: IO[bytes]
    began: datetime = field(default_factory=lambda: datetime.now(UTC))


_children: list[_Child] = []
_lock = threading.Lock()


@dataclass(frozen=True)
class State:
    """What is known of updates: ``phase`` as of ``data.update_run``, "starting", "refused", "".

    ``refused``: one that we started ended before it began; with its exit code and last words.
    """

    phase: str
    run: Run | None = None
    code: int = 0
    output: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether something is under way."""
        return self.phase == "starting" or (self.run is not None and self.run.is_living)


def state() -> State:
    """What is under way, or was the last."""
    with _lock:
        return _state()


def _state() -> State:
    run, child = update_run.last(), _children[-1] if _children else None
    is_of_child = child is not None and run is not None and run.began >= child.began
    if child is None or (run is not None and run.is_living and not is_of_child):
        return State(run.phase if run else "", run)
    code = child.process.poll()
    if code is None:
        return State(run.phase, run) if run and is_of_child else State("starting", run)
    if run is None or not is_of_child:
        return State("refused", run, code, _words(child))
    if run.ended is None:
        return State("interrupted", run, code, _words(child))
    return State(run.phase, run, code, "" if code in _TOLD else _words(child))


def _words(child: _Child) -> str:
    """The last lines that a child wrote, without paths."""
    child.output.seek(0)
    return etl_process.Failed(None, child.output.read()[-500:].decode("utf-8", "replace")).output


def start() -> None:
    """Start one, unless one goes on. Raises OSError."""
    with _lock:
        if _state().goes_on:
            return
        output = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the next one
        command = [sys.executable, "-m", "etl", "update", "--json"]
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=paths.ROOT, env=accounts.environment(), stdin=subprocess.DEVNULL,
            stdout=output, stderr=output,
        )  # fmt: skip
        for former in _children:
            former.output.close()
        _children[:] = [_Child(process, output)]
