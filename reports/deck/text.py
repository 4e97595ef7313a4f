"""Words on a slide: as large as fits, in the language of their item, never cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Pt

from charts.paper import font

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
#: Says of a shape that whoever listens misses nothing without it.
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
TAGS = {"de": "de-DE", "en": "en-GB"}
#: From one line of words to the next, and how much wider the theme's letters are than ours.
LINE, WIDER = 1.17, 1.1
EMU_PER_POINT = 12700
#: Words with what stands behind them until the next may begin.
_WORDS = re.compile(r"[^ \u200b-]*[ \u200b-]?")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """A text without the signs that XML does not allow."""
    return _UNFIT.sub("", text)


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """On how many lines a text stands in a column of so many points; endless words are broken."""
    count = 0
    for part in text.split("\n"):
        used, count = 0.0, count + 1
        for word in _WORDS.findall(part):
            wide, bare = _wide(word, bold) * size, _wide(word.rstrip(), bold) * size
            if used and used + bare > width:
                count, used = count + 1, 0.0
            if bare > width:
                count += int(bare // width)
                wide %= width
            used += wide
    return count


@lru_cache(maxsize=8192)
def _wide(word: str, bold: bool) -> float:
    """How wide a word is at size 1: most of them stand in many places."""
    return font.width(word, 1.0, bold=bold) * WIDER


def room_for(texts: Sequence[str], room: tuple[float, float], size: float) -> int:
    """How many of some paragraphs, from the first on, fit into a room."""
    left = room[1]
    for number, text in enumerate(texts):
        left -= height([text], room[0], size)
        if left < 0:
            return number
    return len(texts)


def height(texts: Iterable[str], width: float, size: float, *, bold: bool = False) -> float:
    """How high paragraphs stand, in points."""
    return sum(lines(text, width, size, bold=bold) for text in texts) * size * LINE


def fitting(texts: Sequence[str], room: tuple[float, float], sizes: Sequence[float], *,
            bold: bool = False) -> float:  # fmt: skip
    """The largest of some sizes (points) at which paragraphs fit into a room; else the smallest."""
    width, high = room
    return next((s for s in sizes if height(texts, width, s, bold=bold) <= high), sizes[-1])


def points(emu: float) -> float:
    """EMU as points."""
    return emu / EMU_PER_POINT


def write(shape: Any, texts: Sequence[str], size: float | None = None, link: str = "") -> None:
    """Put paragraphs into a shape, the last one leading to a web address if there is one."""
    frame = shape.text_frame
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(text)
        if size:
            run.font.size = Pt(size)
        if link and number == len(texts) - 1:
            run.hyperlink.address = link


def describe(shape: Any, text: str) -> None:
    """Give a shape its text alternative."""
    shape._element._nvXxPr.cNvPr.set("descr", clean(text))


def decorative(shape: Any) -> None:
    """Say of a shape that it is for the eye only."""
    properties = shape._element._nvXxPr.cNvPr
    properties.append(parse_xml(DECORATIVE.replace("<a:extLst>", f"<a:extLst {NAMESPACES}>", 1)))


def in_language(element: Any, tag: str) -> None:
    """Say of every run in a slide in which language it is."""
    main = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for run in (*element.iter(f"{main}r"), *element.iter(f"{main}fld")):
        run.get_or_add_rPr().set("lang", tag) if hasattr(run, "get_or_add_rPr") else run.find(
            f"{main}rPr"
        ).set("lang", tag)
    for end in element.iter(f"{main}endParaRPr"):
        end.set("lang", tag)
