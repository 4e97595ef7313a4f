"""A ribbon along a bent way: as wide everywhere as its figure, with a tip where it leads to.

Plain geometry in metres. Two ribbons lie on either side of the same way and both grow away from
it: however wide they become, they neither touch nor cover each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

Point = tuple[float, float]

_STEPS = 24
#: Room between the way and the ribbon on either side of it.
GAP = 45_000.0


@dataclass(frozen=True)
class Way:
    """A way from start to end that bends by a share of its length, to the left of it."""

    start: Point
    end: Point
    bend: float

    def at(self, t: float) -> Point:
        """The point at a part of the way."""
        (x0, y0), (x2, y2) = self.start, self.end
        x1 = (x0 + x2) / 2 - 2 * self.bend * (y2 - y0)
        y1 = (y0 + y2) / 2 + 2 * self.bend * (x2 - x0)
        u = 1 - t
        return u * u * x0 + 2 * u * t * x1 + t * t * x2, u * u * y0 + 2 * u * t * y1 + t * t * y2

    def normal(self, t: float) -> Point:
        """The direction to the left of the way, of length 1."""
        (ax, ay), (bx, by) = self.at(max(t - 0.01, 0)), self.at(min(t + 0.01, 1))
        long = hypot(bx - ax, by - ay)
        return -(by - ay) / long, (bx - ax) / long

    def offset(self, t: float, far: float) -> Point:
        """The point so far to the left of the way; a negative one lies to the right."""
        (x, y), (nx, ny) = self.at(t), self.normal(t)
        return x + far * nx, y + far * ny

    def angle(self, t: float) -> float:
        """How far the way is turned there, in degrees as plotly counts them: clockwise."""
        nx, ny = self.normal(t)
        return -degrees(atan2(-nx, ny))


def ribbon(way: Way, width: float, *, side: int, forwards: bool) -> tuple[list[int], list[int]]:
    """The outline of a ribbon in whole metres; ``side``: 1 to the left of the way, -1 right.

    Its tip is half as long as the ribbon is wide, and so is the notch at its other end: its area
    is that of a band of this width from end to end of the way.
    """
    (ax, ay), (bx, by) = way.at(0.49), way.at(0.51)
    length = 50 * hypot(bx - ax, by - ay)
    notch = min(0.45 * width / length, 0.2)
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    low, high = (0.0, 1 - notch) if forwards else (notch, 1.0)
    parts = [low + t * (high - low) for t in steps]
    inner, outer = side * GAP, side * (GAP + width)
    middle = side * (GAP + width / 2)
    ends = [way.offset(1.0 if forwards else 1 - notch, middle),
            way.offset(notch if forwards else 0.0, middle)]  # fmt: skip
    outline: Sequence[Point] = [
        *(way.offset(t, inner) for t in parts), ends[0],
        *(way.offset(t, outer) for t in reversed(parts)), ends[1], way.offset(parts[0], inner),
    ]  # fmt: skip
    return [round(x) for x, _ in outline], [round(y) for _, y in outline]
