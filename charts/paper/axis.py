"""Axes: from figures, days and categories to pixels; which part of them is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import log10
from typing import Any

from charts.paper.items import UnknownDrawing
from charts.paper.known import one_of

TYPES = ("linear", "date", "category", "log")
#: Free share of the axis beyond the figures where no range is set.
_PAD = 0.055


@dataclass
class Axis:
    """One axis: its properties, its type, what it shows, and from which pixel to which.

    ``low`` and ``high`` are figures, days since the year 1, logarithms or numbers of categories;
    ``low`` stands at ``start``, which is the left or the lower end. They may run backwards.
    """

    name: str
    spec: Mapping[str, Any]
    type: str
    categories: list[str] = field(default_factory=list)
    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    end: float = 1.0

    @property
    def is_x(self) -> bool:
        """Whether it runs across."""
        return self.name.startswith("x")

    @property
    def is_visible(self) -> bool:
        """Whether anything of it is seen."""
        return bool(self.spec.get("visible", True))

    @property
    def length(self) -> float:
        """In pixels."""
        return abs(self.end - self.start)

    def number(self, value: Any) -> float | None:
        """A value in the axis's own terms; None for a gap."""
        if value is None:
            return None
        if self.type == "category":
            return float(self.categories.index(str(value)))
        if self.type == "date":
            return day_number(value)
        if self.type == "log":
            return log10(float(value)) if float(value) > 0 else None
        return float(value)

    def at(self, value: Any) -> float | None:
        """The pixel of a value; None for a gap."""
        number = self.number(value)
        return None if number is None else self.pixel(number)

    def pixel(self, number: float) -> float:
        """The pixel of a number in the axis's own terms."""
        share = (number - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)

    def shows(self, number: float) -> bool:
        """Whether a number lies within what is shown."""
        low, high = sorted((self.low, self.high))
        slack = 1e-9 * (high - low)
        return low - slack <= number <= high + slack


def day_number(value: Any) -> float:
    """A day or a moment as ISO writes it (also a year or a month alone), in days."""
    text = str(value)
    if isinstance(value, int | float) or len(text) < 4:
        raise UnknownDrawing(f"date {value!r}")
    whole = text + "0000-01-01"[len(text) :] if len(text) < 10 else text
    moment = datetime.fromisoformat(whole)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() + seconds / 86400


def axis_of(name: str, spec: Mapping[str, Any], values: Sequence[Any]) -> Axis:
    """An axis with its type: the one it names, else the one that all values of its traces have."""
    kind = one_of(spec.get("type") or _type(values), TYPES, f"{name}.type")
    categories: list[str] = []
    if kind == "category":
        if "categoryorder" in spec and spec["categoryorder"] not in ("trace", "array"):
            raise UnknownDrawing(f"{name}.categoryorder {spec['categoryorder']!r}")
        given = [*spec.get("categoryarray", ()), *values]
        categories = list(dict.fromkeys(str(one) for one in given if one is not None))
    return Axis(name, spec, kind, categories)


def _type(values: Iterable[Any]) -> str:
    known = [one for one in values if one is not None]
    if all(isinstance(one, int | float) for one in known):
        return "linear"
    try:
        for one in known:
            day_number(one)
    except ValueError:
        return "category"
    return "date"


def set_range(axis: Axis, shown: Sequence[float], *, from_zero: bool, tight: bool) -> None:
    """What the axis shows: the range it is given, or all that is drawn on it with some room.

    ``from_zero``: bars stand on it; ``tight``: lines alone run along it, from edge to edge.
    """
    given = axis.spec.get("range")
    if given is not None:
        if axis.type == "date":
            axis.low, axis.high = day_number(given[0]), day_number(given[1])
        else:
            axis.low, axis.high = float(given[0]), float(given[1])
        return
    mode = one_of(axis.spec.get("rangemode", "normal"), ("normal", "tozero", "nonnegative"),
                  f"{axis.name}.rangemode")  # fmt: skip
    if axis.type == "category":
        axis.low, axis.high = -0.5, len(axis.categories) - 0.5
    else:
        low, high = min(shown, default=0.0), max(shown, default=1.0)
        stands = (from_zero or mode == "tozero") and axis.type == "linear"
        if stands:
            low, high = min(low, 0.0), max(high, 0.0)
        pad = 0.0 if tight else _PAD * ((high - low) or abs(high) or 1.0)
        axis.low = low if stands and low == 0 else low - pad
        axis.high = high if stands and high == 0 else high + pad
        if mode == "nonnegative":
            axis.low = max(axis.low, 0.0)
    turned = one_of(axis.spec.get("autorange", True), (True, "reversed"), f"{axis.name}.autorange")
    if turned == "reversed":
        axis.low, axis.high = axis.high, axis.low
