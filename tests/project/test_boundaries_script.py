"""Promises of the script that makes the boundary files, on a small made-up Germany and world."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from run import ROOT
from tools.boundaries.geojson import BoundaryError
from tools.boundaries.make import make

REFERENCE = ROOT / "data" / "reference"
PLANE = 25832
FILES = [
    "kreise.geojson",
    "regierungsbezirke.geojson",
    "ruhr.geojson",
    "chamber_district.geojson",
    "laender.geojson",
    "eurasia.geojson",
]


def table_of_kreise() -> list[dict[str, str]]:
    with (REFERENCE / "kreise.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def small_germany(path: Path, leave_out: str = "") -> Path:
    """Every Kreis of NRW and one of each other Land as squares of 20 km, nine in a row."""
    units = [(row["ags"], row["nuts3"]) for row in table_of_kreise()]
    units += [(f"{land:02}001", "DE") for land in range(1, 17) if land != 5]
    shapes = [
        shapely.box(
            x := 300_000 + 20_000 * (i % 9),
            y := 5_500_000 + 20_000 * (i // 9),
            x + 20_000,
            y + 20_000,
        )
        for i in range(len(units))
    ]
    frame = gpd.GeoDataFrame(
        {
            "AGS": [ags for ags, _ in units],
            "NUTS": [nuts for _, nuts in units],
            "SN_L": [ags[:2] for ags, _ in units],
        },
        geometry=shapes,
        crs=PLANE,
    )
    frame[frame["AGS"] != leave_out].to_crs(4326).to_file(path, driver="GeoJSON")
    return path


def ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


def small_world(path: Path, number_of_russia: str | None = "643") -> Path:
    """Russia with Crimea and its step over 180°, Ukraine, and Cyprus in two halves."""
    over_the_edge = [[40, 50], [40, 70], [180, 70], [-170, 65], [180, 50], [40, 50]]
    arcs = [
        over_the_edge,
        ring(33, 44.5, 36, 46),
        ring(25, 46, 38, 50),
        ring(32, 34.5, 34.5, 35),
        ring(32, 35, 34.5, 35.5),
    ]

    def country(number: str | None, name: str, *parts: int) -> dict[str, Any]:
        shape = {"type": "MultiPolygon", "arcs": [[[part]] for part in parts]}
        return {**({"id": number} if number else {}), **shape, "properties": {"name": name}}

    countries = [
        country(number_of_russia, "Russia", 0, 1),
        country("804", "Ukraine", 2),
        country("196", "Cyprus", 3),
        country(None, "N. Cyprus", 4),
    ]
    collections = {"countries": {"type": "GeometryCollection", "geometries": countries}}
    path.write_text(json.dumps({"type": "Topology", "arcs": arcs, "objects": collections}))
    return path


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    germany, world = small_germany(tmp_path / "g.geojson"), small_world(tmp_path / "w.json")
    first = make(germany, world, tmp_path / "first", REFERENCE)
    second = make(germany, world, tmp_path / "second", REFERENCE)
    assert [path.name for path in first] == [*FILES, "note.toml"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    note = tomllib.loads(first[-1].read_text(encoding="utf-8"))
    for path in first[:-1]:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert note["files"][path.name]["sha256"] == digest
    assert note["input_sha256"]["vg1000"] == hashlib.sha256(germany.read_bytes()).hexdigest()


def test_crimea_goes_to_ukraine_cyprus_is_one_and_russia_goes_on_past_180_degrees(
    tmp_path: Path,
) -> None:
    germany, world = small_germany(tmp_path / "g.geojson"), small_world(tmp_path / "w.json")
    make(germany, world, tmp_path / "out", REFERENCE)
    frame = gpd.read_file(tmp_path / "out" / "eurasia.geojson").set_index("code").geometry
    assert list(frame.index) == ["CY", "RU", "UA"]
    assert frame["UA"].bounds == (25, 44.5, 38, 50)
    assert frame["CY"].equals(shapely.box(32, 34.5, 34.5, 35.5))
    assert frame["RU"].equals(shapely.box(40, 50, 180, 70))


def test_a_missing_kreis_is_refused_by_name(tmp_path: Path) -> None:
    germany = small_germany(tmp_path / "g.geojson", leave_out="05916")
    with pytest.raises(BoundaryError, match=r"only in kreise\.csv \[\('05916', 'DEA55'\)\]"):
        make(germany, small_world(tmp_path / "w.json"), tmp_path / "out", REFERENCE)


def test_a_missing_land_is_refused_by_its_key(tmp_path: Path) -> None:
    germany = small_germany(tmp_path / "g.geojson", leave_out="16001")
    with pytest.raises(BoundaryError, match="Länder in VG1000 are"):
        make(germany, small_world(tmp_path / "w.json"), tmp_path / "out", REFERENCE)


def test_a_country_without_a_known_code_is_refused_by_name(tmp_path: Path) -> None:
    germany = small_germany(tmp_path / "g.geojson")
    with pytest.raises(BoundaryError, match=r"Russia has the ISO number .* add it to"):
        make(germany, small_world(tmp_path / "w.json", None), tmp_path / "out", REFERENCE)


def test_a_file_of_another_kind_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match="has no column AGS, NUTS, SN_L"):
        make(
            REFERENCE / "boundaries" / "ruhr.geojson",
            small_world(tmp_path / "w.json"),
            tmp_path / "out",
            REFERENCE,
        )
