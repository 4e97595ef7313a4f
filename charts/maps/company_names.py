"""Where the names of towns stand on the map of companies: clear of the bubbles at any width.

Bubbles keep their size in pixels while the map shrinks with the screen, so a place must be free
on a telephone and on a common screen alike. Plain arithmetic in pixels, y growing upwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Any

from charts.maps.labels import Box

#: Room of a bold name in 12 pixels: a letter, a line.
_LETTER, _LINE = 6.7, 13.0
_DISTANCES = (1, 5, 10, 16, 24, 34, 46, 60)
#: Directions in degrees, best first.
_DIRECTIONS = (270, 0, 180, 90, 315, 225, 45, 135, 340, 200, 20, 160, 290, 250, 70, 110)
_PIECES, _CROSSED = 8, 60.0
#: Pixels that no name reaches beyond an edge.
_BEYOND = 2_000.0
#: Dark words in a light halo are read on light and on dark ground, on land and on shades.
_HALO = ", ".join(f"{x}px {y}px 1px #FFF" for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)
#: From so many pixels on a line leads from the bubble to its name.
LEADS = 9


@dataclass(frozen=True)
class Mark:
    """A bubble, or a point without one: where in the plane, how wide in pixels, its name if any.

    ``pad``: pixels of a plate around the name.
    """

    x: float
    y: float
    size: float
    name: str = ""
    pad: float = 0


def room(mark: Mark) -> tuple[float, float]:
    """Width and height that a mark's name takes, in pixels."""
    return _LETTER * len(mark.name) + 2 * mark.pad, _LINE + 2 * mark.pad


def box_of(mark: Mark, offset: tuple[float, float], pixel: float) -> Box:
    """The name of a mark at so many pixels from it; ``pixel``: how much of the plane one shows."""
    return Box(mark.x / pixel + offset[0], mark.y / pixel + offset[1], *room(mark))


def bubble(mark: Mark, pixel: float) -> Box:
    """A bubble as a square a little smaller than it."""
    return Box(mark.x / pixel, mark.y / pixel, 0.86 * mark.size, 0.86 * mark.size)


def placed(named: Sequence[Mark], bubbles: Sequence[Mark], frame: tuple[float, float],
           widths: Sequence[int]) -> list[tuple[float, float]]:  # fmt: skip
    """For each name the way from its town to its middle, in pixels; the first chooses first.

    ``frame``: what the picture shows of the plane from left to right; ``widths``: in how many
    pixels, for each at which names must be clear of bubbles, each other and the edges.
    """
    pixels = [(frame[1] - frame[0]) / width for width in widths]
    offsets: list[tuple[float, float]] = []
    for number, mark in enumerate(named):
        obstacles = [
            [bubble(one, pixel) for one in bubbles] + _edges(frame, pixel)
            + [box_of(one, offset, pixel)
               for one, offset in zip(named[:number], offsets, strict=True)]
            for pixel in pixels
        ]  # fmt: skip
        offsets.append(_best(mark, obstacles, pixels))
    return offsets


def _edges(frame: tuple[float, float], pixel: float) -> list[Box]:
    """What lies left and right of the picture, where a name would be cut."""
    return [Box(edge / pixel + side * _BEYOND / 2, 0, _BEYOND, 2 * _BEYOND)
            for edge, side in zip(frame, (-1, 1), strict=True)]  # fmt: skip


def _best(mark: Mark, obstacles: Sequence[Sequence[Box]],
          pixels: Sequence[float]) -> tuple[float, float]:  # fmt: skip
    """The nearest spot that is free at every width, or the one that covers least."""
    best, least = (0.0, 0.0), float("inf")
    for offset in _spots(mark):
        harm = sum(_harm(mark, offset, boxes, pixel)
                   for boxes, pixel in zip(obstacles, pixels, strict=True))  # fmt: skip
        if harm < least:
            best, least = offset, harm
        if harm == 0:
            break
    return best


def _spots(mark: Mark) -> Iterator[tuple[float, float]]:
    width, height = room(mark)
    for distance in _DISTANCES:
        for degrees in _DIRECTIONS:
            along, up = cos(radians(degrees)), sin(radians(degrees))
            reach = mark.size / 2 + distance
            aside = 0.0 if abs(along) < 0.2 else width / 2 * (1 if along > 0 else -1)
            yield (reach * along + aside, reach * up + height / 2 * up)


def _harm(mark: Mark, offset: tuple[float, float], boxes: Sequence[Box], pixel: float) -> float:
    """What a spot covers and, where a line leads to it, what that runs through."""
    spot = box_of(mark, offset, pixel)
    harm = sum(spot.covers(box) for box in boxes)
    if not is_led(mark, offset):
        return harm
    x, y = mark.x / pixel, mark.y / pixel
    for piece in range(1, _PIECES):
        at = (x + offset[0] * piece / _PIECES, y + offset[1] * piece / _PIECES)
        outside = hypot(at[0] - x, at[1] - y) > mark.size / 2 + 1 and not spot.holds(*at)
        harm += _CROSSED * sum(box.holds(*at) for box in boxes) if outside else 0.0
    return harm


def is_led(mark: Mark, offset: tuple[float, float]) -> bool:
    """Whether a name stands so far off that a line leads to it."""
    width, height = room(mark)
    gap = hypot(max(0.0, abs(offset[0]) - width / 2), max(0.0, abs(offset[1]) - height / 2))
    return gap - mark.size / 2 > LEADS


def annotation(mark: Mark, offset: tuple[float, float]) -> dict[str, Any]:
    """The name of a mark as plotly writes it, with a line to its bubble where it stands off."""
    # Without a line the shift is the whole way; with one it runs to the bubble's edge.
    place = (
        {"ax": offset[0], "ay": -offset[1], "arrowhead": 0, "arrowwidth": 1.2,
         "arrowcolor": "#1A1A1A", "standoff": mark.size / 2}
        if is_led(mark, offset)
        else {"showarrow": False, "xshift": offset[0], "yshift": offset[1]}
    )  # fmt: skip
    return {
        "x": mark.x, "y": mark.y, "text": f"<b>{mark.name}</b>", "align": "center",
        "font": {"size": 12, "color": "#1A1A1A", "shadow": _HALO}, "borderpad": 0, **place,
    }  # fmt: skip
