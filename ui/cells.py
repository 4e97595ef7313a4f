"""Texts and cells of tables as HTML. Everything that comes in is escaped."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from charts.cells import Cell
from i18n.marked import parts

#: Another page of ours, relative to this one, with what its link says, or a part of it.
_OWN_PAGE = re.compile(r"[a-z-]+\?[\w=&%.,-]*(?:#[\w-]+)?")


def text(value: str) -> str:
    """A text as HTML; its marked numbers lead to their evidence."""
    return "".join(
        f'<a href="{escape(address)}">{escape(part)}</a>' if address else escape(part)
        for part, address in parts(value)
    )


def html(cell: str | Cell) -> str:
    """A cell as HTML."""
    if isinstance(cell, str):
        return text(cell)
    if cell.sign:
        sign = f'<b class="cm-light cm-{escape(cell.kind)}" aria-hidden="true">{cell.sign}</b>'
        return f"{sign} {escape(str(cell))}"
    if cell.href:
        return _link(cell)
    first, *rest = cell.parts or ("",)
    return html(first) + "".join(
        f'<span class="{"cm-part" if _is_loud(part) else "cm-quiet"}">{html(part)}</span>'
        for part in rest
    )


def _is_loud(part: str | Cell) -> bool:
    return isinstance(part, Cell) and not part.href


def _link(cell: Cell) -> str:
    label = escape(str(cell))
    if urlsplit(cell.href).scheme in ("http", "https"):
        target = ' target="_blank" rel="noopener noreferrer"'
    elif cell.href.startswith("#"):
        target = ""
    elif _OWN_PAGE.fullmatch(cell.href):
        target = ' target="_self"'
    else:
        return label
    return f'<a href="{escape(cell.href)}"{target}>{label}</a>'
