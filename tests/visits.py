"""Visits of the dashboard without a browser: the true script, the true warehouse."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from streamlit.testing.v1 import AppTest

import dashboard
from data import paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages._parts.frame import Entry

PAGES = dashboard.PAGES
PATHS = [entry.path for entry in PAGES]
BY_PATH: Mapping[str, Entry] = {entry.path: entry for entry in PAGES}


_TERM = re.compile(r'<details class="cm-term".*?</details>', re.DOTALL)


def visit(path: str, **link: str) -> AppTest:
    """Open a page by its path in the link, with what the link says behind the question mark."""
    app = AppTest.from_file(str(paths.ROOT / "dashboard.py"), default_timeout=60)
    app.run()  # the list of pages is known only after the script has run once
    app.switch_page(str(paths.ROOT / "pages" / BY_PATH[path].file))
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def trouble(app: AppTest) -> list[str]:
    """What went wrong, as the visitor sees it."""
    return [e.message for e in app.exception] + [e.value for e in app.error]


def link(app: AppTest) -> dict[str, str]:
    """What the link now says."""
    said = {}
    for name, value in app.query_params.items():
        said[name] = value[0] if isinstance(value, list) else str(value)
    return said


def charts(app: AppTest) -> list[Any]:
    """The charts' messages to the browser: spec, alt, config."""
    return [chart.proto for chart in app.get("plotly_chart")]


def html(app: AppTest) -> list[str]:
    """All pieces of HTML on the page."""
    return [piece.proto.body for piece in app.get("html")]


def tells(app: AppTest, said: str) -> bool:
    """Whether the page's HTML says a text."""
    return any(said in unescape(piece) for piece in html(app))


def without_terms(app: AppTest) -> list[str]:
    """The pieces of HTML without the explanations of terms, where something else is left."""
    plain = (_TERM.sub("", piece) for piece in html(app))
    return [piece for piece in plain if re.sub(r"<[^>]*>|\s", "", piece)]


def figures(app: AppTest) -> list[list[Any]]:
    """The numbers drawn in each chart, whatever the language: x, y of every trace."""
    return [
        [(trace.get("x"), trace.get("y")) for trace in json.loads(chart.spec)["data"]]
        for chart in charts(app)
    ]
