"""What lies under the ribbons: land, the ways of the dated trains, places and their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts import style
from charts.maps import canvas
from charts.maps.projection import Line, lcc_eurasia
from charts.maps.ribbon import Way
from charts.maps.route import in_view
from charts.maps.route_labels import train_name
from charts.maps.route_leg import legs_of, place
from charts.table import absent
from data.answer import Answer
from i18n import Locale

_KEY = "pictures.flow"
#: Land that a wider or higher frame brings into sight, in metres.
_REACH = ((-8_000_000.0, 9_000_000.0), (-4_500_000.0, 6_000_000.0))
_NRW, _CHINA = (7.5, 51.4), (101.0, 38.5)
WAY = Way(lcc_eurasia(*_NRW), lcc_eurasia(*_CHINA), 0.09)
_ENDS = ("origin_port", "destination_city")


def linked(text: str, address: str | None, colour: str = style.INK) -> str:
    """Words that lead to an address where there is one, in their own colour."""
    if not address:
        return text
    return f'<a href="{address}" target="_self" style="color:{colour}">{text}</a>'


def land(outlines: Answer) -> list[dict[str, Any]]:
    """All land as one shape; Germany and China as another, stronger one."""
    lines = canvas.outlines(outlines, lcc_eurasia, -3)
    seen = {code: line for code, line in lines.items() if in_view(line, *_REACH)}
    ends = [line for code, line in seen.items() if code in ("DE", "CN")]
    rest = [line for code, line in seen.items() if code not in ("DE", "CN")]
    return [canvas.filled(rest, width=0.5), canvas.filled(ends, "rgba(128,128,128,0.34)", 0.5)]


def rails(route: Answer, locale: Locale) -> list[dict[str, Any]]:
    """The ways of the dated trains as quiet dotted lines, since only their ends are documented."""
    legs = route.where(part="leg")
    traces = []
    for number, train in enumerate(legs.rows["train"].dropna().unique(), start=1):
        rows = legs.where(train=train)
        xs: Line = []
        ys: Line = []
        for leg in legs_of(rows, locale):
            if not leg.documented:
                xs += [round(leg.start[0]), round(leg.end[0]), None]
                ys += [round(leg.start[1]), round(leg.end[1]), None]
        hover = f"{train_name(rows, number, locale)}<br>{locale(f'{_KEY}.assumed')}"
        traces.append({
            "type": "scatter", "mode": "lines", "x": xs, "y": ys, "name": "rail",
            "line": {"color": style.INK, "width": 2, "dash": "dot"}, "opacity": 1,
            "showlegend": False,
            "text": [hover] * len(xs), "hovertemplate": "%{text}<extra></extra>",
        })  # fmt: skip
    return traces


def dots(route: Answer, partners: Answer, locale: Locale) -> list[dict[str, Any]]:
    """Ends of the rail way and partner towns, the home town's own strong and all others quiet."""
    ports = [row for row in route if row.part == "point" and row.role in _ENDS]
    towns = [row for row in partners if not row.is_land]
    names = [partners.labels.name("city", row.counterpart, locale.lang) for row in towns]
    points = [lcc_eurasia(row.from_lon, row.from_lat) for row in ports]
    points += [lcc_eurasia(row.counterpart_lon, row.counterpart_lat) for row in towns]
    strong = [True] * len(ports) + [bool(row.is_herne) for row in towns]
    hovers = [route.labels.name("place", row.from_code, locale.lang) for row in ports]
    hovers += [
        f"<b>{name}</b><br>{partners.labels.name('city', row.place, locale.lang)}"
        for name, row in zip(names, towns, strict=True)
    ]
    return [{
        "type": "scatter", "mode": "markers", "name": "places", "showlegend": False,
        "x": [round(x) for x, _ in points], "y": [round(y) for _, y in points],
        "marker": {"size": [9 if one else 6 for one in strong], "opacity": 1,
                   "color": [style.COLOURS[2] if one else style.MUTED for one in strong],
                   "line": {"width": 1, "color": "#FFFFFF"}},
        "customdata": hovers, "hovertemplate": "%{customdata}<extra></extra>",
    }]  # fmt: skip


def places(route: Answer, partners: Answer, locale: Locale,
            links: Mapping[str, str]) -> list[dict[str, Any]]:  # fmt: skip
    """Names of the two ends, and of the home town's own partner with since when."""
    notes = [
        {"x": WAY.start[0], "y": WAY.start[1], "xanchor": "right", "xshift": -8,
         "text": f"<b>{locale(f'{_KEY}.nrw')}</b>", "font": {"size": 14, "color": style.INK},
         "showarrow": False, "name": "place_nrw"},
    ]  # fmt: skip
    for row in route.where(part="point", role="origin_port"):
        x, y = lcc_eurasia(row.from_lon, row.from_lat)
        notes.append(
            {"x": x, "y": y, "xanchor": "center", "yanchor": "bottom", "yshift": 5,
             "text": place(row.from_code, route, locale), "showarrow": False, "name": "place_port",
             "font": {"size": 12, "color": style.INK}}
        )  # fmt: skip
    for row in partners:
        if row.is_herne:
            x, y = lcc_eurasia(row.counterpart_lon, row.counterpart_lat)
            name = partners.labels.name("city", row.counterpart, locale.lang)
            day = absent(row.date)
            text = locale(f"{_KEY}.partner", name=name, year=str(day)[:4]) if day else name
            notes.append(
                {"x": x, "y": y, "xanchor": "right", "yanchor": "top", "xshift": -2, "yshift": -3,
                 "text": linked(text, links.get("partner")), "showarrow": False,
                 "name": "place_partner", "font": {"size": 12, "color": style.INK}}
            )  # fmt: skip
    return notes
