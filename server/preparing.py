"""Gets newer data ready before readers see them: runs the views last looked at on them, off stage.

Without it all who read when an update ends would wait together, each view for its first answer.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from charts.cache import turn
from data import ask
from ui import offstage, visited
from ui.page import words

#: Readers keep the old data for no longer than this, however slow the machine.
HOLD_S = 40.0
_LOOK_S = 1.0
_NICENESS = 10
_log = logging.getLogger("china_monitor")


@contextmanager
def preparing() -> Iterator[None]:
    """Look for newer data until it is left."""
    over = threading.Event()

    def look() -> None:
        served = ""
        while not over.wait(_LOOK_S):
            try:
                ask.prepare(lambda pin: _stepping_back(run_views, pin, over), HOLD_S)
                if served != (served := ask.state().version):
                    turn()
            except ask.NoWarehouse:
                continue
            except Exception:  # whatever it is, readers get the newer data all the same
                _log.exception("newer data could not be got ready")

    thread = threading.Thread(target=look, name="preparing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _stepping_back(work: Callable[[ask.Pin, threading.Event], None], pin: ask.Pin,
                   over: threading.Event) -> None:  # fmt: skip
    """Do work on a thread that leaves the processor to those who read, where threads can do so."""

    def step_back() -> None:
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)

    with ThreadPoolExecutor(1, "preparing", step_back) as thread:
        thread.submit(work, pin, over).result()


def run_views(pin: ask.Pin, over: threading.Event) -> None:
    """Let a warehouse know the answers of the views last looked at, one by one.

    Those are run of which not all holds that they were told before.
    """
    for link, told in visited.links():
        if over.is_set():
            return
        try:
            with pin():
                if ask.holds(told):
                    continue
            offstage.view(link.place, words(link.lang), link.as_of, link.as_mapping(), pin)
        except Exception as error:  # a reader of that view will see it, and the log then
            _log.debug("view %s could not be got ready: %s", link.place, type(error).__name__)
