"""Links from one page to another that keep the visitor's language and day.

Real links, since a page does not know the others as Streamlit's objects.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from ui import visit


def has_place(place: str) -> bool:
    """Whether there is a page or view of that name in this visit."""
    return place in st.session_state["places"]


def page_link(place: str, text: str = "", **filters: str) -> str:
    """HTML link to a page or view (``trade/partners``), with its title unless a text is given.

    ``filters``: codes of filters there.
    """
    now = visit.current()
    label = text or now.locale(f"page.{place.replace('/', '_')}.title")
    href = escape(address(place, **filters))
    # The browser's own blue cannot be read on a dark page.
    style = "color:inherit;text-decoration:underline"
    return f'<a href="{href}" target="_self" style="{style}">{escape(label)}</a>'


def address(place: str, **filters: str) -> str:
    """Where a page or view is found from any other: relative, so that any base path serves."""
    now = visit.current()
    page, _, view = place.partition("/")
    pairs = ({"view": view} if view else {}) | {"lang": now.locale.lang} | filters
    if now.as_of is not None:
        pairs["as_of"] = now.as_of.isoformat()
    return f"{page}?{urlencode(pairs)}"


def feed(text: str) -> str:
    """A line that leads to the feed, in the visitor's language."""
    address = f"feed.atom?lang={visit.locale().lang}"
    return (f'<p class="cm-more cm-key">{escape(text)} '
            f'<a href="{address}" target="_blank">feed.atom</a></p>')  # fmt: skip


def page_links(*places: str, **filters: str) -> str:
    """A line that leads to pages which go deeper; ``filters``: codes of filters there."""
    locale = visit.locale()
    links = " · ".join(page_link(place, **filters) for place in places)
    return f'<p class="cm-more cm-key">{escape(locale("links.more"))}: {links}</p>'
