"""Texts out of packed documents: (number of the part, text), in the order of reading.

The libraries are imported where they are used: each costs more than all the rest.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: A word that was parted at the end of a line.
_PARTED = re.compile(r"(?<=[a-zäöüß])[-\u00ad]\n(?=[a-zäöüß])")
#: More than any paper for a meeting has.
_MOST_PAGES = 500


class Damaged(Exception):
    """A document that its library cannot read; ``reason``: damaged, encrypted or pages."""

    def __init__(self, reason: str = "damaged") -> None:
        super().__init__(reason)
        self.reason = reason


def paragraphs_of(text: str) -> Iterator[str]:
    """Paragraphs of running text: parted by blank lines, words and lines joined again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for block in _BLANK_LINE.split(text):
        if joined := " ".join(_PARTED.sub("", block).split("\n")).strip():
            yield joined


def of_docx(raw: bytes) -> Iterator[tuple[int, str]]:
    """Paragraphs of a Word file with those in tables, numbered; not headers, notes and boxes."""
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    try:
        texts: list[str] = []
        for block in Document(io.BytesIO(raw)).iter_inner_content():
            if isinstance(block, Table):
                texts += _rows(block.rows, lambda cell: _paragraph_text(cell._tc))
            else:
                texts.append(_paragraph_text(block._p))
    except Exception as error:  # what a broken file raises is not told by the library
        raise Damaged from error
    yield from ((n, one.strip()) for n, one in enumerate(texts, 1) if one.strip())


def _paragraph_text(paragraph: Any) -> str:
    """The words of a paragraph as read: with what was inserted, without what was struck."""
    gaps = {f"{_W}{name}" for name in ("tab", "br", "cr", "p")}
    pieces = (one.text or "" if one.tag == f"{_W}t" else " " if one.tag in gaps else ""
              for one in paragraph.iter())  # fmt: skip
    return "".join(pieces)


def of_pptx(raw: bytes) -> Iterator[tuple[int, str]]:
    """Texts of slides by slide: boxes, tables, groups and speaker notes."""
    from pptx import Presentation  # noqa: PLC0415

    try:
        parts: list[tuple[int, str]] = []
        for number, slide in enumerate(Presentation(io.BytesIO(raw)).slides, 1):
            texts = list(_shapes(slide.shapes))
            if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
                texts += notes.text.split("\n")
            parts += [(number, one.strip()) for one in texts if one.strip()]
    except Exception as error:  # as above
        raise Damaged from error
    yield from parts


def _shapes(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        if getattr(shape, "has_table", False):
            yield from _rows(shape.table.rows, lambda cell: cell.text)
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)


def _rows(rows: Iterable[Any], text_of: Callable[[Any], str]) -> Iterator[str]:
    """Each row of a table as one text, its cells in order; a merged cell is told once."""
    for row in rows:
        cells = dict.fromkeys(text_of(cell).strip() for cell in row.cells)
        yield " ; ".join(filter(None, cells))


def of_pdf(raw: bytes) -> Iterator[tuple[int, str]]:
    """Paragraphs of a PDF by page; one without letters (scanned) gives none."""
    from pypdf import PdfReader  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        refused = "encrypted" if reader.is_encrypted else ""
        if not refused and len(reader.pages) > _MOST_PAGES:
            refused = "pages"
        pages = [] if refused else [page.extract_text() for page in reader.pages]
    except Exception as error:  # as above
        raise Damaged from error
    if refused:
        raise Damaged(refused)
    for number, page in enumerate(pages, 1):
        yield from ((number, text) for text in paragraphs_of(page))
