"""First pages kept by what they are of; made in the background, waited for a moment only."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import Event, Lock, Thread
from typing import NamedTuple

from data import ask
from data.ask import State
from i18n import LANGUAGES, Locale
from server.first_paint.made import Paint, made
from ui.page import Entry

#: Seconds that a document waits for its page; without it the document goes out plain.
PATIENCE_S = 0.15
#: Signs of all pages that are kept, pages that may wait to be made, seconds until one is made anew.
MOST_SIGNS, MOST_WAITING, AGE_S = 30_000_000, 6, 60.0
#: Seconds before the start page is made, the next page, each further one.
PAUSES_S = (0.5, 15.0, 2.0)
#: A link with more is nobody's who reads.
MOST_LINK = 400
_log = logging.getLogger("china_monitor")

#: Day, view, link.
Key = tuple[date, str, tuple[tuple[str, str], ...]]


class _Stored(NamedTuple):
    """A page, the state that it shows, and when it was made."""

    paint: Paint | None
    state: State
    at: float

    def shows(self, now: State) -> bool:
        """Whether it is what would be made now."""
        if self.paint is not None and not self.paint.drawn.dependencies.is_untracked:
            return self.state == now
        return self.state == now and time.monotonic() - self.at < AGE_S


class FirstPages:
    """The pages that documents hold; ``entries``: the views that there are."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._stored: OrderedDict[Key, _Stored] = OrderedDict()
        self._coming: dict[Key, Future[Paint | None]] = {}
        self._lock = Lock()
        self._maker: ThreadPoolExecutor | None = None
        self._over = Event()

    def entry(self, page: str, view: str | None) -> Entry | None:
        """The view that a link names, if everybody may see it in a document."""
        page = page or (self.entries[0].page if self.entries else "")
        same = [one for one in self.entries if one.page == page]
        entry = next((one for one in same if one.view == view), same[0] if same else None)
        return None if entry is None or entry.writes or entry.is_own else entry

    def warm(self) -> None:
        """Make the start page, and in time the first view of each page, before they are asked for.

        In the background, one by one, and with pauses: whoever asks meanwhile goes first.
        """
        Thread(target=self._warm, name="first-pages", daemon=True).start()

    def _warm(self) -> None:
        pages = dict.fromkeys(entry.page for entry in self.entries)
        for number, page in enumerate(pages):
            if self._over.wait(PAUSES_S[0 if number == 0 else 1 if number == 1 else 2]):
                return
            coming = self.wanted("" if number == 0 else page, {})
            if isinstance(coming, Future):
                coming.exception()

    def end(self) -> None:
        """Make no more pages, also those that are waited for: an interpreter that ends cannot.

        A page runs on a thread of its own, which none may start any more by then.
        """
        self._over.set()

    def wanted(self, page: str, link: Mapping[str, str]) -> Future[Paint | None] | Paint | None:
        """The page of a link, or when it will be there; None where there is to be none."""
        entry = self.entry(page, link.get("view"))
        if entry is None or len(str(link)) > MOST_LINK:
            return None
        try:
            now = ask.state()
        except ask.NoWarehouse:
            return None
        key = (date.today(), entry.place, tuple(sorted(link.items())))
        with self._lock:
            stored = self._stored.get(key)
            if stored is not None:
                self._stored.move_to_end(key)
            coming = self._coming.get(key)
            is_due = stored is None or not stored.shows(now)
            if is_due and coming is None and len(self._coming) < MOST_WAITING:
                self._maker = self._maker or ThreadPoolExecutor(1, "first-page")
                coming = self._coming[key] = self._maker.submit(self._make, key, entry, dict(link))
        return coming if stored is None or stored.state != now else stored.paint

    def _make(self, key: Key, entry: Entry, link: Mapping[str, str]) -> Paint | None:
        try:
            if self._over.is_set():
                return None
            paint, state = self._made(key, entry, link)
            self._keep(key, paint, state)
            return paint if state == ask.state() else None
        except ask.NoWarehouse:
            return None
        finally:
            with self._lock:
                self._coming.pop(key, None)

    def _made(self, key: Key, entry: Entry, link: Mapping[str, str]) -> tuple[Paint | None, State]:
        """The page and the state that it shows: the one kept where all of it still holds."""
        stored = self._stored.get(key)
        with ask.pinned_warehouse() as now:
            if stored and stored.paint and stored.state != now and stored.paint.drawn.stands(now):
                return stored.paint, now
        lang = link.get("lang", "")
        try:
            paint = made(self.entries, entry, link,
                         Locale(lang if lang in LANGUAGES else LANGUAGES[0]))  # fmt: skip
        except Exception:  # the document goes out plain, the log gets the rest
            _log.exception("first page of %s failed", entry.place)
            paint = None
        return paint, now if paint is None else paint.drawn.state

    def _keep(self, key: Key, paint: Paint | None, state: State) -> None:
        with self._lock:
            for old in [one for one in self._stored if one[0] != key[0]]:
                del self._stored[old]
            self._stored[key] = _Stored(paint, state, time.monotonic())
            self._stored.move_to_end(key)
            while sum(one.paint.size for one in self._stored.values() if one.paint) > MOST_SIGNS:
                self._stored.popitem(last=False)

    async def soon(self, page: str, link: Mapping[str, str]) -> Paint | None:
        """The page of a link, if it is there or comes within PATIENCE_S."""
        result = self.wanted(page, link)
        if not isinstance(result, Future):
            return result
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(result)), PATIENCE_S)
        except TimeoutError:
            return None
