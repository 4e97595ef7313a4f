"""The office's own list over the map of the documented firms: diamonds, told apart by their shape.

On the screen of one session alone; the picture that is taken away has none of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import sqrt

from charts.maps.company_towns import plane
from charts.style import Picture
from charts.table import absent
from data.answer import Answer
from i18n import Locale

#: Units of the plane by which a diamond lies beside the bubble of its town.
_ASIDE = 22
_COLOUR = "#5B2A86"


def with_own_list(picture: Picture, own: Answer, locale: Locale) -> Picture:
    """The map with a diamond for each town, else Kreis, that the list names, and their number.

    Not cached: the list stays in no memory that others share.
    """
    placed = [row for row in own if absent(row.lat) is not None]
    counts = Counter((row.lon, row.lat) for row in placed)
    names = {
        (row.lon, row.lat): absent(row.town) or own.labels.name("kreis", row.kreis_ags, locale.lang)
        for row in placed
    }
    points = {place: plane(*place) for place in counts}
    trace = {
        "type": "scatter", "mode": "markers+text", "name": "own",
        "x": [points[place][0] + _ASIDE for place in counts],
        "y": [points[place][1] - _ASIDE for place in counts],
        "text": [str(count) for count in counts.values()],
        "hovertext": [
            f"<b>{names[place]}</b><br>{locale.count('own_site', count)}"
            for place, count in counts.items()
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "textfont": {"size": 10, "color": "#FFFFFF"},
        "marker": {
            "symbol": "diamond", "opacity": 1, "color": _COLOUR,
            "size": [round(14 + 3 * sqrt(count)) for count in counts.values()],
            "line": {"color": "#FFFFFF", "width": 1.2},
        },
        "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip
    sentence = locale("companies.own.map_alt", sites=locale.count("own_site", len(placed)),
                      others=locale.number(len(own.rows) - len(placed)))  # fmt: skip
    figure = {**picture.figure, "data": [*picture.figure["data"], trace]}
    return replace(picture, figure=figure, alt=f"{picture.alt} {sentence}")
