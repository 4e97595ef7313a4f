"""Countries on the way from the Ruhr to China, from Natural Earth."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from babel import Locale
from babel.core import get_global

from tools.boundaries.geojson import BoundaryError, Feature, require_columns, rounded

FloatArray = npt.NDArray[np.float64]

#: Degrees: west, south, east, north. Wide enough that no cut passes for a coast in a map from
#: Portugal to Taiwan.
WINDOW = (-12, 8, 180, 75)
#: At this scale a point is good for some kilometres; two decimals are one.
DECIMALS = 2
#: Natural Earth draws Crimea as Russian; this box holds the peninsula and nothing else Russian.
CRIMEA = (32.3, 44.2, 36.65, 46.25)
#: Areas that Natural Earth draws by themselves and that have no ISO number of their own.
WITHOUT_NUMBER = {"N. Cyprus": "CY", "Somaliland": "SO", "Kosovo": "XK"}


def countries(path: Path) -> list[Feature]:
    """Countries in the window, by ISO 3166-1 alpha-2 code, named as in Unicode CLDR.

    Borders are Natural Earth's, but Crimea is Ukraine's and northern Cyprus belongs to Cyprus.
    """
    frame = gpd.read_file(path, layer="countries")
    require_columns(frame.columns, {"id", "name"}, path)
    frame["code"] = [
        _alpha_2(number, name) for number, name in zip(frame["id"], frame["name"], strict=True)
    ]
    frame["geometry"] = [_sound(shape) for shape in frame.geometry]
    shapes = frame.dissolve("code").geometry.to_dict()
    box = shapely.box(*CRIMEA)
    shapes["UA"] = shapely.union(shapes["UA"], shapely.intersection(shapes["RU"], box))
    shapes["RU"] = shapely.difference(shapes["RU"], box)
    german, english = Locale("de").territories, Locale("en").territories
    window = _window()
    return [
        Feature({"code": code, "name_de": german[code], "name_en": english[code]}, shape)
        for code in sorted(shapes)
        if not (shape := _areas(shapely.intersection(shapes[code], window))).is_empty
    ]


def _alpha_2(number: object, name: str) -> str:
    # CLDR lists the ISO numbers as aliases of the codes.
    if isinstance(number, str) and (codes := get_global("territory_aliases").get(number)):
        return str(codes[0])
    if name in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[name]
    raise BoundaryError(
        f"{name} has the ISO number {number!r}, to which no code is known: add it to "
        "WITHOUT_NUMBER in tools/boundaries/world.py"
    )


def _sound(shape: shapely.Geometry) -> shapely.Geometry:
    # The file's rings step from 180° E to 180° W as if the map ended nowhere (Russia's does): such
    # a part goes on past 180° instead. And a few rings touch themselves.
    parts = [
        shapely.transform(part, _eastward) if part.bounds[2] - part.bounds[0] > 180 else part
        for part in shapely.get_parts(shape)
    ]
    return shapely.union_all(shapely.make_valid(parts, method="structure"))


def _eastward(points: FloatArray) -> FloatArray:
    return np.column_stack([points[:, 0] % 360, points[:, 1]])


def _window() -> shapely.Geometry:
    # A corner every degree, so that a cut along a parallel bends with it in a conic projection.
    west, south, east, north = WINDOW
    return shapely.Polygon(
        [(lon, south) for lon in range(west, east + 1)]
        + [(lon, north) for lon in range(east, west - 1, -1)]
    )


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    # Rounding can make a narrow place touch itself, and a cut can leave points and lines behind.
    shape = rounded(shape, DECIMALS)
    if not shape.is_valid:
        shape = rounded(shapely.make_valid(shape, method="structure"), DECIMALS)
    return shapely.MultiPolygon([p for p in shapely.get_parts(shape) if shapely.area(p) > 0])
