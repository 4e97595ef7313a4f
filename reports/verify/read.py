"""What a document shows, piece by piece with its place: texts, rows of tables, series of charts.

Reads .pptx, .docx, .pdf, .xlsx and .html; what must not be opened is refused (``Unreadable``).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree import ElementTree

from i18n import Locale
from reports import embedded
from reports.checker import reading
from reports.checker.reading import Unreadable
from reports.mappe import SUFFIX, Mappe, NotAMappe, unpack

_CHART = re.compile(r"ppt/charts/chart(\d+)\.xml|xl/charts/chart(\d+)\.xml")
#: What a series says: its name, its categories, its figures.
_OF_SERIES = ("tx", "cat", "val", "xVal", "yVal")
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@dataclass(frozen=True)
class Piece:
    """A text, a row or a series, and where it stands: ``kind`` of place, its number or name."""

    text: str
    kind: str
    number: str

    def label(self, locale: Locale) -> str:
        """Seite 3, Folie 4, Blatt Quellen."""
        return locale(f"verify.place.{self.kind}", number=self.number)


def opened(raw: bytes, name: str) -> tuple[str, Mappe]:
    """The kind of a document, and the Mappe in it. Raises Unreadable."""
    ending = reading.looked_at(raw, name, (*_READERS, SUFFIX))
    packed = raw if ending == SUFFIX else embedded.get(raw)
    if packed is None:
        if ending in reading.ENDINGS:  # one that is encrypted or damaged says so
            reading.read(raw, name)
        raise Unreadable("no_mappe", ending=ending)
    try:
        return ending, unpack(packed)
    except NotAMappe as error:
        raise Unreadable("not_a_mappe", why=str(error)) from error


def pieces(raw: bytes, ending: str) -> list[Piece]:
    """All that a document shows; nothing for a Mappe, which shows nothing. Raises Unreadable."""
    if ending == SUFFIX:
        return []
    return list(_READERS[ending](raw, ending))


def _texts(raw: bytes, ending: str) -> Iterator[Piece]:
    for one in reading.read(raw, f"x{ending}"):
        for line in one.text.splitlines():
            if line.strip():
                yield Piece(line, one.place.kind, str(one.place.number))


def _slides(raw: bytes, ending: str) -> Iterator[Piece]:
    yield from _texts(raw, ending)
    yield from _charts(raw)


def _charts(raw: bytes) -> Iterator[Piece]:
    """Series of native charts, by what the file keeps of them beside their workbooks."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            charts = {
                match[1] or match[2]: archive.read(name)
                for name in sorted(archive.namelist())
                if (match := _CHART.fullmatch(name))
            }
        roots = {number: _root(contents) for number, contents in charts.items()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ElementTree.ParseError) as error:
        raise Unreadable("damaged") from error
    for number, root in roots.items():
        for series in root.iter(f"{_C}ser"):
            text = " ; ".join(
                f"{part.tag.removeprefix(_C)} {_points(part)}"
                for part in series
                if part.tag.removeprefix(_C) in _OF_SERIES
            )
            yield Piece(text, "chart", number)


def _root(contents: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in contents:
        raise Unreadable("damaged")
    return ElementTree.fromstring(contents)  # noqa: S314 - no entities: refused above


def _points(part: ElementTree.Element) -> str:
    return " | ".join(_figure(value.text or "") for value in part.iter(f"{_C}v"))


def _figure(cell: object) -> str:
    """A cell as text; figures with the digits that Office keeps when it saves them anew."""
    try:
        return f"{float(cell):.15g}" if isinstance(cell, str | int | float) else str(cell)
    except ValueError:
        return str(cell)


def _cells(raw: bytes, ending: str) -> Iterator[Piece]:
    import openpyxl  # noqa: PLC0415 - takes longer to load than all the rest

    del ending
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    except Exception as error:  # what a broken file raises is not told by the library
        raise Unreadable("damaged") from error
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            if text := " ; ".join(_figure(cell) for cell in row if cell is not None):
                yield Piece(text, "sheet", sheet.title)
    yield from _charts(raw)


class _Page(HTMLParser):
    """Texts of a page by its blocks; a row of a table is one."""

    _BLOCKS = frozenset(
        ("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "tr", "text", "title", "desc")
    )
    _HIDDEN = frozenset(("script", "style", "head", "nav"))

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._item, self._hidden = "0", 0
        self.feed(raw.decode("utf-8", "replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._item = dict(attrs).get("id") or self._item
        self._hidden += tag in self._HIDDEN
        if tag in self._BLOCKS:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._HIDDEN
        if tag in self._BLOCKS:
            self._close()
        elif tag in ("td", "th"):
            self._words.append(" ; ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)

    def _close(self) -> None:
        if text := "".join(self._words).strip():
            self.texts.append((self._item, text))
        self._words = []


def _blocks(raw: bytes, ending: str) -> Iterator[Piece]:
    del ending
    for item, text in _Page(raw).texts:
        yield Piece(text, "screen", item)


_READERS: dict[str, Callable[[bytes, str], Iterator[Piece]]] = {
    ".pptx": _slides, ".docx": _texts, ".pdf": _texts, ".xlsx": _cells, ".html": _blocks,
}  # fmt: skip
#: Endings of the files that can be verified.
ENDINGS = (*_READERS, SUFFIX)
