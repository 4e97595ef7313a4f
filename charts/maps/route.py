"""The rail route on a map of Eurasia: what is documented and what is only assumed.

A train is told apart by the pattern of its line and the shape of its points, not by colour. What
is documented is a solid curve from start to destination: it joins the two, it is not the way. The
way goes dashed over one point a country, lettered with the country's code, because the sources
name countries and no places. Countries named in the sources are shaded more strongly, all alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, degrees
from typing import Any

from charts import style
from charts.cache import remembered
from charts.maps import base
from charts.maps.projection import Line, lcc_eurasia
from charts.maps.route_words import alternative, country_codes, named_points, names, on_train
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Words

#: What the map shows, in metres: as wide to high as a phone and a desk both have room for.
_X = (-5_000_000.0, 6_400_000.0)
_Y = (-2_700_000.0, 3_700_000.0)
_STRONGER = "rgba(128,128,128,0.34)"
_PATTERNS = ("dash", "dot", "dashdot", "longdash")
_SHAPES = ("circle", "square", "diamond", "triangle-up")


@remembered(16)
def route_map(route: Answer, outlines: Answer, words: Words, *, title: str) -> Picture:
    """The legs of the answer ``route`` over the outlines of the answer ``boundaries``.

    No height is set: the page gives the map the room that the screen has.
    """
    legs = route.where(part="leg")
    trains = [legs.where(train=code) for code in legs.rows["train"].dropna().unique()]
    countries = {str(row.country) for row in route if not row.role.startswith("border")}
    data: list[dict[str, Any]] = [*_land(outlines, countries)]
    data += _corridor(legs_of(legs.where(train=None), words), words)
    said: list[dict[str, Any]] = []
    for number, train in enumerate(trains, start=1):
        drawn = legs_of(train, words)
        data += _train(drawn, number, words)
        said.append(on_train(train, drawn, number, words))
    data.append(_dots(route))
    said += [*country_codes(route), *names(route, words)]
    layout = base.layout(
        words,
        _X,
        _Y,
        showlegend=True,
        legend={"y": 0, "yanchor": "top", "orientation": "h", "font": {"size": 12}},
        annotations=said,
    )
    return Picture(
        {"data": data, "layout": layout},
        alternative(title, trains, words),
        legs_and_points(route, words),
        config=style.config(words),
    )


def _land(outlines: Answer, named: set[str]) -> Iterator[dict[str, Any]]:
    """All land as one shape, the countries named by the sources as another, stronger one."""
    drawn = base.outlines(outlines, lcc_eurasia, -3)
    shown = {code: outline for code, outline in drawn.items() if _in_view(outline)}
    yield base.filled([line for code, line in shown.items() if code not in named], width=0.6)
    yield base.filled([line for code, line in shown.items() if code in named], _STRONGER, 0.6)


def _in_view(outline: tuple[Line, Line]) -> bool:
    """Whether a country reaches into what the map shows."""
    return any(
        x is not None and y is not None and _X[0] < x < _X[1] and _Y[0] < y < _Y[1]
        for x, y in zip(*outline, strict=True)
    )


def _corridor(legs: Sequence[Leg], words: Words) -> list[dict[str, Any]]:
    """Crossings of the corridor: a cross each, since both sides lie closer than a mark is wide."""
    middles = [leg.along(0.5) for leg in legs]
    crosses = {
        "type": "scatter", "mode": "markers", "name": words("freight.route.legend_corridor"),
        "x": [x for x, _ in middles], "y": [y for _, y in middles],
        "marker": {"symbol": "x-thin", "size": 8, "line": {"color": style.MUTED, "width": 2}},
        "text": [leg.hover for leg in legs], "hovertemplate": "%{text}<extra></extra>",
        "legendrank": 2000,
    }  # fmt: skip
    return [crosses] if legs else []


def _train(legs: Sequence[Leg], number: int, words: Words) -> list[dict[str, Any]]:
    """One train: solid curve for what is documented, patterned line for the way assumed."""
    colour = style.COLOURS[(number - 1) % len(style.COLOURS)]
    drawn: list[dict[str, Any]] = []
    for leg in legs:
        if leg.documented:
            curve = leg.curve()
            third = len(curve) // 3
            drawn += [_solid(leg, colour, number, words)]
            drawn += [_arrow(curve[third], curve[third + 1], colour)]
    way = [leg for leg in legs if not leg.documented]
    if way:
        longest = max(way, key=lambda leg: abs(leg.end[0] - leg.start[0]))
        drawn += [_patterned(way, colour, number, words)]
        drawn += [_arrow(longest.start, longest.end, colour)]
    return drawn


def _solid(leg: Leg, colour: str, number: int, words: Words) -> dict[str, Any]:
    curve = leg.curve()
    return {
        "type": "scatter", "mode": "lines", "line": {"color": colour, "width": 3},
        "x": [x for x, _ in curve], "y": [y for _, y in curve],
        "name": words("freight.route.legend_documented", number=str(number)),
        "text": [leg.hover] * len(curve), "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _patterned(way: Sequence[Leg], colour: str, number: int, words: Words) -> dict[str, Any]:
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
        "name": words("freight.route.legend_assumed", number=str(number)),
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


Point = tuple[float, float]

_CURVE_POINTS = 40
_CURVE_HEIGHT = 0.17


@dataclass(frozen=True)
class Leg:
    """One leg: its ends in metres, whether it is documented, and what is said of it."""

    start: Point
    end: Point
    documented: bool
    hover: str

    def along(self, part: float) -> Point:
        """The point at a part of the straight way from start to end."""
        (x0, y0), (x1, y1) = self.start, self.end
        return x0 + part * (x1 - x0), y0 + part * (y1 - y0)

    def curve(self) -> list[Point]:
        """A curve from start to end that bends north, so that nobody takes it for the way."""
        (x0, y0), (x2, y2), (x1, y1) = self.start, self.end, self.along(0.5)
        y1 += 2 * _CURVE_HEIGHT * abs(x2 - x0)
        steps = [step / _CURVE_POINTS for step in range(_CURVE_POINTS + 1)]
        return [
            (
                (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2,
                (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2,
            )
            for t in steps
        ]


def legs_of(answer: Answer, words: Words) -> list[Leg]:
    """The rows of the question ``route`` that are legs, in their order."""
    return [
        Leg(
            lcc_eurasia(row.from_lon, row.from_lat),
            lcc_eurasia(row.to_lon, row.to_lat),
            bool(row.is_documented),
            f"<b>{place(row.from_code, answer, words)} – {place(row.to_code, answer, words)}</b>"
            "<br>"
            + words("freight.route.documented" if row.is_documented else "freight.route.assumed"),
        )
        for row in answer
        if row.part == "leg"
    ]


def ends(legs: Answer) -> tuple[str, str]:
    """Codes of start and destination of the train whose legs these are."""
    rows = list(legs)
    solid = next((row for row in rows if row.is_documented), None)
    if solid is not None:
        return str(solid.from_code), str(solid.to_code)
    return str(rows[0].from_code), str(rows[-1].to_code)


_COLUMNS = ("part", "route_place", "train", "documented", "publisher", "note")


def legs_and_points(route: Answer, words: Words) -> Table:
    """One row a leg, then one row a point; trains are numbered in the order of their legs."""
    trains = [str(code) for code in route.rows["train"].dropna().unique()]
    rows = tuple(_row(row, route, trains, words) for row in route)
    headers = tuple(words(f"freight.column.{name}") for name in _COLUMNS)
    return Table(headers, rows, (False,) * len(_COLUMNS))


def _row(row: Any, route: Answer, trains: list[str], words: Words) -> tuple[str, ...]:
    where = place(row.from_code, route, words)
    if row.part == "leg":
        where = f"{where} – {place(row.to_code, route, words)}"
    train = absent(row.train)
    number = (
        "" if train is None else words("freight.route.number", number=str(trains.index(train) + 1))
    )
    said = "documented" if row.is_documented else "assumed"
    note = row.note_de if words.lang == "de" else row.note_en
    return (
        words(f"freight.route.{row.part}"),
        where,
        number,
        words(f"freight.route.{said}"),
        publishers(row.source_ids, route),
        str(note or ""),
    )


def publishers(source_ids: Any, answer: Answer) -> str:
    """Names of the publishers of these sources, each once."""
    found = answer.sources[answer.sources["source_id"].isin(list(source_ids))]
    return ", ".join(dict.fromkeys(found["publisher"]))


def place(code: str, answer: Answer, words: Words) -> str:
    """Short name of a place where there is one, else its label."""
    short = f"freight.short.{code}"
    return words(short) if words.has(short) else answer.labels.of("place", code, words.lang)
