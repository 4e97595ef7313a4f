"""The axis of values of a chart that PowerPoint draws: its ends, its steps, its format."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ValueAxis:
    """From ``low`` to ``high`` in steps of ``step``; ``code``: the format of its numbers.

    ``is_reversed``: the first stands on top, as ranks do.
    """

    unit: str
    low: float
    high: float
    step: float
    code: str
    is_reversed: bool = False
    has_grid: bool = True


def value_axis(axis: Mapping[str, Any], values: Sequence[float | None]) -> ValueAxis:
    """The axis as on the screen, its lower end on a whole step: PowerPoint counts from there."""
    known = [value for value in values if value is not None] or [0.0]
    start, end = axis.get("range") or _spanned(known)
    low, high = sorted((float(start), float(end)))
    ticks = [float(one) for one in axis.get("tickvals", ())]
    step = float(
        axis.get("dtick") or (ticks[1] - ticks[0] if len(ticks) > 1 else _nice(high - low))
    )
    is_reversed = start > end
    bottom = _down(low, step)
    top = -_down(-high, step) if is_reversed else high
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    number = "#,##0" + ("." + "0" * digits if digits else "")
    signed = f'{number};"−"{number}'
    # Ends that are there only to make room have no number: there is no rank 0.
    code = f'[<{math.ceil(low)}]"";[>{math.floor(high)}]"";{number}' if is_reversed else signed
    return ValueAxis(
        str(axis.get("title", {}).get("text", "")), bottom, top, step, code,
        is_reversed, bool(axis.get("showgrid", True)) and not is_reversed,
    )  # fmt: skip


def _spanned(known: Sequence[float]) -> tuple[float, float]:
    """Zero and all values, with some room beyond them."""
    low, high = min(0.0, *known), max(0.0, *known)
    room = (high - low or 1.0) * 0.12
    return (low - room if low < 0 else 0.0), (high + room if high > 0 else 0.0)


def _nice(span: float) -> float:
    """A step of 1, 2 or 5 that gives some six of them."""
    raw = (span or 1.0) / 6
    power = 10.0 ** math.floor(math.log10(raw))
    return next(one * power for one in (1, 2, 5, 10) if one * power >= raw * 0.999)


def _down(value: float, step: float) -> float:
    return round(math.floor(value / step + 1e-9) * step, 10) + 0.0
