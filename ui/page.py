"""The frame around every page: language, "Stand am", age of the data, errors in plain words."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from data import ask as data_ask
from data import paths
from i18n import LANGUAGES, Locale
from ui import filters, visit
from ui.visit import Visit

_ROOT = Path(__file__).resolve().parents[1]
_STYLE = Path(__file__).with_name("style.css")
_log = logging.getLogger("china_monitor")


@dataclass(frozen=True)
class Entry:
    """One line of the page list: its file under pages/, its path in the link."""

    file: str
    path: str
    #: Whether it lets its visitors change data; where reading only is allowed it is not there.
    writes: bool = False

    @property
    def key(self) -> str:
        """Where its texts stand in the words."""
        return f"page.{self.path.replace('-', '_')}"

    @property
    def section(self) -> str:
        """The section it belongs to: its folder."""
        return self.file.split("/")[0]


def first_page() -> Any:
    """The page that a visitor meets first."""
    return st.session_state["first_page"]


def has_page(path: str) -> bool:
    """Whether there is a page of that path in this visit."""
    return path in st.session_state["paths"]


def visible_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that there are here: without those that write where reading only is allowed."""
    return [entry for entry in entries if not (entry.writes and paths.is_read_only())]


def show(all_entries: Sequence[Entry]) -> None:
    """Draw the frame and run the page that the link names; the first entry is the start page."""
    entries = visible_entries(all_entries)
    locale = _words(filters.language())
    st.html(_STYLE)
    pages = _pages(entries, locale)
    st.session_state["paths"] = frozenset(entry.path for entry in entries)
    st.session_state["first_page"] = next(iter(pages.values()))
    start = st.Page(
        _ROOT / "pages" / "overview" / "_start.py",
        title=locale("app.title"),
        default=True,
        visibility="hidden",
    )
    chosen = st.navigation([start, *pages.values()], position="sidebar", expanded=True)
    current = next((entry for entry, page in pages.items() if page == chosen), None)
    title = locale(f"{current.key}.title") if current else ""
    st.set_page_config(
        page_title=f"{title} – {locale('app.title')}".removeprefix(" – "),
        page_icon=str(_ROOT / "static" / "icon.png"),
        layout="wide",
    )
    with st.sidebar:
        st.html(_languages(locale))
        day = filters.as_of(locale)
        age = st.empty()
        _move_on()
    visit.start(Visit(locale, day))
    banner = st.empty()
    if current is not None:
        _section_bar(current, pages, locale)
    try:
        filters.refuse_twice()
        with data_ask.pinned_warehouse() as state:
            if state.is_demo:
                banner.html(f'<p class="cm-demo" role="note">{escape(locale("demo.banner"))}</p>')
            built = locale.date(state.built.date())
            age.html(
                f'<p class="cm-frame">{locale("frame.built", date=built)}<br>'
                f"{locale('app.claim')}</p>"
            )
            if state.trouble:
                st.warning(locale("frame.trouble", date=built))
            if day is not None:
                _as_of_banner(locale, day)
            unread = st.empty()
            chosen.run()
        if names := filters.unread_names():
            quoted = locale.list(locale("filter.quoted", name=name) for name in names)
            note = escape(locale("filter.not_read", names=quoted))
            unread.html(f'<p class="cm-key">{note}</p>')
    except data_ask.NoWarehouse:
        st.title(locale("frame.no_warehouse_title"))
        st.error(locale("frame.no_warehouse"))
    except data_ask.UnknownValue as error:
        st.error(
            locale("filter.unknown", name=error.name, value=str(error.value),
                   allowed=error.possible(locale))
        )  # fmt: skip
    except Exception:  # the visitor gets a sentence, the log gets the rest
        number = secrets.token_hex(4)
        _log.exception("page %s failed, reference %s", chosen.url_path, number)
        st.error(locale("frame.failed", number=number))


def _pages(entries: Sequence[Entry], locale: Locale) -> dict[Entry, Any]:
    """A page for each entry.

    The side bar lists one of each section, under the section's name; the section's own bar leads
    to the others.
    """
    pages: dict[Entry, Any] = {}
    for entry in entries:
        section = f"section.{entry.section}"
        is_first = entry.section not in {earlier.section for earlier in pages}
        pages[entry] = st.Page(
            _ROOT / "pages" / entry.file,
            title=locale(section if is_first and locale.has(section) else f"{entry.key}.title"),
            url_path=entry.path,
            visibility="visible" if is_first else "hidden",
        )
    return pages


def _section_bar(current: Entry, pages: dict[Entry, Any], locale: Locale) -> None:
    """Links to the pages of the section, where it has several."""
    section = [entry for entry in pages if entry.section == current.section]
    if len(section) < 2:
        return
    with st.container(horizontal=True, key="section_bar", gap="small"):
        for entry in section:
            st.page_link(
                pages[entry],
                label=locale(f"{entry.key}.short" if locale.has(f"{entry.key}.short")
                            else f"{entry.key}.title"),
                query_params=filters.page_parameters(),
            )  # fmt: skip


@st.fragment(run_every="10s")
def _move_on() -> None:
    """Draw the page anew when newer data have been published while it stood open."""
    try:
        served = data_ask.state().version
    except data_ask.NoWarehouse:
        return
    drawn = st.session_state.setdefault("drawn_version", served)
    if drawn != served:
        st.session_state["drawn_version"] = served
        st.rerun()


@lru_cache
def _words(language: str) -> Locale:
    """The words of a language, the same for all visitors: pictures are cached by them."""
    return Locale(language)


def _languages(locale: Locale) -> str:
    """Links to the same view in each language; real links, so that the document follows."""
    links = [
        f'<strong lang="{code}">{locale("language." + code)}</strong>'
        if code == locale.lang
        else f'<a href="{filters.other_language_link(code)}" target="_self" lang="{code}" '
        f'hreflang="{code}">{Locale(code)("language." + code)}</a>'
        for code in LANGUAGES
    ]
    return f'<p class="cm-frame">{" · ".join(links)}</p>'


def _as_of_banner(locale: Locale, day: date) -> None:
    undated = next(iter(data_ask.ask("undated_sources", as_of=day)))
    counts = {"missing": undated.missing_count, "held": undated.sources_count}
    parts = [locale("frame.as_of", date=locale.date(day))]
    parts += [
        locale(f"frame.as_of_{name}", sources=locale.count("source", count))
        for name, count in counts.items()
        if count
    ]
    st.info(" ".join([*parts, locale("frame.as_of_leave")]))
