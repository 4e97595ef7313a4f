"""Words on the route map and instead of it. On the map they are white on a dark chip.

So they are readable on light and on dark ground alike. Where they stand is measured in pixels,
clear of the lines that meet there and of each other, on a phone as on a desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from charts import style
from charts.maps.projection import lcc_eurasia
from charts.maps.route_leg import Leg, ends, place
from charts.rows import RouteRow
from data.answer import Answer
from i18n import Locale

_NAME_AT: dict[str, dict[str, Any]] = {
    "origin_port": {"yanchor": "top", "xshift": 18, "yshift": -10},
    "destination_city": {"xanchor": "right", "yanchor": "top", "xshift": 4, "yshift": -8},
    "destination_eastbound": {"yanchor": "top", "xshift": -8, "yshift": -9},
    "transit_region_reported": {"yanchor": "top", "yshift": -9},
}
_CHIP = {"showarrow": False, "bgcolor": "#4D4D4D", "borderpad": 2, "opacity": 0.95}
_ON_CHIP = {"size": 12, "color": "#FFFFFF"}
#: How far below its line the words on a train stand that has no curve, past the names there.
_BELOW = 66


def named_points(route: Answer) -> list[RouteRow]:
    """Rows of the points that have a name on the map: starts, destinations, what is reported."""
    return [row for row in route if row.part == "point" and row.role in _NAME_AT]


def anchors(route: Answer) -> list[RouteRow]:
    """Rows of the points that only stand for the country that they lie in."""
    return [row for row in route if row.part == "point" and row.role == "country_anchor"]


def names(route: Answer, locale: Locale) -> Iterator[dict[str, Any]]:
    """Names of places as plotly annotations."""
    for row in named_points(route):
        x, y = lcc_eurasia(row.from_lon, row.from_lat)
        text = f"<b>{place(row.from_code, route, locale)}</b>"
        yield {**_CHIP, "x": x, "y": y, "text": text, "font": _ON_CHIP, **_NAME_AT[row.role]}


def country_codes(route: Answer) -> Iterator[dict[str, Any]]:
    """Codes of countries at their points, by turns below and above the line."""
    for number, row in enumerate(anchors(route)):
        x, y = lcc_eurasia(row.from_lon, row.from_lat)
        above = number % 2
        yield {
            **_CHIP, "x": x, "y": y, "text": row.country, "font": {**_ON_CHIP, "size": 11},
            "borderpad": 1, "yanchor": "bottom" if above else "top", "yshift": 8 if above else -8,
        }  # fmt: skip


def train_name(legs: Answer, number: int, locale: Locale) -> str:
    """Which train, from where to where, on which day."""
    start, end = (place(code, legs, locale) for code in ends(legs))
    day = locale.date(next(iter(legs)).train_date)
    return locale("freight.route.train", number=str(number), start=start, end=end, day=day)


def train_label(legs: Answer, drawn: Sequence[Leg], number: int, locale: Locale) -> dict[str, Any]:
    """The words beside a train's line."""
    text = train_name(legs, number, locale)
    colour = style.COLOURS[(number - 1) % len(style.COLOURS)]
    chip = {**_CHIP, "text": text, "font": _ON_CHIP, "bgcolor": colour}
    solid = next((leg for leg in drawn if leg.documented), None)
    if solid is not None:
        curve = solid.curve()
        x, y = curve[len(curve) // 2]
        return {**chip, "x": x, "y": y, "yanchor": "bottom", "yshift": 7}
    x, y = drawn[-1].along(0.65)
    pointer = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": colour}
    return {**chip, "x": x, "y": y, **pointer, "ax": 0, "ay": _BELOW}


def alt_text(title: str, trains: Sequence[Answer], locale: Locale) -> str:
    """What the map shows, for those who do not see it."""
    sentences = [locale("freight.route.alt", title=title)]
    for number, legs in enumerate(trains, start=1):
        start, end = (place(code, legs, locale) for code in ends(legs))
        rows = list(legs)
        solid = sum(bool(row.is_documented) for row in rows)
        sentences.append(
            locale(
                "freight.route.alt_train",
                number=str(number),
                start=start,
                end=end,
                day=locale.date(rows[0].train_date),
                documented=str(solid),
                assumed=str(len(rows) - solid),
            )
        )
    return " ".join(sentences)
