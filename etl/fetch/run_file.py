"""Run file: what an update is doing, for whoever looks, in one small file beside the vintages.

It is renewed every second for as long as the update lives, so that one that was killed shows. Who
wants an update to stop names its run in a second file; then it ends as by Ctrl+C.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from data import paths, update_run
from data.replacing import put, replace
from etl.fetch.attempts import without_home
from etl.fetch.update import Outcome
from etl.schema import DatasetFile
from etl.vintages import store
from etl.vintages.cli import Answer

_EVERY_S = 1.0


class RunFile:
    """The file of one update; only with the lock of the vintages held."""

    def __init__(self, tables: Iterable[DatasetFile]) -> None:
        now = datetime.now(UTC)
        self._id = f"{now:%Y%m%dT%H%M%S%f}-{os.getpid()}"
        self._content: dict[str, Any] = {
            "id": self._id, "began": now.isoformat(timespec="milliseconds"), "phase": "fetching",
            "under_way": {}, "ended": None, "text": "",
            "tables": {
                one.name: {
                    "table": one.dataset.table, "title": one.dataset.title.de,
                    "title_en": one.dataset.title.en,
                    "publisher": one.dataset.publisher, "url": one.dataset.page,
                    "outcome": "", "reason": "", "text": "",
                } for one in tables
            },
        }  # fmt: skip
        self._lock = threading.Lock()
        self._is_changed = False
        self._over = threading.Event()
        self._pulse = threading.Thread(target=self._beat, name=__name__, daemon=True)

    def __enter__(self) -> RunFile:
        """Begin. Raises OSError (disk)."""
        paths.stop().unlink(missing_ok=True)
        self._write()
        self._pulse.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self._over.set()
        self._pulse.join()
        with self._lock:
            if error is not None:
                self._content |= {"phase": "failed", "text": without_home(str(error))}
            self._content |= {"ended": datetime.now(UTC).isoformat(timespec="seconds"),
                              "under_way": {}}  # fmt: skip
            self._try_to_write()

    def report(self, source: str, text: str) -> None:
        """What is under way; from any thread."""
        with self._lock:
            self._content["under_way"][source] = without_home(text)
            self._is_changed = True

    def done(self, outcome: Outcome) -> None:
        """What came of a table."""
        with self._lock:
            self._content["under_way"].pop(outcome.source, None)
            self._content["tables"][outcome.source] |= {
                "outcome": outcome.outcome, "reason": outcome.reason,
                "text": without_home(outcome.text),
            }  # fmt: skip
            self._try_to_write()

    def turn(self, phase: str, text: str = "") -> None:
        """What comes next: building, done, stopped."""
        with self._lock:
            self._content |= {"phase": phase, "text": without_home(text), "under_way": {}}
            self._try_to_write()

    def listen(self) -> None:
        """Raises KeyboardInterrupt when somebody asked this run to stop."""
        with contextlib.suppress(OSError):
            if paths.stop().read_text(encoding="utf-8") == self._id:
                raise KeyboardInterrupt

    def _beat(self) -> None:
        while not self._over.wait(_EVERY_S):
            with self._lock:
                if self._is_changed:
                    self._try_to_write()
                    continue
            with contextlib.suppress(OSError):
                os.utime(paths.run())

    def _try_to_write(self) -> None:
        with contextlib.suppress(OSError):  # a full disk says so where tables are kept
            self._write()

    def _write(self) -> None:
        self._is_changed = False
        file = paths.run()
        fresh = store.unfinished(file)
        fresh.write_text(json.dumps(self._content, ensure_ascii=False), encoding="utf-8")
        replace(fresh, file)


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    verbs.add_parser("stop", help="stop the update that goes on; what has arrived is kept")


def stop() -> tuple[int, Answer]:
    """Ask the update that goes on to stop. Raises OSError."""
    run = update_run.last()
    if run is None or run.phase != "fetching":
        return 1, {"ok": False, "text": "No update is fetching now; nothing is stopped."}
    put(paths.stop(), run.id.encode(), store.unfinished(paths.stop()))
    return 0, {"ok": True, "text": "Asked it to stop; it does so within seconds."}
