"""Visits of the dashboard without a browser: the true script, the true warehouse."""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlencode

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import HeadingBase
from streamlit.util import calc_hash

import dashboard
from data import paths
from i18n import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.page import Entry

#: Seconds after which a view is given up.
PATIENCE_S = 60
PAGES = dashboard.PAGES
PLACES = [entry.place for entry in PAGES]
BY_PLACE: Mapping[str, Entry] = {entry.place: entry for entry in PAGES}


def address(served: str, place: str, /, **link: str) -> str:
    """The whole address of a view on a server."""
    start, _, view = BY_PLACE[place].address.partition("?")
    return f"{served}/{start}?{'&'.join(filter(None, [view, urlencode(link)]))}"


def title(place: str, lang: str = "de") -> str:
    """What stands over a view; over the start page that is a finding."""
    if place == PLACES[0]:
        return str(seen(place, lang=lang).title[0].value)
    return Locale(lang)(f"{BY_PLACE[place].key}.title")


#: The link from a number to its evidence, in HTML and in a heading.
LINK = re.compile(r'<a href="figure\?([^"]*)">(.*?)</a>', re.DOTALL)
HEADING_LINK = re.compile(r"\[([^\]]*)\]\(figure\?([^)]*)\)")
# What a heading says, as a reader sees it: tests of words know nothing of the links in them.
setattr(HeadingBase, "value", property(lambda own: HEADING_LINK.sub(r"\1", own.proto.body)))  # noqa: B010

# A visit without a browser comes from nowhere; it counts as one at this machine.
setattr(ContextProxy, "ip_address", None)  # noqa: B010

# Else each visit would look through all installed packages for components, of which we use none.
_NO_COMPONENTS = BidiComponentManager()

_TERM = re.compile(r'<details class="cm-explained".*?</details>', re.DOTALL)


def visit(place: str, /, **link: str) -> AppTest:
    """Open a view by its place (``trade/partners``), with what else its link says."""
    app = AppTest.from_file(str(paths.ROOT / "dashboard.py"), default_timeout=PATIENCE_S)
    app._bidi_component_manager = _NO_COMPONENTS
    # As a link does: switch_page would need a run of the start page first, to know the pages.
    entry = BY_PLACE[place]
    app._page_hash = calc_hash(entry.page)
    if entry.view != entry.page:
        app.query_params["view"] = entry.view
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def seen(place: str, /, **link: str) -> AppTest:
    """What visit() gives, for tests that only look: one visit for all who open the same link.

    It stands as it is: to choose something on it raises AssertionError.
    """
    surroundings = tuple(item for item in os.environ.items() if item[0].startswith("CHINA_MONITOR"))
    return _seen(place, tuple(link.items()), surroundings)


@lru_cache(maxsize=128)
def _seen(
    place: str, link: tuple[tuple[str, str], ...], surroundings: tuple[tuple[str, str], ...]
) -> AppTest:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("This visit is shared by tests that only look; visit() gives an own.")

    app = visit(place, **dict(link))
    setattr(app, "_run", refuse)  # noqa: B010 - mypy would not have a method replaced
    return app


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


def drawn(app: AppTest) -> list[tuple[dict[str, Any], str]]:
    """The charts' descriptions as our code wrote them, with their text alternatives."""
    found = []
    for chart in charts(app):
        spec = json.loads(chart.spec)
        layout = {name: one for name, one in spec["layout"].items() if name != "template"}
        found.append(({"data": spec["data"], "layout": layout}, str(chart.alt)))
    return found


def html(app: AppTest) -> list[str]:
    """All pieces of HTML on the page, without the links from numbers to their evidence."""
    return [LINK.sub(r"\2", piece) for piece in html_with_links(app)]


def html_with_links(app: AppTest) -> list[str]:
    """All pieces of HTML on the page, as they are."""
    return [piece.proto.body for piece in app.get("html")]


def tells(app: AppTest, said: str) -> bool:
    """Whether the page's HTML says a text, tags and the backticks of its source left out."""
    plain = said.replace("`", "")
    return any(plain in unescape(re.sub(r"<[^>]*>", "", piece)) for piece in html(app))


def without_terms(app: AppTest) -> list[str]:
    """The pieces of HTML without the explanations of terms, where something else is left."""
    plain = (_TERM.sub("", piece) for piece in html(app))
    return [piece for piece in plain if re.sub(r"<[^>]*>|\s", "", piece)]


def _is_in_lines(trace: Mapping[str, Any]) -> bool:
    """Whether the marks of a trace stand below each other, each beside the lines of its words."""
    return trace.get("orientation") == "h" or trace.get("name") == "events"


def figures(app: AppTest) -> list[list[Any]]:
    """The numbers drawn in each chart, whatever the language: x, y or areas of every trace.

    How high a bar or an event in words lies depends on the lines of its label: no figure either.
    """
    return [
        [
            (
                trace.get("x", trace.get("values")),
                None if _is_in_lines(trace) else trace.get("y"),
            )
            for trace in json.loads(chart.spec)["data"]
        ]
        for chart in charts(app)
    ]
