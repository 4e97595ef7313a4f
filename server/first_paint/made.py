"""A page for the document, made by running its script off stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from i18n import Locale
from server.first_paint.markup import Page
from server.first_paint.tree import tree
from ui import filters, offstage, page
from ui.page import Entry
from ui.visit import Drawn


@dataclass(frozen=True, eq=False)
class Paint:
    """A page as the document holds it: title, style, content; the key of its picture.

    ``drawn``: what it rests on.
    """

    title: str
    style: str
    html: str
    chart: str
    drawn: Drawn

    @property
    def size(self) -> int:
        """How much it takes, in signs."""
        return len(self.html) + len(self.style)


def made(entries: Sequence[Entry], entry: Entry, link: Mapping[str, str],
         locale: Locale) -> Paint | None:  # fmt: skip
    """The page of a link as the application draws it; None where it fails.

    ``entries``: all views; ``entry``: the one that the link names; ``link``: its query.
    """
    name = "" if entry.page == entries[0].page else entry.page
    drawn = offstage.page(partial(page.show, entries), name, urlencode(link))
    sent = tree(drawn.messages)
    if sent.is_failed or not sent.main.children or drawn.rests_on is None:
        return None
    query = {name: link[name] for name in filters.KEPT if name in link}
    same = [one for one in entries if one.page == entry.page]
    views = [
        (one.label(locale), f"./{one.page}?{urlencode({**query, 'view': one.view})}", one == entry)
        for one in same
    ]
    writer = Page(sent, drawn.figures, locale)
    html = writer.html(query, views if len(same) > 1 else ())
    return Paint(sent.title, sent.style, html, writer.drawn, drawn.rests_on)
