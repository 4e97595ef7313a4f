"""Starts what writes: ``python -m etl add``, ``release``, ``demo``, ``watch`` … as children.

Pages never write themselves. The child answers in JSON; what it does not say in JSON is a failure.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import accounts, ask, paths
from ui import html

_ROOT = Path(__file__).resolve().parents[1]
#: A report of 200,000 rows takes two minutes; a child that takes longer hangs.
_PATIENCE_S = 300
#: A watcher that ends at once is not started again all the time.
_LONGEST_WAIT_S = 60.0

_log = logging.getLogger("china_monitor.inbox")


class Failed(Exception):
    """The child gave no answer; carries its exit code and last words, without paths."""

    def __init__(self, code: int | None, output: str) -> None:
        self.code, self.output = code, html.without_paths(output)
        super().__init__(f"exit code {code}: {output}")


def add(raw: bytes, name: str, kind: str, supplier: str, *, accept: bool,
        publish: bool = False) -> dict[str, Any]:  # fmt: skip
    """What a file would change, or after ``accept`` has changed, as the command says it.

    ``publish``: protected sums of an own list may be shown to all. Raises Failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "upload"
        file.write_bytes(raw)
        # Joined by "=": a name that begins with a dash is a name.
        words = ["add", kind, str(file), "--json", f"--name={name}", f"--supplier={supplier}"]
        words += ["--accept"] * accept + ["--publish"] * publish
        process = _run(words)
    report = _report(process)
    if "counts" not in report and not is_table(report):
        raise Failed(process.returncode, str(report.get("error", "")))
    return report


def is_table(report: Mapping[str, Any]) -> bool:
    """Whether an answer is about a table of an office, which has no rows to be listed one by one.

    It has an outcome and a text, or after accepting ``tables`` with one of each.
    """
    return "outcome" in report or "tables" in report


def release(source: str, vintage: str, reason: str) -> None:
    """Let a table in that was held back. Raises Failed with what the command says against it."""
    process = _run(["release", source, vintage, f"--reason={reason}", "--json"])
    report = _report(process)
    if not report["ok"]:
        raise Failed(process.returncode, str(report["text"]))


def alert(*words: str) -> None:
    """Keep or drop a limit, put an alert aside or show it again. Raises Failed."""
    _done("alert", "--json", *words)


def match(*words: str) -> None:
    """Keep a decision on a pair of firms, or drop it. Raises Failed."""
    _done("match", "--json", *words)


def rebuild() -> None:
    """Build the warehouse where what it is made of has changed. Raises Failed."""
    _done("build", "--if-needed", "--json")


def _done(*words: str) -> None:
    """Let the child do something that gives no more than its word. Raises Failed."""
    process = _run([*words])
    if process.returncode != 0:
        message = process.stderr.strip() or process.stdout.strip()
        try:
            message = str(json.loads(message)["error"])
        except (ValueError, KeyError, TypeError):
            message = message[-500:]
        raise Failed(process.returncode, message)


def account(name: str, *words: str, fields: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Try, keep or remove an account (``--test``, ``--save``, ``--remove``): ok, outcome, text.

    ``fields`` go by the standard input alone. Raises Failed.
    """
    process = _run(["account", name, *words, "--json"], json.dumps(fields) if fields else "")
    return _report(process, "outcome", "ok")


def stop_update() -> None:
    """Ask the update that goes on to stop. Raises Failed."""
    process = _run(["stop"])
    if process.returncode != 0:
        raise Failed(process.returncode, process.stdout + process.stderr[-500:])


def template(kind: str, ending: str, lang: str) -> bytes:
    """The template of one kind of report. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"template{ending}"
        process = _run(["template", kind, str(file), "--lang", lang])
        if process.returncode != 0:
            raise Failed(process.returncode, process.stderr[-500:])
        return file.read_bytes()


def demonstration() -> None:
    """Make the demonstration's inbox and warehouse ready for today. Raises Failed."""
    own = {
        "CHINA_MONITOR_DEMO": "1",
        "CHINA_MONITOR_INBOX": str(paths.DEMO / "inbox"),
        "CHINA_MONITOR_WAREHOUSE": str(paths.DEMO / "warehouse"),
    }
    process = _run(["demo"], **own)
    if process.returncode != 0:
        raise Failed(process.returncode, process.stderr[-500:])


def _report(process: subprocess.CompletedProcess[str], *needed: str) -> dict[str, Any]:
    """What a child answered in JSON. Raises Failed where it did not, or lacks what is needed."""
    try:
        report: dict[str, Any] = json.loads(process.stdout)
        _ = [report[name] for name in needed]
    except (ValueError, KeyError):
        raise Failed(process.returncode, process.stderr[-500:]) from None
    return report


def _run(words: list[str], text: str = "", **surroundings: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "etl", *words],
            cwd=_ROOT,
            env={**accounts.environment(), "PYTHONIOENCODING": "utf-8", **surroundings},
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Failed(None, f"no answer for {_PATIENCE_S} s") from None
    finally:
        ask.hasten()  # who started it looks for what it did


@dataclass
class Watch:
    """The child that watches the drop folder: whether it runs, how often it ended, when last."""

    is_running: bool = False
    deaths: int = 0
    died: datetime | None = None
    child: subprocess.Popen[bytes] | None = None

    def end(self) -> None:
        """Note that the child has ended by itself."""
        self.is_running, self.deaths, self.died = False, self.deaths + 1, datetime.now(UTC)


#: None where nobody may write, and outside the server.
_watches: list[Watch] = []


def watch() -> Watch | None:
    """What is known of the child that watches the drop folder; None where none is wanted."""
    return _watches[-1] if _watches else None


@contextmanager
def watching(first_wait_s: float = 1.0) -> Iterator[Watch]:
    """Let a child watch the drop folder for as long as the server runs; one that ends comes again.

    Its standard input is a pipe of ours: it ends when the server does, however that ends.
    """
    own, stopped = Watch(), threading.Event()
    keeper = threading.Thread(target=_keep_watching, args=(own, stopped, first_wait_s), daemon=True)
    keeper.start()
    _watches.append(own)
    try:
        yield own
    finally:
        _watches.remove(own)
        stopped.set()
        while keeper.is_alive():
            if (child := own.child) is not None:
                child.terminate()
            keeper.join(0.1)


def _keep_watching(own: Watch, stopped: threading.Event, first_wait_s: float) -> None:
    wait_s = first_wait_s
    while not stopped.is_set():
        began = time.monotonic()
        try:
            command = [sys.executable, "-m", "etl.inbox.watch"]
            with subprocess.Popen(  # noqa: S603 - ours
                command, cwd=_ROOT, env=accounts.environment(), stdin=subprocess.PIPE
            ) as child:
                own.child, own.is_running = child, True
                child.wait()
        except OSError as error:
            _log.warning("the watcher of the drop folder could not be started: %s", error)
        own.child = None
        if stopped.is_set():
            break
        own.end()
        _log.warning("the watcher of the drop folder ended; it is started again")
        if time.monotonic() - began > _LONGEST_WAIT_S:
            wait_s = first_wait_s
        stopped.wait(wait_s)
        wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
