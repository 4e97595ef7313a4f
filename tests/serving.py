"""The dashboard as a real server on a free loopback port, for as long as a test needs it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "127.0.0.1"
PATIENCE_S = 180.0


@contextmanager
def dashboard(
    given: Mapping[str, str] | None = None,
    words: tuple[str, ...] = (),
    folder: Path = run.ROOT,
    script: str = "dashboard.py",
) -> Iterator[str]:
    """The address of folder/script, served as ``started`` does."""
    with started(given, words, folder, script) as (address, _):
        yield address


@contextmanager
def started(
    given: Mapping[str, str] | None = None,
    words: tuple[str, ...] = (),
    folder: Path = run.ROOT,
    script: str = "dashboard.py",
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve folder/script as run.py does; its address and process. It ends whatever happens.

    `given` is added to the environment, `words` to Streamlit's command line. AssertionError with
    the server's last words when it ends or does not answer within PATIENCE_S.
    """
    port = run.any_port(HOST)
    lean = ("--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false")
    command = run.dashboard_command(Path(sys.executable), HOST, port, [*lean, *words])
    command = [script if word == "dashboard.py" else word for word in command]
    environment = {**run.child_environment(os.environ), **(given or {})}
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            deadline = time.monotonic() + PATIENCE_S
            while not run.answers(HOST, port):
                if server.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    last = log.read().decode("utf-8", "replace")[-2000:]
                    raise AssertionError(f"The dashboard does not answer; it wrote:\n{last}")
                time.sleep(0.1)
            yield f"http://{HOST}:{port}", server
        finally:
            server.terminate()
            run.end(server)
