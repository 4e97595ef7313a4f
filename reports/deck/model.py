"""What a chart that PowerPoint draws itself consists of, before it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from charts.paper.ink import PAPER
from i18n import Locale
from reports.deck.axis import ValueAxis


class NotNative(ValueError):
    """PowerPoint has no such chart; the text says why."""


@dataclass(frozen=True)
class Mark:
    """The sign at a point: plotly's symbol, size in pixels, colours of what it is filled with."""

    symbol: str
    size: float
    fill: str
    edge: str

    @property
    def is_hollow(self) -> bool:
        """Whether it is white within an edge: provisional, estimated, apart."""
        return self.fill == PAPER != self.edge


@dataclass(frozen=True)
class Label:
    """What stands at a point.

    ``code``: the format in which the value itself says it; None where ``text`` says something
    else. ``is_named``: the name of the series stands before it; ``is_valued``: a figure does.
    """

    text: str
    side: str
    colour: str
    size: float
    code: str | None = None
    is_named: bool = False
    is_valued: bool = True
    is_bold: bool = False


@dataclass(frozen=True)
class Series:
    """A row of values over the categories, None where there is none.

    ``width`` of its line in pixels, 0 for none; ``hollow``: the bars that are hatched on white.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    width: float = 0.0
    dash: str = "solid"
    opacity: float = 1.0
    marks: tuple[Mark | None, ...] = ()
    colours: tuple[str, ...] = ()
    hollow: frozenset[int] = frozenset()
    labels: Mapping[int, Label] = field(default_factory=dict)
    in_legend: bool = False

    @property
    def has_hollow_marks(self) -> bool:
        """Whether any of its signs is white within."""
        return any(mark is not None and mark.is_hollow for mark in self.marks)


@dataclass(frozen=True)
class Chart:
    """A chart of PowerPoint. ``kind``: line, bar (lying) or column.

    ``categories``: names or days; ``ticks``: every how many years an axis of days has a tick.
    """

    kind: str
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]
    axis: ValueAxis
    ticks: int = 1
    first: date | None = None
    is_stacked: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the categories are days."""
        return bool(self.categories) and isinstance(self.categories[0], date)

    @property
    def has_legend(self) -> bool:
        """Whether a legend says which series is which."""
        return any(one.in_legend for one in self.series)


def day(value: Any) -> date:
    """The day that plotly's text for it means."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise NotNative(f"{value!r} is no day") from error


def one_of(value: Any, number: int) -> Any:
    """One of several values, or the one that holds for all."""
    return value[number] if isinstance(value, list | tuple) else value


def valued(label: Label, value: float | None, locale: Locale) -> Label:
    """The label with the format in which the value says its text, if there is one."""
    return replace(label, code=format_of(label.text, value, locale))


def format_of(text: str, value: float | None, locale: Locale) -> str | None:
    """The number format in which a value reads as the text: 12.1 as "12,1 Mrd. €" → #,##0.0" …".

    None where it does not: the text says more than the value, or is rounded otherwise.
    """
    if value is None:
        return None
    for digits in range(7):
        for signed in (False, True):
            number = locale.number(value, digits, signed=signed)
            rest = text.removeprefix(number)
            if rest == text or rest[:1].isdigit() or (rest[:1] in ",." and rest[1:2].isdigit()):
                continue
            unit = f'"{rest}"' if rest and '"' not in rest else ""
            bare = "#,##0" + ("." + "0" * digits if digits else "")
            plus = '"+"' if signed and value > 0 else ""
            return f'{plus}{bare}{unit};"−"{bare}{unit}' if '"' not in rest else None
    return None
