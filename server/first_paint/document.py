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
#: The application's scripts and styles: a browser paints nothing before the styles in the head.
_APPLICATION = re.compile(
    r'\s*<(?:script type="module"|link rel="(?:modulepreload|stylesheet)")[^>]*>(?:</script>)?'
)
_FONT = re.compile(r'href="(\./static/media/SourceSansVF-Upright[^"]*)"')


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
    body = re.search(r"<body\b[^>]*>", html)
    if body is None:
        return html
    head, rest = html[: body.end()], html[body.end() :]
    later = sorted(_APPLICATION.findall(head), key=lambda one: "stylesheet" not in one)
    style = f"<style>{_font(head)}{_read(_STYLE)}</style></head>"
    head = _APPLICATION.sub("", head).replace("</head>", style, 1)
    return f"{head}{page}<script>{first_script()}</script>{''.join(later)}{rest}"


def _font(head: str) -> str:
    """The font of the application's styles, which come later; the head lets it be fetched first."""
    if (found := _FONT.search(head)) is None:
        return ""
    return (
        '@font-face{font-family:"Source Sans";font-weight:100 900;'
        f'src:url({found[1]})format("woff2")}}'
    )


def first_script() -> str:
    """What gives the room to the application when it stands."""
    return _read(_SCRIPT).replace("</", "<\\/")


@lru_cache
def _read(file: Path) -> str:
    return file.read_text("utf-8").strip()
