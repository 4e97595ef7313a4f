"""Watching the drop folder: a file without errors is taken in by itself, others are put aside.

    python -m etl.inbox.watch     as ``python -m etl watch --until-closed``; waits in little memory

A file is looked at when it has stayed the same between two looks, so that one still being copied
is left alone. What is refused moves to ``rejected/<time>-<name>/`` with the reasons beside it, for
programs (JSON) and for people (text, German and English). Whatever a file makes its reader stumble
over, the watcher goes on; a file over which it died twice is put aside unread.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from data import paths
from etl import priority
from etl.lock import Taken, locked

if TYPE_CHECKING:
    from etl.inbox.preview import Preview

# What reads and builds is imported when there is something to read: a watcher waits for days, and
# waits with 20 instead of 170 MB.

_log = logging.getLogger("china_monitor.inbox")

#: Endings of files that are still on their way.
_INCOMPLETE = {".part", ".tmp", ".crdownload", ".partial", ".download"}

#: Names the file that is being taken in, and how often that was begun: it stays where we die.
_MARK = ".taking-in"
#: A file may be begun so often: a server may be stopped in the middle of one, hardly of it twice.
_TRIES = 2
#: The largest report takes two minutes; what takes longer never ends.
_PATIENCE_S = 900

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
        except Exception:
            _log.exception("the watcher stumbled, and goes on")
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
    except OSError:
        raise
    except Exception:  # files that come are taken in all the same
        _log.exception("the warehouse could not be built")


def look(inbox: Path, seen: Seen) -> list[Path]:
    """Take in every file that has stayed the same since the last look; returns them."""
    present: Seen = {}
    taken_in = []
    for file in sorted(inbox.iterdir()) if inbox.is_dir() else []:
        try:
            if not _is_report(file):
                continue
            stat = file.stat()
            present[file] = (stat.st_size, stat.st_mtime_ns)
            if seen.get(file) == present[file] and _take_in_once(file, inbox, present[file]):
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


def _take_in_once(file: Path, inbox: Path, state: tuple[int, int]) -> bool:
    """Take a file in; put aside what was begun before and never ended, or is stumbled over."""
    mark, key = inbox / _MARK, [file.name, *state]
    try:
        begun, tries = json.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        begun, tries = None, 0
    tries = tries + 1 if begun == key else 1
    mark.write_text(json.dumps([key, tries]), encoding="utf-8")
    # A child that hangs is one that died.
    patience = threading.Timer(_PATIENCE_S, os._exit, (70,))
    patience.daemon = True
    patience.start()
    try:
        if tries > _TRIES:
            return _put_aside(file, inbox, "reader_stopped")
        return take_in(file, inbox)
    except (OSError, Taken):
        raise
    except Exception:
        _log.exception("%s could not be read", file.name)
        return _put_aside(file, inbox, "unreadable")
    finally:
        patience.cancel()
        mark.unlink(missing_ok=True)


def _put_aside(file: Path, inbox: Path, code: str) -> bool:
    """Refuse a file of which nothing can be said but that it cannot be read."""
    from etl.inbox.issues import Issue  # noqa: PLC0415 - see above
    from etl.inbox.preview import Preview  # noqa: PLC0415
    from etl.inbox.read import read_file  # noqa: PLC0415
    from etl.inbox.rows import Report  # noqa: PLC0415

    raw = read_file(file)
    report = Report("auto", errors=[Issue(code)])
    _refuse(file, raw, Preview(file.name, hashlib.sha256(raw).hexdigest(), report, ""), inbox)
    return True


def _refuse(file: Path, raw: bytes, result: Preview, inbox: Path) -> None:
    from etl.inbox import accept  # noqa: PLC0415 - see above
    from etl.inbox.issues import messages  # noqa: PLC0415
    from etl.inbox.schema import KINDS  # noqa: PLC0415

    reasons = {lang: messages(result.errors, result.report.kind, lang) for lang in ("de", "en")}
    is_own = result.report.kind in KINDS and KINDS[result.report.kind].is_own
    home = paths.own() if is_own else inbox
    folder = accept.reject(raw, file.name, result.as_json(), reasons, home)
    if file.stat().st_size > len(raw):  # of what is too big only the beginning was read
        shutil.copyfile(file, folder / f"original-{accept.safe_name(file.name)}")
    _log.warning("%s was refused: %d errors", file.name, len(result.errors))
    file.unlink()


def take_in(file: Path, inbox: Path) -> bool:
    """Accept a file, or put it aside with the reasons; either way it leaves the drop folder.

    False when accepted deliveries are damaged: then nobody can say whether it is right.
    """
    from etl.inbox import accept, downloaded_tables  # noqa: PLC0415 - see above
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
        file.unlink()
    else:
        _refuse(file, raw, result, inbox)
    return True


if __name__ == "__main__":
    priority.step_back()
    run(2.0, until_closed=True)
