"""Legs of the rail route in the plane, and the curve that stands for a documented connection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from charts.maps.projection import lcc_eurasia
from charts.rows import RouteRow
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

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


def legs_of(answer: Answer, locale: Locale) -> list[Leg]:
    """The rows of the question ``route`` that are legs, in their order."""
    return [
        Leg(
            lcc_eurasia(row.from_lon, row.from_lat),
            lcc_eurasia(row.to_lon, row.to_lat),
            bool(row.is_documented),
            f"<b>{place(row.from_code, answer, locale)} – {place(row.to_code, answer, locale)}</b>"
            "<br>"
            + locale("freight.route.documented" if row.is_documented else "freight.route.assumed"),
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


def legs_and_points(route: Answer, locale: Locale) -> Table:
    """One row a leg, then one row a point; trains are numbered in the order of their legs."""
    trains = [str(code) for code in route.rows["train"].dropna().unique()]
    rows = [_row(row, route, trains, locale) for row in route]
    return Table.of(locale, "freight.column.", _COLUMNS, rows)


def _row(row: RouteRow, route: Answer, trains: list[str], locale: Locale) -> tuple[str, ...]:
    where = place(row.from_code, route, locale)
    if row.part == "leg":
        where = f"{where} – {place(row.to_code, route, locale)}"
    train = absent(row.train)
    number = (
        "" if train is None else locale("freight.route.number", number=str(trains.index(train) + 1))
    )
    kind = "documented" if row.is_documented else "assumed"
    return (
        locale(f"freight.route.{row.part}"),
        where,
        number,
        locale(f"freight.route.{kind}"),
        publishers(row.source_ids, route, locale),
        locale.pick(row, "note"),
    )


def publishers(source_ids: Iterable[str], answer: Answer, locale: Locale) -> str:
    """Names of the publishers of these sources, each once."""
    sources = answer.sources[answer.sources["source_id"].isin(list(source_ids))]
    return ", ".join(dict.fromkeys(map(locale.called, sources["publisher"])))


def place(code: str, answer: Answer, locale: Locale) -> str:
    """Short name of a place where there is one, else its label."""
    short = f"freight.short.{code}"
    return locale(short) if locale.has(short) else answer.labels.name("place", code, locale.lang)
