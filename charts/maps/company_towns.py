"""Documented companies by town: how many, where in the plane, and as a table.

The plane is UTM 32 in units of 100 m.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

from charts.maps.projection import utm32
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

#: The town whose project this is.
HOME = "herne"
#: Width of the map on a common screen, in pixels: so far do bubbles move aside for each other.
WIDTH = 490
_ROUNDS, _TOUCH = 40, 0.92
_NORTHING = 5_500_000


@dataclass(frozen=True)
class Town:
    """One bubble: its town, Kreis, how many rows, where in the plane, how many well evidenced.

    ``fresh``: rows whose newest evidence is not old.
    """

    code: str
    kreis: str
    count: int
    x: float
    y: float
    fresh: int = 0

    @property
    def size(self) -> int:
        """Diameter of the bubble in pixels."""
        return round(10 + 4.6 * sqrt(self.count))


def towns(companies: Answer) -> list[Town]:
    """Towns with their number of rows, most first; rows without a town are in no bubble."""
    placed = [row for row in companies if absent(row.city_code)]
    counts = Counter(row.city_code for row in placed)
    fresh = Counter(row.city_code for row in placed if row.is_fresh)
    first = {row.city_code: row for row in reversed(placed)}
    bubbles = [
        Town(code, row.kreis_ags, counts[code], *plane(row.lon, row.lat), fresh[code])
        for code, row in first.items()
    ]
    return sorted(bubbles, key=lambda town: (-town.count, town.code))


def spread_apart(bubbles: Sequence[Town], pixel: float) -> list[Town]:
    """The same towns, overlapping bubbles pushed apart; the home town stays where it is.

    ``pixel``: how much of the plane a pixel shows. The smaller bubble gives way more.
    """
    positions = [[town.x, town.y] for town in bubbles]
    sizes = [town.size for town in bubbles]
    weight = [
        1e9 if town.code == HOME else float(size**2)
        for town, size in zip(bubbles, sizes, strict=True)
    ]
    pairs = [(i, j) for i in range(len(bubbles)) for j in range(i)]
    for _ in range(_ROUNDS):
        for i, j in pairs:
            dx, dy = positions[i][0] - positions[j][0], positions[i][1] - positions[j][1]
            apart = hypot(dx, dy) or 1.0
            wanted = (sizes[i] + sizes[j]) / 2 * pixel * _TOUCH
            if apart >= wanted:
                continue
            push = (wanted - apart) / apart / (weight[i] + weight[j])
            for one, share, sign in ((i, weight[j], 1), (j, weight[i], -1)):
                positions[one][0] += sign * dx * push * share
                positions[one][1] += sign * dy * push * share
    return [
        replace(town, x=round(x), y=round(y))
        for town, (x, y) in zip(bubbles, positions, strict=True)
    ]


def plane(lon: float, lat: float) -> tuple[float, float]:
    """Degrees east and north to units of 100 m."""
    x, y = utm32(lon, lat)
    return x / 100, (y - _NORTHING) / 100


def by_town(companies: Answer, locale: Locale) -> Table:
    """What the bubbles say as a table; rows of which only the Kreis is known come last."""
    bubbles = towns(companies)
    rows = [
        (
            companies.labels.name("city", town.code, locale.lang),
            companies.labels.name("kreis", town.kreis, locale.lang),
            locale.number(town.count),
            locale.number(town.fresh),
        )
        for town in bubbles
    ]
    lost = [row for row in companies if not absent(row.city_code)]
    without_town = Counter(row.kreis_ags for row in lost)
    fresh = Counter(row.kreis_ags for row in lost if row.is_fresh)
    rows += [
        (
            locale("companies.map.no_town"),
            companies.labels.name("kreis", code, locale.lang),
            locale.number(count),
            locale.number(fresh[code]),
        )
        for code, count in sorted(without_town.items())
    ]
    headers = ("city", "kreis", "cases", "fresh")
    return Table.of(locale, "companies.column.", headers, rows, figures=("cases", "fresh"))
