"""Words, lines and fields that a layout puts on a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from charts.paper.axis import Axis
from charts.paper.clip import Room
from charts.paper.crowd import Crowd, around, near
from charts.paper.ink import PAPER, TEXT, colour, ink
from charts.paper.items import Item, Paint, Path, Place, Rect
from charts.paper.known import one_of
from charts.paper.marks import line_paint
from charts.paper.sheet import Sheet
from charts.paper.text import Block, block, corners

_ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}
_DOWN = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
#: A point of an arrow is so many line widths long, and half as wide on each side.
_POINT = 4.2
_MARGIN = 1.0
#: Figures at points of a line, which may stand on any side of them.
_MOVABLE = ("line_figure",)


def shapes(sheet: Sheet, *, below: bool) -> Iterator[Item]:
    """Lines and rectangles below or above what is drawn."""
    for number, shape in enumerate(sheet.layout.get("shapes", ())):
        layer = one_of(shape.get("layer", "above"), ("above", "below"), "shape.layer")
        if (layer == "below") != below or shape.get("visible", True) is not True:
            continue
        kind = one_of(shape["type"], ("line", "rect"), "shape.type")
        (x0, y0), (x1, y1) = (
            (_at(sheet, shape, f"x{end}", "x"), _at(sheet, shape, f"y{end}", "y")) for end in (0, 1)
        )
        line = shape.get("line", {})
        rim = line_paint(line.get("color", TEXT), float(line.get("width", 2)),
                         line.get("dash", "solid"))  # fmt: skip
        part = f"shapes[{number}]"
        if kind == "line":
            yield Path((((x0, y0), (x1, y1)),), rim, part=part)
            continue
        fill, alpha = colour(shape.get("fillcolor", "rgba(0,0,0,0)"))
        paint = Paint(fill if alpha else None, alpha, rim.stroke if rim.width else None,
                      rim.stroke_opacity, rim.width, rim.dash)  # fmt: skip
        yield Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), paint, part=part)


def _axis(sheet: Sheet, one: Mapping[str, Any], letter: str) -> Axis | None:
    """The axis that a note refers to; None for the paper."""
    name = str(one.get(f"{letter}ref", letter))
    if name == "paper":
        return None
    return sheet.axes[one_of(name, sheet.axes, f"{letter}ref")]


def _at(sheet: Sheet, one: Mapping[str, Any], name: str, letter: str) -> float:
    axis = _axis(sheet, one, letter)
    if axis is None:
        area, share = sheet.area, float(one[name])
        return (
            area.left + share * area.width if letter == "x" else area.bottom - share * area.height
        )
    return axis.at(one[name]) or 0.0


def words(sheet: Sheet, crowd: Crowd) -> Iterator[Item]:
    """All words of the layout, each with its plate and its arrow."""
    for number, note in enumerate(sheet.layout.get("annotations", ())):
        if note.get("visible", True) is True and _is_seen(sheet, note):
            items = [*_annotation(sheet, note, crowd, f"annotations[{number}]")]
            crowd.add(items)
            yield from items


def _is_seen(sheet: Sheet, note: Mapping[str, Any]) -> bool:
    """Words at a place beyond an axis are not shown."""
    for letter in "xy":
        axis = _axis(sheet, note, letter)
        number = axis.number(note[letter]) if axis else None
        if axis and (number is None or not axis.shows(number)):
            return False
    return True


def _annotation(sheet: Sheet, note: Mapping[str, Any], crowd: Crowd, part: str) -> Iterator[Item]:
    font = note.get("font", {})
    label = block(note["text"], sheet.size(font.get("size", 12)))
    pad = float(note.get("borderpad", 1))
    angle = float(note.get("textangle", 0))
    wide, high = label.width + 2 * pad, label.height + 2 * pad
    head = (_at(sheet, note, "x", "x") + float(note.get("xshift", 0)),
            _at(sheet, note, "y", "y") - float(note.get("yshift", 0)))  # fmt: skip
    has_arrow = bool(note.get("showarrow", True))
    tail = _tail(sheet, note, head) if has_arrow else head
    outer = corners(0, 0, wide, high, angle)
    spread = (max(x for x, _ in outer) - min(x for x, _ in outer),
              max(y for _, y in outer) - min(y for _, y in outer))  # fmt: skip
    across, down = _anchors(sheet, note, has_arrow=has_arrow)
    middle = (tail[0] + (0.5 - across) * spread[0], tail[1] + (0.5 - down) * spread[1])
    if note.get("name") in _MOVABLE:
        point = (head[0] - float(note.get("xshift", 0)), head[1] + float(note.get("yshift", 0)))
        away = abs(float(note.get("yshift", 0)))
        middle = near(crowd, middle, around(point, spread, away), spread)
    middle = _moved_in(middle, spread, sheet.paper)
    plate = Room(middle[0] - wide / 2, middle[1] - high / 2,
                 middle[0] + wide / 2, middle[1] + high / 2)  # fmt: skip
    if has_arrow:
        yield from _arrow(note, head, tail, plate if note["text"] else None, part)
    halo = PAPER if font.get("shadow") or (not angle and crowd.is_struck(plate)) else None
    yield from _plate(note, label, plate, (pad, angle, halo), part)


def _plate(note: Mapping[str, Any], label: Block, plate: Room,
           look: tuple[float, float, str | None], part: str) -> Iterator[Item]:  # fmt: skip
    """The words themselves, on their ground where they have one."""
    pad, angle, halo = look
    font = note.get("font", {})
    value, alpha = colour(note.get("bgcolor", "rgba(0,0,0,0)"))
    if alpha:
        ground = Paint(value, alpha * float(note.get("opacity", 1)))
        yield Rect(plate.left, plate.top, plate.width, plate.height, ground, angle=angle,
                   part=f"{part}.plate")  # fmt: skip
    faint = float(note.get("opacity", 1)) if not alpha else 1.0
    align = one_of(note.get("align", "center"), _ACROSS, "annotation.align")
    yield from label.words(
        plate.left + pad, plate.top + pad, ink(font.get("color")),
        align=_ACROSS[align], angle=angle, halo=None if alpha else halo, part=part, opacity=faint,
    )  # fmt: skip


def _tail(sheet: Sheet, note: Mapping[str, Any], head: Place) -> Place:
    """Where an arrow begins: pixels from its head, or a place on the axes."""
    place = []
    for letter, at in zip("xy", head, strict=True):
        if f"a{letter}ref" in note:
            axis = sheet.axes[one_of(note[f"a{letter}ref"], sheet.axes, f"a{letter}ref")]
            place.append(axis.at(note[f"a{letter}"]) or 0.0)
        else:
            away = float(note.get(f"a{letter}", -10 if letter == "x" else -30))
            place.append(at + away)
    return place[0], place[1]


def _anchors(sheet: Sheet, note: Mapping[str, Any], *, has_arrow: bool) -> tuple[float, float]:
    """Which part of the words stands at their place; on the paper by the third that it lies in."""
    anchors = []
    for letter, known in (("x", _ACROSS), ("y", _DOWN)):
        name = note.get(f"{letter}anchor", "auto")
        if name != "auto":
            anchors.append(known[one_of(name, known, f"annotation.{letter}anchor")])
        elif has_arrow or _axis(sheet, note, letter):
            anchors.append(0.5)
        else:
            share = float(note[letter]) if letter == "x" else 1 - float(note[letter])
            anchors.append(0.0 if share < 1 / 3 else 1.0 if share > 2 / 3 else 0.5)
    return anchors[0], anchors[1]


def _moved_in(middle: Place, spread: Place, paper: Room) -> Place:
    """Words that would be cut off at the edge of the paper are moved in."""
    kept = []
    for at, wide, low, high in ((middle[0], spread[0], paper.left, paper.right),
                                (middle[1], spread[1], paper.top, paper.bottom)):  # fmt: skip
        least, most = low + wide / 2 + _MARGIN, high - wide / 2 - _MARGIN
        kept.append(min(max(at, least), most) if least <= most else (low + high) / 2)
    return kept[0], kept[1]


def _arrow(note: Mapping[str, Any], head: Place, tail: Place, plate: Room | None,
           part: str) -> Iterator[Item]:  # fmt: skip
    """The line from the words to what they are of; it stops short by ``standoff``."""
    length = hypot(head[0] - tail[0], head[1] - tail[1])
    turn = atan2(head[1] - tail[1], head[0] - tail[0])
    start = float(note.get("startstandoff", 0))
    while (
        plate is not None
        and start < length
        and plate.holds(tail[0] + start * cos(turn), tail[1] + start * sin(turn), 0)
    ):
        start += 1.0
    end = length - float(note.get("standoff", 0))
    if end <= start:
        return
    width = float(note.get("arrowwidth", 2))
    paint = line_paint(note.get("arrowcolor", TEXT), width)
    kind = one_of(note.get("arrowhead", 1), (0, 1, 2), "annotation.arrowhead")
    point = _POINT * width * float(note.get("arrowsize", 1)) if kind else 0.0
    a, b = ((tail[0] + way * cos(turn), tail[1] + way * sin(turn))
            for way in (start, max(end - point, start)))  # fmt: skip
    yield Path(((a, b),), paint, part=f"{part}.arrow")
    if kind:
        tip = (tail[0] + end * cos(turn), tail[1] + end * sin(turn))
        sides = [radians(degrees(turn) + side) for side in (-90, 90)]
        corners_ = [(b[0] + point / 2 * cos(one), b[1] + point / 2 * sin(one)) for one in sides]
        yield Path(((tip, *corners_),), Paint(paint.stroke, paint.stroke_opacity), closed=True,
                   part=f"{part}.arrow")  # fmt: skip
