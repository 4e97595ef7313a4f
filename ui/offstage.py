"""Views and pages run where nobody looks: for the figures of a Mappe, for the first document.

So a figure that was put into a Mappe is the one on the screen, and can be made again of newer data;
and what a document holds before the application has started is what the application will draw.
"""

from __future__ import annotations

import runpy
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    add_script_run_ctx,
)
from streamlit.runtime.state import SafeSessionState, SessionState

from charts.figure import Figure
from data import ask, paths
from data.ask import Pin, UnknownValue
from i18n import Locale
from ui import filters, visit
from ui.visit import Visit

T = TypeVar("T")
_PAGES = paths.ROOT / "pages"
#: Views compiled once.
_SCRIPTS = ScriptCache()


def places() -> dict[str, Path]:
    """Every view by its place (``trade/partners``), and the file that draws it."""
    files = [file for file in sorted(_PAGES.glob("*/*.py")) if not file.stem.startswith("_")]
    return {
        file.stem if file.stem == file.parent.name else f"{file.parent.name}/{file.stem}": file
        for file in files
    }


class Seen(NamedTuple):
    """What a view is made of: its figures by name, and which of the link's names it reads."""

    figures: dict[str, Figure]
    read: set[str]


def figures(place: str, locale: Locale, as_of: date | None = None,
            parameters: Mapping[str, str] | None = None) -> dict[str, Figure]:  # fmt: skip
    """The figures of a view by name; raises what ``view`` raises."""
    return view(place, locale, as_of, parameters).figures


def view(place: str, locale: Locale, as_of: date | None = None,
         parameters: Mapping[str, str] | None = None,
         pin: Pin = ask.pinned_warehouse) -> Seen:  # fmt: skip
    """The figures of a view, with these filters, as known on a day.

    ``pin``: the warehouse that it is run on.
    Raises UnknownValue for a place that there is not, and what the view itself raises.
    """
    files = places()
    if place not in files:
        raise UnknownValue("place", place, list(files))
    link = {**(parameters or {}), "lang": locale.lang}
    if as_of is not None:
        link["as_of"] = as_of.isoformat()

    def run() -> Seen:
        add_script_run_ctx(None, _context(files[place], urlencode(link)))
        st.session_state["places"] = frozenset(files)
        collected: dict[str, Figure] = {}
        visit.start(Visit(locale, as_of, figures=collected))
        with pin(), suppress(StopException):
            runpy.run_path(str(files[place]), run_name="__main__")
        return Seen(collected, filters.read_names())

    return _on_own_thread(run)


class Page(NamedTuple):
    """A whole page: what it sends to a browser, in order, its figures by name, what it rests on."""

    messages: list[ForwardMsg]
    figures: dict[str, Figure]
    rests_on: visit.Drawn | None


def page(draw: Callable[[], None], name: str, query: str) -> Page:
    """What ``draw`` sends where a browser asks for the page ``name`` (empty: the first)."""
    messages: list[ForwardMsg] = []
    collected: dict[str, Figure] = {}

    def run() -> Page:
        context = _context(paths.ROOT / "dashboard.py", query, messages.append)
        context.pages_manager.set_script_intent("", name)
        add_script_run_ctx(None, context)
        visit.collect(collected)
        with suppress(StopException):
            draw()
        return Page(messages, collected, visit.drawn())

    return _on_own_thread(run)


def _on_own_thread(run: Callable[[], T]) -> T:
    """Run on a thread of its own: what Streamlit knows of a visit it knows by thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


def _context(
    file: Path, query: str, hear: Callable[[ForwardMsg], object] = lambda _: None
) -> ScriptRunContext:
    """What a script needs to run; what it draws goes to ``hear``."""
    requests = ScriptRequests()

    def send(message: ForwardMsg) -> None:
        hear(message)
        if requests.on_scriptrunner_yield() is not None:  # st.stop()
            raise StopException

    context = ScriptRunContext(
        session_id=f"offstage-{uuid.uuid4()}",
        _enqueue=send,
        script_requests=requests,
        query_string=query,
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager("/offstage"),
        main_script_path=str(file),
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(str(file), _SCRIPTS),
    )
    context.reset(query_string=query)
    return context
