"""Points of the rail route between Lianyungang and Herne, documented or only assumed."""

from etl.readers.collected import REMARKS, by_hand
from etl.schema import column, table

DATASET = by_hand(
    title="Points of the rail route",
    feeds="route_point",
    rows=(10, 200),
    schema=table(
        {
            "seq": column(
                "order from east to west",
                kind="count",
                required=True,
                unique=True,
                low=1,
                high=1000,
            ),
            "code": column("place", required=True, unique=True, codes="places.code"),
            "name_de": column("name in German", required=True),
            "name_en": column("name in English", required=True),
            "local_name": column("name in the local script"),
            "country": column("country (ISO alpha-2)", required=True),
            "role": column("what the point is on the route", required=True),
            "documented": column("documented for a Herne train", kind="yes_no", required=True),
            "lat": column("latitude", kind="degree", required=True, low=-90, high=90),
            "lon": column("longitude", kind="degree", required=True, low=-180, high=180),
            "point_source": column("where the coordinates are from", required=True),
            "source_id": column("who says so", required=True, codes="source.source_id"),
            **REMARKS,
        }
    ),
)
