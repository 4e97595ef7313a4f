"""Places on a plane map: land in grey, points with their names, each label where it covers nothing.

A map is drawn for the width of a phone; wider screens only give it more room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import style
from charts.cache import cached
from charts.maps.canvas import axis, filled, meant, outlines
from charts.maps.labels import placed
from charts.maps.projection import utm32
from charts.style import Picture
from charts.table import Table
from data.answer import Answer
from i18n import Locale

#: Room that is reckoned with, in pixels: a narrow phone.
WIDTH, HEIGHT = 340, 430
_SIZE = 12
_CHIP = "#4D4D4D"
_ON_CHIP = "#FFFFFF"
#: Share of the map's extent that is left free on each side of the points, for their labels.
_MARGIN_X, _MARGIN_Y = 0.4, 0.16


@dataclass(frozen=True)
class Spot:
    """A point on the map: where (metres in the plane), its label, its hover text.

    ``strong``: the place that the map is about; ``hollow``: it stands for an area, not a town.
    """

    x: float
    y: float
    label: str
    hover: str
    strong: bool = False
    hollow: bool = False


def figure(ground: Sequence[dict[str, Any]], spots: Sequence[Spot], locale: Locale,
           extra: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:  # fmt: skip
    """Land, points and labels as a plotly figure; ``extra``: more annotations."""
    left, bottom, scale, height = _frame(spots)
    pixels = [((spot.x - left) * scale, (spot.y - bottom) * scale) for spot in spots]
    ways = placed(pixels, [size_of(spot.label) for spot in spots], (WIDTH, height))
    layout = style.layout(
        locale,
        height=round(height),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis=axis(left, left + WIDTH / scale),
        yaxis={
            **axis(bottom, bottom + height / scale),
            "scaleanchor": "x", "scaleratio": 1,
        },
        annotations=[
            *(_label(spot, way) for spot, way in zip(spots, ways, strict=True) if spot.label),
            *extra,
        ],
    )  # fmt: skip
    layout["meta"] = meant(layout)
    return {"data": [*ground, _points(spots)], "layout": layout}


def _frame(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """Lower left corner in metres, pixels per metre, height: all points and labels fit."""
    xs, ys = [spot.x for spot in spots] or [0.0], [spot.y for spot in spots] or [0.0]
    wide = max(max(xs) - min(xs), 40_000.0) * (1 + 2 * _MARGIN_X)
    high = max(max(ys) - min(ys), 40_000.0) * (1 + 2 * _MARGIN_Y)
    scale = min(WIDTH / wide, HEIGHT / high)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    height = max(high * scale, 0.7 * HEIGHT)
    return middle_x - WIDTH / scale / 2, middle_y - height / scale / 2, scale, height


def size_of(label: str) -> tuple[float, float]:
    """Width and height of a label in pixels; Chinese signs are as wide as high."""
    lines = label.replace("<b>", "").replace("</b>", "").split("<br>")
    widths = [sum(_SIZE if sign > "\u2e80" else 0.54 * _SIZE for sign in line) for line in lines]
    return max(widths) + 6, 1.3 * _SIZE * len(lines) + 4


def _label(spot: Spot, way: tuple[float, float]) -> dict[str, Any]:
    colour = style.COLOURS[0] if spot.strong else _CHIP
    return {
        "x": spot.x, "y": spot.y, "ax": round(way[0]), "ay": round(-way[1]), "text": spot.label,
        "showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": colour, "standoff": 4,
        "xanchor": "center", "yanchor": "middle", "bgcolor": colour, "borderpad": 2,
        "font": {"size": _SIZE, "color": _ON_CHIP},
    }  # fmt: skip


def _points(spots: Sequence[Spot]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers",
        "x": [round(spot.x) for spot in spots], "y": [round(spot.y) for spot in spots],
        "marker": {
            "opacity": 1,
            "symbol": ["square-open" if spot.hollow else "circle" for spot in spots],
            "size": [12 if spot.strong else 9 for spot in spots],
            "color": [style.COLOURS[0] if spot.strong else style.MUTED for spot in spots],
            "line": {"width": 2,
                     "color": [style.COLOURS[0] if s.strong else style.MUTED for s in spots]},
        },
        "customdata": [spot.hover for spot in spots],
        "hovertemplate": "%{customdata}<extra></extra>", "showlegend": False,
    }  # fmt: skip


_KEY = "directions.place"
_RUHR = "rgba(128,128,128,0.28)"


@cached(16)
def location(kreise: Answer, borders: Answer, locale: Locale, *, ags: str, near: Sequence[str],
             title: str) -> Picture:  # fmt: skip
    """Rows of ``kreise`` over the outlines ``boundaries``: the Kreis ``ags`` and some for bearing.

    The table names the Kreise with a label on the map.
    """
    lines = outlines(borders, utm32)
    ruhr = {row.ags for row in kreise if row.in_rvr}
    ground = [
        filled([line for code, line in lines.items() if code not in ruhr]),
        filled([line for code, line in lines.items() if code in ruhr - {ags}], _RUHR),
        filled([line for code, line in lines.items() if code == ags], style.COLOURS[0]),
    ]
    rows = {row.ags: row for row in kreise}
    named = [rows[code] for code in (ags, *near) if code in rows]
    names = {row.ags: kreise.labels.name("kreis", row.ags, locale.lang) for row in named}
    spots = [
        Spot(*utm32(row.lon, row.lat), names[row.ags], f"<b>{names[row.ags]}</b>", row.ags == ags)
        for row in named
    ]
    rows_told = [
        (names[row.ags], locale("listing.yes" if row.in_rvr else "listing.no")) for row in named
    ]
    table = Table.of(locale, f"{_KEY}.", ("town", "in_ruhr"), rows_told)
    text = locale(f"{_KEY}.alt", title=title, names=", ".join(names.values()))
    return Picture({**figure(ground, spots, locale)}, text, table, config=style.config(locale))
