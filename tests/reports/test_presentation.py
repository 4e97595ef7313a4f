"""The presentation: one file that shows a Mappe in a hall without network, whatever was typed."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from charts.paper import font
from i18n import Locale
from reports import embedded, mappe
from reports.item import Cells, Item
from reports.mappe import Entry, Mappe
from reports.screen import presentation, webfont
from reports.screen.layout import ROOM, fitted_scene, overlaps
from reports.wording import EmptyMappe

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DE = Locale("de")
HOSTILE = "</script><img src=x onerror=alert(1)>\"'&<svg onload=alert(2)>"
#: Elements without an end.
VOID = ("meta", "br", "img", "link", "input")


class Reader(HTMLParser):
    """What a document holds: words and addresses by element, ids, handlers."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.words: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(raw.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.setdefault(self.open[-1] if self.open else "", []).append(data)

    def of(self, tag: str) -> list[str]:
        return self.words.get(tag, [])


@pytest.fixture(scope="module")
def made(pack: Mappe) -> bytes:
    return presentation.build(pack, DE)


@pytest.fixture(scope="module")
def read(made: bytes) -> Reader:
    return Reader(made)


def simple(item: Item, **changed: object) -> Item:
    """A small table of the item, quick to show."""
    cells = Cells(("A", "B"), (("x", "1.234,5"),), (False, True))
    return replace(item, kind="table", drawing=None, table=cells, **changed)  # type: ignore[arg-type]


def test_each_item_says_everything_that_it_holds(pack: Mappe, read: Reader) -> None:
    cells, terms, said = read.of("td") + read.of("th"), read.of("dt"), read.of("p")
    for entry in pack.entries:
        item = entry.item
        assert item.title in read.of("h2")
        shown = cells if item.kind != "cards" else terms + read.of("strong") + read.of("span")
        assert {cell for row in item.table.rows for cell in row if cell} <= set(shown)
        assert all(label.meaning in read.of("dd") for label in item.labels)
        assert all(note.strip() in read.of("li") for note in item.notes)
        line = next(one for one in said if one.startswith(item.source))
        assert DE.date(item.as_of) in line
        assert item.code in line
        for source in item.sources:
            assert any(source.publisher in one and source.title in one for one in read.of("li"))
            assert source.url in read.of("a") or not source.url
        if item.drawing:
            assert item.alt in read.of("desc")


def test_numbers_of_the_title_say_who_says_them(pack: Mappe, read: Reader) -> None:
    item = next(one.item for one in pack.entries if one.item.name == "nrw_flows")
    told = [one.text for one in item.numbers if one.place == "title"]
    assert told
    assert set(told) <= set(read.of("dt"))


def test_the_head_of_the_mappe_leaves_out_what_is_empty(pack: Mappe, read: Reader) -> None:
    for fact in (pack.meeting, pack.agenda_item, pack.paper_number, pack.author, "10.12.2026"):
        assert fact in read.of("dd")
    bare = Reader(presentation.build(Mappe(entries=pack.entries[3:4]), DE))
    assert DE("documents.head.meeting") not in bare.of("dt")
    assert bare.of("h1") == [DE("documents.untitled")]
    assert not any("None" in one for one in bare.of("dd"))


def test_the_document_asks_nobody_and_forbids_it(made: bytes, read: Reader) -> None:
    policy = next(value for tag, _, value in read.attributes if value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    fetching = [(tag, value) for tag, name, value in read.attributes if name in ("src", "srcset")
                or (name == "href" and tag != "a")]  # fmt: skip
    assert fetching == []
    style = "".join(read.of("style"))
    assert all(url.startswith("data:") for url in re.findall(r"url\(([^)]*)\)", style))
    assert "@import" not in style


def test_every_id_is_there_once_and_every_pattern_found(read: Reader) -> None:
    ids = [value for _, name, value in read.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    used = {match for _, _, value in read.attributes
            for match in re.findall(r"url\(#([^)]+)\)", value)}  # fmt: skip
    assert used
    assert used <= set(ids)


def test_two_builds_are_equal_and_hold_the_mappe(pack: Mappe, made: bytes) -> None:
    assert presentation.build(pack, DE) == made
    assert embedded.get(made) == mappe.pack(pack)
    assert len(made) <= presentation.MOST_BYTES


def test_what_people_type_stays_text(pack: Mappe) -> None:
    item = replace(
        simple(pack.entries[0].item, title=HOSTILE, subtitle=HOSTILE, notes=(HOSTILE,)),
        code=HOSTILE, table=Cells((HOSTILE, "B"), ((HOSTILE, "1"),), (False, True)),
    )  # fmt: skip
    whole = Mappe(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, (Entry(item, HOSTILE),))
    read = Reader(presentation.build(whole, DE, public_url="javascript:alert(3)"))
    assert not [one for one in read.attributes if one[0] == "img" or one[1].startswith("on")]
    assert not [one for one in read.attributes if one[1] == "href" and "javascript" in one[2]]
    assert read.of("h2").count(HOSTILE) == 1
    assert len(read.of("script")) == 2


def test_a_published_view_is_linked_and_drawn_as_qr_code(pack: Mappe) -> None:
    whole = replace(pack, entries=(Entry(simple(pack.entries[0].item)),))
    read = Reader(presentation.build(whole, DE, public_url="https://monitor.example/"))
    links = [value for tag, name, value in read.attributes if (tag, name) == ("a", "href")]
    assert f"https://monitor.example/z/{pack.entries[0].item.code}" in links
    assert any(one.startswith("https://monitor.example/figure?claim=") for one in links)
    assert ("svg", "aria-label", DE("documents.presentation.qr")) in read.attributes


def test_sixty_items_long_titles_and_long_words_are_shown_whole(pack: Mappe) -> None:
    word, title = "Donaudampfschifffahrt" * 4, "Ein langer Befund " * 22
    item = simple(pack.entries[0].item, title=title + word)
    read = Reader(presentation.build(Mappe("x", entries=(Entry(item),) * 60), DE))
    assert read.of("h2").count(title + word) == 60
    assert ("h2", "class", "t40") in read.attributes


def test_an_empty_mappe_is_refused_with_what_to_do() -> None:
    with pytest.raises(EmptyMappe, match="put a figure into it first"):
        presentation.build(Mappe("x"), DE)


def test_a_demonstration_says_so_and_another_language_is_named(pack: Mappe) -> None:
    item = simple(pack.entries[0].item, is_demo=True)
    read = Reader(presentation.build(Mappe("x", entries=(Entry(item),)), Locale("en")))
    assert Locale("en")("demo.banner") in read.of("p")
    assert ("html", "lang", "en") in read.attributes
    assert ("article", "lang", "de") in read.attributes


def test_a_picture_that_nobody_can_draw_leaves_its_table(pack: Mappe) -> None:
    item = pack.entries[0].item
    assert item.drawing is not None
    odd = replace(item, drawing=replace(item.drawing, figure={"data": [{"type": "sunburst"}],
                                                              "layout": {}}))  # fmt: skip
    read = Reader(presentation.build(Mappe("x", entries=(Entry(odd),)), DE))
    assert DE("documents.presentation.not_drawn") in read.of("p")
    assert {cell for row in item.table.rows for cell in row if cell} <= set(read.of("td"))


def test_words_of_a_picture_do_not_lie_on_each_other_even_if_it_must_be_scrolled(
    pack: Mappe,
) -> None:
    item = next(one.item for one in pack.entries if one.item.name == "ranges")
    picture = fitted_scene(item, 500)
    assert picture is not None
    assert overlaps(picture) == 0
    assert picture.height * picture.scale > 500
    assert picture.width * picture.scale == pytest.approx(ROOM)


@pytest.mark.parametrize("name", font.FILES)
def test_the_font_inside_is_ours_table_by_table(name: str) -> None:
    raw, packed = (font.FOLDER / name).read_bytes(), webfont.woff(name)
    assert struct.unpack_from(">I", packed, 8)[0] == len(packed) <= 100_000
    count = struct.unpack_from(">H", packed, 12)[0]
    tables = [struct.unpack_from(">4sIIII", packed, 44 + 20 * number) for number in range(count)]
    assert {b"cmap", b"glyf", b"hmtx"} <= {tag for tag, *_ in tables}
    for tag, start, held, length, _ in tables:
        body = packed[start : start + held]
        table = zlib.decompress(body) if held < length else body
        assert len(table) == length
        assert table in raw, tag


@pytest.fixture(scope="module")
def few(pack: Mappe) -> Mappe:
    """Lines, key figures, and a picture that goes on below the edge."""
    names = ("nrw_flows", "cards_1", "ranges")
    return replace(pack, entries=tuple(e for e in pack.entries if e.item.name in names))


@pytest.fixture(scope="module")
def file(few: Mappe, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("stick") / "mappe.html"
    file.write_bytes(presentation.build(few, DE))
    return file


def letters(page: Page) -> list[float]:
    """Pixels of the words of the picture that is shown, and of the heading."""
    found: list[float] = page.evaluate("""() => {
      const now = document.querySelector(".item.now"), sizes = [];
      for (const one of now.querySelectorAll("figure text")) {
        const m = one.getScreenCTM();
        sizes.push(parseFloat(one.getAttribute("font-size")) * Math.hypot(m.a, m.b));
      }
      return sizes;
    }""")
    return found


def test_it_runs_from_a_stick_by_keys_without_network(
    browser: Browser, file: Path, few: Mappe
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1920, "height": 1080}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: trouble.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(file.as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == few.title
    for number, entry in enumerate(few.entries, 1):
        page.keyboard.press("ArrowRight")
        heading = page.get_by_role("heading", level=2)
        assert heading.inner_text() == entry.item.title
        assert page.locator("#progress").inner_text() == f"{number} / {len(few.entries)}"
        assert page.evaluate("location.hash") == f"#{number}"
        assert heading.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 40
        assert min(letters(page), default=24) >= 24
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("[...document.fonts].map(one => one.status)") == ["loaded", "loaded"]
    page.keyboard.press("ArrowRight")
    assert page.locator("#progress").inner_text().startswith(f"{len(few.entries)} /")
    found = Axe().run(page).response["violations"]
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("q")
    assert page.get_by_role("heading", level=3).first.is_visible()
    assert page.locator(".now .face").is_hidden()
    page.keyboard.press("d")
    found += Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    assert page.locator(".now .face").is_visible()
    page.keyboard.press("t")
    assert page.locator(".now .panel.table table").is_visible()
    page.keyboard.press("t")
    page.keyboard.press(".")
    assert page.locator("#black").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#black").is_hidden()
    assert page.evaluate("location.hash") == "#1"
    page.keyboard.press("h")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.evaluate("location.hash = '#2'")
    page.wait_for_function("document.querySelector('.item.now').id === '2'")
    page.mouse.click(1900, 500)
    assert page.evaluate("location.hash") == "#3"
    assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == []
    assert trouble == []
    assert asked == [file.as_uri()]
    context.close()


def test_without_javascript_all_stand_one_below_the_other(
    browser: Browser, file: Path, few: Mappe
) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(f"{file.as_uri()}#2")
    boxes = [one.bounding_box() for one in page.locator("article").all()]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(few.entries)
    assert tops == sorted(tops)
    context.close()
