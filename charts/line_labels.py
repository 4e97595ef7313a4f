"""Words at lines: names at their ends, figures at first, highest and last point, events across.

Where they stand is reckoned in pixels for a narrow phone: what collides there is left out, the
last figure first of all kept. A wider screen only has more room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from charts import style
from charts.maps.labels import Box
from i18n import Locale

#: Width of a picture on a phone; room of a letter and of a line of words, in pixels.
NARROW = 350
_LETTER, _LINE, _SIZE = 6.4, 15.0, 12
#: Room for the ticks of the vertical axis with its title, above the lines and below them.
_AXIS, _TOP, _BOTTOM = 58, 12, 34
_NAME_WIDTH = 15
#: Room of a year below the axis.
_YEAR = 40


class _Point(Protocol):
    @property
    def x(self) -> str: ...
    @property
    def y(self) -> float | None: ...


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
           beside: Sequence[_Point] = ()) -> None:  # fmt: skip
    """Name the lines at their ends and write their first, highest and last figures.

    ``beside``: points that are no line and bring their own words, to their upper right.

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
    ys = [p.y for points in (*(end.points for end in lines), beside) for p in points
          if p.y is not None]  # fmt: skip
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
    _thin_ticks(layout["xaxis"], plot.width)
    layout["margin"] = {**layout["margin"], "r": right, "t": 34 if layout["showlegend"] else _TOP}
    notes = _names(lines, named, plot)
    strong = [end for end in lines if highlight in (None, end.code)]
    taken = [Box(*plot.at(p.x, p.y), 7, 7) for end in lines for p in end.points
             if p.y is not None]  # fmt: skip
    for x, up in (plot.at(p.x, p.y) for p in beside if p.y is not None):
        taken += [Box(x, up, 9, 9), Box(x + 38, up + 12, 72, _LINE)]
    notes += _figures(strong[:4], plot, taken, locale, best_first=best_first, named=bool(named),
                      is_percent=is_percent)  # fmt: skip
    layout["annotations"] = [*layout.get("annotations", ()), *notes]


def _thin_ticks(axis: dict[str, Any], width: float) -> None:
    """Every other year where all of them would touch, from the last one backwards."""
    if len(axis["tickvals"]) * _YEAR > width:
        axis |= {name: axis[name][::-1][::2][::-1] for name in ("tickvals", "ticktext")}


def _name(end: End, locale: Locale, *, with_name: bool, is_percent: bool) -> str:
    """The name at a line's end, with its last figure where that stands there."""
    name = style.wrapped(end.name, _NAME_WIDTH, 3) if with_name else ""
    if end.last is None or end.last not in end.points:
        return name
    return f"{name} <b>{_short(end.last.y or 0.0, locale, is_percent=is_percent)}</b>".strip()


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


def _figures(lines: Sequence[End], plot: _Plot, marks: Sequence[Box], locale: Locale, *,
             best_first: bool, named: bool,
             is_percent: bool) -> list[dict[str, Any]]:  # fmt: skip
    """Last, highest and first figure of each line, as far as they cover nothing on a phone.

    ``named``: the last one stands with the name, unless that is at the end of another line.
    """
    wanted = []
    for end in lines:
        known = [p for p in end.points if p.y is not None]
        best = (min if best_first else max)(known, key=lambda p: p.y or 0.0)
        told = [known[-1], best, known[0]]
        wanted += [(rank, end, point) for rank, point in enumerate(dict.fromkeys(told))
                   if not (named and point == end.last)]  # fmt: skip
    taken: list[Box] = []
    notes = []
    for _, end, point in sorted(wanted, key=lambda one: one[0]):
        y = point.y or 0.0
        text = _short(y, locale, is_percent=is_percent)
        wide = _LETTER * len(text)
        x, up = plot.at(point.x, y)
        middle = min(max(x, wide / 2), plot.width + (0 if named else 20) - wide / 2)
        for side in (1, -1):
            box = Box(middle, up + side * (7 + _LINE / 2), wide, _LINE)
            inside = box.y - _LINE / 2 >= 0 and box.y + _LINE / 2 <= plot.height + 8
            if inside and not any(box.covers(other) for other in [*taken, *marks]):
                taken.append(box)
                notes.append(
                    {
                        "x": point.x, "y": point.y, "text": text, "showarrow": False,
                        "yshift": side * 7, "yanchor": "bottom" if side > 0 else "top",
                        "xshift": round(middle - x), "xanchor": "center",
                        "font": {"size": _SIZE, "color": end.colour}, "name": "line_figure",
                    }
                )  # fmt: skip
                break
    return notes


def _plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")


def _short(y: float, locale: Locale, *, is_percent: bool) -> str:
    """A figure as short as a picture needs it; the table has all of its digits.

    What is known finer keeps its zero behind the comma: 17,0 beside 25,9.
    """
    digits = 0 if abs(y) >= 100 or (y == round(y) and not is_percent) else 1
    return locale.number(y, digits)


def cross(layout: dict[str, Any], events: Sequence[tuple[str, str]], days: Sequence[str],
          locale: Locale) -> None:  # fmt: skip
    """Events as thin lines across with their words, and a button that takes them away."""
    seen = [(day, text) for day, text in events if days and days[0] <= day <= days[-1]]
    if not seen:
        return
    notes, shapes = layout.get("annotations", []), layout.get("shapes", [])
    first, last = (date.fromisoformat(day).toordinal() for day in layout["xaxis"]["range"])
    for number, (day, text) in enumerate(seen):
        is_late = date.fromisoformat(day).toordinal() > (first + last) / 2
        notes = [*notes, {
            "x": day, "yref": "paper", "y": 1, "yanchor": "top",
            "xanchor": "right" if is_late else "left", "xshift": -3 if is_late else 3,
            "yshift": -2 - _LINE * (number % 2), "text": text, "showarrow": False,
            "font": {"size": 11, "color": style.INK}, "name": "event",
        }]  # fmt: skip
        shapes = [*shapes, {
            "type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": style.INK, "width": 1, "dash": "dot"}, "name": "event",
        }]  # fmt: skip
    first_note, first_shape = len(notes) - len(seen), len(shapes) - len(seen)
    switched = [
        {f"annotations[{first_note + n}].visible": on for n in range(len(seen))}
        | {f"shapes[{first_shape + n}].visible": on for n in range(len(seen))}
        for on in (False, True)
    ]
    margin = layout.get("margin", {})
    layout |= {
        "annotations": notes, "shapes": shapes,
        "margin": {**margin, "b": margin.get("b", 30) + 34},
        "updatemenus": [{
            "type": "buttons", "direction": "left", "showactive": False, "x": 1, "y": 0,
            "xanchor": "right", "yanchor": "top", "pad": {"t": 26}, "font": {"size": 11},
            "buttons": [{"label": locale("pictures.lines.events"), "method": "relayout",
                         "args": [switched[0]], "args2": [switched[1]]}],
        }],
    }  # fmt: skip
