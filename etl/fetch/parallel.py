"""Parallel: work on the tables of one host two at a time, on those of several hosts side by side.

A publisher allows two requests at once. Threads end with the program, so that nobody who stops an
update waits for a slow publisher; what has arrived by then is kept.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from types import TracebackType
from typing import TextIO, TypeVar
from urllib.parse import urlsplit

from tqdm import tqdm

from etl.schema import DatasetFile

AT_ONCE = 2
#: Windows hears of Ctrl+C only between two waits.
_LISTEN_S = 0.5
T = TypeVar("T")


def run_by_host(
    tables: Iterable[DatasetFile],
    work: Callable[[DatasetFile], T],
    listen: Callable[[], None] = lambda: None,
) -> Generator[tuple[DatasetFile, T], None, None]:
    """Each table with what came of it, in the order in which they are done.

    What the work raises is raised here, and what ``listen`` raises, called between two waits.
    """
    lines: dict[str, deque[DatasetFile]] = {}
    for table in tables:
        lines.setdefault(urlsplit(table.dataset.page).netloc, deque()).append(table)
    done: queue.SimpleQueue[tuple[DatasetFile, T | BaseException]] = queue.SimpleQueue()
    stopped = threading.Event()

    def work_off(line: deque[DatasetFile]) -> None:
        while line and not stopped.is_set():
            try:
                table = line.popleft()
            except IndexError:
                return
            try:
                done.put((table, work(table)))
            except BaseException as error:
                # Raised again by who waits for it.
                done.put((table, error))

    remaining = sum(len(line) for line in lines.values())
    for line in lines.values():
        for _ in range(min(AT_ONCE, len(line))):
            threading.Thread(target=work_off, args=(line,), name=__name__, daemon=True).start()
    try:
        while remaining:
            listen()
            try:
                table, result = done.get(timeout=_LISTEN_S)
            except queue.Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            remaining -= 1
            yield table, result
    finally:
        stopped.set()


_SHAPE = "{percentage:3.0f}% [{bar:20}] {n_fmt}/{total_fmt} tables, {elapsed}{postfix}"


class Progress:
    """Reports tables under way and done; may be used by several threads."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._done, self._total = 0, total
        self._bar = tqdm(
            total=total,
            file=self._out,
            disable=not self._out.isatty(),
            bar_format=_SHAPE,
            ascii=" =",  # a Windows console may have no other signs
            dynamic_ncols=True,
            leave=False,
        )

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self._bar.close()

    def report(self, name: str, text: str) -> None:
        """Something on the way: a line in a log, on a terminal only until the next one."""
        if self._bar.disable:
            self._log(f"{name}: {text}")
        else:
            self._bar.set_postfix_str(f"{name}: {text}")

    def done(self, name: str, text: str) -> None:
        """A table is done with; stays on a terminal too."""
        self._done += 1
        line = f"[{self._done}/{self._total}] {name}: {text}"
        if self._bar.disable:
            self._log(line)
        else:
            self._bar.write(line, file=self._out)
            self._bar.update()

    def _log(self, line: str) -> None:
        # In one piece: the line of another thread may come at the same time.
        self._out.write(f"{line}\n")
        self._out.flush()
