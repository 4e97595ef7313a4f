"""Where words find room: what lies in their way already, and places near their point.

The screen's words are placed for a phone by its own measures; on paper, where words are larger
beside thinner lines, one that would cover a line or a sign moves to the next free side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from charts.paper.clip import Room, crosses
from charts.paper.items import Circle, Item, Path, Place, Rect, Words


class Crowd:
    """All that has been drawn, as far as words must not cover it."""

    def __init__(self, paper: Room) -> None:
        self.paper = paper
        self._segments: list[tuple[Place, Place]] = []
        self._grid: list[tuple[Place, Place]] = []
        self._boxes: list[Room] = []
        self._fills: list[Room] = []

    def add(self, items: Iterable[Item]) -> None:
        """Take note of what has been drawn."""
        for item in items:
            if isinstance(item, Words):
                if not item.angle:
                    top, bottom = item.y - 0.75 * item.size, item.y + 0.2 * item.size
                    self._boxes.append(Room(item.x, top, item.x + item.width, bottom))
            elif isinstance(item, Path) and not item.closed:
                kept = self._grid if item.part.endswith((".grid", ".zero")) else self._segments
                kept += [pair for line in item.lines for pair in pairwise(line)]
            elif ".marker[" in item.part:
                self._boxes.append(bounds(item))
            elif item.paint.fill:
                self._fills.append(bounds(item))

    def is_free(self, room: Room) -> bool:
        """Whether a room is on the paper and covers neither line nor sign nor words."""
        return (
            self.paper.holds_all(((room.left, room.top), (room.right, room.bottom)))
            and not any(_meet(room, other) for other in self._boxes)
            and not any(crosses(*one, room) for one in self._segments)
        )

    def is_struck(self, room: Room) -> bool:
        """Whether a line runs through a room on white ground."""
        on_fill = any(_meet(room, other) for other in self._fills)
        return not on_fill and any(crosses(*one, room) for one in (*self._grid, *self._segments))


def _meet(one: Room, other: Room) -> bool:
    return (one.left < other.right and other.left < one.right
            and one.top < other.bottom and other.top < one.bottom)  # fmt: skip


def bounds(item: Path | Circle | Rect) -> Room:
    """The room that an item takes."""
    if isinstance(item, Circle):
        return Room(item.x - item.r, item.y - item.r, item.x + item.r, item.y + item.r)
    if isinstance(item, Rect):
        return Room(item.x, item.y, item.x + item.width, item.y + item.height)
    xs, ys = zip(*(point for line in item.lines for point in line), strict=True)
    return Room(min(xs), min(ys), max(xs), max(ys))


def around(at: Place, size: Place, away: float) -> Iterator[Place]:
    """Middles of words of a size above, below and beside a point, ``away`` from it."""
    (x, y), (wide, high) = at, size
    up, aside = away + high / 2, wide / 2
    for down in (-up, up):
        yield x, y + down
    for shift in (-aside, aside):
        for down in (-up, up):
            yield x + shift, y + down
    for shift in (-aside - away, aside + away):
        yield x + shift, y


def near(crowd: Crowd, wanted: Place, others: Iterable[Place], size: Place) -> Place:
    """The wanted middle, or the first of the others where there is room; else the wanted one."""
    for x, y in (wanted, *others):
        wide, high = size[0] / 2, size[1] / 2 - 2  # letters do not fill their line
        if crowd.is_free(Room(x - wide, y - high, x + wide, y + high)):
            return x, y
    return wanted
