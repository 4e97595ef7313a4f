"""Promises of the boundary files that lie in the repository."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterable

import geopandas as gpd
import pytest
import shapely

from run import ROOT
from tests.each import each

REFERENCE = ROOT / "data" / "reference"
FOLDER = REFERENCE / "boundaries"
NOTE = tomllib.loads((FOLDER / "note.toml").read_text(encoding="utf-8"))
#: Bytes, so that nobody ships a map that takes seconds to load in a town hall.
LIMITS = {
    "kreise.geojson": 229_000,
    "regierungsbezirke.geojson": 80_000,
    "ruhr.geojson": 20_000,
    "chamber_district.geojson": 10_000,
    "laender.geojson": 115_000,
    "eurasia.geojson": 90_000,
}
PLANE = 25832


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


KREISE = table("kreise.csv")


def layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(FOLDER / f"{name}.geojson").set_index("code", drop=False)


def area(shapes: Iterable[shapely.Geometry]) -> float:
    """Square metres of areas given in degrees."""
    return float(gpd.GeoSeries(list(shapes), crs=4326).to_crs(PLANE).area.sum())


def test_the_folder_holds_what_its_note_declares_and_nothing_else() -> None:
    found = {path.name for path in FOLDER.iterdir()}
    assert found == {*NOTE["files"], "note.toml"} == {*LIMITS, "note.toml"}


@each("name", sorted(LIMITS))
def test_every_file_is_byte_for_byte_what_its_note_vouches_for(name: str) -> None:
    entry = NOTE["files"][name]
    raw = (FOLDER / name).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == entry["sha256"]
    assert len(raw) <= LIMITS[name]
    for key in ("what", "where_from", "state", "licence", "changed", "attribution_en"):
        assert entry[key].strip()
    assert entry["made_by"] == "tools/boundaries/make.py"
    assert "verändert" in entry["attribution_de"]


def test_the_licence_of_the_survey_office_is_named_wherever_its_lines_are_drawn() -> None:
    for name, entry in NOTE["files"].items():
        if name != "eurasia.geojson":
            assert entry["licence"] == "dl-de/by-2-0"
            assert entry["attribution_de"].startswith("© GeoBasis-DE / BKG 2018")


@each("name", sorted(LIMITS))
def test_every_area_is_sound_has_its_own_code_and_runs_clockwise(name: str) -> None:
    frame = gpd.read_file(FOLDER / name)
    assert frame["code"].is_unique
    assert frame.geometry.is_valid.all()
    assert not frame.geometry.is_empty.any()
    shells = shapely.get_exterior_ring(shapely.get_parts(frame.geometry.values))
    assert not shapely.is_ccw(shells).any()


@each("name", ["kreise", "regierungsbezirke", "laender", "chamber_district"])
def test_german_neighbours_share_one_line_without_gap_or_overlap(name: str) -> None:
    shapes = layer(name).geometry.values
    # 0.0005° are some 50 m: narrower rifts than that would show as hairlines on the screen.
    assert shapely.coverage_is_valid(shapes, gap_width=0.0005)


def test_countries_overlap_nowhere_by_more_than_the_rounding() -> None:
    shapes = layer("eurasia").geometry.values
    left, right = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a < b]
    overlap = sum(shapely.intersection(shapes[a], shapes[b]).area for a, b in pairs)
    assert overlap < 0.01


def test_there_are_the_53_kreise_of_the_reference_table_under_its_codes() -> None:
    kreise = layer("kreise")
    assert len(kreise) == 53
    found = set(zip(kreise["code"], kreise["nuts3"], kreise["name_de"], strict=True))
    assert found == {(row["ags"], row["nuts3"], row["name_de"]) for row in KREISE}


@each("row", KREISE)
def test_every_kreis_holds_its_own_point_and_has_its_known_size(row: dict[str, str]) -> None:
    shape = layer("kreise").geometry[row["ags"]]
    assert shape.contains(shapely.Point(float(row["lon"]), float(row["lat"])))
    assert area([shape]) / 1e6 == pytest.approx(float(row["area_km2"]), rel=0.02)


def test_the_five_regierungsbezirke_are_made_of_their_kreise() -> None:
    bezirke = layer("regierungsbezirke")
    assert dict(zip(bezirke["code"], bezirke["name_de"], strict=True)) == {
        "051": "Düsseldorf",
        "053": "Köln",
        "055": "Münster",
        "057": "Detmold",
        "059": "Arnsberg",
    }
    kreise = layer("kreise").geometry
    for code, shape in bezirke.geometry.items():
        own = kreise[kreise.index.str.startswith(str(code))]
        assert area([shape]) == pytest.approx(area(own), rel=1e-6)


def test_the_ruhr_is_the_union_of_the_regional_association_s_members() -> None:
    members = [row["ags"] for row in KREISE if row["in_rvr"] == "yes"]
    assert len(members) == 15
    kreise = layer("kreise").geometry
    ruhr = layer("ruhr").geometry["ruhr"]
    assert area([ruhr]) == pytest.approx(area(kreise[members]), rel=0.001)
    official_km2 = sum(float(row["area_km2"]) for row in KREISE if row["in_rvr"] == "yes")
    assert area([ruhr]) / 1e6 == pytest.approx(official_km2, rel=0.005)


def test_the_chamber_district_shows_whole_cities_apart_from_the_kreis_that_belongs_in_part() -> (
    None
):
    district, kreise = layer("chamber_district"), layer("kreise").geometry
    assert dict(zip(district["code"], district["extent"], strict=True)) == {
        "ihk_mittleres_ruhrgebiet": "whole",
        "05954": "partly",
    }
    whole = district.geometry["ihk_mittleres_ruhrgebiet"]
    assert area([whole]) == pytest.approx(area(kreise[["05911", "05916"]]), rel=1e-6)
    assert district.geometry["05954"].equals(kreise["05954"])
    for language in ("de", "en"):
        assert "Witten" in district[f"note_{language}"]["05954"]
        assert "Ennepe-Ruhr-Kreis" in district[f"note_{language}"]["ihk_mittleres_ruhrgebiet"]


def test_the_sixteen_laender_bear_the_codes_of_the_reference_table() -> None:
    laender = layer("laender")
    expected = {
        (row["code"], row["ags"], row["name_de"])
        for row in table("regions.csv")
        if row["kind"] == "land"
    }
    assert len(expected) == 16
    assert set(zip(laender["code"], laender["ags"], laender["name_de"], strict=True)) == expected
    official_km2 = sum(float(row["area_km2"]) for row in KREISE)
    assert area([laender.geometry["de-nw"]]) / 1e6 == pytest.approx(official_km2, rel=0.005)


@each(
    ("code", "lon", "lat"),
    [
        ("UA", 34.1, 45.0),  # Crimea, Simferopol
        ("UA", 30.5, 50.4),
        ("RU", 37.6, 55.8),
        ("RU", 45.0, 57.0),
        ("RU", 128.0, 64.0),
        ("RU", 38.97, 45.04),  # Krasnodar: on the other side of the strait
        ("CY", 33.5, 35.25),  # northern Cyprus
        ("XK", 21.0, 42.6),
        ("TW", 121.0, 24.0),
        ("CN", 108.94, 34.34),
        ("KZ", 71.4, 51.2),
        ("PL", 23.0, 52.0),
        ("BY", 27.6, 53.9),
        ("DE", 7.2, 51.5),
        ("MN", 106.9, 47.9),
    ],
)
def test_every_place_lies_in_exactly_the_country_it_belongs_to(
    code: str, lon: float, lat: float
) -> None:
    countries = layer("eurasia")
    assert list(countries.index[countries.contains(shapely.Point(lon, lat))]) == [code]


@each(("lon", "lat"), [(40.0, 72.0), (10.0, 70.0), (51.0, 42.0), (34.0, 43.5), (125.0, 30.0)])
def test_seas_belong_to_no_country(lon: float, lat: float) -> None:
    assert not layer("eurasia").contains(shapely.Point(lon, lat)).any()


def test_countries_are_named_in_both_languages() -> None:
    countries = layer("eurasia")
    assert countries["name_de"]["CN"] == "China"
    assert (countries["name_de"]["KZ"], countries["name_en"]["KZ"]) == ("Kasachstan", "Kazakhstan")
    assert countries["code"].str.fullmatch("[A-Z]{2}").all()
