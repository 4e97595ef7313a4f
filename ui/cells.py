"""Cells of a table that are more than a text: a link, several lines. All texts are escaped."""

from __future__ import annotations

import re
from html import escape
from typing import Self
from urllib.parse import urlsplit

from i18n.marked import parts

#: Another page of ours, relative to this one, with what its link says, or a part of it.
_OWN_PAGE = re.compile(r"[a-z-]+\?[\w=&%.,-]*(?:#[\w-]+)?")


class Cell(str):
    """A text of one or several lines, the first of which counts; it may lead to an address.

    The lines below are quieter, except cells without an address. Only web addresses and our own
    pages become links. A text itself, so that it goes wherever texts go; but equal only to what
    has the same lines and address, since tables are cached by their contents.
    """

    __slots__ = ("href", "parts")
    href: str
    parts: tuple[str, ...]

    def __new__(cls, *parts: str, href: str = "") -> Self:
        """Make a cell of the parts that are not empty."""
        filled = tuple(part for part in parts if part)
        cell = super().__new__(cls, " – ".join(filled))
        cell.parts, cell.href = filled, href
        return cell

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and (self.parts, self.href) == (other.parts, other.href)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.parts, self.href))


class Lit(Cell):
    """A word with a sign before it that has a colour: ``kind`` names it in style.css."""

    __slots__ = ("kind", "sign")
    kind: str
    sign: str

    def __new__(cls, word: str, sign: str, kind: str) -> Self:
        """Make one; the sign alone is hidden from who hears the page."""
        own = super().__new__(cls, word)
        own.sign, own.kind = sign, kind
        return own


def text(value: str) -> str:
    """A text as HTML; its marked numbers lead to their evidence."""
    return "".join(
        f'<a href="{escape(address)}">{escape(part)}</a>' if address else escape(part)
        for part, address in parts(value)
    )


def html(cell: str) -> str:
    """A cell as HTML."""
    if not isinstance(cell, Cell):
        return text(cell)
    if isinstance(cell, Lit):
        sign = f'<b class="cm-light cm-{escape(cell.kind)}" aria-hidden="true">{cell.sign}</b>'
        return f"{sign} {escape(cell)}"
    if cell.href:
        return _link(cell)
    first, *rest = cell.parts or ("",)
    return html(first) + "".join(
        f'<span class="{"cm-part" if _is_loud(part) else "cm-quiet"}">{html(part)}</span>'
        for part in rest
    )


def _is_loud(part: str) -> bool:
    return isinstance(part, Cell) and not part.href


def _link(cell: Cell) -> str:
    if urlsplit(cell.href).scheme in ("http", "https"):
        target = ' target="_blank" rel="noopener noreferrer"'
    elif cell.href.startswith("#"):
        target = ""
    elif _OWN_PAGE.fullmatch(cell.href):
        target = ' target="_self"'
    else:
        return escape(cell)
    return f'<a href="{escape(cell.href)}"{target}>{escape(cell)}</a>'
