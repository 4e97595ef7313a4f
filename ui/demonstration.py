"""The demonstration beside the real data: generated reports, when asked for, marked throughout.

It lies in an inbox and a warehouse of its own; whatever is asked inside ``offered`` is answered
from there, and wears the marks of every generated figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from data import ask as data_ask
from data import paths
from data.answer import Answer
from i18n import Locale
from ui import components, etl_process, filters, html, links, visit

NAME = "demo"
_PREPARED = "demo_prepared"


@contextmanager
def offered(reports: Answer) -> Iterator[None]:
    """Where there is no report, let the visitor see with one click what reports would look like."""
    locale = visit.locale()
    with ExitStack() as stack:
        if not reports and _is_wanted(locale):
            with st.container(horizontal=True, vertical_alignment="center", key="demo_on"):
                st.html(banner(locale))
                _press("leave", None, locale)
            stack.enter_context(data_ask.pinned_warehouse(_warehouse()))
        yield


def link() -> str:
    """Where it is shown, for views that have a place for reports and none to show, as HTML."""
    return links.page_link("freight/monitor", visit.locale()("demo.show"), **{NAME: "yes"})


def _press(what: str, value: str | None, locale: Locale) -> None:
    st.button(
        locale(f"demo.{what}"), key=f"demo_{what}", on_click=filters.write, args=(NAME, value)
    )


def banner(locale: Locale) -> str:
    """What stands over everything generated."""
    return f'<p class="cm-demo" role="note">{escape(locale("demo.banner"))}</p>'


def _warehouse() -> Path:
    return paths.DEMO / "warehouse"


def _is_wanted(locale: Locale) -> bool:
    """Ask the visitor, and make it ready; where nobody may write, only what was made before."""
    if paths.is_read_only() and not _is_made():
        filters.read(NAME)
        components.draw_html(html.with_code(locale("demo.command")))
        return False
    if not filters.is_on(NAME):
        _press("show", "yes", locale)
        return False
    today = date.today()
    if not paths.is_read_only() and st.session_state.get(_PREPARED) != today:
        try:
            with st.spinner(locale("demo.preparing")):
                etl_process.demonstration()
        except etl_process.Failed as failed:
            st.error(locale("demo.failed"))
            st.caption(failed.output)
            return False
        st.session_state[_PREPARED] = today
    return _is_made()


def _is_made() -> bool:
    return paths.pointer(_warehouse()).is_file()
