"""Lines and areas cut at a rectangle, so that nothing is drawn beyond the plot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.paper.items import Place


@dataclass(frozen=True)
class Room:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0.5) -> bool:
        """Whether a point lies in it."""
        return (self.left - slack <= x <= self.right + slack
                and self.top - slack <= y <= self.bottom + slack)  # fmt: skip

    def holds_all(self, points: Iterable[Place]) -> bool:
        """Whether all points lie in it."""
        return all(self.holds(x, y, 1e-6) for x, y in points)


def line(points: Sequence[Place], room: Room) -> list[tuple[Place, ...]]:
    """What of a line lies in the room, in pieces (Liang and Barsky 1984)."""
    if room.holds_all(points):
        return [tuple(points)] if points else []
    pieces: list[list[Place]] = []
    for start, end in pairwise(points):
        part = _segment(start, end, room)
        if part is None:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append([*part])
    return [tuple(piece) for piece in pieces]


def _segment(start: Place, end: Place, room: Room) -> tuple[Place, Place] | None:
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    first, last = 0.0, 1.0
    for step, way in ((-dx, x0 - room.left), (dx, room.right - x0),
                      (-dy, y0 - room.top), (dy, room.bottom - y0)):  # fmt: skip
        if step == 0:
            if way < 0:
                return None
        elif step < 0:
            first = max(first, way / step)
        else:
            last = min(last, way / step)
    if first > last:
        return None
    a = start if first == 0 else (x0 + first * dx, y0 + first * dy)
    b = end if last == 1 else (x0 + last * dx, y0 + last * dy)
    return a, b


def crosses(start: Place, end: Place, room: Room) -> bool:
    """Whether a straight line runs through the room."""
    return _segment(start, end, room) is not None


def area(points: Sequence[Place], room: Room) -> tuple[Place, ...]:
    """What of an area lies in the room (Sutherland and Hodgman 1974)."""
    kept = list(points)
    for axis, bound, sign in ((0, room.left, 1), (0, room.right, -1),
                              (1, room.top, 1), (1, room.bottom, -1)):  # fmt: skip
        kept = _half(kept, axis, bound, sign)
    return tuple(kept)


def _half(points: Sequence[Place], axis: int, bound: float, sign: int) -> list[Place]:
    """What of an area lies on one side of a bound."""
    kept: list[Place] = []
    for before, now in zip([*points[-1:], *points[:-1]], points, strict=True):
        was, is_ = (sign * (point[axis] - bound) for point in (before, now))
        if (was >= 0) != (is_ >= 0):
            share = was / (was - is_)
            other = before[1 - axis] + share * (now[1 - axis] - before[1 - axis])
            kept.append((bound, other) if axis == 0 else (other, bound))
        if is_ >= 0:
            kept.append(now)
    return kept
