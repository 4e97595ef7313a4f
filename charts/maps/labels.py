"""Where labels go on a map, so that none covers another or a point: plain arithmetic in pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, inf, radians, sin

Pair = tuple[float, float]

#: Pixels from a point to the nearest edge of its label, tried one after the other.
_DISTANCES = (9, 20, 27, 34, 42, 50, 60, 70, 82, 95)
#: Directions in degrees, best first: beside a point a label reads best, straight above it worst.
_DIRECTIONS = (0, 180, 45, 315, 135, 225, 20, 340, 160, 200, 70, 290, 110, 250, 90, 270)
_POINT = 7
_GAP = 2
#: How bad it is to lie outside (a pixel) and to have one's leader run through something (a piece).
_OUTSIDE, _CROSSED = 40, 80
_PIECES = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its centre and size, in pixels; y grows upwards."""

    x: float
    y: float
    width: float
    height: float

    def covers(self, other: Box) -> float:
        """Area that both share, a small gap included."""
        wide = (self.width + other.width) / 2 + _GAP - abs(self.x - other.x)
        high = (self.height + other.height) / 2 + _GAP - abs(self.y - other.y)
        return wide * high if wide > 0 and high > 0 else 0.0

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return abs(x - self.x) < self.width / 2 and abs(y - self.y) < self.height / 2


def placed(points: Sequence[Pair], sizes: Sequence[Pair], frame: Pair) -> list[Pair]:
    """For each point the way from it to the middle of its label, in pixels.

    ``points`` from the lower left corner of a frame of ``frame`` pixels, ``sizes`` of their
    labels. Labels are set one after the other, each in the nearest free spot, in several orders;
    the order that leaves least covered, and then the shortest ways, is kept.
    """
    layouts = [_in_order(order, points, sizes, frame) for order in _orders(points)]
    boxes = min(layouts, key=lambda boxes: _total(boxes, points, frame), default=[])
    return [(box.x - x, box.y - y) for box, (x, y) in zip(boxes, points, strict=True)]


def _orders(points: Sequence[Pair]) -> Iterator[list[int]]:
    """Orders in which labels may be set: from the thick of it, from each side, and back."""
    numbers = range(len(points))
    keys: list[Callable[[int], float]] = [
        lambda n: -sum(hypot(points[n][0] - x, points[n][1] - y) < 60 for x, y in points),
        lambda n: points[n][0],
        lambda n: points[n][1],
        lambda n: points[n][0] + points[n][1],
        lambda n: points[n][0] - points[n][1],
    ]
    for key in keys:
        order = sorted(numbers, key=key)
        yield order
        yield order[::-1]


def _in_order(order: Sequence[int], points: Sequence[Pair], sizes: Sequence[Pair],
              frame: Pair) -> list[Box]:  # fmt: skip
    """Labels set in an order, and then each once more, now that it sees all the others."""
    boxes: dict[int, Box] = {}
    for number in [*order, *order]:
        others = [box for other, box in boxes.items() if other != number]
        boxes[number] = _best(number, points, sizes[number], others, frame)
    return [boxes[number] for number in range(len(points))]


def _best(number: int, points: Sequence[Pair], size: Pair, labels: Sequence[Box],
          frame: Pair) -> Box:  # fmt: skip
    """The nearest free spot, or the one that does least harm."""
    best, least = None, inf
    obstacles = _near(points[number], size, [*labels, *_marks(number, points)])
    for spot in _spots(points[number], size):
        harm = _harm(points[number], spot, obstacles, frame, least)
        if harm < least:
            best, least = spot, harm
        if harm == 0:
            break
    assert best is not None  # noqa: S101 - there always is a first spot
    return best


def _near(point: Pair, size: Pair, boxes: Sequence[Box]) -> list[Box]:
    """What a label can touch at all, however far from its point it stands."""
    wide, high = (max(_DISTANCES) + _GAP + side for side in size)
    return [
        box for box in boxes
        if abs(box.x - point[0]) <= wide + box.width / 2
        and abs(box.y - point[1]) <= high + box.height / 2
    ]  # fmt: skip


def _spots(point: Pair, size: Pair) -> Iterator[Box]:
    """Places for a label around its point, the nearest first."""
    width, height = size
    for distance in _DISTANCES:
        for degrees in _DIRECTIONS:
            along, up = cos(radians(degrees)), sin(radians(degrees))
            reach = distance + width / 2 if abs(along) > 0.3 else 0.0
            x = point[0] + (reach if along > 0 else -reach)
            yield Box(x, point[1] + up * (distance + height / 2), width, height)


def _marks(number: int, points: Sequence[Pair]) -> list[Box]:
    """The other points, as much room as their marks take."""
    side = 2 * _POINT
    return [Box(x, y, side, side) for n, (x, y) in enumerate(points) if n != number]


def _harm(point: Pair, spot: Box, obstacles: Sequence[Box], frame: Pair,
          least: float = inf) -> float:  # fmt: skip
    """What a place covers, what its leader runs through, how much lies outside; 0 is free.

    No more is added up once it is ``least``: such a place is not taken.
    """
    over = max(0.0, spot.width / 2 - spot.x, spot.x + spot.width / 2 - frame[0])
    over += max(0.0, spot.height / 2 - spot.y, spot.y + spot.height / 2 - frame[1])
    harm = sum(spot.covers(box) for box in obstacles) + _OUTSIDE * over
    for piece in range(1, _PIECES):
        if harm >= least:
            break
        share = piece / _PIECES
        x, y = (point[0] + share * (spot.x - point[0]), point[1] + share * (spot.y - point[1]))
        if not spot.holds(x, y):
            harm += _CROSSED * sum(box.holds(x, y) for box in obstacles)
    return harm


def _total(boxes: Sequence[Box], points: Sequence[Pair], frame: Pair) -> float:
    """Harm of all labels, and the length of their ways."""
    total = 0.0
    for number, box in enumerate(boxes):
        obstacles = [other for n, other in enumerate(boxes) if n != number]
        obstacles += _marks(number, points)
        x, y = points[number]
        total += 10 * _harm((x, y), box, obstacles, frame) + hypot(box.x - x, box.y - y)
    return total
