"""The rail route on a map of Eurasia: what is documented and what is only assumed.

A train is told apart by the pattern of its line and the shape of its points, not by colour. What
is documented is a solid curve from start to destination: it joins the two, it is not the way. The
way goes dashed over one point a country, lettered with the country's code, because the sources
name countries and no places. Countries named in the sources are shaded more strongly, all alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, degrees
from typing import Any

from charts import style
from charts.cache import cached
from charts.maps import canvas
from charts.maps.projection import Line, lcc_eurasia
from charts.maps.route_labels import alt_text, country_codes, named_points, names, train_label
from charts.maps.route_leg import Leg, Point, legs_and_points, legs_of
from charts.style import Picture
from data.answer import Answer
from i18n import Locale

#: What the map shows, in metres: as wide to high as a phone and a desk both have room for.
_X = (-5_000_000.0, 6_400_000.0)
_Y = (-2_700_000.0, 3_700_000.0)
_STRONGER = "rgba(128,128,128,0.34)"
_PATTERNS = ("dash", "dot", "dashdot", "longdash")
_SHAPES = ("circle", "square", "diamond", "triangle-up")


@cached(16)
def route_map(route: Answer, outlines: Answer, locale: Locale, *, title: str) -> Picture:
    """The legs of the answer ``route`` over the outlines of the answer ``boundaries``.

    No height is set: the page gives the map the room that the screen has.
    """
    legs = route.where(part="leg")
    trains = [legs.where(train=code) for code in legs.rows["train"].dropna().unique()]
    countries = {str(row.country) for row in route if not row.role.startswith("border")}
    data: list[dict[str, Any]] = [*_land(outlines, countries)]
    data += _corridor(legs_of(legs.where(train=None), locale), locale)
    annotations: list[dict[str, Any]] = []
    for number, train in enumerate(trains, start=1):
        own_legs = legs_of(train, locale)
        data += _train(own_legs, number, locale)
        annotations.append(train_label(train, own_legs, number, locale))
    data.append(_dots(route))
    annotations += [*country_codes(route), *names(route, locale)]
    layout = canvas.layout(
        locale,
        _X,
        _Y,
        showlegend=True,
        legend={"y": 0, "yanchor": "top", "orientation": "h", "font": {"size": 12}},
        annotations=annotations,
    )
    return Picture(
        {"data": data, "layout": layout},
        alt_text(title, trains, locale),
        legs_and_points(route, locale),
        config=style.config(locale),
    )


def _land(outlines: Answer, named: set[str]) -> Iterator[dict[str, Any]]:
    """All land as one shape, the countries named by the sources as another, stronger one."""
    lines = canvas.outlines(outlines, lcc_eurasia, -3)
    visible = {code: line for code, line in lines.items() if in_view(line, _X, _Y)}
    yield canvas.filled([line for code, line in visible.items() if code not in named], width=0.6)
    yield canvas.filled([line for code, line in visible.items() if code in named], _STRONGER, 0.6)


def in_view(outline: tuple[Line, Line], x: Sequence[float], y: Sequence[float]) -> bool:
    """Whether a country reaches into the frame from x[0] to x[1] and y[0] to y[1]."""
    return any(
        a is not None and b is not None and x[0] < a < x[1] and y[0] < b < y[1]
        for a, b in zip(*outline, strict=True)
    )


def _corridor(legs: Sequence[Leg], locale: Locale) -> list[dict[str, Any]]:
    """Crossings of the corridor: a cross each, since both sides lie closer than a mark is wide."""
    middles = [leg.along(0.5) for leg in legs]
    crosses = {
        "type": "scatter", "mode": "markers", "name": locale("freight.route.legend_corridor"),
        "x": [x for x, _ in middles], "y": [y for _, y in middles],
        "marker": {"symbol": "x-thin", "size": 8, "line": {"color": style.MUTED, "width": 2}},
        "text": [leg.hover for leg in legs], "hovertemplate": "%{text}<extra></extra>",
        "legendrank": 2000,
    }  # fmt: skip
    return [crosses] if legs else []


def _train(legs: Sequence[Leg], number: int, locale: Locale) -> list[dict[str, Any]]:
    """One train: solid curve for what is documented, patterned line for the way assumed."""
    colour = style.COLOURS[(number - 1) % len(style.COLOURS)]
    traces: list[dict[str, Any]] = []
    for leg in legs:
        if leg.documented:
            curve = leg.curve()
            third = len(curve) // 3
            traces += [_solid(leg, colour, number, locale)]
            traces += [_arrow(curve[third], curve[third + 1], colour)]
    way = [leg for leg in legs if not leg.documented]
    if way:
        longest = max(way, key=lambda leg: abs(leg.end[0] - leg.start[0]))
        traces += [_patterned(way, colour, number, locale)]
        traces += [_arrow(longest.start, longest.end, colour)]
    return traces


def _solid(leg: Leg, colour: str, number: int, locale: Locale) -> dict[str, Any]:
    curve = leg.curve()
    return {
        "type": "scatter", "mode": "lines", "line": {"color": colour, "width": 3},
        "x": [x for x, _ in curve], "y": [y for _, y in curve],
        "name": locale("freight.route.legend_documented", number=str(number)),
        "text": [leg.hover] * len(curve), "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _patterned(way: Sequence[Leg], colour: str, number: int, locale: Locale) -> dict[str, Any]:
    xs: Line = []
    ys: Line = []
    for leg in way:
        xs += [leg.start[0], leg.end[0], None]
        ys += [leg.start[1], leg.end[1], None]
    shape = f"{_SHAPES[(number - 1) % len(_SHAPES)]}-open"
    return {
        "type": "scatter", "mode": "lines+markers", "x": xs, "y": ys,
        "line": {"color": colour, "width": 2, "dash": _PATTERNS[(number - 1) % len(_PATTERNS)]},
        "marker": {"symbol": shape, "size": 8, "color": colour,
                   "line": {"width": 2, "color": colour}},
        "name": locale("freight.route.legend_assumed", number=str(number)),
        "text": [text for leg in way for text in (leg.hover, leg.hover, "")],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _arrow(start: Point, end: Point, colour: str) -> dict[str, Any]:
    """An arrow half-way that shows in which direction the train ran."""
    return {
        "type": "scatter", "mode": "markers",
        "x": [(start[0] + end[0]) / 2], "y": [(start[1] + end[1]) / 2],
        "marker": {"symbol": "arrow", "size": 15, "color": colour,
                   "angle": degrees(atan2(end[0] - start[0], end[1] - start[1]))},
        "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _dots(route: Answer) -> dict[str, Any]:
    """A dot at each place that has a name."""
    plane = [lcc_eurasia(row.from_lon, row.from_lat) for row in named_points(route)]
    return {
        "type": "scatter", "mode": "markers",
        "x": [x for x, _ in plane], "y": [y for _, y in plane],
        "marker": {"symbol": "circle", "size": 8, "color": style.MUTED},
        "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
