"""Axes as they are seen: lines of the grid, the line of zero, ticks and titles."""

from __future__ import annotations

from collections.abc import Iterator

from charts.paper.axis import Axis
from charts.paper.ink import AXIS_TEXT, GRID, ZERO, colour
from charts.paper.items import Item, Paint, Path
from charts.paper.known import one_of
from charts.paper.sheet import Sheet
from charts.paper.text import Block, block, wrapped
from charts.paper.ticks import Tick, ticks_of

#: Between ticks and axis, between ticks and title.
GAP, STANDOFF = 6.0, 6.0


def label_size(sheet: Sheet, axis: Axis, tick: Tick) -> tuple[float, float]:
    """Width and height of a tick's words."""
    words = _label(sheet, axis, tick)
    return words.width, words.height


def _label(sheet: Sheet, axis: Axis, tick: Tick) -> Block:
    one_of(axis.spec.get("ticks", ""), ("",), f"{axis.name}.ticks")
    one_of(axis.spec.get("tickangle", 0), (0,), f"{axis.name}.tickangle")
    text = tick.text if axis.spec.get("showticklabels", True) else ""
    return block(text, sheet.size(axis.spec.get("tickfont", {}).get("size", 12)))


def title_of(sheet: Sheet, axis: Axis) -> Block | None:
    """The words of an axis, on as many lines as its length asks for."""
    title = axis.spec.get("title", {})
    if not title.get("text") or not axis.is_visible:
        return None
    size = sheet.size(title.get("font", {}).get("size", 12))
    return wrapped(str(title["text"]), size, max(axis.length, 60.0))


def side_of(axis: Axis) -> str:
    """On which side of the plot the words of an axis stand."""
    usual, other = ("bottom", "top") if axis.is_x else ("left", "right")
    return str(one_of(axis.spec.get("side", usual), (usual, other), f"{axis.name}.side"))


def title_room(sheet: Sheet, axis: Axis) -> float:
    """How deep the title of an axis is, with what keeps it off the ticks."""
    words = title_of(sheet, axis)
    return 0.0 if words is None else words.height + _standoff(axis)


def _standoff(axis: Axis) -> float:
    return float(axis.spec.get("title", {}).get("standoff", STANDOFF))


def grid(sheet: Sheet) -> Iterator[Item]:
    """Lines across the plot at the ticks, and the line of zero over them."""
    for axis in sheet.axes.values():
        if axis.is_visible and axis.spec.get("showgrid", True):
            value, alpha = colour(axis.spec.get("gridcolor", GRID))
            paint = Paint(stroke=value, stroke_opacity=alpha, width=0.8)
            for tick in ticks_of(axis, sheet.locale):
                if tick.number != 0 or not _has_zero(axis):
                    yield _across(sheet, axis, tick.number, paint, "grid")
    for axis in sheet.axes.values():
        if _has_zero(axis):
            value, alpha = colour(axis.spec.get("zerolinecolor", ZERO))
            width = float(axis.spec.get("zerolinewidth", 1))
            paint = Paint(stroke=value, stroke_opacity=alpha, width=width)
            yield _across(sheet, axis, 0.0, paint, "zero")


def _has_zero(axis: Axis) -> bool:
    return bool(axis.is_visible and axis.type == "linear" and axis.spec.get("zeroline", True)
                and axis.shows(0.0))  # fmt: skip


def _other(sheet: Sheet, axis: Axis) -> Axis:
    """The axis that an axis is fixed to."""
    name = str(axis.spec.get("anchor", "y" if axis.is_x else "x"))
    return sheet.axes["y" if axis.is_x else "x"] if name == "free" else sheet.axes[name]


def _across(sheet: Sheet, axis: Axis, number: float, paint: Paint, what: str) -> Path:
    at, other = axis.pixel(number), _other(sheet, axis)
    ends = (other.start, other.end)
    line = tuple((at, end) for end in ends) if axis.is_x else tuple((end, at) for end in ends)
    return Path((line,), paint, part=f"{axis.name}.{what}")


def ticks_and_titles(sheet: Sheet) -> Iterator[Item]:
    """The words of all axes."""
    for axis in sheet.axes.values():
        if axis.is_visible:
            yield from _words(sheet, axis)


def _words(sheet: Sheet, axis: Axis) -> Iterator[Item]:
    other = _other(sheet, axis)
    side = side_of(axis)
    edges = sorted((other.start, other.end))
    edge = edges[0] if side in ("top", "left") else edges[1]
    if axis.spec.get("anchor") == "free":
        share = float(axis.spec.get("position", 0))
        area = sheet.area
        edge = area.bottom - share * area.height if axis.is_x else area.left + share * area.width
    outwards = -1 if side in ("top", "left") else 1
    away = GAP + float(axis.spec.get("ticklabelstandoff", 0))
    deep = 0.0
    for number, tick in enumerate(ticks_of(axis, sheet.locale)):
        words, at = _label(sheet, axis, tick), axis.pixel(tick.number)
        part = f"{axis.name}.tick[{number}]"
        if axis.is_x:
            top = edge + away - 2 if outwards > 0 else edge - away + 2 - words.height
            left = min(max(at - words.width / 2, 1), sheet.width - words.width - 1)
            yield from words.words(left, top, AXIS_TEXT, align=0.5, part=part)
            deep = max(deep, words.height)
        else:
            left = edge + away if outwards > 0 else edge - away - words.width
            top = at - words.height / 2
            yield from words.words(left, top, AXIS_TEXT, align=float(outwards < 0), part=part)
            deep = max(deep, words.width)
    title = title_of(sheet, axis)
    if title is not None:
        middle = (axis.start + axis.end) / 2
        far = edge + outwards * (
            away + deep + _standoff(axis) + title.height / 2 - (2 if axis.is_x else 0)
        )
        x, y = (middle, far) if axis.is_x else (far, middle)
        left, top, angle = x - title.width / 2, y - title.height / 2, 0.0 if axis.is_x else -90.0
        part = f"{axis.name}.title"
        yield from title.words(left, top, AXIS_TEXT, align=0.5, angle=angle, part=part)
