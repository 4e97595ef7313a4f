"""Legs of the rail route between Lianyungang and Herne, documented or only assumed."""

from etl.readers.collected import by_hand
from etl.schema import column, table

DATASET = by_hand(
    title="Legs of the rail route",
    feeds="route_leg",
    rows=(5, 100),
    schema=table(
        {
            "leg": column(
                "number of the leg", kind="count", required=True, unique=True, low=1, high=1000
            ),
            "train_event_id": column("train that it is drawn for"),
            "from": column("start", required=True, codes="places.code"),
            "to": column("end", required=True, codes="places.code"),
            "documented": column("documented, not assumed", kind="yes_no", required=True),
            "note_de": column("remark in German"),
            "note_en": column("remark in English"),
        }
    ),
)
