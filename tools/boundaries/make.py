"""Make the simplified boundary files in ``data/reference/boundaries/`` and the note beside them.

Run by hand, when boundaries change; the result lies in the repository. Two files have to be
brought by a person:

* the Kreise of Germany, BKG VG1000, about 1 January 2018: member
  ``reegis/data/geometries/vg1000_geodata.geojson`` of the wheel of ``reegis`` 0.2.1
  (``pip download --no-deps reegis==0.2.1``; a wheel is a zip file).
  © GeoBasis-DE / BKG 2018, dl-de/by-2-0. Its postcode polygons have no documented licence: unused.
* the countries of the world, Natural Earth 1:110m: member ``package/countries-110m.json`` of the
  npm package ``world-atlas`` 2.0.2 (``npm pack world-atlas@2.0.2``). Public domain.

Same inputs and same library versions give the same bytes. Shells run clockwise and holes the
other way, which plotly's filled lines and its choropleth both understand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import geopandas as gpd
import pyproj
import shapely

from tools.boundaries.geojson import BoundaryError, Feature, require_columns, rounded, write
from tools.boundaries.note import note
from tools.boundaries.world import countries

#: The plane in which lengths and areas are metres (ETRS89 / UTM 32N), and what is written.
PLANE, DEGREES = 25832, 4326
#: A corner goes when its triangle is smaller than the square of this many metres.
KREIS_TOLERANCE_M, LAND_TOLERANCE_M = 150, 1000
#: Four decimals are some ten metres.
DECIMALS = 4
NRW = "05"

Row = dict[str, str]
Shapes = Mapping[str, shapely.Geometry]


def make(kreise_file: Path, world_file: Path, into: Path, tables: Path | None = None) -> list[Path]:
    """Write every boundary file and ``note.toml`` into a folder; returns them, the note last.

    ``kreise_file`` is VG1000's Kreise as GeoJSON, ``world_file`` Natural Earth's countries as
    TopoJSON. ``tables`` is the folder with ``kreise.csv`` (who belongs to what) and
    ``regions.csv`` (codes of the Länder), by default the one that ``into`` lies in. Raises
    BoundaryError when an input lacks a column or a unit, or when a result is not sound.
    """
    tables = tables or into.parent
    kreise = sorted(_rows(tables / "kreise.csv"), key=lambda row: row["ags"])
    regions = _rows(tables / "regions.csv")
    germany = _germany(kreise_file)
    shapes = _nrw_shapes(germany, kreise)
    layers = {
        "kreise.geojson": _kreise(shapes, kreise),
        "regierungsbezirke.geojson": _regierungsbezirke(shapes, kreise),
        "ruhr.geojson": _ruhr(shapes, kreise, regions),
        "chamber_district.geojson": _chamber_district(shapes, kreise),
        "laender.geojson": _laender(germany, regions),
        "eurasia.geojson": countries(world_file),
    }
    into.mkdir(parents=True, exist_ok=True)
    written = [write(into / name, features) for name, features in layers.items()]
    libraries = {
        "geopandas": gpd.__version__,
        "shapely": shapely.__version__,
        "geos": shapely.geos_version_string,
        "proj": pyproj.proj_version_str,
    }
    text = note(written, {"vg1000": kreise_file, "natural_earth": world_file}, libraries)
    (into / "note.toml").write_text(text, encoding="utf-8", newline="\n")
    return [*written, into / "note.toml"]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _germany(path: Path) -> gpd.GeoDataFrame:
    frame = gpd.read_file(path)
    require_columns(frame.columns, {"AGS", "SN_L", "NUTS"}, path)
    frame = frame.to_crs(PLANE).sort_values("AGS", ignore_index=True)
    if not shapely.coverage_is_valid(frame.geometry.values):
        raise BoundaryError(f"{path.name}: Kreise overlap or their common borders differ")
    return frame


def _simplified(plane: gpd.GeoSeries, tolerance_m: float) -> list[shapely.Geometry]:
    """Simplify areas together, so that neighbours keep one common line, and turn to degrees."""
    degrees = plane.simplify_coverage(tolerance_m).to_crs(DEGREES)
    shapes = rounded(degrees.values, DECIMALS)
    if not shapely.coverage_is_valid(shapes):
        raise BoundaryError(f"Rounding to {DECIMALS} decimals tears common borders: keep more")
    return list(shapes)


def _nrw_shapes(germany: gpd.GeoDataFrame, kreise: Iterable[Row]) -> Shapes:
    """AGS → shape in degrees. What is larger is put together from these, line for line."""
    nrw = germany[germany["SN_L"] == NRW]
    codes = set(zip(nrw["AGS"], nrw["NUTS"], strict=True))
    expected = {(row["ags"], row["nuts3"]) for row in kreise}
    if codes != expected:
        raise BoundaryError(
            "NRW's Kreise and NUTS codes differ from kreise.csv, settle which is right: "
            f"only in VG1000 {sorted(codes - expected)}, only in kreise.csv "
            f"{sorted(expected - codes)}"
        )
    return dict(zip(nrw["AGS"], _simplified(nrw.geometry, KREIS_TOLERANCE_M), strict=True))


def _union(shapes: Shapes, rows: Iterable[Row]) -> shapely.Geometry:
    return shapely.coverage_union_all([shapes[row["ags"]] for row in rows])


def _kreise(shapes: Shapes, kreise: Iterable[Row]) -> list[Feature]:
    return [
        Feature(
            {"code": row["ags"], "nuts3": row["nuts3"], "name_de": row["name_de"]},
            shapes[row["ags"]],
        )
        for row in kreise
    ]


def _regierungsbezirke(shapes: Shapes, kreise: Iterable[Row]) -> list[Feature]:
    groups = groupby(kreise, key=lambda row: (row["ags"][:3], row["regierungsbezirk"]))
    return [
        Feature({"code": code, "name_de": name}, _union(shapes, rows))
        for (code, name), rows in groups
    ]


def _ruhr(shapes: Shapes, kreise: Iterable[Row], regions: Iterable[Row]) -> list[Feature]:
    ruhr = next(row for row in regions if row["code"] == "ruhr")
    members = [row for row in kreise if row["in_rvr"] == "yes"]
    properties = {key: ruhr[key] for key in ("code", "name_de", "name_en")}
    return [Feature(properties, _union(shapes, members))]


def _chamber_district(shapes: Shapes, kreise: Iterable[Row]) -> list[Feature]:
    """Whole cities as one area; a Kreis of which only some towns belong as another.

    VG1000 has no municipalities, so nobody can tell from it where the district ends inside such
    a Kreis. A map has to draw it as what it is: a Kreis that belongs in part.
    """
    kreise = list(kreise)
    whole = [row for row in kreise if row["in_chamber_district"] == "yes"]
    parts = [row for row in kreise if row["in_chamber_district"] == "partly"]
    rest = ", ".join(row["name_de"] for row in parts)
    properties = {
        "code": "ihk_mittleres_ruhrgebiet",
        "extent": "whole",
        "name_de": " und ".join(row["name_de"] for row in whole),
        "name_en": " and ".join(row["name_de"] for row in whole),
        "note_de": f"Nur die ganz zum Kammerbezirk gehörenden Städte; ein weiterer Teil: {rest}.",
        "note_en": f"Only the cities that belong as a whole; a further part lies in: {rest}.",
    }
    return [
        Feature(properties, _union(shapes, whole)),
        *(
            Feature(
                {
                    "code": row["ags"],
                    "extent": "partly",
                    "name_de": row["name_de"],
                    "name_en": row["name_de"],
                    "note_de": f"Gezeigt ist der ganze Kreis. {row['note_de']}",
                    "note_en": f"The whole Kreis is shown. {row['note_en']}",
                },
                shapes[row["ags"]],
            )
            for row in parts
        ),
    ]


def _laender(germany: gpd.GeoDataFrame, regions: Iterable[Row]) -> list[Feature]:
    plane = germany.dissolve("SN_L", method="coverage").geometry
    laender = {row["ags"]: row for row in regions if row["kind"] == "land"}
    if set(plane.index) != set(laender):
        raise BoundaryError(
            f"Länder in VG1000 are {sorted(plane.index)}, in regions.csv {sorted(laender)}"
        )
    return [
        Feature(
            {"code": laender[ags]["code"], "ags": ags, "name_de": laender[ags]["name_de"]}, shape
        )
        for ags, shape in zip(plane.index, _simplified(plane, LAND_TOLERANCE_M), strict=True)
    ]
