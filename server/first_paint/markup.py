"""A page as HTML for the document: everything in its place, the first picture drawn.

What a widget is, is said in words; its place is kept. The other pictures come with the application:
here stands what they show, in words, in a room of their height.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element

from charts.figure import Figure
from i18n import Locale
from server.first_paint import picture, words
from server.first_paint.tree import Node, Tree

#: Bytes of text after which the rest of a page is left to the application.
MOST = 60_000
_ALERTS = {Alert.INFO: "info", Alert.WARNING: "warning", Alert.SUCCESS: "success",
           Alert.ERROR: "error"}  # fmt: skip
_CHART = "chart_"


class Page:
    """A page being written."""

    def __init__(self, tree: Tree, figures: Mapping[str, Figure], locale: Locale) -> None:
        self.tree = tree
        self.figures = figures
        self.locale = locale
        #: The block of the picture that is drawn; empty where none is.
        self.drawn = ""
        self._written = 0

    def html(self, link: Mapping[str, str], views: Sequence[tuple[str, str, bool]]) -> str:
        """The page; ``link``: what its menu takes along; ``views``: label, address, chosen."""
        main = self._inside(self.tree.main, views=self._links(views))
        return f"{self._menu(link)}<main>{main}</main>"

    def _menu(self, link: Mapping[str, str]) -> str:
        menu = self.tree.menu
        if menu is None:
            return ""
        end = f"?{urlencode(link)}" if link else ""
        pages = [
            (page.page_name, f"./{'' if page.is_default else page.url_pathname}{end}",
             page.page_script_hash == menu.page_script_hash)
            for page in menu.app_pages
        ]  # fmt: skip
        return f'<nav class="cm-menu" aria-label="{escape(self.locale("first.menu"))}">' \
               f"{self._links(pages)}</nav>"  # fmt: skip

    @staticmethod
    def _links(links: Sequence[tuple[str, str, bool]]) -> str:
        return "".join(
            f'<a href="{escape(address)}"{" aria-current=page" if chosen else ""}>'
            f"{escape(label)}</a>"
            for label, address, chosen in links
        )

    def _inside(self, node: Node, block: str = "", share: float = 1.0, views: str = "") -> str:
        """What stands in a block; ``share``: of the page's width that the block has."""
        html = []
        for one in node.within():
            if self._written > MOST:
                break
            if one.element is None:
                html.append(self._block(one, block, share, views))
            else:
                text = self._element(one.element, block, share, views)
                self._written += len(text) if not one.element.HasField("plotly_chart") else 0
                html.append(text)
        return "".join(html)

    def _block(self, node: Node, block: str, share: float, views: str) -> str:
        drawn = node.block
        name = _key(drawn.id)
        weight = sum(one.block.column.weight for one in node.within())
        if drawn.HasField("column"):
            inner, kind = share, f'class="cm-column" style="flex:{drawn.column.weight:g} 1 0"'
        else:
            is_row = drawn.flex_container.direction == Block.FlexContainer.HORIZONTAL
            kind = f'class="{"cm-row" if is_row else "cm-stack"}{name and f" st-key-{name}"}"'
            inner = share / 2 if name.startswith("pair_") else share
        if weight:
            html = "".join(
                self._block(one, block, share * one.block.column.weight / weight, views)
                for one in node.within()
            )
        else:
            html = self._inside(node, name or block, inner, views)
        if drawn.HasField("expandable"):
            label = words.inline(drawn.expandable.label)
            is_open = " open" if drawn.expandable.expanded else ""
            return (
                f'<details class="cm-expander"{is_open}><summary>{label}</summary>{html}</details>'
            )
        return f"<div {kind}>{html}</div>" if html else ""

    def _element(self, element: Element, block: str, share: float, views: str) -> str:
        kind = str(element.WhichOneof("type"))
        drawn = getattr(element, kind)
        if kind == "plotly_chart":
            return self._chart(drawn.alt, block.removeprefix(_CHART), share)
        if kind == "button_group" and block == "views":
            return f'<nav class="cm-views">{views}</nav>'
        if kind in _WRITERS:
            return _WRITERS[kind](drawn)
        return _widget(drawn) if hasattr(drawn, "label") else ""

    def _chart(self, alt: str, name: str, share: float) -> str:
        figure = self.figures.get(name)
        if figure is not None and figure.picture is not None and not self.drawn:
            html = picture.picture(figure.picture, name, figure.title, self.locale, share)
            if html:
                self.drawn = name
                return html
        high = picture.height(figure.picture if figure else None)
        kind = f"cm-drawing cm-later st-key-plot_{escape(name)}"
        return f'<div class="{kind}"{high}><p>{escape(alt)}</p></div>'


def _key(given: str) -> str:
    """The name that the program gave a block or widget."""
    # Streamlit writes $$ID-<digest>-<name>.
    return given.split("-", 2)[2] if given.startswith("$$ID-") and given.count("-") > 1 else ""


def _html(drawn: Any) -> str:
    return f"<div>{drawn.body}</div>" if drawn.body else ""


def _heading(drawn: Any) -> str:
    return f"<{drawn.tag}>{words.inline(drawn.body)}</{drawn.tag}>"


def _markdown(drawn: Any) -> str:
    return f'<div class="cm-markdown">{words.paragraphs(drawn.body)}</div>'


def _alert(drawn: Any) -> str:
    kind = _ALERTS.get(drawn.format, "info")
    return f'<div class="cm-alert cm-{kind}">{words.paragraphs(drawn.body)}</div>'


#: How what says something is written, by Streamlit's name of it.
_WRITERS: dict[str, Callable[[Any], str]] = {
    "html": _html, "heading": _heading, "markdown": _markdown, "alert": _alert,
}  # fmt: skip


def _widget(drawn: Any) -> str:
    """A widget in words: what it asks, and what may be chosen."""
    options = [getattr(one, "content", one) for one in getattr(drawn, "options", ())]
    choices = " · ".join(map(str, options[:6])) or getattr(drawn, "placeholder", "")
    return (f'<div class="cm-widget"><span>{escape(drawn.label)}</span>'
            f"<span>{escape(choices)}</span></div>")  # fmt: skip
