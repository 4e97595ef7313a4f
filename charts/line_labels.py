"""Words at lines: names at their ends, figures at first, highest and last point.

Where they stand is reckoned in pixels for a narrow phone: what collides there is left out, the
last figure first of all kept. A wider screen only has more room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import hypot
from typing import Any, Protocol

from charts import style
from charts.line_traces import year_ticks
from charts.maps.labels import Box
from i18n import Locale

#: Width of a picture on a phone; room of a letter and of a line of words, in pixels.
NARROW = 350
_LETTER, _LINE, _SIZE = 6.4, 15.0, 12
#: Room for the ticks of the vertical axis with its title, above the lines and below them.
_AXIS, _TOP, _BOTTOM = 58, 12, 34
_NAME_WIDTH = 15
#: Room of a year below the axis, and of a mark with the line around it.
_YEAR, _MARK = 36, 9


class _Point(Protocol):
    @property
    def x(self) -> str: ...
    @property
    def y(self) -> float | None: ...
    @property
    def qualifier(self) -> str: ...


@dataclass(frozen=True)
class End:
    """A line: its code, name, points (ISO day and height), where its name stands, its colour."""

    code: str
    name: str
    points: Sequence[_Point]
    last: _Point | None
    colour: str


@dataclass(frozen=True)
class _Plot:
    """From the figures to pixels on a phone, y growing upwards from the axis."""

    days: tuple[int, int]
    low: float
    high: float
    width: float
    height: float

    def at(self, x: str, y: float) -> tuple[float, float]:
        first, last = self.days
        along = (date.fromisoformat(x).toordinal() - first) / max(last - first, 1)
        return along * self.width, (y - self.low) / ((self.high - self.low) or 1) * self.height


def direct(layout: dict[str, Any], lines: Sequence[End], locale: Locale, *, with_names: bool,
           best_first: bool, from_zero: bool, highlight: str | None,
           beside: Sequence[End] = ()) -> None:  # fmt: skip
    """Name the lines at their ends and write their first, highest and last figures.

    ``beside``: points that are no line; each bears its figure.

    Gives the layout its annotations, a right margin with room for the names, and an axis whose
    range is the one reckoned with.
    """
    is_percent = layout["yaxis"]["title"]["text"] == "%"
    names = {end.code: _name(end, locale, with_name=with_names, is_percent=is_percent)
             for end in lines}  # fmt: skip
    named = {code: name for code, name in names.items() if name}
    longest = max((len(part) for name in named.values() for part in _plain(name).split("<br>")),
                  default=0)  # fmt: skip
    right = round(16 + _LETTER * longest) if named else 26
    ys = [p.y for end in (*lines, *beside) for p in end.points if p.y is not None]
    low, high = min(ys), max(ys)
    if best_first:
        low, high = layout["yaxis"]["range"]
    else:
        low, high = (min(low, 0.0), max(high, 0.0)) if from_zero else (
            low - 0.08 * (high - low or 1), high)  # fmt: skip
        low -= 0.06 * (high - low) if low < 0 else 0
        high += 0.16 * ((high - low) or 1)
        layout["yaxis"] = {**layout["yaxis"], "range": [low, high]}
    first, last = (date.fromisoformat(day).toordinal() for day in layout["xaxis"]["range"])
    plot = _Plot((first, last), low, high, NARROW - _AXIS - right,
                 layout["height"] - _TOP - _BOTTOM)  # fmt: skip
    days = [point.x for end in (*lines, *beside) for point in end.points]
    layout["xaxis"] |= year_ticks(sorted(days), most=int(plot.width / _YEAR))
    layout["margin"] = {**layout["margin"], "r": right, "t": 34 if layout["showlegend"] else _TOP}
    notes = _names(lines, named, plot)
    strong = [end for end in lines if highlight in (None, end.code)]
    marks = [Box(*plot.at(p.x, p.y), _MARK, _MARK) for end in (*lines, *beside)
             for p in end.points if p.y is not None]  # fmt: skip
    marks += [box for end in lines for box in _strokes(end, plot)]
    labelled = _labelled_points(strong[:4], best_first=best_first, named=bool(named))
    labelled[1:1] = [[(end, p) for end in beside for p in end.points if p.y is not None]]
    notes += _figures([one for rank in labelled for one in rank], plot, marks, locale,
                      room=plot.width + (0 if named else 20), is_percent=is_percent)  # fmt: skip
    layout["annotations"] = [*layout.get("annotations", ()), *notes]


def _name(end: End, locale: Locale, *, with_name: bool, is_percent: bool) -> str:
    """The name at a line's end, with its last figure where that stands there."""
    name = style.wrapped(end.name, _NAME_WIDTH, 3) if with_name else ""
    if end.last is None or end.last not in end.points:
        return name
    return f"{name} <b>{_short(end.last, locale, is_percent=is_percent)}</b>".strip()


def _names(lines: Sequence[End], named: dict[str, str], plot: _Plot) -> list[dict[str, Any]]:
    """Names behind the last points, pushed apart from below upwards where they would touch."""
    ends = []
    for end in lines:
        if end.code in named and end.last is not None:
            ends.append((plot.at(end.last.x, end.last.y or 0.0)[1], end, end.last))
    notes, free = [], -1e9
    for height, end, point in sorted(ends, key=lambda one: one[0]):
        high = _LINE * (named[end.code].count("<br>") + 1)
        middle = max(height, free + high / 2)
        free = middle + high / 2
        notes.append(
            {
                "x": point.x, "y": point.y, "text": named[end.code], "showarrow": False,
                "xanchor": "left", "xshift": 8, "yshift": round(middle - height), "align": "left",
                "font": {"size": _SIZE, "color": end.colour}, "name": "line_name",
            }
        )  # fmt: skip
    return notes


def _strokes(end: End, plot: _Plot) -> Iterator[Box]:
    """The line itself, piece by piece."""
    for one, other in pairwise(end.points):
        if one.y is not None and other.y is not None:
            (x0, y0), (x1, y1) = plot.at(one.x, one.y), plot.at(other.x, other.y)
            pieces = int(hypot(x1 - x0, y1 - y0) / _MARK) + 1
            for part in (n / pieces for n in range(1, pieces)):
                yield Box(x0 + part * (x1 - x0), y0 + part * (y1 - y0), 0, 0)


def _labelled_points(lines: Sequence[End], *, best_first: bool,
                     named: bool) -> list[list[tuple[End, _Point]]]:  # fmt: skip
    """Last, highest and first point of each line, by that order.

    ``named``: the last one stands with the name, unless that is at the end of another line.
    """
    labelled: list[list[tuple[End, _Point]]] = [[], [], []]
    for end in lines:
        known = [p for p in end.points if p.y is not None]
        best = (min if best_first else max)(known, key=lambda p: p.y or 0.0)
        for rank, point in enumerate(dict.fromkeys([known[-1], best, known[0]])):
            if not (named and point == end.last):
                labelled[rank].append((end, point))
    return labelled


def _figures(labelled: Sequence[tuple[End, _Point]], plot: _Plot, marks: Sequence[Box],
             locale: Locale, *, room: float, is_percent: bool) -> list[dict[str, Any]]:  # fmt: skip
    """The figures of some points, the first ones first, as far as they cover nothing on a phone.

    ``room``: how far they may reach to the right.
    """
    taken = list(marks)
    notes = []
    for end, point in labelled:
        x, up = plot.at(point.x, point.y or 0.0)
        text = _short(point, locale, is_percent=is_percent)
        for box, where in _spots(x, up, _LETTER * len(text), room):
            inside = box.y - _LINE / 2 >= 0 and box.y + _LINE / 2 <= plot.height + 8 and (
                box.x - box.width / 2 >= 0 and box.x + box.width / 2 <= room)  # fmt: skip
            if inside and not any(box.covers(other) for other in taken):
                taken.append(box)
                notes.append({
                    "x": point.x, "y": point.y, "text": text, "showarrow": False, **where,
                    "font": {"size": _SIZE, "color": end.colour}, "name": "line_figure",
                })  # fmt: skip
                break
    return notes


def _spots(x: float, up: float, wide: float,
           room: float) -> Iterator[tuple[Box, dict[str, Any]]]:  # fmt: skip
    """Places of a figure at its point, the best first: above, below, to the right, to the left."""
    middle = min(max(x, wide / 2), room - wide / 2)
    for side in (1, -1):
        yield Box(middle, up + side * (7 + _LINE / 2), wide, _LINE), {
            "yshift": side * 7, "yanchor": "bottom" if side > 0 else "top",
            "xshift": round(middle - x), "xanchor": "center",
        }  # fmt: skip
    for side in (1, -1):
        yield Box(x + side * (8 + wide / 2), up, wide, _LINE), {
            "yshift": 0, "yanchor": "middle",
            "xshift": side * 8, "xanchor": "left" if side > 0 else "right",
        }  # fmt: skip


def _plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")


def _short(point: _Point, locale: Locale, *, is_percent: bool) -> str:
    """A figure as short as a picture needs it; the table has all of its digits.

    What is known finer keeps its zero behind the comma: 17,0 beside 25,9.
    """
    y = point.y or 0.0
    digits = 0 if abs(y) >= 100 or (y == round(y) and not is_percent) else 1
    return locale(f"qualified.{point.qualifier}", value=locale.number(y, digits))
