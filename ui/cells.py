"""Cells of a table that are more than a text: a link, several lines. All texts are escaped.

Both are texts too, so that a table with them goes wherever a table of texts goes; but equal only
to what also leads to the same place, since tables are cached by what they say.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

#: Another page of ours, relative to this one, with what its link says.
_OWN_PAGE = re.compile(r"[a-z-]+\?[\w=&%.,-]*")


class Link(str):
    """A text that leads to an address; only web addresses and our own pages become links."""

    __slots__ = ("href",)
    href: str

    def __new__(cls, text: str, href: str) -> Link:
        """Make a link that reads as its text."""
        made = super().__new__(cls, text)
        made.href = href
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Link) and (str(self), self.href) == (str(other), other.href)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((str(self), self.href))


class Lines(str):
    """Several lines in one cell: the first is what counts, those below are said more quietly.

    Lines among lines stand as loud as the first.
    """

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    def __new__(cls, *parts: str) -> Lines:
        """Make a cell of the parts that are not empty."""
        said = tuple(part for part in parts if part)
        made = super().__new__(cls, " – ".join(said))
        made.parts = said
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lines) and self.parts == other.parts

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.parts)


def html(cell: str) -> str:
    """A cell as HTML."""
    if isinstance(cell, Lines):
        first, *rest = cell.parts or ("",)
        return html(first) + "".join(
            f'<span class="{"cm-part" if isinstance(part, Lines) else "cm-quiet"}">{html(part)}'
            "</span>"
            for part in rest
        )
    if isinstance(cell, Link) and urlsplit(cell.href).scheme in ("http", "https"):
        return (
            f'<a href="{escape(cell.href)}" target="_blank" rel="noopener noreferrer">'
            f"{escape(cell)}</a>"
        )
    if isinstance(cell, Link) and cell.href.startswith("#"):
        return f'<a href="{escape(cell.href)}">{escape(cell)}</a>'
    if isinstance(cell, Link) and _OWN_PAGE.fullmatch(cell.href):
        return f'<a href="{escape(cell.href)}" target="_self">{escape(cell)}</a>'
    return escape(cell)
