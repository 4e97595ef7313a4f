"""Links from one page to another that keep the visitor's language and day.

Real links, since a page does not know the others as Streamlit's objects.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from ui import visit


def page_link(path: str, text: str = "", **filters: str) -> str:
    """HTML link to a page by its path, with its title as text unless another is given.

    ``filters``: codes of filters on that page.
    """
    now = visit.current()
    label = text or now.locale(f"page.{path.replace('-', '_')}.title")
    href = escape(address(path, **filters))
    # The browser's own blue cannot be read on a dark page.
    style = "color:inherit;text-decoration:underline"
    return f'<a href="{href}" target="_self" style="{style}">{escape(label)}</a>'


def address(path: str, **filters: str) -> str:
    """Where a page is found from any other: relative, so that it holds below any base path."""
    now = visit.current()
    pairs = {"lang": now.locale.lang, **filters}
    if now.as_of is not None:
        pairs["as_of"] = now.as_of.isoformat()
    return f"{path}?{urlencode(pairs)}"


def page_links(*paths: str) -> str:
    """A line that leads to pages which go deeper."""
    locale = visit.locale()
    links = " · ".join(page_link(path) for path in paths)
    return f'<p class="cm-key">{escape(locale("links.more"))}: {links}</p>'
