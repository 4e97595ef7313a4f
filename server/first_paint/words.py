"""The Markdown that our pages write, as HTML: links, bold type, code, lists, paragraphs."""

from __future__ import annotations

import re
from html import escape

_PIECE = re.compile(
    r"\\(?P<sign>[\\`*_\[\]$~<>])"
    r"|\[(?P<text>(?:\\.|[^\]\\])*)\]\((?P<address>[^)\s]*)\)"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|`(?P<code>[^`]+)`",
    re.DOTALL,
)
#: Where our links lead: to ourselves, and to publishers.
_ADDRESS = re.compile(r"(?:https?://|mailto:|[./?#\w-])[^\s\"<>]*", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def inline(text: str) -> str:
    """A line of Markdown as HTML."""
    html, end = [], 0
    for piece in _PIECE.finditer(text):
        html += [escape(text[end : piece.start()]), _piece(piece)]
        end = piece.end()
    return "".join([*html, escape(text[end:])])


def _piece(piece: re.Match[str]) -> str:
    if piece["sign"]:
        return escape(piece["sign"])
    if piece["bold"]:
        return f"<strong>{inline(piece['bold'])}</strong>"
    if piece["code"]:
        return f"<code>{escape(piece['code'])}</code>"
    text, address = inline(piece["text"]), piece["address"]
    scheme = _SCHEME.match(address)
    if not _ADDRESS.fullmatch(address) or (
        scheme and scheme[0].lower() not in ("http:", "https:", "mailto:")
    ):
        return text
    return f'<a href="{escape(address)}" target="_self">{text}</a>'


def paragraphs(text: str) -> str:
    """Markdown of several paragraphs and lists as HTML."""
    html = []
    for part in filter(None, (part.strip() for part in text.split("\n\n"))):
        lines = part.split("\n")
        if all(line.lstrip().startswith(("- ", "* ")) for line in lines):
            items = "".join(f"<li>{inline(line.lstrip()[2:])}</li>" for line in lines)
            html.append(f"<ul>{items}</ul>")
        else:
            html.append(f"<p>{inline(part)}</p>")
    return "".join(html)
