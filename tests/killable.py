"""The command line as a process that can be killed before any act on the disk or the network.

Each line on the standard input asks for one run; each is answered with one line. Where the system
can fork, a run costs no start of Python; else the program ends after one.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from etl import datasets

CAN_FORK = hasattr(os, "fork")
#: What leaves a trace outside of the process; each is announced before it happens.
_ACTS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "socket.connect"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
#: Models that the door needs to open a warehouse, and those that fetched tables feed.
_FEW = {"core.claim", "core.source", "core.label", "core.delivery"}


def small_build() -> None:
    """Let builds hold only what was fetched: how a warehouse is published stays as it is."""
    from etl import boundaries, load, modelling
    from etl.matches import unsure
    from etl.vintages import store

    tables, fed = load.read_all()
    tables = {name: frame.iloc[:0] for name, frame in tables.items()}
    carried = load.collected_claims()
    empty = [type(one)(one.place, one.noun, one.schema, one.frame.iloc[:0]) for one in fed]
    every = modelling.models()
    needed, waiting = set(_FEW), list(_FEW)
    by_name = {model.name: model for model in every}
    while waiting:
        more = by_name[waiting.pop()].needs - needed
        needed |= more
        waiting += more

    def read_all() -> Any:
        return tables, [
            *empty,
            *(
                part
                for table in datasets.published()
                if store.vintages(table.name)
                for part in load._published_tables(table)
            ),
        ]

    load.read_all = read_all
    load.collected_claims = lambda: carried
    load._describe = lambda *_: None
    modelling.models = lambda folder=None: [model for model in every if model.name in needed]
    boundaries.load = lambda con: None
    unsure.fill = lambda con: None


class Acts:
    """Counts acts below a folder, and kills the process before one of them."""

    def __init__(self, folder: str, stop_at: int) -> None:
        self.folder, self.stop_at = folder, stop_at
        self.seen: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if event not in _ACTS and not (event == "open" and given[2] & _WRITES):
            return
        told = str(given[-1] if event == "socket.connect" else given[0])
        if event != "socket.connect" and not told.startswith(self.folder):
            return
        self.seen.append(f"{event} {told.removeprefix(self.folder)}")
        if len(self.seen) == self.stop_at:
            os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def run(asked: dict[str, Any], acts: str) -> int:
    """One run in this process; its acts are written down when it comes to an end."""
    main = _command(asked["module"])
    sys.stdin = io.TextIOWrapper(io.BytesIO(asked["given"].encode()))
    os.environ.update(asked["environment"])
    counted = Acts(asked["folder"], asked["stop_at"])
    said = io.StringIO()
    limited = _no_file_above(asked["most_bytes"])
    try:
        with limited, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = max(main(words) for words in asked["runs"])
    except BaseException:
        code = 99
        said.write(traceback.format_exc())
    Path(acts).write_text(json.dumps({"acts": counted.seen, "said": said.getvalue()}))
    return code


@contextlib.contextmanager
def _no_file_above(most_bytes: int | None) -> Iterator[None]:
    """As on a full disk: who writes more than so many bytes into a file gets an error (POSIX)."""
    if most_bytes is None or sys.platform == "win32":
        yield
        return
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _command(module: str) -> Callable[[list[str]], int]:
    """What ``python -m`` runs of a room, with all that it may import."""
    if module == "reports":
        from reports import __main__ as reports

        for name in reports.COMMANDS.values():
            import_module(name)
        return reports.main
    from etl.__main__ import main

    return main


def forked(asked: dict[str, Any], acts: str) -> int:
    """One run in a child; killed from outside where `stop_after` seconds are named."""
    _command(asked["module"])  # imported once, not in each child
    child = os.fork()
    if child == 0:
        os._exit(run(asked, acts))
    deadline = time.monotonic() + asked["stop_after"] if asked["stop_after"] else None
    while True:
        done, status = os.waitpid(child, os.WNOHANG if deadline else 0)
        if done:
            return os.waitstatus_to_exitcode(status)
        if deadline and time.monotonic() >= deadline:
            os.kill(child, signal.SIGKILL)
            deadline = None
        else:
            time.sleep(0.002)


def at_each_act(folder: Path, work: Callable[[], object], check: Callable[[], None]) -> int:
    """Do work in children of which each is killed before one more act below a folder.

    ``check`` is called after each, until one comes to its end; says how many were killed. Work must
    need no thread of this process: a child has none of them.
    """
    for stop in itertools.count(1):
        child = os.fork()
        if child == 0:
            Acts(str(folder), stop)
            work()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        check()
        if not os.WIFSIGNALED(status):
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
    return stop - 1


def serve() -> None:
    """Answer each line of the standard input."""
    if "whole" not in sys.argv:
        small_build()
    from etl.vintages import claims

    claims._code()
    for line in sys.stdin:
        asked = json.loads(line)
        acts = asked["acts"]
        code = forked(asked, acts) if CAN_FORK else run(asked, acts)
        print(code, flush=True)
        if not CAN_FORK:
            return


if __name__ == "__main__":
    serve()
