"""A visitor in a true browser, and everything that happens on the way to a page."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


#: How Streamlit begins what it says of its own accord.
_ENGLISH = re.compile(
    r"(App|Choose|Clear|Close|Collapse|Download|Enter|Expand|Fullscreen|Help|Link to|Main"
    r"|No results|Notifications|Open|Press|Remove|Running|Select|Selected|Show|Sidebar|Skip"
    r"|Stop|View)\b"
)
_LABELS = """[...document.querySelectorAll("[aria-label],[title],[placeholder]")].flatMap(
  one => ["aria-label", "title", "placeholder"].map(name => one.getAttribute(name)))
  .filter(Boolean)"""


@dataclass
class Watched:
    """A page and what happened on the way to it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def settled(page: Page, address: str, title: str) -> None:
    """Open an address and wait until the page stands whole."""
    page.goto(address)
    whole(page, title)


def whole(page: Page, title: str) -> None:
    """Wait until the page of this title has come to rest with all its charts drawn."""
    page.get_by_role("heading", level=1, name=title).wait_for(timeout=90_000)
    at_rest = '[data-testid="stApp"][data-test-script-state="notRunning"]'
    page.wait_for_selector(at_rest, timeout=90_000)
    taken_over(page)
    # A chart's component comes in a file of its own: until then a skeleton holds its place.
    until(
        page,
        "!document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton]')"
        " && [...document.querySelectorAll('.stPlotlyChart')]"
        ".every(chart => chart.querySelector('.js-plotly-plot .main-svg'))",
    )


def taken_over(page: Page) -> None:
    """Wait until what the document held before the application stood has given way to it."""
    page.wait_for_selector("#cm-first", state="detached", timeout=90_000)


def until(page: Page, true: str, timeout_s: float = 90, pause_s: float = 0.1) -> None:
    """Wait until an expression is true on a page; TimeoutError when it never is.

    Playwright's own way evaluates it within the page, where our policy lets nothing be evaluated.
    """
    deadline = time.monotonic() + timeout_s
    while not page.evaluate(true):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not true within {timeout_s} s: {true}")
        page.wait_for_timeout(pause_s * 1000)


def english_labels(page: Page) -> list[str]:
    """The labels and hints on a page that Streamlit says in English."""
    return [one for one in page.evaluate(_LABELS) if _ENGLISH.match(one)]
