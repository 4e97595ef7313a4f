"""Promises of charts/maps/projection.py: PROJ gives the same, outlines keep every ring."""

from __future__ import annotations

from typing import Any

import pyproj
import pytest

from charts.maps.projection import EARTH_RADIUS_M, lcc_eurasia, rings, utm32
from tests.each import each

UTM32 = pyproj.Transformer.from_crs(4326, 25832, always_xy=True)
LCC = pyproj.Proj(
    f"+proj=lcc +lat_1=35 +lat_2=60 +lat_0=47.5 +lon_0=65 +x_0=0 +y_0=0 +R={EARTH_RADIUS_M}"
)


@each("lat", [0.0, 35.0, 47.3, 50.2, 51.5, 52.6, 55.1, 70.0])
@each("lon", [-1.0, 5.8, 7.2, 9.0, 9.5, 12.4, 15.1, 19.0])
def test_utm32_is_proj_to_the_millimetre_ten_degrees_around_its_meridian(
    lon: float, lat: float
) -> None:
    assert utm32(lon, lat) == pytest.approx(UTM32.transform(lon, lat), rel=0, abs=0.001)


@each("lat", [-20.0, 0.0, 8.0, 35.0, 47.5, 51.5, 60.0, 75.0, 89.9])
@each("lon", [-114.9, -90.0, -12.0, 0.0, 7.2, 65.0, 121.0, 180.0, -179.9])
def test_lcc_eurasia_is_proj_to_the_millimetre_all_around_the_pole(lon: float, lat: float) -> None:
    assert lcc_eurasia(lon, lat) == pytest.approx(LCC(lon, lat), rel=0, abs=0.001)


def test_the_origin_of_the_eurasian_map_is_where_it_says() -> None:
    assert lcc_eurasia(65.0, 47.5) == pytest.approx((0.0, 0.0), abs=1e-6)


def collection(*features: tuple[object, dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
            for code, geometry in features
        ],
    }


SQUARE = [[0.0, 0.0], [0.0, 2.0], [2.0, 2.0], [2.0, 0.0], [0.0, 0.0]]
HOLE = [[0.5, 0.5], [1.0, 0.5], [0.5, 1.0], [0.5, 0.5]]
ISLAND = [[5.0, 5.0], [5.0, 6.0], [6.0, 6.0], [5.0, 5.0]]


def plain(lon: float, lat: float) -> tuple[float, float]:
    return 10 * lon, 10 * lat


def test_islands_and_holes_follow_one_another_with_a_break_between_them() -> None:
    areas = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [ISLAND]]}
    xs, ys = rings(collection(("a", areas)), plain)["a"]
    assert xs == [0, 0, 20, 20, 0, None, 5, 10, 5, 5, None, 50, 50, 60, 50]
    assert ys == [0, 20, 20, 0, 0, None, 5, 5, 10, 5, None, 50, 60, 60, 50]


def test_a_single_area_has_no_break_and_areas_keep_their_order() -> None:
    drawn = rings(
        collection(
            ("b", {"type": "Polygon", "coordinates": [SQUARE]}),
            ("a", {"type": "Polygon", "coordinates": [ISLAND]}),
        ),
        plain,
    )
    assert list(drawn) == ["b", "a"]
    assert None not in drawn["b"][0]


def test_decimals_say_how_much_of_a_coordinate_travels() -> None:
    square = collection(("a", {"type": "Polygon", "coordinates": [SQUARE]}))
    third = rings(square, lambda lon, lat: (lon / 3, lat / 3), decimals=2)["a"][0]
    assert third == [0.0, 0.0, 0.67, 0.67, 0.0]
    assert all(isinstance(x, int) for x in rings(square, plain)["a"][0])


@each(
    ("features", "reason"),
    [
        (collection((None, {"type": "Polygon", "coordinates": [SQUARE]})), "None is missing"),
        (
            collection(*[("a", {"type": "Polygon", "coordinates": [SQUARE]})] * 2),
            "'a' is missing or comes twice",
        ),
        (collection(("a", {"type": "Point", "coordinates": [0, 0]})), "a is a Point"),
    ],
)
def test_what_cannot_be_drawn_as_an_area_is_refused_by_name(
    features: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        rings(features, plain)
