"""Signs at points as plotly draws them, and the patterns of lines and areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import cos, pi, radians, sin, sqrt

from charts.paper.ink import PAPER, colour
from charts.paper.items import Circle, Hatch, Item, Paint, Path, Place, Rect, UnknownDrawing

_DASHES = {
    "solid": (), "dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1),
    "longdashdot": (5, 2, 1, 2),
}  # fmt: skip
_HATCHES = ("/", "\\", "x", "-", "|", "+", ".")
_HEAD = pi / 2.5


def dash_of(name: str, width: float) -> tuple[float, ...]:
    """Strokes and gaps of a line in pixels."""
    if name not in _DASHES:
        raise UnknownDrawing(f"line.dash {name!r}")
    return tuple(part * max(width, 3.0) for part in _DASHES[name])


def hatch_of(shape: str, foreground: str, size: float, solidity: float) -> Hatch | None:
    """A pattern of an area; None for none. Lines thinner than print shows are drawn thicker."""
    if not shape:
        return None
    if shape not in _HATCHES:
        raise UnknownDrawing(f"pattern.shape {shape!r}")
    return Hatch(shape, colour(foreground)[0], size, round(max(0.8, size * solidity * 0.7), 2))


def line_paint(colour_: str, width: float, dash: str = "solid", opacity: float = 1.0) -> Paint:
    """A line without a fill."""
    value, alpha = colour(colour_)
    return Paint(stroke=value, stroke_opacity=alpha * opacity, width=width,
                 dash=dash_of(dash, width))  # fmt: skip


def sign(symbol: str, at: Place, size: float, fill: str, line: tuple[str, float], *,
         opacity: float = 1.0, angle: float = 0.0, on_line: bool = False,
         part: str = "") -> Iterator[Item]:  # fmt: skip
    """A sign of so many pixels; ``line``: colour and width of its rim.

    ``on_line``: it lies on a line, which must not be seen through a hollow one.
    """
    name = symbol.removesuffix("-open")
    is_open = name != symbol
    strokes = _STROKES.get(name)
    if name not in _SHAPES and name not in ("circle", "square", "circle-x") and not strokes:
        raise UnknownDrawing(f"marker.symbol {symbol!r}")
    inner, alpha = colour(fill)
    rim, rim_alpha = (inner, alpha) if is_open else colour(line[0])
    width = line[1] or (1.0 if is_open else 0.0)
    paint = Paint(
        (PAPER if on_line else None) if is_open else inner if alpha else None,
        opacity if is_open else alpha * opacity,
        rim if width else None, rim_alpha * opacity, width,
    )  # fmt: skip
    x, y, r = *at, size / 2
    if name in ("circle", "circle-x"):
        yield Circle(x, y, r, paint, part)
    elif name == "square":
        yield Rect(x - r, y - r, size, size, paint, part=part)
    elif name in _SHAPES:
        points = [_turned(px * r, py * r, angle) for px, py in _SHAPES[name]]
        yield Path((tuple((x + px, y + py) for px, py in points),), paint, closed=True, part=part)
    if strokes and width:
        bare = replace(paint, fill=None)
        lines = tuple(tuple((x + px * r, y + py * r) for px, py in one) for one in strokes)
        yield Path(lines, bare, part=part)


def _turned(x: float, y: float, angle: float) -> Place:
    turn = radians(angle)
    return x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)


def _cross(short: float, long: float) -> tuple[Place, ...]:
    return ((long, short), (short, short), (short, long), (-short, long), (-short, short),
            (-long, short), (-long, -short), (-short, -short), (-short, -long), (short, -long),
            (short, -short), (long, -short))  # fmt: skip


_X = 1 / sqrt(2)
#: Shapes for a radius of 1, y downwards.
_SHAPES: dict[str, tuple[Place, ...]] = {
    "diamond": ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "cross": _cross(0.4, 1.2),
    "x": tuple(_turned(px, py, 45) for px, py in _cross(0.4, 1.2)),
    "arrow": ((0, 0), (-2 * cos(_HEAD), 2 * sin(_HEAD)), (2 * cos(_HEAD), 2 * sin(_HEAD))),
}
_STROKES: dict[str, tuple[tuple[Place, ...], ...]] = {
    "line-ew": (((-1.4, 0), (1.4, 0)),),
    "x-thin": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
    "circle-x": (((-_X, -_X), (_X, _X)), ((-_X, _X), (_X, -_X))),
}
