"""Where ticks stand on an axis and what they say, with the language's own signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from math import ceil, floor, log10
from typing import NamedTuple

from charts.paper.axis import Axis, day_number
from charts.paper.items import UnknownDrawing
from i18n import Locale

#: Pixels that a tick needs at least, across and down.
_ROOM = {True: 80.0, False: 40.0}
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_DAYS = (1, 2, 7, 14)
_FORMAT = re.compile(r"(?P<group>,?)(?:\.(?P<digits>\d+)f|(?P<whole>d)|(?P<trim>~r))")


class Tick(NamedTuple):
    """A tick: where, in the axis's own terms, and what it says."""

    number: float
    text: str


def ticks_of(axis: Axis, locale: Locale) -> list[Tick]:
    """The ticks within what the axis shows."""
    return [tick for tick in _ticks(axis, locale) if axis.shows(tick.number)]


def _ticks(axis: Axis, locale: Locale) -> Iterator[Tick]:
    spec = axis.spec
    if "tickvals" in spec:
        numbers = [axis.number(value) for value in spec["tickvals"]]
        texts = spec.get("ticktext")
        for place, number in enumerate(numbers):
            if number is not None:
                text = str(texts[place]) if texts else _number_label(number, axis, locale, 0)
                yield Tick(number, text)
    elif axis.type == "category":
        yield from (Tick(float(n), name) for n, name in enumerate(axis.categories))
    elif axis.type == "date":
        yield from _dates(axis)
    else:
        yield from _numbers(axis, locale)


def _numbers(axis: Axis, locale: Locale) -> Iterator[Tick]:
    low, high = sorted((axis.low, axis.high))
    step = axis.spec.get("dtick") or _round_step((high - low) / _step_count(axis))
    if not isinstance(step, int | float):
        raise UnknownDrawing(f"{axis.name}.dtick {step!r}")
    first = float(axis.spec.get("tick0", 0))
    digits = max(0, -floor(log10(step) + 1e-9)) if step < 1 else 0 if step == int(step) else 1
    number = first + ceil((low - first) / step - 1e-9) * step
    while number <= high + 1e-9 * step:
        number = round(number, 10)
        yield Tick(number, _number_label(number, axis, locale, digits))
        number += step


def _step_count(axis: Axis) -> float:
    """How many steps there is room for."""
    asked = axis.spec.get("nticks")
    return float(asked) if asked else min(max(axis.length / _ROOM[axis.is_x], 4), 9) + 1


def _round_step(rough: float) -> float:
    """The next step of 1, 2, 5 times a power of ten."""
    base = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(base * one for one in (1, 2, 5, 10) if base * one >= rough * (1 - 1e-9))


def _number_label(number: float, axis: Axis, locale: Locale, digits: int) -> str:
    """A number as ``tickformat`` wants it; the digits that its step needs where it wants none."""
    value = 10**number if axis.type == "log" else number
    wanted = axis.spec.get("tickformat")
    if axis.type == "date":
        return _date_label(number, str(wanted or "%d.%m.%Y"))
    if not wanted:
        return locale.number(value, digits) if axis.type == "linear" else locale.number(value)
    match = _FORMAT.fullmatch(wanted)
    if not match:
        raise UnknownDrawing(f"{axis.name}.tickformat {wanted!r}")
    if match["trim"]:
        text = locale.number(round(value, 12))
    else:
        text = locale.number(value, int(match["digits"] or 0))
    return text if match["group"] else text.replace(locale.separators[1], "")


def _dates(axis: Axis) -> Iterator[Tick]:
    low, high = sorted((axis.low, axis.high))
    steps, span = _step_count(axis), high - low
    days = next((n for n in _DAYS if span / n <= steps), None)
    wants_days = "d" in str(axis.spec.get("tickformat", "d"))  # else all of a month would say same
    if days and wants_days and "dtick" not in axis.spec:
        monday = date.fromordinal(ceil(low)).weekday() if days % 7 == 0 else 0
        start = ceil(low) + (-monday) % 7
        for day in range(start, floor(high) + 1, days):
            yield Tick(float(day), _date_label(day, axis.spec.get("tickformat", "%d.%m.%Y")))
        return
    step = _months(axis.spec.get("dtick")) or next(
        (n for n in _MONTHS if span / (30.44 * n) <= steps), _MONTHS[-1]
    )
    date_format = axis.spec.get("tickformat") or ("%Y" if step % 12 == 0 else "%-m/%Y")
    first = date.fromordinal(max(1, floor(low)))
    month = (first.year * 12 + first.month - 1) // step * step
    while (number := day_number(f"{month // 12:04d}-{month % 12 + 1:02d}")) <= high:
        yield Tick(number, _date_label(number, date_format))
        month += step


def _months(step: object) -> int | None:
    """Plotly's steps of months: ``M12``."""
    if step is None:
        return None
    if isinstance(step, str) and re.fullmatch(r"M\d+", step):
        return int(step[1:])
    raise UnknownDrawing(f"dtick {step!r} of dates")


def _date_label(number: float, wanted: str) -> str:
    day = date.fromordinal(floor(number))
    words = {
        "%Y": f"{day.year:04d}", "%y": f"{day.year % 100:02d}", "%m": f"{day.month:02d}",
        "%-m": str(day.month), "%d": f"{day.day:02d}", "%-d": str(day.day),
    }  # fmt: skip
    text = re.sub(r"%-?[Yymd]", lambda match: words[match[0]], wanted)
    if "%" in text:
        raise UnknownDrawing(f"tickformat {wanted!r}")
    return text
