"""Spans from a lower to an upper end, and what becomes of them in a formula.

A figure that is not known is no span but None, and whatever needs it is None too: never zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, order=True)
class Span:
    """All figures from ``low`` to ``high``; both may be infinite, never NaN.

    Raises ValueError when the lower end lies above the upper one.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"a span from {self.low} to {self.high} has no figures in it")

    @property
    def is_single(self) -> bool:
        """Whether it is one figure."""
        return self.low == self.high

    @property
    def is_finite(self) -> bool:
        """Whether it ends on both sides."""
        return math.isfinite(self.low) and math.isfinite(self.high)


def single(figure: float) -> Span:
    """A span of one figure."""
    return Span(figure, figure)


def over(formula: Callable[..., float], *spans: Span | None) -> Span | None:
    """What a formula gives over all figures of its spans; None when one of them is not known.

    Exact for a formula that only rises or only falls in each of its values, as all formulas of
    ``corridor.formulas`` do (a test asks them): then its ends lie in the corners.
    """
    ends = [span for span in spans if span is not None]
    if len(ends) < len(spans):
        return None
    values = [formula(*corner) for corner in product(*((s.low, s.high) for s in ends))]
    return Span(min(values), max(values))


def total(*spans: Span | None) -> Span | None:
    """The sum of figures that do not depend on each other; None when one is not known."""
    return over(lambda *figures: math.fsum(figures), *spans)
