"""Whether a printed figure and a known one can be the same, and what slips make of digits."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reports.checker.figures import Figure
from reports.checker.known import Known

#: How far a figure may be from one that is known as "more than" or "less than".
_OPEN = 2.0
_HAIR = 1e-9


def agrees(figure: Figure, known: Known, way: int) -> bool:
    """Whether a printed figure and a known one can be the same: their ranges overlap.

    As formula.agree says it: ranges that only touch do not, unless one is a point. ``way``: whether
    the text says up or down; 0 compares sizes.
    """
    low, high = figure.bounds()
    is_signed = (
        known.formula in ("growth", "difference") or known.indicator == "change_on_previous_year"
    )
    turn = -1 if is_signed and (way < 0 or (way == 0 and known.value < 0)) else 1
    ends = (known.low, known.high)[::turn]
    is_near = known.value / _OPEN <= figure.value <= known.value * _OPEN
    if not known.is_closed and known.formula == "of" and not is_near:
        return False  # "more than 40" does not speak of 400
    other_low, other_high = (None if end is None else turn * end for end in ends)
    if overlap(low, high, other_low, other_high):
        return True
    point = None if known.rounded is None else turn * known.rounded
    return point is not None and overlap(low, high, point, point)


def overlap(low: float | None, high: float | None, other_low: float | None,
             other_high: float | None) -> bool:  # fmt: skip
    """Whether two ranges overlap; an open end is None."""
    for bottom, top in ((low, other_high), (other_low, high)):
        if bottom is None or top is None:
            continue
        hair = _HAIR * max(abs(bottom), abs(top))
        is_point = low == high or other_low == other_high
        if top - bottom < (-hair if is_point else hair):
            return False
    return True


def swaps(digits: str) -> Iterator[str]:
    """The digits with two neighbours exchanged, the comma where it was."""
    places = [n for n, sign in enumerate(digits) if sign.isdigit()]
    for a, b in itertools.pairwise(places):
        if digits[a] != digits[b] and not (a == places[0] and digits[b] == "0"):
            signs = list(digits)
            signs[a], signs[b] = signs[b], signs[a]
            yield "".join(signs)
