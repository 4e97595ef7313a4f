"""Bars: side by side, on each other or in front of each other, upright or lying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from charts.paper.axis import Axis
from charts.paper.ink import PAPER, TEXT, colour, ink
from charts.paper.items import Item, Paint, Rect
from charts.paper.known import one_of
from charts.paper.marks import hatch_of
from charts.paper.sheet import Sheet, at_index
from charts.paper.text import block

_PLACES = ("outside", "inside", "auto", "none")
_GAP = 4.0


@dataclass(frozen=True)
class Bar:
    """One bar in terms of its axes: across from ``side`` to ``other``, from ``base`` to ``top``."""

    trace: int
    index: int
    side: float
    other: float
    base: float
    top: float


def bars_of(data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any],
            axes: Mapping[str, Axis]) -> list[Bar]:  # fmt: skip
    """All bars of a figure, each with its place; such as have no figure are left out."""
    mode = one_of(layout.get("barmode", "group"), ("group", "stack", "relative", "overlay"),
                  "layout.barmode")  # fmt: skip
    by_axes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, trace in enumerate(data):
        if trace.get("type") == "bar" and trace.get("visible", True) is True:
            by_axes[str(trace.get("xaxis", "x")), str(trace.get("yaxis", "y"))].append(number)
    bars: list[Bar] = []
    for (x, y), numbers in by_axes.items():
        lying = is_lying(data[numbers[0]])
        along = axes[y if lying else x]
        bars += _placed(data, numbers, along, layout, mode)
    return bars


def is_lying(trace: Mapping[str, Any]) -> bool:
    """Whether bars run from left to right."""
    return bool(one_of(trace.get("orientation", "v"), ("v", "h"), "bar.orientation") == "h")


def _placed(data: Sequence[Mapping[str, Any]], numbers: Sequence[int], along: Axis,
            layout: Mapping[str, Any], mode: str) -> Iterator[Bar]:  # fmt: skip
    places, values = ("y", "x") if is_lying(data[numbers[0]]) else ("x", "y")
    at = {n: [along.number(one) for one in data[n][places]] for n in numbers}
    known = sorted({one for places_ in at.values() for one in places_ if one is not None})
    step = min((b - a for a, b in pairwise(known)), default=1.0)
    room = step * (1 - float(layout.get("bargap", 0.2)))
    beside = len(numbers) if mode == "group" else 1
    own = room / beside * (1 - float(layout.get("bargroupgap", 0)))
    heights: dict[tuple[float, bool], float] = defaultdict(float)
    for order, n in enumerate(numbers):
        trace = data[n]
        for index, (place, value) in enumerate(zip(at[n], trace[values], strict=True)):
            if place is None or value is None:
                continue
            wide = at_index(trace.get("width"), index) or own
            offset = at_index(trace.get("offset"), index)
            if offset is None:
                slot = order - (beside - 1) / 2 if mode == "group" else 0.0
                offset = slot * (room / beside) - wide / 2
            base = at_index(trace.get("base"), index) or 0.0
            if mode in ("stack", "relative"):
                key = (place, value >= 0)
                base, heights[key] = heights[key], heights[key] + value
            yield Bar(n, index, place + offset, place + offset + wide, base, base + value)


def draw(sheet: Sheet, trace: Mapping[str, Any], bars: Sequence[Bar]) -> Iterator[Item]:
    """The bars of one trace with their words."""
    across, up = sheet.pair(trace)
    lying = is_lying(trace)
    for bar in bars:
        ends = [(up if lying else across).pixel(one) for one in (bar.side, bar.other)]
        long = [(across if lying else up).pixel(one) for one in (bar.base, bar.top)]
        (x0, x1), (y0, y1) = (long, ends) if lying else (ends, long)
        left, top = min(x0, x1), min(y0, y1)
        part = f"data[{bar.trace}].bar[{bar.index}]"
        paint = bar_paint(sheet, trace, bar.trace, bar.index)
        yield Rect(left, top, abs(x1 - x0), abs(y1 - y0), paint, part=part)
        yield from _words(sheet, trace, bar, (x0, y0, x1, y1), lying=lying)


def bar_paint(sheet: Sheet, trace: Mapping[str, Any], number: int, index: int) -> Paint:
    """Fill, rim and hatching of a bar."""
    marker = trace.get("marker", {})
    fill = at_index(marker.get("color"), index) or sheet.colour_of(number)
    rim = marker.get("line", {})
    pattern = marker.get("pattern", {})
    hatch = hatch_of(
        at_index(pattern.get("shape"), index) or "",
        at_index(pattern.get("fgcolor"), index) or fill,
        float(at_index(pattern.get("size"), index) or 8),
        float(at_index(pattern.get("solidity"), index) or 0.3),
    )
    value, alpha = colour(at_index(pattern.get("bgcolor"), index) or PAPER) if hatch \
        else colour(fill)  # fmt: skip
    edge, edge_alpha = colour(at_index(rim.get("color"), index) or "#444444")
    width = float(at_index(rim.get("width"), index) or 0)
    opacity = float(trace.get("opacity", 1)) * float(at_index(marker.get("opacity"), index) or 1)
    return Paint(value if alpha else None, alpha * opacity, edge if width else None,
                 edge_alpha * opacity, width, hatch=hatch)  # fmt: skip


def _words(sheet: Sheet, trace: Mapping[str, Any], bar: Bar,
           ends: tuple[float, float, float, float], *, lying: bool) -> Iterator[Item]:  # fmt: skip
    text = at_index(trace.get("text"), bar.index)
    place = one_of(at_index(trace.get("textposition"), bar.index) or "auto", _PLACES,
                   "bar.textposition")  # fmt: skip
    if not text or place == "none":
        return
    font = trace.get("textfont", {})
    words = block(str(text), sheet.size(at_index(font.get("size"), bar.index) or 12))
    x0, y0, x1, y1 = ends
    room = abs(x1 - x0) if lying else abs(y1 - y0)
    inside = place == "inside" or (
        place == "auto" and (words.width if lying else words.height) + 2 * _GAP <= room
    )
    forwards = (x1 >= x0) if lying else (y1 > y0)
    after = forwards != inside  # whether the words follow the bar's end
    if lying:
        left = x1 + _GAP if after else x1 - _GAP - words.width
        top = (y0 + y1 - words.height) / 2
    else:
        left = (x0 + x1 - words.width) / 2
        top = y1 + 1 if after else y1 - 1 - words.height
    wanted = at_index(font.get("color"), bar.index)
    yield from words.words(left, top, ink(wanted, PAPER if inside else TEXT),
                           part=f"data[{bar.trace}].text[{bar.index}]")  # fmt: skip
