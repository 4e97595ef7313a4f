"""Partnerships, visits, agreements and ends between NRW and China."""

from etl.readers.collected import REMARKS, by_hand
from etl.schema import column, table

DATASET = by_hand(
    title="Cooperation events",
    feeds="event",
    rows=(50, 2000),
    schema=table(
        {
            "event_id": column("key of the event", required=True, unique=True),
            "date": column("when, as far as known (year, year-month or day)", kind="when"),
            "date_precision": column(
                "how exactly that is known",
                required=True,
                allowed=("day", "month", "year", "undated"),
            ),
            "kind": column("what happened", required=True),
            "place_nrw_code": column("place in NRW", required=True, codes="cities.code"),
            "counterpart_code": column("place in China", required=True, codes="cities.code"),
            "theme": column("field of cooperation", required=True, codes="themes.code"),
            "title_de": column("what happened, in German", required=True),
            "title_en": column("what happened, in English", required=True),
            "title_zh": column("what happened, in Chinese"),
            "source_ids": column(
                "who says so", required=True, kind="list", codes="source.source_id"
            ),
            **REMARKS,
        }
    ),
)
