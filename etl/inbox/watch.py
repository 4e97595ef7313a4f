"""Watching the drop folder: a file without errors is taken in by itself, others are put aside.

    python -m etl.inbox.watch     as ``python -m etl watch --until-closed``; waits in little memory

A file is looked at when it has stayed the same between two looks, so that one still being copied
is left alone. What is refused moves to ``rejected/<time>-<name>/`` with the reasons beside it, for
programs (JSON) and for people (text, German and English).
"""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

from data import paths
from etl.lock import Taken, locked

# What reads and builds is imported when there is something to read: a watcher waits for days, and
# waits with 20 instead of 170 MB.

_log = logging.getLogger("china_monitor.inbox")

#: Endings of files that are still on their way.
_INCOMPLETE = {".part", ".tmp", ".crdownload", ".partial", ".download"}

Seen = dict[Path, tuple[int, int]]


def run(every_s: float, *, until_closed: bool = False, stop: threading.Event | None = None) -> None:
    """Look into the drop folder every so many seconds until told to stop.

    ``until_closed``: also stop when the standard input is closed, so that a child never outlives
    the server that started it. Of several watchers of one folder all but one wait.
    """
    stopped = stop or threading.Event()
    if until_closed:
        threading.Thread(target=_stop_with_parent, args=(stopped,), daemon=True).start()
    inbox = paths.inbox()
    seen: Seen = {}
    while not stopped.is_set():
        try:
            with locked(inbox, ".watching"):
                _catch_up()
                while not stopped.is_set():
                    look(inbox, seen)
                    stopped.wait(every_s)
        except Taken:
            stopped.wait(every_s)  # somebody else is watching
        except OSError as error:
            _log.warning("the inbox %s cannot be watched: %s", inbox, error)
            stopped.wait(max(every_s, 5))


def _stop_with_parent(stopped: threading.Event) -> None:
    while sys.stdin.buffer.read(1_024):
        continue
    stopped.set()


def _catch_up() -> None:
    """Build what was accepted by somebody who was stopped before it was built."""
    if not any((paths.inbox() / "accepted").glob("*/*")):
        return
    from etl import build  # noqa: PLC0415 - see above
    from etl.inbox.accept import PATIENCE_S  # noqa: PLC0415
    from etl.validate import Refused  # noqa: PLC0415

    folder = paths.warehouse()
    try:
        with locked(paths.inbox(), ".lock", PATIENCE_S):
            if paths.pointer(folder).is_file() and not build.is_current(folder):
                build.build(folder)
    except (Refused, Taken) as error:
        _log.warning("the warehouse could not be built: %s", error)


def look(inbox: Path, seen: Seen) -> list[Path]:
    """Take in every file that has stayed the same since the last look; returns them."""
    present: Seen = {}
    taken_in = []
    for file in sorted(inbox.iterdir()) if inbox.is_dir() else []:
        if not _is_report(file):
            continue
        try:
            stat = file.stat()
            present[file] = (stat.st_size, stat.st_mtime_ns)
            if seen.get(file) == present[file] and take_in(file, inbox):
                del present[file]
                taken_in.append(file)
        except FileNotFoundError:
            continue  # taken away again
        except (OSError, Taken) as error:
            _log.warning("%s could not be taken in, it stays: %s", file.name, error)
    seen.clear()
    seen.update(present)
    return taken_in


def _is_report(file: Path) -> bool:
    name = file.name.lower()
    if name.startswith((".", "~$")) or name == "readme.md" or file.suffix.lower() in _INCOMPLETE:
        return False
    return file.is_file()


def take_in(file: Path, inbox: Path) -> bool:
    """Accept a file, or put it aside with the reasons; either way it leaves the drop folder.

    False when accepted deliveries are damaged: then nobody can say whether it is right.
    """
    from etl.inbox import accept, downloaded_tables  # noqa: PLC0415 - see above
    from etl.inbox.issues import messages  # noqa: PLC0415
    from etl.inbox.read import read_file  # noqa: PLC0415
    from etl.validate import Refused  # noqa: PLC0415

    raw, name = read_file(file), file.name
    try:
        if downloaded_tables.is_table(raw, name):
            answer = downloaded_tables.add_table(raw, name)
            if not answer["ok"]:
                downloaded_tables.reject_table(raw, answer, inbox)
            _log.info("%s: %s: %s", name, answer["outcome"], answer["text"])
            file.unlink()
            return True
        result = accept.accept(raw, name, "auto")
    except Refused as refused:
        _log.warning("%s stays where it is: %s", name, refused)
        return False
    if delivery_id := result.delivery_id or result.already:
        _log.info("%s is in as delivery %s", name, delivery_id)
    else:
        kind = result.report.kind
        reasons = {lang: messages(result.errors, kind, lang) for lang in ("de", "en")}
        accept.reject(raw, name, result.as_json(), reasons, inbox)
        _log.warning("%s was refused: %d errors", name, len(result.errors))
    file.unlink()
    return True


if __name__ == "__main__":
    run(2.0, until_closed=True)
