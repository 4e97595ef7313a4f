"""The document holds what the application will draw: the same figures, words, language and day."""

from __future__ import annotations

import asyncio
import re
import time
from concurrent.futures import Future
from dataclasses import replace
from html import unescape
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
import requests
import streamlit as st
from starlette.responses import FileResponse

from charts.paper.scene import scene
from charts.paper.svg import svg
from data import ask
from data.dependencies import Dependencies
from i18n import Locale
from server.assets import Assets
from server.first_paint import kept as first_paint
from server.first_paint import markup, words
from server.first_paint.kept import FirstPages
from server.first_paint.made import Paint, made
from server.middleware import DocumentLanguage
from tests import visits
from tests.each import each
from tests.loopback import serving
from tests.watching import whole
from ui import page as ui_page
from ui.visit import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.usefixtures("warehouse")

SHELL = Path(st.__file__).parent / "static" / "index.html"
ENTRIES = ui_page.visible_entries(visits.PAGES)
TAG = re.compile(r"<[^>]*>")
#: A page of the trade, one of another kind; what a link may say.
LINKS: list[tuple[str, dict[str, str]]] = [
    ("trade/nrw", {}),
    ("trade/nrw", {"lang": "en", "as_of": "2024-06-01"}),
    ("investment/projects", {"lang": "en"}),
]


class Reader:
    """Somebody who reads documents and runs no scripts."""

    def __init__(self, where: str, first: FirstPages) -> None:
        self.where = where
        self.first = first

    def page(self, place: str, **link: str) -> str:
        """The page in the document, once it is made; empty where there is none."""
        entry = visits.BY_PLACE[place]
        said = {"view": entry.view, **link} if entry.view != entry.page else link
        coming = self.first.wanted(entry.page, said)
        if isinstance(coming, Future):
            coming.result(timeout=60)
        got = requests.get(f"http://{self.where}/{entry.page}", params=said, timeout=30)
        assert got.status_code == 200
        assert f'<html lang="{link.get("lang", "de")}">' in got.text
        return got.text


async def shell(scope: Any, receive: Any, send: Any) -> None:
    """The document as Streamlit sends it."""
    await FileResponse(SHELL, media_type="text/html")(scope, receive, send)


@pytest.fixture(scope="module")
def reader(warehouse: object) -> Iterator[Reader]:
    first = FirstPages(ENTRIES)
    inner = DocumentLanguage(shell, pages={one.page for one in ENTRIES}, first=first)
    with serving(inner) as where:
        yield Reader(where, first)


def said(html: str) -> str:
    """HTML as somebody reads it."""
    return re.sub(r"\s+", " ", unescape(TAG.sub("", html))).strip()


@each("link", LINKS)
def test_the_document_says_what_the_application_will_say(
    link: tuple[str, dict[str, str]], reader: Reader
) -> None:
    place, parameters = link
    app = visits.seen(place, **parameters)
    document = reader.page(place, **parameters)

    headings = re.findall(r"<(h[12])>(.*?)</\1>", document, re.DOTALL)
    shown = [said(words.inline(one.proto.body)) for one in [*app.title, *app.header]]
    read = [said(text) for _, text in headings]
    assert len(read) > 2
    assert set(read) <= set(shown)
    # Figures lead to the same evidence, each piece of text is the application's to the letter.
    pieces = [one.proto.body for one in app.get("html") if not one.proto.body.startswith("<style")]
    there = [one for one in pieces if f"<div>{one}</div>" in document]
    assert len(there) == len(pieces) or len(document) > markup.MOST
    assert len(there) > 4
    assert app.get("alert") == [] or said(words.paragraphs(app.info[0].value)) in said(document)


@each("link", LINKS)
def test_the_first_picture_is_drawn_of_the_same_description(
    link: tuple[str, dict[str, str]], reader: Reader
) -> None:
    place, parameters = link
    figure, alt = visits.drawn(visits.seen(place, **parameters))[0]
    locale = Locale(parameters.get("lang", "de"))

    document = reader.page(place, **parameters)

    assert document.count('role="img"') == 2  # for a wide screen, for a phone
    wide = document.split('<div class="cm-wide">')[1].split("</svg>")[0]
    width = float(wide.split('viewBox="0 0 ')[1].split(" ")[0])
    drawn = svg(scene(figure, locale, width=width), title="", alt=alt)
    assert re.findall(r"<text.*?</text>", wide) == re.findall(r"<text.*?</text>", drawn)
    assert re.findall(r'<path d="[^"]*"', wide) == re.findall(r'<path d="[^"]*"', drawn)
    assert unescape(wide.split("<desc>")[1].split("</desc>")[0]) == alt


def test_a_document_is_never_taken_for_the_one_of_before(reader: Reader) -> None:
    reader.page("trade/nrw")
    before = requests.get(f"http://{reader.where}/trade", timeout=30)
    assert not {"etag", "last-modified"} & {name.lower() for name in before.headers}
    since = {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT", "if-none-match": "*"}
    again = requests.get(f"http://{reader.where}/trade", headers=since, timeout=30)
    assert again.status_code == 200
    assert 'id="root"' in again.text


def test_scripts_and_styles_come_compressed_and_may_be_kept_for_ever() -> None:
    files = SHELL.parent / "static"
    script = next((files / "js").glob("index.*.js"))
    with serving(Assets(shell)) as where:
        address = f"http://{where}/static/js/{script.name}"
        got = requests.get(address, timeout=30)
        assert got.content == script.read_bytes()
        assert got.headers["content-encoding"] == "gzip"
        assert "immutable" in got.headers["cache-control"]
        assert "javascript" in got.headers["content-type"]
        for passed_on in (
            requests.get(address, headers={"accept-encoding": "identity"}, timeout=30),
            requests.get(f"http://{where}/static/js/%2e%2e/%2e%2e/index.html.js", timeout=30),
            requests.get(f"http://{where}/static/js/nosuch.js", timeout=30),
        ):
            assert passed_on.content == SHELL.read_bytes()


def test_who_has_no_scripts_finds_every_page_and_view(reader: Reader) -> None:
    document = reader.page("trade/nrw", lang="en")

    for name in {one.page for one in ENTRIES} - {ENTRIES[0].page}:
        assert f'href="./{name}?lang=en"' in document
    assert 'href="./trade?lang=en&amp;view=partners"' in document
    assert '<a href="./?lang=en">' in document
    title = re.search(r"<title>(.*?)</title>", document)
    assert title is not None
    assert title[1].startswith(visits.title("trade/nrw", "en"))
    assert Locale("en")("app.no_script") not in document
    assert Locale("en")("first.no_script") in document
    assert 'id="root"' in document


def test_an_unknown_value_is_named_and_never_becomes_markup(reader: Reader) -> None:
    bad = "<img src=x onerror=alert(1)>"
    for link in ({"china": bad}, {"as_of": bad}, {bad: "1"}, {"view": bad}):
        document = reader.page("trade/nrw", **link)
        assert "<img" not in document
        assert "cm-first" in document or not link
        assert "onerror=alert(1)" in said(document)


def test_what_is_no_address_of_ours_is_no_link() -> None:
    assert words.inline(r"[a](javascript:alert\(1\))").count("<a") == 0
    assert words.inline("[a](data:text/html,x)").count("<a") == 0
    assert words.inline("**[7](figure?claim=1)** \\* <b>") == (
        '<strong><a href="figure?claim=1" target="_self">7</a></strong> * &lt;b&gt;'
    )


def test_what_needs_rights_or_is_somebodys_own_is_in_no_document(reader: Reader) -> None:
    first = reader.first
    own = {"data/inbox", "data/setup", "companies/own", "news/alerts"}
    hidden = [one for one in visits.PAGES if one.page == "meeting" or one.place in own]
    assert len(hidden) > len(own)
    for entry in hidden:
        assert first.wanted(entry.page, {"view": entry.view}) is None, entry.place
    assert 'id="cm-first"' not in requests.get(
        f"http://{reader.where}/meeting", timeout=30).text  # fmt: skip
    twice = requests.get(f"http://{reader.where}/trade?china=cn&china=cn_hk_mo", timeout=30)
    assert 'id="cm-first"' not in twice.text


def test_a_page_that_takes_long_holds_no_document_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = Event()

    def slow(*given: Any) -> Any:
        assert go_on.wait(60)
        return made(*given)

    monkeypatch.setattr(first_paint, "made", slow)
    first = FirstPages(ENTRIES)
    coming = first.wanted("news", {})
    assert isinstance(coming, Future)
    inner = DocumentLanguage(shell, first=first)
    with serving(inner) as where:
        assert 'id="cm-first"' not in requests.get(f"http://{where}/news", timeout=30).text
        go_on.set()
        coming.result(timeout=60)
        assert 'id="cm-first"' in requests.get(f"http://{where}/news", timeout=30).text


def paint(html: str) -> Paint:
    """A page of the state served, which nothing was told."""
    return Paint("", "", html, "", Drawn(ask.state(), Dependencies()))


def test_no_document_shows_figures_of_another_state(monkeypatch: pytest.MonkeyPatch) -> None:
    old, now = paint("old"), replace(ask.state(), version="newer")
    monkeypatch.setattr(first_paint, "made", lambda *_: old)
    monkeypatch.setattr(ask, "state", lambda: now)
    first = FirstPages(ENTRIES)

    published_meanwhile = first.wanted("news", {})
    assert isinstance(published_meanwhile, Future)
    assert published_meanwhile.result(timeout=60) is None
    assert isinstance(first.wanted("news", {}), Future)  # it is made anew


def test_a_page_of_which_all_still_holds_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    told, before = Dependencies(), ask.state()
    monkeypatch.setattr(
        first_paint, "made", lambda *_: Paint("", "", "made", "", Drawn(before, told))
    )
    first = FirstPages(ENTRIES)

    def shown() -> Paint | None:
        coming = first.wanted("news", {})
        return coming.result(timeout=60) if isinstance(coming, Future) else coming

    page = shown()
    assert page is not None
    monkeypatch.setattr(ask, "state", lambda: replace(before, version="newer"))
    assert isinstance(first.wanted("news", {}), Future), "not before it is known to hold"
    assert shown() is page
    told.is_untracked = True
    monkeypatch.setattr(ask, "state", lambda: replace(before, version="newest"))
    assert shown() is None, "it is made anew, here of the first state"


def test_a_server_that_ends_makes_no_page_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[object] = []
    monkeypatch.setattr(first_paint, "made", lambda *_: pages.append(_))
    first = FirstPages(ENTRIES)

    async def ended(*_: Any) -> Any:
        """A server that starts and ends."""

    asyncio.run(DocumentLanguage(ended, first=first)({"type": "lifespan"}, ended, ended))
    coming = first.wanted("news", {})
    assert isinstance(coming, Future)
    assert (coming.result(timeout=60), pages) == (None, [])


def test_a_page_that_fails_is_left_to_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(first_paint, "made", fail)
    first = FirstPages(ENTRIES)
    coming = first.wanted("news", {})
    assert isinstance(coming, Future)
    assert coming.result(timeout=60) is None
    assert first.wanted("news", {}) is None


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_paint, "MOST_SIGNS", 25)
    monkeypatch.setattr(first_paint, "made", lambda *_: paint("x" * 10))
    first = FirstPages(ENTRIES)
    for china in ("a", "b", "c"):
        coming = first.wanted("trade", {"china": china})
        assert isinstance(coming, Future)
        coming.result(timeout=60)

    assert isinstance(first.wanted("trade", {"china": "a"}), Future)
    assert first.wanted("trade", {"china": "c"}) is not None
    assert first.wanted("trade", {"china": "x" * first_paint.MOST_LINK}) is None


_SHIFT = """
window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { window.shift += one.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""


def test_application_takes_over_in_the_same_place_without_a_jump(
    served: str, browser: Browser
) -> None:
    address = f"{served}/trade?lang=en"
    for _ in range(600):  # made in the background
        if 'id="cm-first"' in (document := requests.get(address, timeout=30).text):
            break
        time.sleep(0.1)
    # The application does not start before the page is painted.
    starts = r'<script type="module"|"modulepreload"'
    before, held, after = re.split(r'<template id="cm-start">|</template>', document)
    assert re.search(starts, held)
    assert not re.search(starts, before + after)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        assert page.get_by_role("heading", level=1).is_visible()
        assert page.locator("#cm-first .cm-wide svg").is_visible()
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.add_init_script(_SHIFT)
        page.goto(address, wait_until="commit")
        page.wait_for_selector("#cm-first .cm-wide svg", timeout=60_000)
        places = [page.locator("#cm-first h1").bounding_box()]
        whole(page, visits.title("trade/nrw", "en"))
        places.append(page.locator("#root h1").bounding_box())
        assert places[0] is not None
        assert places[1] is not None
        assert abs(places[0]["y"] - places[1]["y"]) < 4
        assert page.evaluate("shift") < 0.05
