"""Map polygons as drawable lines: two plane projections and a reader of GeoJSON features.

Nothing is read here and nothing but the standard library is needed, so that drawing a map
costs no pyproj import. Every map is a plain x/y chart in metres with equal axes.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import asinh, atan2, atanh, cos, hypot, log, pi, radians, sin, sinh, sqrt, tan
from typing import Any

Projection = Callable[[float, float], tuple[float, float]]
"""Forward projection: longitude and latitude in degrees → x and y in metres."""

Line = list[float | None]
"""One coordinate of a polygon's outline, ``None`` between two rings."""

# GRS80, the ellipsoid of ETRS89, and the third flattening n that the series runs in.
_A_GRS80 = 6_378_137.0
_F_GRS80 = 1 / 298.257222101
_N = _F_GRS80 / (2 - _F_GRS80)
_E = 2 * sqrt(_N) / (1 + _N)
_UTM_SCALE = 0.9996
_UTM_RADIUS = _UTM_SCALE * _A_GRS80 / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_UTM32_MERIDIAN = 9.0
_UTM_FALSE_EASTING = 500_000.0
_KRUEGER = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)


def utm32(lon: float, lat: float) -> tuple[float, float]:
    """ETRS89 / UTM zone 32N (EPSG:25832): the plane in which NRW is drawn.

    Takes degrees east, within some 10° of the central meridian 9° E, and degrees north; returns
    easting and northing in metres, within a millimetre of PROJ's.

    Source: Krüger's series in the third flattening n, cut after n³: L. Krüger, Konforme Abbildung
    des Erdellipsoids in der Ebene, Potsdam 1912; coefficients as in C. F. F. Karney, Transverse
    Mercator with an accuracy of a few nanometers, J. Geod. 85 (2011), eqs. 7-11, 14 and 35.
    """
    sin_lat, east = sin(radians(lat)), radians(lon - _UTM32_MERIDIAN)
    conformal = sinh(atanh(sin_lat) - _E * atanh(_E * sin_lat))
    sphere = complex(atan2(conformal, cos(east)), asinh(sin(east) / hypot(conformal, cos(east))))
    plane = sphere + sum(a * cmath.sin(2 * j * sphere) for j, a in enumerate(_KRUEGER, start=1))
    return _UTM_FALSE_EASTING + _UTM_RADIUS * plane.imag, _UTM_RADIUS * plane.real


# One mean radius is enough for a picture of a continent.
EARTH_RADIUS_M = 6_371_008.8
_LAT_1, _LAT_2, _LAT_0, _LON_0 = radians(35.0), radians(60.0), radians(47.5), 65.0


def _half(lat: float) -> float:
    """Tangent of 45° plus half the latitude (radians), which the cone's formulas run on."""
    return tan(pi / 4 + lat / 2)


_CONE = log(cos(_LAT_1) / cos(_LAT_2)) / log(_half(_LAT_2) / _half(_LAT_1))
_REACH = EARTH_RADIUS_M * cos(_LAT_1) * _half(_LAT_1) ** _CONE / _CONE


def lcc_eurasia(lon: float, lat: float) -> tuple[float, float]:
    """Lambert conformal conic for the land bridge from the Ruhr to China.

    Standard parallels 35° and 60° N, origin 47.5° N 65° E, on a sphere of 6,371,008.8 m; in PROJ's
    words ``+proj=lcc +lat_1=35 +lat_2=60 +lat_0=47.5 +lon_0=65 +R=6371008.8``.

    Takes degrees east and degrees north (above -90); returns x and y in metres from the origin.

    Source: J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987),
    eqs. 14-1, 14-2, 14-4, 15-1 to 15-3.
    """
    reach, origin = _REACH / _half(radians(lat)) ** _CONE, _REACH / _half(_LAT_0) ** _CONE
    turn = _CONE * radians((lon - _LON_0 + 180.0) % 360.0 - 180.0)
    return reach * sin(turn), origin - reach * cos(turn)


def rings(
    features: Mapping[str, Any], project: Projection, decimals: int = 0
) -> dict[str, tuple[Line, Line]]:
    """Outlines of every feature of a GeoJSON FeatureCollection, projected, by its ``code``.

    Gives code → x's and y's, in the order of the features. Islands and holes follow one another
    with ``None`` between them, as a filled line (``fill="toself"``) wants them. No decimals are
    whole metres, and half the bytes on the wire. Raises ValueError when a feature has no code or
    another's, or is not a polygon.
    """
    outlines: dict[str, tuple[Line, Line]] = {}
    for feature in features["features"]:
        code = (feature.get("properties") or {}).get("code")
        if not isinstance(code, str) or code in outlines:
            raise ValueError(f"Feature code {code!r} is missing or comes twice: each needs its own")
        xs: Line = []
        ys: Line = []
        for ring in _lines(code, feature.get("geometry") or {}):
            if xs:
                xs.append(None)
                ys.append(None)
            for lon, lat, *_ in ring:
                x, y = project(lon, lat)
                xs.append(round(x, decimals or None))
                ys.append(round(y, decimals or None))
        outlines[code] = (xs, ys)
    return outlines


def _lines(code: str, geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """Rings of one geometry, islands and holes alike."""
    match geometry.get("type"):
        case "Polygon":
            yield from geometry["coordinates"]
        case "MultiPolygon":
            for polygon in geometry["coordinates"]:
                yield from polygon
        case kind:
            raise ValueError(f"Feature {code} is a {kind}: expected a Polygon or MultiPolygon")
