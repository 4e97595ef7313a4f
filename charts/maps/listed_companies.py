"""Firms known from GLEIF alone over the map of the documented ones: triangles at postcodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import hypot
from typing import Any

from charts.cache import cached
from charts.maps.companies import NRW
from charts.maps.company_towns import WIDTH, plane
from charts.style import Picture
from charts.table import absent
from data.answer import Answer
from i18n import Locale

COLOUR, SYMBOL = "#3D5A80", "triangle-up"
#: Size in pixels, and units of the plane that a pixel shows on a common screen.
_SIZE, _UNITS = 11, (NRW[0][1] - NRW[0][0]) / WIDTH
#: Before the key of a point, so that a click on it is told from one on a town.
POINT = "gleif-"


@cached(16)
def by_point(companies: Answer) -> dict[str, list[Any]]:
    """Key of each point with a place → its firms."""
    points: dict[str, list[Any]] = {}
    for row in companies:
        if absent(row.lat) is not None:
            points.setdefault(row.point, []).append(row)
    return points


def _clear_of_bubbles(place: tuple[float, float], towns: dict[str, Any]) -> tuple[float, float]:
    """The place, or the rim of the bubble that would lie under the mark, so that both are seen."""
    x, y = place
    for left, up, size in zip(towns["x"], towns["y"], towns["marker"]["size"], strict=True):
        reach = (size / 2 + _SIZE / 2) * _UNITS
        apart = hypot(x - left, y - up) or 1.0
        if apart < reach:
            x, y = left + (x - left or 1.0) * reach / apart, up + (y - up) * reach / apart
    return x, y


@cached(32)
def with_listed_companies(picture: Picture, companies: Answer, names: Sequence[str],
                          locale: Locale) -> Picture:  # fmt: skip
    """The map with a triangle for each point and the number of its firms where there are several.

    ``names``: what comes up over each point, in the order of ``by_point``.
    """
    points = by_point(companies)
    towns = next(one for one in picture.figure["data"] if one.get("name") == "towns")
    places = [_clear_of_bubbles(plane(rows[0].lon, rows[0].lat), towns) for rows in points.values()]
    trace = {
        "type": "scatter", "mode": "markers+text", "name": "listed",
        "x": [round(x) for x, _ in places], "y": [round(y) for _, y in places],
        "text": [str(len(rows)) if len(rows) > 1 else "" for rows in points.values()],
        "textposition": "middle right", "textfont": {"size": 10, "color": COLOUR},
        "customdata": [POINT + code for code in points],
        "hovertext": list(names), "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": SYMBOL, "size": _SIZE, "color": COLOUR, "opacity": 1,
                   "line": {"color": "#FFFFFF", "width": 1}},
        "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip
    alt = locale("companies.listed.alt", count=locale.count("listed_firm", len(companies.rows)))
    figure = {**picture.figure, "data": [*picture.figure["data"], trace]}
    return replace(picture, figure=figure, alt=f"{picture.alt} {alt}")
