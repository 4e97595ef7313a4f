"""One slide: a layout with its placeholders filled, and the room left for the figure."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from charts.paper import font
from reports.deck.text import (
    EMU_PER_POINT,
    WIDER,
    clean,
    decorative,
    describe,
    fitting,
    height,
    in_language,
    points,
    write,
)

TITLES = (28, 26, 24, 22, 20, 18, 16, 14, 12, 11, 10, 9)
_SUBTITLES = (15, 14, 13, 12, 11, 10, 9)
_COMMENTS = (14, 13, 12, 11, 10, 9)
_SOURCES = (11, 10, 9)
#: A chip: size of its words, its height, room at its sides, between two.
_CHIP, _CHIP_HIGH, _CHIP_SIDE, _CHIP_GAP = 11.0, 19.0, 8.0, 6.0
_GAP = 7.0


class Chip(NamedTuple):
    """A label as a small plate; ``meaning`` is read out; ``is_loud``: it must not be overlooked."""

    text: str
    meaning: str
    is_loud: bool = False


class Slide:
    """A slide of a layout. Boxes are (left, top, width, height) in EMU."""

    def __init__(self, deck: Any, layout: str, tag: str) -> None:
        chosen = next(one for one in deck.slide_layouts if one.name == layout)
        self.slide = deck.slides.add_slide(chosen)
        self.tag, self._below = tag, 0
        names = {box.placeholder_format.idx: box.name for box in chosen.placeholders}
        self.boxes = {}
        for box in self.slide.placeholders:
            box.name = names[box.placeholder_format.idx]
            self.boxes[box.name] = box
        for box in chosen.placeholders:
            if box.name == "page":  # the library leaves it out, as PowerPoint does until asked
                self.slide.shapes._spTree.append(page := deepcopy(box._element))
                page.nvSpPr.cNvPr.set("id", str(self.next_id()))

    def next_id(self) -> int:
        """A number that no shape on the slide has."""
        return max(int(one) for one in self.slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1

    def finding(self, text: str) -> None:
        """The title, as large as fits: never cut. What stands below it moves up to it."""
        box = self.boxes["finding"]
        room = points(box.width), points(box.height)
        size = fitting([text], room, TITLES, bold=True)
        write(box, [text], size)
        used = height([text], room[0], size, bold=True) + _GAP
        self._below = round(box.top + used * EMU_PER_POINT)

    def text(self, name: str, texts: Sequence[str], sizes: Sequence[float] = (),
             link: str = "") -> None:  # fmt: skip
        """Paragraphs in a placeholder, in the first of some sizes that fits."""
        box = self.boxes[name]
        room = points(box.width), points(box.height)
        write(box, texts, fitting(texts, room, sizes) if sizes else None, link)

    def content(self, name: str, subtitle: str, chips: Sequence[Chip], comment: str,
                source: Sequence[str]) -> tuple[int, int, int, int]:  # fmt: skip
        """Fill what stands around the figure; the box that is left for it, wide or narrow.

        What is not there takes no room.
        """
        top = self._down("subtitle", subtitle, min(self._below, self.boxes["subtitle"].top))
        top = self._chips(chips, top)
        bottom = self._up("source", source, _SOURCES, _bottom(self.boxes["source"]))
        if comment:
            bottom = self._up("comment", comment.split("\n"), _COMMENTS, bottom)
        box = self.boxes[name]
        return box.left, top, box.width, bottom - top

    def _down(self, name: str, text: str, top: int) -> int:
        if not text:
            return top
        box = self.boxes[name]
        size = fitting([text], (points(box.width), points(box.height)), _SUBTITLES)
        high = round(height([text], points(box.width), size) * EMU_PER_POINT)
        _move(box, box.left, top, box.width, high)
        write(box, [text], size)
        return top + high + round(_GAP * EMU_PER_POINT)

    def _up(self, name: str, texts: Sequence[str], sizes: Sequence[float], bottom: int) -> int:
        """Fill a box whose lower edge is given; where the room above it ends."""
        box = self.boxes[name]
        wide, most = points(box.width), points(box.height) * 1.35
        size = fitting(texts, (wide, most), sizes)
        high = round(height(texts, wide, size) * EMU_PER_POINT)
        _move(box, box.left, bottom - high, box.width, high)
        write(box, texts, size)
        return bottom - high - round(_GAP * EMU_PER_POINT)

    def _chips(self, chips: Sequence[Chip], top: int) -> int:
        """Labels side by side, in as many rows as they need; the place below them."""
        if not chips:
            return top
        box = self.boxes["labels"]
        room, x, y = points(box.width), 0.0, points(top)
        for chip in chips:
            wide = min(
                font.width(chip.text, _CHIP, bold=chip.is_loud) * WIDER + 2 * _CHIP_SIDE, room
            )
            if x and x + wide > room:
                x, y = 0.0, y + _CHIP_HIGH + _CHIP_GAP
            self._chip(chip, points(box.left) + x, y, wide)
            x += wide + _CHIP_GAP
        return round((y + _CHIP_HIGH + _GAP) * EMU_PER_POINT)

    def _chip(self, chip: Chip, left: float, top: float, wide: float) -> None:
        shape = self.slide.shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, Pt(left), Pt(top), Pt(wide), Pt(_CHIP_HIGH)
        )
        shape.name = "label"
        _plain(shape)
        shape.fill.solid()
        shape.fill.fore_color.theme_color = (
            MSO_THEME_COLOR.ACCENT_2 if chip.is_loud else MSO_THEME_COLOR.BACKGROUND_2
        )
        shape.line.color.theme_color = MSO_THEME_COLOR.ACCENT_5
        shape.line.width = Pt(0.5)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(shape, [chip.text], _CHIP)
        for run in frame.paragraphs[0].runs:
            run.font.bold = chip.is_loud
            run.font.color.theme_color = (
                MSO_THEME_COLOR.BACKGROUND_1 if chip.is_loud else MSO_THEME_COLOR.TEXT_1
            )
        describe(shape, f"{chip.text}: {chip.meaning}" if chip.meaning else chip.text)

    def notes(self, texts: Sequence[str]) -> None:
        """What the speaker reads."""
        frame = self.slide.notes_slide.notes_text_frame
        frame.text = clean("\n".join(texts))
        in_language(self.slide.notes_slide._element, self.tag)

    def finish(self) -> None:
        """Take away what stayed empty, and say of all else what it is."""
        for box in list(self.slide.placeholders):
            if box.has_text_frame and not box.text_frame.text and box.name != "page":
                box._element.getparent().remove(box._element)
        for shape in self.slide.shapes:
            properties = shape._element._nvXxPr.cNvPr
            if properties.get("descr") is None and len(properties) == 0 and shape.has_text_frame:
                describe(shape, shape.text_frame.text)
        in_language(self.slide._element, self.tag)


def _bottom(box: Any) -> int:
    return int(box.top + box.height)


def _move(box: Any, left: int, top: int, width: int, high: int) -> None:
    box.left, box.top, box.width, box.height = Emu(left), Emu(top), Emu(width), Emu(high)


def _plain(shape: Any) -> None:
    """Without the look that the library gives to every shape, its shadow above all."""
    if (style := shape._element.find(qn("p:style"))) is not None:
        shape._element.remove(style)


def plate(slide: Any, box: tuple[int, int, int, int]) -> Any:
    """A pale rectangle without words of its own, for the eye only."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Emu, box))
    _plain(shape)
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    shape.line.fill.background()
    decorative(shape)
    return shape
