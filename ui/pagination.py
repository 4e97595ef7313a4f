"""Long lists: the table, a text to search for and pages to leaf through, kept in the link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from charts.table import Table
from data.answer import Answer
from ui import components, files, filters, glossary, html, visit

SIZE = 50
_TEXT, _PAGE = "q", "page"


def table(name: str, caption: str, data: Table, *, answer: Answer | None = None,
          cited: bool = False, notes: Sequence[str] = (), leaf: Leaf | None = None,
          missing: str = "") -> None:  # fmt: skip
    """A table in its full height; ``answer`` is what can be taken away, the whole of it.

    ``cited``: with the sources of the answer below, where its rows are not about sources.
    ``leaf``: the part of a long list that is shown; to be turned above and below.
    ``missing``: what to say of an empty list, where choosing otherwise would not help.
    """
    locale = visit.locale()
    if not len(data):
        st.info(missing or locale("listing.none"))
        return
    if leaf is not None:
        leaf.turn("top")
    notes_html = "".join(f'<p class="cm-key">{escape(note)}</p>' for note in notes)
    sources = html.source_line([answer], locale) if answer is not None and cited else ""
    terms = glossary.terms((caption, glossary.table_text(data), notes_html), sources=sources)
    addresses = files.links(answer, locale) if answer is not None else []
    components.draw_html(
        html.hint(data, locale, whole=True)
        + html.table(data, caption, whole=True)
        + notes_html
        + html.tools(html.data_links(addresses, locale), sources, terms)
    )
    if leaf is not None:
        leaf.turn("bottom")
    if answer is not None:
        files.buttons(name, answer)


def search() -> str:
    """Let the visitor type a text to search for; it is ``?q=text`` in the link."""
    locale = visit.locale()
    text = (filters.read(_TEXT) or "").strip()
    key = f"search_{locale.lang}"
    st.session_state[key] = text
    st.text_input(
        locale("listing.search"),
        key=key,
        placeholder=locale("listing.search_hint"),
        on_change=_keep,
        args=(key,),
    )
    return text


def _keep(key: str) -> None:
    filters.write(_TEXT, str(st.session_state[key]).strip() or None)


@dataclass(frozen=True)
class Leaf:
    """One page of a long list: its number, how many there are, and which rows it holds."""

    page: int
    pages: int
    rows: slice

    def turn(self, where: str) -> None:
        """Draw "back" and "next" where there is more than one page; ``where``: top or bottom."""
        locale = visit.locale()
        if self.pages == 1:
            return
        with st.container(horizontal=True, vertical_alignment="center", key=f"turn_{where}"):
            for name, page in (("back", self.page - 1), ("next", self.page + 1)):
                st.button(
                    locale(f"listing.{name}"),
                    key=f"listing_{name}_{where}",
                    disabled=not 1 <= page <= self.pages,
                    on_click=_go,
                    args=(page,),
                )
            st.markdown(locale("listing.page", page=self.page, pages=self.pages))


def leaf(total: int, *, narrowed_by: tuple[object, ...], size: int = SIZE) -> Leaf:
    """Which rows of a long list to show; the page is ``?page=2`` in the link.

    ``narrowed_by``: what the list was narrowed by; when that changes, leafing starts over.
    """
    locale = visit.locale()
    pages = max(1, -(-total // size))
    if st.session_state.get("narrowed_by", narrowed_by) != narrowed_by:
        filters.write(_PAGE, None)
    st.session_state["narrowed_by"] = narrowed_by
    value = filters.read(_PAGE) or "1"
    page = int(value) if value.isdecimal() and 1 <= int(value) <= pages else 1
    if str(page) != value:
        st.warning(locale("filter.unknown", name=_PAGE, value=value, allowed=f"1–{pages}"))
    return Leaf(page, pages, slice((page - 1) * size, page * size))


def _go(page: int) -> None:
    filters.write(_PAGE, None if page == 1 else str(page))
