"""A Mappe as one HTML file for the hall: full screen, one figure a screen, no network at all.

Everything lies in the file: pictures as SVG, our font, the keys' script, the Mappe itself. Without
JavaScript, and on paper, the figures stand one below the other.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from i18n import Locale
from reports import wording
from reports.mappe import Mappe, pack
from reports.screen import webfont
from reports.screen.screen import link, screen

MEDIA = "text/html"
#: A stick's file opens at once.
MOST_BYTES = 5 * 1024 * 1024
_TEMPLATES = Path(__file__).parent
#: Keys and what they do, as the help lists them.
_KEYS = ("next", "back", "ends", "evidence", "table", "black", "full", "dark", "help", "close")
#: What the buttons are for, in their order; the script knows them by these names.
_BUTTONS = ("back", "next", "evidence", "table", "full", "help")
_SIGNS = {"back": "‹", "next": "›"}


def build(mappe: Mappe, locale: Locale, *, public_url: str = "", start: int = 0) -> bytes:
    """The Mappe as an HTML document that shows figure ``start`` first (from 1; 0: the title).

    ``public_url``: where the pages are found by others, for links and QR codes. The same Mappe
    gives the same bytes. Raises EmptyMappe.
    """
    count = len(mappe.entries)
    start = min(max(start, 0), count)
    facts, title = wording.head(mappe, locale), wording.title(mappe, locale)
    items = "".join(
        screen(entry, number, locale, public_url) for number, entry in enumerate(mappe.entries, 1)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{locale.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{_style()}</style>\n<script>{_script()}</script>\n"
        f'</head>\n<body data-at="{start}" data-most="{count}" '
        f'data-said="{_text(locale, "progress")}" data-black="{_text(locale, "is_black")}">\n'
        f"<header><h1>{escape(title)}</h1></header>\n<main>\n"
        f"{_opening(mappe, facts, locale, public_url)}{items}</main>\n{_bar(locale, start, count)}"
        f"{_help(locale)}"
        '<div id="black" hidden></div>\n<div id="said" class="unseen" aria-live="polite"></div>\n'
        f'<script type="application/json" id="mappe">"{b64encode(pack(mappe)).decode()}"</script>\n'
        "</body>\n</html>\n"
    ).encode()


def _opening(mappe: Mappe, facts: Iterable[tuple[str, str]], locale: Locale,
             public_url: str) -> str:  # fmt: skip
    """What the figures are for, and which there are."""
    terms = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(fact)}</dd></div>" for name, fact in facts
    )
    contents = "".join(
        f'<li><a href="#{number}">{escape(entry.item.title)}</a></li>'
        for number, entry in enumerate(mappe.entries, 1)
    )
    made = escape(locale("documents.presentation.made_with", app=locale("app.title")))
    made += f" {link(public_url)}" if public_url else ""
    return (f'<section id="0" class="item opening" aria-label="{_text(locale, "opening")}">\n'
            f'<dl class="facts">{terms}</dl>\n<div class="body scroll"><ol>{contents}</ol></div>\n'
            f'<p class="source">{made} <span class="js-only">{_text(locale, "keys_at")}</span></p>'
            "\n</section>\n")  # fmt: skip


def _bar(locale: Locale, start: int, count: int) -> str:
    """Buttons for whoever has no keys, and how far we are."""
    buttons = "".join(
        f'<button type="button" data-do="{name}"'
        + (f' aria-label="{_text(locale, f"do.{name}")}">{_SIGNS[name]}' if name in _SIGNS
           else f'>{_text(locale, f"do.{name}")}')
        + "</button>"
        for name in _BUTTONS
    )  # fmt: skip
    return (f'<nav aria-label="{_text(locale, "bar")}"><span id="progress">{start} / {count}</span>'
            f"{buttons}</nav>\n")  # fmt: skip


def _help(locale: Locale) -> str:
    rows = "".join(
        f"<tr><th scope=row>{_text(locale, f'key.{name}')}</th>"
        f"<td>{_text(locale, f'does.{name}')}</td></tr>"
        for name in _KEYS
    )
    return (f'<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">'
            f"{_text(locale, 'do.help')}</h2><table>{rows}</table><form method=dialog><button>"
            f"{_text(locale, 'does.close')}</button></form></dialog>\n")  # fmt: skip


def _text(locale: Locale, key: str) -> str:
    return escape(locale(f"documents.presentation.{key}"))


@cache
def _style() -> str:
    return webfont.faces() + (_TEMPLATES / "presentation.css").read_text("utf-8")


@cache
def _script() -> str:
    return (_TEMPLATES / "presentation.js").read_text("utf-8")


@cache
def _policy() -> str:
    """Nothing is fetched, and only our own script and style are obeyed, by their hashes."""

    def hashed(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    return (f"default-src 'none'; script-src {hashed(_script())}; style-src {hashed(_style())}; "
            "font-src data:; base-uri 'none'; form-action 'none'")  # fmt: skip
