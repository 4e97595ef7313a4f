"""Declarations of the reference tables of areas and points: regions, Kreise, cities, places."""

from etl.schema import column, table

_CODE = {"code": column("code", required=True, unique=True)}
_NAMES = {
    "name_de": column("name in German", required=True),
    "name_en": column("name in English", required=True),
    "name_zh": column("name in Chinese"),
}
_POINT = {
    "lat": column("latitude", kind="degree", low=-90, high=90),
    "lon": column("longitude", kind="degree", low=-180, high=180),
    "point_source": column("where the coordinates are from"),
}
_AREA = {
    "ags": column("official municipality key (AGS), with leading zeros"),
    "nuts": column("NUTS 2024 code"),
    "country": column("country (ISO alpha-2)"),
}

CITIES = table(
    {
        **_CODE,
        **_NAMES,
        "country": column("country (ISO alpha-2)", required=True),
        "admin": column("Land or province"),
        **_POINT,
        "ags": column("key of the Kreis (AGS)", codes="kreise.ags"),
        "nuts": column("NUTS 2024 code"),
        "state": column("Land", codes="regions.code"),
        "kind": column("kind of place"),
    }
)
KREISE = table(
    {
        "ags": column("official key of the Kreis (AGS)", required=True, unique=True),
        "nuts3": column("NUTS 3 code", required=True, unique=True),
        "nuts2": column("NUTS 2 code", required=True),
        "name_de": column("name in German", required=True),
        "kind": column("independent city or district", required=True),
        "regierungsbezirk": column("Regierungsbezirk", required=True),
        "in_rvr": column("in the Ruhr area (RVR)", kind="yes_no", required=True),
        "in_chamber_district": column(
            "in the chamber district Mittleres Ruhrgebiet",
            required=True,
            allowed=("yes", "no", "partly", "part"),
        ),
        **_POINT,
        "area_km2": column("area", kind="number", low=0, high=5000, unit="km²"),
        "population_2018": column("inhabitants", kind="count", low=0, high=20_000_000),
        "population_2018_date": column("their reference day", kind="day"),
        "population_2018_source": column("who counted"),
        "population_zensus2022": column(
            "inhabitants, census", kind="count", low=0, high=20_000_000
        ),
        "population_zensus2022_date": column("their reference day", kind="day"),
        "population_zensus2022_source": column("who counted"),
        "note_de": column("remark in German"),
        "note_en": column("remark in English"),
    }
)
NRW_HEX_LAYOUT = table(
    {
        "ags": column(
            "official key of the Kreis (AGS)", required=True, unique=True, codes="kreise.ags"
        ),
        "label_kfz_unverified": column("short label, not verified", required=True),
        "name": column("name in German", required=True),
        "col": column("column of the hexagon", kind="number", required=True),
        "row_from_south": column("row of the hexagon", kind="number", required=True),
    }
)
PLACES = table(
    {**_CODE, "kind": column("kind of place", required=True), **_NAMES, **_AREA, **_POINT}
)
REGIONS = table(
    {**_CODE, "kind": column("kind of region", required=True), **_NAMES, **_AREA, **_POINT}
)
