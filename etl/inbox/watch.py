"""Watching the drop folder: a file without errors is taken in by itself, others are put aside.

    python -m etl.inbox.watch     as ``python -m etl watch --until-closed``; waits in little memory

A file is looked at when it has stayed the same between two looks, so that one still being copied
is left alone. What is refused moves to ``rejected/<time>-<name>/`` with the reasons beside it, for
programs (JSON) and for people (text, German and English).
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from data import paths
from etl.lock import Taken, locked

if TYPE_CHECKING:
    from etl.inbox.accept import Accepted
    from etl.inbox.preview import Preview

# What reads and builds is imported when there is something to read: a watcher waits for days, and
# waits with 20 instead of 170 MB.

_log = logging.getLogger("china_monitor.inbox")

#: Endings of files that are still on their way.
_COMING = {".part", ".tmp", ".crdownload", ".partial", ".download"}
_OURS = {"readme.md"}

Seen = dict[Path, tuple[int, int]]


def run(every_s: float, *, until_closed: bool = False, stop: threading.Event | None = None) -> None:
    """Look into the drop folder every so many seconds until told to stop.

    ``until_closed``: also stop when the standard input is closed, so that a child never outlives
    the server that started it. Of several watchers of one folder all but one wait.
    """
    ended = stop or threading.Event()
    if until_closed:
        threading.Thread(target=_end_with_parent, args=(ended,), daemon=True).start()
    inbox = paths.inbox()
    seen: Seen = {}
    while not ended.is_set():
        try:
            with locked(inbox, ".watching"):
                _catch_up()
                while not ended.is_set():
                    look(inbox, seen)
                    ended.wait(every_s)
        except Taken:
            ended.wait(every_s)  # somebody else is watching
        except OSError as error:
            _log.warning("the inbox %s cannot be watched: %s", inbox, error)
            ended.wait(max(every_s, 5))


def _end_with_parent(ended: threading.Event) -> None:
    while sys.stdin.buffer.read(1_024):
        continue
    ended.set()


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
    there: Seen = {}
    done = []
    for file in sorted(inbox.iterdir()) if inbox.is_dir() else []:
        if not _is_a_report(file):
            continue
        try:
            said = file.stat()
            there[file] = (said.st_size, said.st_mtime_ns)
            if seen.get(file) == there[file] and take_in(file, inbox):
                del there[file]
                done.append(file)
        except FileNotFoundError:
            continue  # taken away again
        except (OSError, Taken) as error:
            _log.warning("%s could not be taken in, it stays: %s", file.name, error)
    seen.clear()
    seen.update(there)
    return done


def _is_a_report(file: Path) -> bool:
    name = file.name.lower()
    if name.startswith((".", "~$")) or name in _OURS or file.suffix.lower() in _COMING:
        return False
    return file.is_file()


def take_in(file: Path, inbox: Path) -> bool:
    """Accept a file, or put it aside with the reasons; either way it leaves the drop folder.

    False when accepted deliveries are damaged: then nobody can say whether it is right.
    """
    from etl.inbox import downloaded_tables  # noqa: PLC0415
    from etl.inbox.accept import accept  # noqa: PLC0415
    from etl.inbox.preview import read_file  # noqa: PLC0415
    from etl.validate import Refused  # noqa: PLC0415 - see above

    raw = read_file(file)
    try:
        if downloaded_tables.is_table(raw, file.name):
            said = downloaded_tables.take_in(raw, file.name)
            if not said["ok"]:
                downloaded_tables.put_aside(raw, said, inbox)
            _log.info("%s: %s: %s", file.name, said["outcome"], said["text"])
            file.unlink()
            return True
        made = accept(raw, file.name, "auto")
    except Refused as refused:
        _log.warning("%s stays where it is: %s", file.name, refused)
        return False
    if made.delivery_id is None and made.preview.already is None:
        put_aside(raw, made, inbox)
        _log.warning("%s was refused: %d errors", file.name, len(made.preview.errors))
    else:
        _log.info("%s is in as delivery %s", file.name, made.delivery_id or made.preview.already)
    file.unlink()
    return True


def put_aside(raw: bytes, made: Accepted, inbox: Path) -> Path:
    """Keep a refused file with its reasons beside it; returns the folder."""
    from etl.inbox.accept import safe_name  # noqa: PLC0415 - see above
    from etl.inbox.downloaded_tables import aside  # noqa: PLC0415

    shown = made.preview
    name = safe_name(shown.file)
    files = {
        f"original-{name}": raw,
        "report.json": json.dumps(shown.as_json(), indent=1).encode(),
        "report.txt": _reasons(shown).encode("utf-8-sig"),
    }
    return aside(inbox, name, files)


def _reasons(shown: Preview) -> str:
    from etl.inbox.issues import sentences  # noqa: PLC0415 - see above

    kind = shown.report.kind
    parts = []
    for lang, head in (("de", "Nicht angenommen"), ("en", "Not accepted")):
        lines = [f"{head}: {shown.file}", *sentences(shown.errors, kind, lang)]
        parts.append(os.linesep.join(lines))
    return f"{os.linesep}{os.linesep}".join(parts) + os.linesep


if __name__ == "__main__":
    run(2.0, until_closed=True)
