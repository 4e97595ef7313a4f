"""A picture on slides: on one where it can be read there, else cut between its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from charts.paper.items import Circle, Item, Path, Rect, Scene, Words
from charts.paper.scene import scene
from i18n import Locale

#: How many points a pixel has on a slide, and how small a picture may be drawn to stay whole.
POINTS, _SMALLEST = 1.03, 0.8
#: How much larger a map with words in its fields is laid out than it is drawn.
_MAP = 1.5


def pages(figure: Mapping[str, Any], locale: Locale, width: float, height: float) -> list[Scene]:
    """The picture for a box of so many points, on as many slides as its rows need.

    Raises UnknownDrawing and ValueError as ``charts.scene.scene`` does.
    """
    wide, high = width / POINTS, height / POINTS
    axes = [axis for name, axis in figure["layout"].items() if name[1:5] == "axis"]
    if any("scaleanchor" in one for one in axes):
        return [_map(figure, locale, wide, high)]
    if figure["layout"]["yaxis"].get("visible", True):
        return [scene(figure, locale, width=wide, height=high)]
    own = scene(figure, locale, width=wide)  # rows one below the other, each with its own height
    if own.height * _SMALLEST <= high:
        return [scene(figure, locale, width=wide, height=high) if own.height <= high else own]
    if not figure["layout"]["xaxis"].get("visible", True):  # a list of words, wrapped for a phone
        half = _cut(scene(figure, locale, width=wide / 2), high / _SMALLEST)
        return [_side_by_side(half[n : n + 2], wide) for n in range(0, len(half), 2)]
    return _cut(own, high / _SMALLEST)


def _side_by_side(columns: Sequence[Scene], width: float) -> Scene:
    """One or two parts of a list side by side."""
    items = [_moved(item, 0.0, number * width / 2)
             for number, one in enumerate(columns) for item in one.items]  # fmt: skip
    return replace(columns[0], width=width, items=tuple(items))


def _map(figure: Mapping[str, Any], locale: Locale, wide: float, high: float) -> Scene:
    """A map fills the box; one of fields that bear words is drawn smaller with its words."""
    if not any(one.get("name") == "tile" for one in figure["layout"].get("annotations", ())):
        return scene(figure, locale, width=wide, height=high)
    own = scene(figure, locale, width=wide)
    if own.height <= high:
        return own
    larger = max(min(wide, wide * high / own.height * _MAP), wide * 0.3)
    return scene(figure, locale, width=larger)


def _rules(whole: Scene) -> list[float]:
    """Where lines across the whole picture begin a new part of its list."""
    wide = whole.width * 0.6
    return [
        line[0][1]
        for item in whole.items
        if isinstance(item, Path) and not item.closed
        for line in item.lines
        if len(line) == 2 and line[0][1] == line[1][1] and abs(line[0][0] - line[1][0]) > wide
    ]


def _extent(item: Item) -> tuple[float, float]:
    if isinstance(item, Words):
        return item.y - item.size, item.y + item.size * 0.3
    if isinstance(item, Circle):
        return item.y - item.r, item.y + item.r
    if isinstance(item, Rect):
        return item.y, item.y + item.height
    ys = [y for line in item.lines for _, y in line]
    return min(ys), max(ys)


def _cut(whole: Scene, high: float) -> list[Scene]:
    """The scene in parts, each between two rows; words at the axis stand on each of them."""
    extents = [_extent(item) for item in whole.items]
    axis = [isinstance(i, Words) and i.part.startswith("xaxis") for i in whole.items]
    edge = high * 0.2
    above = max(
        (b for (t, b), at in zip(extents, axis, strict=True) if at and b < edge), default=0.0
    )
    below = min((t for (t, b), at in zip(extents, axis, strict=True)
                 if at and t > whole.height - edge), default=whole.height)  # fmt: skip
    foot = whole.height - below
    long = (below - above) * 0.5
    solid = [(t, b) for (t, b), at in zip(extents, axis, strict=True) if not at and b - t < long]
    room = high - above - foot
    parts, start = [], above
    while below - start > room:
        rules = [top for top in _rules(whole) if start + room * 0.5 < top < start + room]
        end = max(rules) - 1 if rules else _gap(solid, start + room * 0.6, start + room)
        parts.append((start, end))
        start = end
    if any(bottom > start and top < below for top, bottom in solid):
        parts.append((start, below))
    tallest = max(end - begin for begin, end in parts)
    return [_part(whole, extents, axis, one, (above, below, tallest)) for one in parts]


def _gap(solid: list[tuple[float, float]], low: float, high: float) -> float:
    """The middle of the lowest wide room between items in a range; its end where there is none."""
    ends, gaps = low, []
    for top, bottom in sorted(one for one in solid if one[1] > low and one[0] < high):
        if top > ends:
            gaps.append((top - ends, (top + ends) / 2))
        ends = max(ends, bottom)
    widest = max((gap for gap, _ in gaps), default=0.0)
    return max((middle for gap, middle in gaps if gap >= widest * 0.9), default=high)


def _part(whole: Scene, extents: list[tuple[float, float]], axis: list[bool],
          part: tuple[float, float], edges: tuple[float, float, float]) -> Scene:  # fmt: skip
    (start, end), (above, below, tallest) = part, edges
    shift = above - start
    items: list[Item] = []
    for item, (top, bottom), at in zip(whole.items, extents, axis, strict=True):
        if at:
            moved = 0.0 if bottom <= above else above + (end - start) - below
            items.append(_moved(item, moved))
        elif bottom > start and top < end:
            kept = item if start - 1 <= top and bottom <= end + 1 else _clipped(item, start, end)
            if kept is not None:
                items.append(_moved(kept, shift))
    high = above + tallest + (whole.height - below)
    return Scene(whole.width, high, tuple(items), {}, whole.scale)


def _clipped(item: Item, low: float, high: float) -> Item | None:
    """The part of a line or field between two heights; None for words that lie beyond them."""

    def clamped(y: float) -> float:
        return min(max(y, low), high)

    if isinstance(item, Path):
        lines = tuple(tuple((x, clamped(y)) for x, y in line) for line in item.lines)
        return replace(item, lines=lines)
    if isinstance(item, Rect):
        top = clamped(item.y)
        return replace(item, y=top, height=clamped(item.y + item.height) - top)
    middle = sum(_extent(item)) / 2
    return item if low <= middle < high else None


def _moved(item: Item, down: float, right: float = 0.0) -> Item:
    if isinstance(item, Path):
        lines = tuple(tuple((x + right, y + down) for x, y in one) for one in item.lines)
        return replace(item, lines=lines)
    if isinstance(item, Words):
        about = (item.about[0] + right, item.about[1] + down)
        return replace(item, x=item.x + right, y=item.y + down, about=about)
    return replace(item, x=item.x + right, y=item.y + down)
