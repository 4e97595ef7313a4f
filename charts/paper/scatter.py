"""Points in the plane: lines with gaps, areas, signs and the words at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import dist
from typing import Any

from charts.paper import clip
from charts.paper.crowd import Crowd
from charts.paper.crowd import near as crowd_near
from charts.paper.ink import TEXT, colour, ink
from charts.paper.items import Item, Paint, Path, Place, UnknownDrawing
from charts.paper.known import one_of
from charts.paper.marks import hatch_of, line_paint, sign
from charts.paper.sheet import Sheet, at_index
from charts.paper.text import block

_FILLS = ("none", "toself", "tonexty", "tozeroy", "tozerox")
_MODES = ("lines", "markers", "text", "none")
_SIZE, _WIDTH = 6.0, 2
#: Which way words lie from their point.
_ACROSS = {"left": -1, "center": 0, "right": 1}
_DOWN = {"top": -1, "middle": 0, "bottom": 1}
_FEW = 20
#: Pixels between two points of an outline: 0.1 mm in print.
_FINEST = 0.4


def modes(trace: Mapping[str, Any]) -> set[str]:
    """What of a trace is drawn: lines, markers, text."""
    few = "lines+markers" if len(trace["x"]) < _FEW else "lines"
    parts = set(str(trace.get("mode", few)).split("+"))
    for part in parts:
        one_of(part, _MODES, "scatter.mode")
    return parts


def pieces(sheet: Sheet, trace: Mapping[str, Any]) -> list[list[Place]]:
    """The points of a trace in pixels, cut at its gaps."""
    across, up = sheet.pair(trace)
    lines: list[list[Place]] = [[]]
    for one, other in zip(trace["x"], trace["y"], strict=True):
        x, y = across.at(one), up.at(other)
        if x is not None and y is not None:
            lines[-1].append((x, y))
        elif not trace.get("connectgaps", False):
            lines.append([])
    shape = one_of(trace.get("line", {}).get("shape", "linear"), ("linear", "hv"), "line.shape")
    is_map = "scaleanchor" in up.spec
    drawn = [_thinned(piece) if is_map else piece for piece in lines if piece]
    return [_steps(piece) for piece in drawn] if shape == "hv" else drawn


def _thinned(points: Sequence[Place]) -> list[Place]:
    """An outline on a map without the points that no print tells apart."""
    kept = [points[0]]
    for point in points[1:-1]:
        if dist(point, kept[-1]) >= _FINEST:
            kept.append(point)
    return [*kept, points[-1]]


def _steps(points: Sequence[Place]) -> list[Place]:
    """From each point straight on, then up or down to the next."""
    stairs = [points[0]]
    for before, now in pairwise(points):
        stairs += [(now[0], before[1]), now]
    return stairs


def fill(sheet: Sheet, number: int, trace: Mapping[str, Any]) -> Iterator[Item]:
    """The area of a trace."""
    kind = one_of(trace.get("fill", "none"), _FILLS, "scatter.fill")
    if kind == "none":
        return
    outlines = [clip.area(one, sheet.room(trace)) for one in _outlines(sheet, number, trace, kind)]
    kept = tuple(one for one in outlines if len(one) > 2)
    paint = fill_paint(sheet, number, trace)
    if kept and (paint.fill or paint.hatch):
        yield Path(kept, paint, closed=True, part=f"data[{number}].fill")


def _outlines(sheet: Sheet, number: int, trace: Mapping[str, Any],
              kind: str) -> list[list[Place]]:  # fmt: skip
    own = pieces(sheet, trace)
    across, up = sheet.pair(trace)
    if kind == "toself":
        return own
    if kind == "tozeroy":
        base = up.pixel(0.0)
        return [[*one, (one[-1][0], base), (one[0][0], base)] for one in own]
    if kind == "tozerox":
        base = across.pixel(0.0)
        return [[*one, (base, one[-1][1]), (base, one[0][1])] for one in own]
    before = next(
        (t for t in reversed(sheet.data[:number])
         if t.get("type", "scatter") == "scatter" and sheet.pair(t) == sheet.pair(trace)), None,
    )  # fmt: skip
    other = pieces(sheet, before) if before is not None else []
    if len(own) != 1 or len(other) != 1:
        raise UnknownDrawing(f"data[{number}].fill 'tonexty' between lines with gaps")
    return [[*own[0], *reversed(other[0])]]


def fill_paint(sheet: Sheet, number: int, trace: Mapping[str, Any]) -> Paint:
    """Colour or pattern of an area."""
    pattern = trace.get("fillpattern", {})
    own = trace.get("line", {}).get("color") or sheet.colour_of(number)
    value, alpha = colour(str(trace.get("fillcolor") or own))
    if not trace.get("fillcolor"):
        alpha *= 0.5
    size, solidity = float(pattern.get("size", 8)), float(pattern.get("solidity", 0.3))
    hatch = hatch_of(pattern.get("shape", ""), pattern.get("fgcolor") or own, size, solidity)
    if hatch:
        value, alpha = colour(pattern.get("bgcolor", "rgba(0,0,0,0)"))
    return Paint(value if alpha else None, alpha * float(trace.get("opacity", 1)), hatch=hatch)


def rim(sheet: Sheet, number: int, trace: Mapping[str, Any]) -> Paint:
    """Colour, width and pattern of a line."""
    line = trace.get("line", {})
    own, width = line.get("color") or sheet.colour_of(number), float(line.get("width", _WIDTH))
    return line_paint(own, width, line.get("dash", "solid"), float(trace.get("opacity", 1)))


def lines(sheet: Sheet, number: int, trace: Mapping[str, Any]) -> Iterator[Item]:
    """The line of a trace; the outline of an area where that is closed."""
    paint = rim(sheet, number, trace)
    if "lines" not in modes(trace) or not paint.width or not paint.stroke_opacity:
        return
    room = sheet.room(trace)
    drawn = [part for one in pieces(sheet, trace) for part in clip.line(one, room)]
    if drawn:
        yield Path(tuple(drawn), paint, part=f"data[{number}].line")


def marks(sheet: Sheet, number: int, trace: Mapping[str, Any]) -> Iterator[Item]:
    """The signs of a trace."""
    if "markers" in modes(trace):
        for index, at, size in _seen(sheet, trace):
            if size:
                yield from mark(sheet, number, index, at, size)


def words(sheet: Sheet, number: int, trace: Mapping[str, Any], crowd: Crowd) -> Iterator[Item]:
    """The words at the points of a trace, where there is room for them."""
    if "text" in modes(trace):
        for index, at, size in _seen(sheet, trace):
            if text := at_index(trace.get("text"), index):
                point = (*at, size / 2)
                items = [*_words(sheet, number, index, str(text), point=point, crowd=crowd)]
                crowd.add(items)
                yield from items


def _seen(sheet: Sheet, trace: Mapping[str, Any]) -> Iterator[tuple[int, Place, float]]:
    """Number, place and size of the points of a trace that lie within the plot."""
    across, up = sheet.pair(trace)
    sizes, room = trace.get("marker", {}).get("size"), sheet.room(trace)
    for index, (one, other) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        x, y = across.at(one), up.at(other)
        if x is None or y is None:
            continue
        within = room if trace.get("cliponaxis", True) else sheet.paper
        if within.holds(x, y):
            size = at_index(sizes, index)
            yield index, (x, y), _SIZE if size is None else float(size)


def mark(sheet: Sheet, number: int, index: int, at: Place, size: float) -> Iterator[Item]:
    """The sign of one point."""
    trace = sheet.data[number]
    marker = trace.get("marker", {})
    own = trace.get("line", {}).get("color") or sheet.colour_of(number)
    fill_ = at_index(marker.get("color"), index) or own
    line = marker.get("line", {})
    return sign(
        str(at_index(marker.get("symbol"), index) or "circle"), at, size, fill_,
        (at_index(line.get("color"), index) or fill_,
         float(at_index(line.get("width"), index) or 0)),
        opacity=float(at_index(marker.get("opacity"), index) or 1) * float(trace.get("opacity", 1)),
        angle=float(at_index(marker.get("angle"), index) or 0),
        on_line="lines" in modes(trace), part=f"data[{number}].marker[{index}]",
    )  # fmt: skip


def _words(sheet: Sheet, number: int, index: int, text: str, *, point: tuple[float, float, float],
           crowd: Crowd) -> Iterator[Item]:  # fmt: skip
    """Words in a sign, or beside it where ``textposition`` puts them or there is room."""
    trace, at, radius = sheet.data[number], point[:2], point[2]
    place = str(at_index(trace.get("textposition"), index) or "middle center")
    vertical, _, horizontal = place.partition(" ")
    down = _DOWN[one_of(vertical, _DOWN, "scatter.textposition")]
    across = _ACROSS[one_of(horizontal, _ACROSS, "scatter.textposition")]
    font = trace.get("textfont", {})
    label = block(text, sheet.size(at_index(font.get("size"), index) or 12))
    away = radius + 3 if "markers" in modes(trace) else 0.0
    x = at[0] + across * (away + label.width / 2)
    y = at[1] + down * (away + label.height / 2)
    if across or down:
        size = (label.width, label.height)
        sides = [(at[0] + a * (away + size[0] / 2), at[1] + d * (away + size[1] / 2))
                 for d, a in ((-1, 0), (1, 0), (-down, across), (down, -across),
                              (-down, -across), (0, 1), (0, -1)) if d or a]  # fmt: skip
        x, y = crowd_near(crowd, (x, y), sides, size)
    yield from label.words(
        x - label.width / 2, y - label.height / 2, ink(at_index(font.get("color"), index), TEXT),
        align=(1 - across) / 2, part=f"data[{number}].text[{index}]",
    )  # fmt: skip
