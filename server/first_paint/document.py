"""The page in the document: outside the application's own room, until the application stands."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from pathlib import Path

from i18n import Locale
from server.first_paint.made import Paint

_STYLE = Path(__file__).with_name("first_paint.css")
_SCRIPT = Path(__file__).with_name("first_paint.js")
#: What starts the application: it waits until the page has been painted.
_START = re.compile(r'<script type="module" [^>]*></script>|<link rel="modulepreload" [^>]*>')


def with_page(html: str, paint: Paint, locale: Locale) -> str:
    """The document with the page in it, under the page's own title."""
    chart = f' data-chart="chart_{escape(paint.chart)}"' if paint.chart else ""
    # Seen where a browser runs no scripts.
    note = f'<p class="cm-alert cm-without">{escape(locale("first.no_script"))}</p>'
    page = f'<div id="cm-first"{chart}>{paint.style}{note}{paint.html}</div>'
    title = f"<title>{escape(paint.title)}</title>"
    html = re.sub(r"<title>.*?</title>", lambda _: title, html, count=1)
    # What Streamlit says to who has no scripts no longer holds.
    html = re.sub(r"<noscript>.*?</noscript>", "", html, count=1, flags=re.DOTALL)
    html = html.replace("</head>", f"<style>{_read(_STYLE)}</style></head>", 1)
    body = re.search(r"<body\b[^>]*>", html)
    if body is None:
        return html
    start = "".join(_START.findall(html))
    head, rest = (_START.sub("", part) for part in (html[: body.end()], html[body.end() :]))
    page += f'<template id="cm-start">{start}</template><script>{first_script()}</script>'
    return f"{head}{page}{rest}"


def first_script() -> str:
    """What gives the room to the application when it stands."""
    return _read(_SCRIPT).replace("</", "<\\/")


@lru_cache
def _read(file: Path) -> str:
    return file.read_text("utf-8").strip()
