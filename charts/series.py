"""Rows of an answer → series to be drawn: points in order, gaps kept, each with its mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from charts import style
from charts.table import absent, figure
from data.answer import Answer
from i18n import Words


@dataclass(frozen=True)
class Point:
    """One figure: where on the time axis (ISO day), how much, how sure, and its hover text."""

    x: str
    y: float | None
    mark: str
    hover: str


@dataclass(frozen=True)
class Series:
    """One line: its code, its name on the screen, and its points; a gap is a point without y."""

    code: str
    name: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        """The last point that has a figure."""
        return next((p for p in reversed(self.points) if p.y is not None), None)


def series(answer: Answer, words: Words, *, by: str, name: Callable[[str], str],
           order: list[str] | None = None, value: str = "value",
           scale: float = 1.0) -> list[Series]:  # fmt: skip
    """One series per code in column ``by``; missing years, quarters and months become gaps.

    ``value`` names the column drawn, divided by ``scale``.
    """
    groups: dict[str, list[Any]] = {code: [] for code in order or []}
    for row in answer:
        groups.setdefault(str(getattr(row, by)), []).append(row)
    return [
        Series(code, name(code), _points(rows, words, name(code), value, scale))
        for code, rows in groups.items()
        if rows
    ]


def _points(rows: list[Any], words: Words, name: str, value: str,
            scale: float) -> tuple[Point, ...]:  # fmt: skip
    points: list[Point] = []
    before: date | None = None
    for row in sorted(rows, key=lambda r: r.period_start):
        start = row.period_start.date()
        if before is not None:
            gap = _skipped(before, start, row.period_kind)
            if gap:
                points.append(Point(gap.isoformat(), None, "firm", ""))
        y = absent(getattr(row, value))
        points.append(
            Point(
                start.isoformat(),
                None if y is None else round(float(y) / scale, 6),
                style.mark(row),
                _hover(row, words, name, value),
            )
        )
        before = start
    return tuple(points)


def _hover(row: Any, words: Words, name: str, value: str) -> str:
    period = words.period(row.period_kind, row.period_start, row.period_end)
    if value.endswith("_pct"):
        said = words.value(absent(getattr(row, value)), "percent")
    elif value == "value":
        said = figure(row, words)
    else:
        said = words.number(absent(getattr(row, value)))
    status = "" if row.status in (None, "unknown") else f" · {words('status.' + row.status)}"
    return f"<b>{name}</b><br>{period}: {said}{status}"


def _skipped(before: date, now: date, kind: str) -> date | None:
    """The first period that is missing between two, if any."""
    months = {"month": 1, "quarter": 3, "half": 6}.get(kind, 12)
    expected = (before.year * 12 + before.month - 1) + months
    found = now.year * 12 + now.month - 1
    return date(expected // 12, expected % 12 + 1, 1) if found > expected else None
