"""Abreast: work on the tables of one host two at a time, on those of different hosts side by side.

A publisher allows two requests at once. Threads end with the program, so that nobody who stops an
update waits for a slow publisher; what has arrived by then is kept.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import TypeVar
from urllib.parse import urlsplit

from etl.fetch.dataset import Table

AT_ONCE = 2
#: Windows hears of Ctrl+C only between two waits.
_LISTEN_S = 0.5
T = TypeVar("T")


def abreast(
    tables: Iterable[Table], work: Callable[[Table], T]
) -> Generator[tuple[Table, T], None, None]:
    """Each table with what came of it, in the order in which they are done.

    What the work raises is raised here.
    """
    lines: dict[str, deque[Table]] = {}
    for table in tables:
        lines.setdefault(urlsplit(table.source.url).netloc, deque()).append(table)
    done: queue.SimpleQueue[tuple[Table, T | BaseException]] = queue.SimpleQueue()
    stopped = threading.Event()

    def work_off(line: deque[Table]) -> None:
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

    left = sum(len(line) for line in lines.values())
    for line in lines.values():
        for _ in range(min(AT_ONCE, len(line))):
            threading.Thread(target=work_off, args=(line,), name=__name__, daemon=True).start()
    try:
        while left:
            try:
                table, came = done.get(timeout=_LISTEN_S)
            except queue.Empty:
                continue
            if isinstance(came, BaseException):
                raise came
            left -= 1
            yield table, came
    finally:
        stopped.set()
