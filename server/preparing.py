"""Gets newer data ready before readers see them: runs the views last looked at on them, off stage.

Without it all who read when an update ends would wait together, each view for its first answer.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from charts.cache import turn
from data import ask
from ui import offstage, visited
from ui.page import words

#: Readers keep the old data for no longer than this, however slow the machine.
HOLD_S = 300.0
_LOOK_S = 1.0
#: It rests after each view: so briefly, and for so many times the share of a core readers take.
_REST_S, _REST_TIMES = 0.005, 8.0
_log = logging.getLogger("china_monitor")


@contextmanager
def preparing() -> Iterator[None]:
    """Look for newer data until it is left."""
    over = threading.Event()

    def look() -> None:
        served = ""
        while not over.wait(_LOOK_S):
            try:
                ask.prepare(lambda pin: run_views(pin, over), HOLD_S)
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


def run_views(pin: ask.Pin, over: threading.Event) -> None:
    """Let a warehouse know the answers of the views last looked at, one by one.

    Only views are run whose recorded answers do not all hold. Who reads meanwhile comes
    first: the busier they keep the process, the longer it rests between two views.
    """
    busy = 0.0
    for link, dependencies in visited.links():
        began = time.monotonic()
        try:
            with pin() as fresh:
                holds = ask.holds(dependencies)
            if over.is_set() or ask.state().version == fresh.version:  # nobody waits any more
                return
            if not holds:
                offstage.view(link.place, words(link.lang), link.as_of, link.as_mapping(), pin)
        except Exception as error:  # a reader of that view will see it, and the log then
            _log.debug("view %s could not be got ready: %s", link.place, type(error).__name__)
        took = time.monotonic() - began
        busy = (busy + _rest(max(_REST_S, _REST_TIMES * busy * took), over)) / 2


def _rest(seconds: float, over: threading.Event) -> float:
    """Wait; the share of a core that everything else in this process took meanwhile."""
    spent, began = time.process_time(), time.monotonic()
    over.wait(seconds)
    return (time.process_time() - spent) / (time.monotonic() - began)
