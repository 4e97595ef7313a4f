"""The Mappe on the screen: opened, edited, and taken away as documents."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from html import escape
from typing import Any

import streamlit as st

from charts.cache import cached
from charts.paper.scene import scene
from charts.paper.svg import svg
from charts.style import Picture
from data.ask import state
from i18n import Locale
from reports import lagebericht as story
from reports import store
from reports.documents import DOCUMENTS, Document
from reports.item import Item
from reports.mappe import FIELDS, SUFFIX, Entry, Mappe, NotAMappe, unpack
from reports.store import Stored
from ui import components, files, filters, html, links, offstage

_ROOM = "mappe"
#: What is told once, after whatever was pressed.
_TOLD = "mappe_told"


def opened(name: str | None, locale: Locale) -> Stored | None:
    """The Mappe that the link names, where there is one; what came of the last press is told."""
    if message := st.session_state.pop(_TOLD, ""):
        st.info(message)
    if not name:
        return None
    try:
        return store.read(name)
    except store.NoMappe:
        st.warning(locale(f"{_ROOM}.unknown"))
    except NotAMappe as error:
        st.error(locale(f"{_ROOM}.damaged", error=str(error)))
    return None


def lagebericht(locale: Locale, as_of: date | None) -> Mappe:
    """The ready Mappe, made once for each state of the data."""
    return _lagebericht(locale, as_of, state().version, date.today())


@lru_cache(maxsize=8)
def _lagebericht(locale: Locale, as_of: date | None, version: str, today: date) -> Mappe:
    del version, today  # another warehouse or day: another report
    return story.ready(locale, as_of, offstage.figures)


def documents(mappe: Callable[[], Mappe], locale: Locale, title: str, day: date | None) -> None:
    """A button for each kind of document; it is made when it is asked for."""
    with st.container(horizontal=True, key="documents"):
        for kind, one in DOCUMENTS.items():
            label = f"{locale(f'mappe.kind.{kind}')} (.{one.ending})"
            make = partial(_document_bytes, one, mappe, locale)
            file_name = one.file_name(title, day, locale)
            files.button(label, make, file_name, f"make_{kind}", media=one.media,
                         about=locale(f"mappe.about.{kind}"))  # fmt: skip


def _document_bytes(one: Document, mappe: Callable[[], Mappe], locale: Locale) -> bytes:
    return one.make(mappe(), locale)


def saal_link(locale: Locale, name: str = "") -> str:
    """The way to the presentation in the hall, in a tab of its own."""
    address = links.address("meeting", mode="saal", **({"mappe": name} if name else {}))
    return (
        f'<p class="cm-files"><a class="cm-file cm-saal" href="{escape(address)}" target="_blank">'
        f"{escape(locale(f'{_ROOM}.present'))}</a></p>"
    )


def way_back(locale: Locale, name: str) -> str:
    """The way to all Mappen; ``name``: of the one that is open, which this browser remembers."""
    way = links.page_link("meeting", locale(f"{_ROOM}.all"))
    return f'<p class="cm-more cm-key" data-mappe-open="{escape(name)}">{way}</p>'


def open_or_begin(locale: Locale, as_of: date | None) -> None:
    """Go on with a Mappe: this browser's, a stored one, a file; or begin with a new one."""
    own, stored = escape(locale(f"{_ROOM}.own_open")), store.all_mappen()
    components.draw_html(
        f'<p class="cm-files" data-mappen="{escape(" ".join(one.id for one in stored))}">'
        f'<a class="cm-file cm-own-mappe" hidden target="_self">{own}</a></p>'
    )
    with st.container(horizontal=True):
        st.button(locale(f"{_ROOM}.begin"), key="mappe_begin", on_click=_begin, args=(Mappe(),))
        st.button(locale(f"{_ROOM}.begin_ready"), key="mappe_begin_ready", on_click=_begin_ready,
                  args=(locale, as_of))  # fmt: skip
    file = st.file_uploader(locale(f"{_ROOM}.file"), type=[SUFFIX[1:]], key="mappe_file")
    if file is not None:
        try:
            _begin(unpack(file.getvalue()))
        except NotAMappe as error:
            st.error(locale(f"{_ROOM}.damaged", error=str(error)))
        else:
            st.rerun()
    if stored:
        items = "".join(_stored_item(one, locale) for one in stored)
        st.header(locale(f"{_ROOM}.stored"), anchor="stored")
        components.draw_html(f'<ul class="cm-ways">{items}</ul>')


def _stored_item(one: Stored, locale: Locale) -> str:
    """A stored Mappe in a list: name, meeting, how many figures."""
    mappe = one.mappe
    count = locale.count("figure", len(mappe.entries))
    day = locale.date(mappe.day) if mappe.day else ""
    facts = " · ".join(filter(None, (mappe.meeting, day, count)))
    name = mappe.title or locale(f"{_ROOM}.untitled")
    return f"<li>{links.page_link('meeting', name, mappe=one.id)}<span>{escape(facts)}</span></li>"


def _begin(mappe: Mappe) -> None:
    filters.write("mappe", store.create(mappe).id)


def _begin_ready(locale: Locale, as_of: date | None) -> None:
    _begin(lagebericht(locale, as_of))


def fields(stored: Stored, locale: Locale) -> None:
    """What the papers of the council need to know: title, meeting, TOP, number, day, author."""
    names = (*FIELDS, "day")
    # Row by row, so that on a phone, where one stands below the other, they keep their order.
    columns = [column for _ in names[::3] for column in st.columns(3)]
    for name, column in zip(names, columns, strict=True):
        with column:
            key = f"mappe_{name}_{stored.id}"
            value = getattr(stored.mappe, name)
            st.session_state[key] = locale.date(value) if isinstance(value, date) else value or ""
            st.text_input(locale(f"{_ROOM}.field.{name}"), key=key, max_chars=200,
                          placeholder=locale(f"{_ROOM}.day_hint") if name == "day" else None,
                          on_change=_set, args=(stored, name, key))  # fmt: skip


def _set(stored: Stored, name: str, key: str) -> None:
    text = str(st.session_state[key]).strip()
    value: Any = filters.day_of(text) if name == "day" else text
    if name == "day" and text and value is None:
        st.session_state[_TOLD] = st.session_state["visit"].locale("filter.bad_day", value=text)
        return
    _save(stored, lambda mappe: replace(mappe, **{name: value}))


def entry(stored: Stored, number: int, one: Entry, locale: Locale) -> None:
    """A figure of the Mappe: picture, finding, comment, and where it goes."""
    item, last = one.item, len(stored.mappe.entries) - 1
    picture, words = st.columns([1, 3], gap="medium")
    with picture:
        components.draw_html(thumbnail(item))
    with words:
        state_of = locale("documents.state", day=locale.date(item.as_of))
        details = " · ".join(filter(None, (state_of, item.source, item.code)))
        components.draw_html(
            f'<h3 class="cm-entry">{number + 1}. {escape(item.title)}</h3>{html.subtitle(details)}'
        )
        key = f"mappe_comment_{stored.id}_{number}_{item.name}"
        st.session_state[key] = one.comment
        st.text_input(locale(f"{_ROOM}.comment"), key=key, max_chars=1000,
                      placeholder=locale(f"{_ROOM}.comment_hint"), label_visibility="collapsed",
                      on_change=_comment, args=(stored, number, key))  # fmt: skip
        with st.container(horizontal=True):
            moves: tuple[tuple[str, bool, Callable[[Mappe], Mappe]], ...] = (
                ("up", number == 0, lambda mappe: mappe.moved(number, -1)),
                ("down", number == last, lambda mappe: mappe.moved(number, 1)),
                ("remove", False, lambda mappe: mappe.without(number)),
            )
            for name, is_idle, how in moves:
                st.button(locale(f"{_ROOM}.{name}"), key=f"mappe_{name}_{number}",
                          disabled=is_idle, on_click=_save, args=(stored, how))  # fmt: skip


def _comment(stored: Stored, number: int, key: str) -> None:
    text = str(st.session_state[key]).strip()
    _save(stored, lambda mappe: mappe.commented(number, text))


def thumbnail(item: Item) -> str:
    """The picture of a figure, small; empty where it has none."""
    if item.picture is None:
        return ""
    try:
        address = _data_url(item.picture, item.title, Locale(item.lang))
    except (AttributeError, KeyError, TypeError, ValueError):  # somebody made the file by hand
        return ""
    return f'<img class="cm-thumbnail" alt="{escape(item.alt)}" src="{address}">'


@cached(256)
def _data_url(picture: Picture, title: str, locale: Locale) -> str:
    drawn = svg(scene(picture.figure, locale), title=title, alt=picture.alt)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def keeping(stored: Stored, locale: Locale) -> None:
    """Copy or throw away; and whether it outlives the program."""
    st.header(locale(f"{_ROOM}.keeping"), anchor="keeping")
    components.text(locale(f"{_ROOM}.{'is_stored' if store.is_stored() else 'not_stored'}"))
    with st.container(horizontal=True):
        copy = replace(stored.mappe, title=locale(f"{_ROOM}.copy_of", title=stored.mappe.title))
        st.button(locale(f"{_ROOM}.copy"), key="mappe_copy", on_click=_begin, args=(copy,))
        with st.popover(locale(f"{_ROOM}.throw_away")):
            components.text(locale(f"{_ROOM}.throw_sure"))
            st.button(locale(f"{_ROOM}.throw_yes"), key="mappe_throw", on_click=_throw,
                      args=(stored, locale))  # fmt: skip


def _throw(stored: Stored, locale: Locale) -> None:
    store.remove(stored.id)
    filters.write("mappe", None)
    st.session_state[_TOLD] = locale(f"{_ROOM}.thrown", title=stored.mappe.title)


def _save(stored: Stored, how: Callable[[Mappe], Mappe]) -> None:
    """Keep a change; one that meets another's is kept beside it, and told."""
    locale = st.session_state["visit"].locale
    try:
        store.save(stored.id, how(stored.mappe), stored.revision)
    except store.Conflict as conflict:
        filters.write("mappe", conflict.kept)
        st.session_state[_TOLD] = locale(f"{_ROOM}.conflict")
    except store.NoMappe:
        st.session_state[_TOLD] = locale(f"{_ROOM}.unknown")
    except OSError:
        st.session_state[_TOLD] = locale(f"{_ROOM}.not_written")
