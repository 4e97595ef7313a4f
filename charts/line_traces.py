"""Lines as plotly draws them: colour, width, marks and gaps, their means, the years below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charts import style
from i18n import Locale

if TYPE_CHECKING:
    from charts.lines import Point, Series

#: Official figures: of many points, these wear no mark.
PLAIN = ("firm", "unsettled", "copy")


@dataclass(frozen=True)
class Look:
    """How all lines of one picture look."""

    highlight: str | None
    months: bool
    patterned: bool
    mean: int


def colour_of(number: int, code: str, look: Look) -> str:
    """The colour of a line: its own, or the muted one beside a highlighted line."""
    strong = look.highlight in (None, code)
    return style.COLOURS[number % len(style.COLOURS)] if strong else style.MUTED


def provisional_ends(statuses: Sequence[str]) -> list[bool]:
    """Which figures in the order of time are hollow: of a run of provisional ones the last."""
    following = [*statuses[1:], None]
    return [one == "provisional" != after for one, after in zip(statuses, following, strict=True)]


def year_ticks(days: Sequence[str], most: int = 7) -> dict[str, Any]:
    """The first year and whole steps up to the last one as ticks, about ``most`` of them."""
    if not days:
        return {}
    first, last = int(days[0][:4]), int(days[-1][:4])
    step = next((step for step in (1, 2, 5, 10) if (last - first) / step < most), 20)
    end = last if step < 5 else last // step * step
    grid = range(end - (end - first) // step * step, end + 1, step)
    # Nearer to the first year than so, another would touch it.
    near = max((last - first) / most, 1)
    years = [first, *(year for year in grid if year - first >= near)]
    return {
        "tickvals": [f"{year}-01-01" for year in years],
        "ticktext": [str(year) for year in years],
        "tickangle": 0,
        "range": [f"{first - 1}-08-01", f"{last + 1}-02-01"],
    }


def trace(line: Series, number: int, look: Look) -> dict[str, Any]:
    """One line with its marks; ``number``: the place of its code among all."""
    strong = look.highlight in (None, line.code)
    colour = colour_of(number, line.code, look)
    points = line.points
    marks = _marks(points) if look.months else [p.mark for p in points]
    bare = [look.months and mark in PLAIN for mark in marks]
    size = [4 if not strong else 8 if not look.months else 0 if is_bare else 6 for is_bare in bare]
    width = 1 if look.mean or not strong else 1.6 if look.months else 2.4
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [p.x for p in points],
        "y": [p.y for p in points],
        "connectgaps": False,
        "opacity": 0.6 if look.mean else 1,
        "line": {
            "color": colour,
            "width": width,
            "dash": style.DASHES[number % len(style.DASHES)] if look.patterned else "solid",
        },
        "marker": {
            "color": colour,
            "opacity": 1,
            "symbol": [
                "line-ew" if is_bare else style.SYMBOLS[mark]
                for mark, is_bare in zip(marks, bare, strict=True)
            ],
            "size": size,
            "line": {"color": colour, "width": [2 if s else 0 for s in size]},
        },
        "customdata": [p.hover for p in points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _marks(points: Sequence[Point]) -> list[str]:
    """Marks of a line of many points: a run of provisional ones wears it at its end alone."""
    ends = provisional_ends([point.mark for point in points])
    return [
        "firm" if point.mark == "provisional" and not end else point.mark
        for point, end in zip(points, ends, strict=True)
    ]


def dots(line: Series, number: int) -> dict[str, Any]:
    """Points beside a line, hollow."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": line.name,
        "showlegend": False,
        "x": [p.x for p in line.points if p.y is not None],
        "y": [p.y for p in line.points if p.y is not None],
        "cliponaxis": False,
        "marker": {
            "color": style.COLOURS[number % len(style.COLOURS)],
            "symbol": style.SYMBOLS["scope"],
            "size": 9,
        },
        "customdata": [p.hover for p in line.points if p.y is not None],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def mean_of(line: Series, periods: int) -> Series:
    """The mean of each figure and those before it, where all of them are known."""
    points = []
    for number, point in enumerate(line.points):
        window = [p.y for p in line.points[max(0, number + 1 - periods) : number + 1]]
        known = [y for y in window if y is not None]
        whole = len(known) == periods
        points.append(replace(point, y=sum(known) / periods if whole else None))
    return replace(line, points=tuple(points))


def mean_trace(line: Series, number: int, periods: int, locale: Locale) -> dict[str, Any]:
    """The line of means, strong and without marks."""
    name = locale("pictures.lines.mean", name=line.name, periods=str(periods))
    return {
        "type": "scatter", "mode": "lines", "name": name, "showlegend": False,
        "x": [p.x for p in line.points],
        "y": [None if p.y is None else round(p.y, 6) for p in line.points],
        "line": {"color": style.COLOURS[number % len(style.COLOURS)], "width": 3},
        "hovertemplate": f"<b>{name}</b><extra></extra>", "connectgaps": False,
    }  # fmt: skip
