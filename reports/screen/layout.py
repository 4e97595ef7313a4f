"""How a figure is parted on a screen that is read from four metres: measures at 1920 × 1080.

Everything is measured in our own font before it is drawn, so that the picture takes what the words
leave, and no letter in it is smaller than 24 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from charts.paper import font
from charts.paper.items import Scene, Words
from charts.paper.scene import UnknownDrawing, scene
from i18n import Locale
from reports.item import Item

#: Pixels of the screen, and what words and pictures may be wide on it.
WIDTH, HEIGHT, ROOM = 1920, 1080, 1800
#: How much larger a picture is drawn than on a desk: its smallest letters have 25 pixels.
SCALE = 2.3
#: Titles in pixels by how many lines they may then take; the last takes what it needs.
TITLES = ((48, 2), (44, 3), (40, 99))
SUBTITLE, SMALL, LABEL = 30, 24, 24
#: Lines of remarks beside a picture; longer ones stand with the evidence.
_REMARKS = 3
#: Upper and lower edge, the row of keys, and the gaps between the parts.
_EDGES = 172
_LEAST = 420
#: Words in a browser wrap a little earlier than a sum of widths says.
_WRAPS = 1.04
#: Pixels around the words of a label, and a row of labels.
_CHIP, _CHIPS = 44, 52
#: So much of the smaller of two words may lie in the other's box: boxes are larger than letters.
_TOUCHING = 0.12
#: Of a picture that stands whole on the screen, so many words may lie on others.
_BEARABLE = 2


def lines(text: str, size: float, *, bold: bool = False, room: float = ROOM) -> int:
    """On how many lines a text stands."""
    return sum(
        max(1, ceil(font.width(part, size, bold=bold) * _WRAPS / room))
        for part in text.splitlines()
    )


@dataclass(frozen=True)
class Parts:
    """What stands beside the picture: size of the title, remarks shown, and whether all are."""

    title: int
    remarks: tuple[str, ...]
    is_all: bool
    left: float


def parts(item: Item, remarks: tuple[str, ...], source: str) -> Parts:
    """Which words stand beside the picture, and the pixels in height that they leave for it."""
    size, titled = next(
        (size, count)
        for size, most in TITLES
        if (count := lines(item.title, size, bold=True)) <= most
    )
    shown: list[str] = []
    used = 0
    for remark in remarks:
        if (count := lines(remark, SMALL)) <= _REMARKS - used:
            shown.append(remark)
            used += count
    high = titled * size * 1.2 + lines(item.subtitle, SUBTITLE) * SUBTITLE * 1.35
    chips = sum(font.width(label.text, LABEL) + _CHIP for label in item.labels)
    high += ceil(chips / ROOM) * _CHIPS
    is_all = len(shown) == len(remarks)
    high += (used + lines(source, SMALL) + (not is_all)) * SMALL * 1.35
    return Parts(size, tuple(shown), is_all, max(HEIGHT - _EDGES - high, _LEAST))


def fitted_scene(item: Item, room: float) -> Scene | None:
    """The picture in so much height, or higher where its words would lie on each other.

    A map is always whole: half of one says nothing of where something lies.

    None where it cannot be drawn: its table says the same.
    """
    if item.drawing is None:
        return None
    locale = Locale(item.lang)
    try:
        fitted = scene(item.drawing.figure, locale, width=ROOM, height=room, scale=SCALE)
        is_map = "scaleanchor" in item.drawing.figure["layout"].get("yaxis", {})
        if is_map or (crowded := overlaps(fitted)) <= _BEARABLE:
            return fitted
        whole = scene(item.drawing.figure, locale, width=ROOM, scale=SCALE)
        return whole if whole.height * SCALE > room and overlaps(whole) < crowded else fitted
    except (UnknownDrawing, ValueError):
        return None


def overlaps(picture: Scene) -> int:
    """How many pairs of level words lie on each other."""
    boxes = [
        (one.x, one.y - font.ASCENT * one.size, one.x + one.width, one.y + font.DESCENT * one.size)
        for one in picture.items
        if isinstance(one, Words) and not one.angle and one.text.strip()
    ]
    return sum(
        _shared(one, other) > _TOUCHING
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
    )


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The part of the smaller of two boxes that lies in the other."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / smaller if smaller else 0.0
