"""The frame around every page: language, "Stand am", age of the data, errors in plain words."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from html import escape
from itertools import groupby
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import urlencode

import streamlit as st

from data import ask as data_ask
from data import paths
from i18n import LANGUAGES, Locale
from ui import components, demonstration, filters, shared_badges, visit, visited
from ui.visit import Visit

_ROOT = Path(__file__).resolve().parents[1]
#: The view that shows what the field in the head looks for.
_SEARCH = "evidence/search"
_STYLE = Path(__file__).with_name("style.css")
#: So many views are drawn at once: more would share one interpreter, and all be later.
_AT_ONCE = BoundedSemaphore(2)
_log = logging.getLogger("china_monitor")


@dataclass(frozen=True)
class Entry:
    """One view: its file under pages/, whose folder is the page that it belongs to."""

    file: str
    #: Whether it lets its visitors change data; where reading only is allowed it is not there.
    writes: bool = False
    #: Whether it shows what this visitor or this installation keeps for itself.
    is_own: bool = False

    @cached_property
    def page(self) -> str:
        """The page, as in the link: its folder."""
        return self.file.split("/")[0]

    @cached_property
    def view(self) -> str:
        """The view of that page, as in the link."""
        return Path(self.file).stem

    @property
    def place(self) -> str:
        """Page and view, as links in the program name them; a page's only view is the page."""
        return self.page if self.view == self.page else f"{self.page}/{self.view}"

    @property
    def address(self) -> str:
        """Where it is found, without language and filters."""
        return self.page if self.view == self.page else f"{self.page}?view={self.view}"

    @property
    def key(self) -> str:
        """Where its texts stand in the words."""
        return f"page.{self.place.replace('/', '_')}"

    def label(self, locale: Locale) -> str:
        """What it is called among the views of its page."""
        short = f"{self.key}.short"
        return locale(short if locale.has(short) else f"{self.key}.title")


def visible_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that there are here: without those that write where reading only is allowed."""
    return [entry for entry in entries if not (entry.writes and paths.is_read_only())]


def show(all_entries: Sequence[Entry]) -> None:
    """Draw the frame and run the view that the link names; the first entry is the start page."""
    entries = visible_entries(all_entries)
    locale = words(filters.language())
    st.html(_STYLE)
    visit.draw(None)
    st.session_state["places"] = frozenset(entry.place for entry in entries)
    current, views, run = _navigation(entries, locale)
    st.set_page_config(
        page_title=f"{locale(f'{current.key}.title')} – {locale('app.title')}",
        page_icon=str(_ROOT / "static" / "icon.png"),
        layout="wide",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="header"):
        age = st.empty()
        age.html(_product(locale))
        day = filters.as_of(locale)
        st.html(f'<div class="cm-head">{_search(locale)}{_toolbar(locale)}</div>', width="content")
        _move_on()
    visit.start(Visit(locale, day, figures=visit.collected()))
    banner = st.empty()
    if len(views) > 1:
        _view_bar(current, views, locale)
    try:
        filters.refuse_twice()
        # What is somebody's own may wait for a child process: it holds nobody else up.
        turn = nullcontext() if current.writes or current.is_own else _AT_ONCE
        with turn, data_ask.pinned_warehouse() as state, visit.drawing(state) as dependencies:
            if state.is_demo:
                banner.html(demonstration.banner(locale))
            built = locale.date(state.built.date())
            age.html(_product(locale, locale("frame.built", date=built)))
            if state.trouble:
                st.warning(locale("frame.trouble", date=built))
            if day is not None:
                _as_of_banner(locale, day)
            if locale.has(f"{current.key}.intro"):  # the start page's heading is a finding
                components.title(locale(f"{current.key}.title"), locale(f"{current.key}.intro"))
            head = st.empty()
            run()
        if current.writes or current.is_own:
            dependencies.is_untracked = True
        else:
            visited.note(current.place, locale.lang, day, dependencies)
        if above := _not_read(filters.unread_names(), locale) + shared_badges.settle():
            head.html(above)
    except data_ask.NoWarehouse:
        st.title(locale("frame.no_warehouse_title"))
        st.error(locale("frame.no_warehouse"))
    except data_ask.UnknownValue as error:
        st.error(
            error.message(locale)
        )  # fmt: skip
    except Exception:  # the visitor gets a sentence, the log gets the rest
        number = secrets.token_hex(4)
        _log.exception("view %s failed, reference %s", current.place, number)
        st.error(locale("frame.failed", number=number))


def _navigation(
    entries: Sequence[Entry], locale: Locale
) -> tuple[Entry, list[Entry], Callable[[], None]]:
    """Draw the menu; the view that the link names, all views of its page, and what runs it."""
    views = {name: list(group) for name, group in groupby(entries, lambda entry: entry.page)}
    asked = st.query_params.get("view")
    opened = {
        name: next((entry for entry in group if entry.view == asked), group[0])
        for name, group in views.items()
    }
    pages = {
        st.Page(
            _ROOT / "pages" / entry.file,
            title=locale(f"section.{name}"),
            url_path=name,
            default=name == entries[0].page,
        ): entry
        for name, entry in opened.items()
    }
    chosen = st.navigation(list(pages), position="top")
    current = pages[chosen]
    return current, views[current.page], chosen.run


def _view_bar(current: Entry, views: Sequence[Entry], locale: Locale) -> None:
    """The views of the page to choose from; what the link asks for and there is not is named."""
    labels = {entry.view: entry.label(locale) for entry in views}
    key = f"views_{current.page}_{locale.lang}"
    st.session_state[key] = current.view
    with st.container(key="views"):
        st.segmented_control(
            locale("frame.views"), list(labels), key=key, format_func=labels.__getitem__,
            required=True, label_visibility="collapsed", on_change=_open_view, args=(key,),
        )  # fmt: skip
    filters.refuse_unknown("view", labels, shown=current.view)


def _open_view(key: str) -> None:
    """Put the view chosen into the link; filters of the view left behind stay behind."""
    st.query_params.from_dict(filters.page_parameters() | {"view": st.session_state[key]})


@st.fragment(run_every="30s")
def _move_on() -> None:
    """Draw the page anew when newer data were published while it stood open, and change it."""
    if (drawn := visit.drawn()) is None:  # it is just being drawn
        return
    try:
        with data_ask.pinned_warehouse() as now:
            if drawn.stands(now):
                visit.draw(drawn._replace(state=now))
                return
    except data_ask.NoWarehouse:
        return
    st.rerun()


@lru_cache
def words(language: str) -> Locale:
    """The words of a language, the same for all visitors: pictures are cached by them."""
    return Locale(language)


def _product(locale: Locale, age: str = "") -> str:
    """The product's name, which leads to the start page, and the age of the data."""
    home = "./?" + urlencode(filters.page_parameters() | {"lang": locale.lang})
    return (
        f'<p class="cm-frame"><a class="cm-brand" href="{escape(home)}" target="_self">'
        f"{locale('app.title')}</a> {age}</p>"
    )


def _search(locale: Locale) -> str:
    """A field that leads to what is found, in the same language, as of the same day."""
    page, _, view = _SEARCH.partition("/")
    kept = filters.page_parameters() | {"view": view, "lang": locale.lang}
    hidden = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
                     for name, value in kept.items())  # fmt: skip
    name = escape(locale(f"page.{_SEARCH.replace('/', '_')}.title"))
    return (
        f'<form class="cm-search" role="search" action="{page}" method="get" target="_self">'
        f'{hidden}<input type="search" name="q" required maxlength="100" placeholder="{name}" '
        f'aria-label="{name}">'
        f'<button class="cm-unseen">{escape(locale("search.go"))}</button></form>'
    )


def _toolbar(locale: Locale) -> str:
    """Links to the Mappe that this browser gathers, and to the same view in each language.

    Real links, so that the document follows; server/mappen.js shows the first while there is one.
    """
    links = [
        f'<strong lang="{code}">{locale("language." + code)}</strong>'
        if code == locale.lang
        else f'<a href="{filters.other_language_link(code)}" target="_self" lang="{code}" '
        f'hreflang="{code}">{Locale(code)("language." + code)}</a>'
        for code in LANGUAGES
    ]
    own = f'<a class="cm-own-mappe" hidden target="_self">{locale("mappe.open")}</a>'
    return f'<p class="cm-frame">{own} {" · ".join(links)}</p>'


def _not_read(names: Iterable[str], locale: Locale) -> str:
    if not names:
        return ""
    quoted = locale.list(locale("filter.quoted", name=name) for name in names)
    return f'<p class="cm-key">{escape(locale("filter.not_read", names=quoted))}</p>'


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
