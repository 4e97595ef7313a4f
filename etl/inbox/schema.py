"""The kinds of reports that come in, and how their rows lie once they are checked.

Every row of an accepted delivery has these columns, in the file ``rows.csv`` beside the original:
text, codes instead of names, moments in UTC, units as the columns' names say. An empty cell is
unknown, never zero.

The bounds are what is physically possible with room to spare, so that what breaks them is a slip:
a train of 150 wagons would be 2 km long; 300 TEU are more than any Eurasian train has carried; the
largest push convoy on German waterways carries 16,000 tonnes and about 600 TEU.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandera.pandas as pa

from etl.datasets.collected_rail_claims import DATASET as RAIL_CLAIMS
from etl.schema import column, table

DIRECTION = ("arrival", "departure")
SHIP_DIRECTION = ("in", "out")
LOAD_UNIT = ("container", "swap_body", "semi_trailer", "mixed")
BERTH = ("westhafen", "osthafen", "works")

_ROW = {"row_number": column("row in the file as it came", kind="count", required=True, low=1)}
_WITHDRAWN = {
    "is_withdrawn": column("reported by mistake and taken back", kind="yes_no", required=True)
}
_GOODS = {"nst2007": column("goods division (NST 2007)", codes="nst2007.code")}
_TONNES_OF_TRAIN = {
    "gross_tonnes": column("gross weight of the train", kind="number", low=0, high=10_000,
                           unit="tonnes"),
    "net_tonnes": column("net weight of the goods", kind="number", low=0, high=8_000,
                         unit="tonnes"),
}  # fmt: skip


def _end(end: str, what: str) -> dict[str, pa.Column]:
    return {
        f"{end}_terminal": column(f"terminal {what}", codes="terminals.code"),
        f"{end}_country": column(f"country {what} (ISO alpha-2)"),
    }


RAIL_TRAINS = table(
    {
        "train_id": column("key of the train: number, direction, day", required=True, unique=True),
        **_ROW,
        "report_day": column("day that the report names as its own", kind="day"),
        "train_number": column("number of the train", required=True),
        "operator": column("railway undertaking or operator"),
        "direction": column("arrival at or departure from Herne", required=True,
                            allowed=DIRECTION),
        **_end("origin", "from where"),
        **_end("destination", "to where"),
        "planned_departure": column("planned departure (UTC)", kind="moment"),
        "actual_departure": column("actual departure (UTC)", kind="moment"),
        "planned_arrival": column("planned arrival (UTC)", kind="moment"),
        "actual_arrival": column("actual arrival (UTC)", kind="moment"),
        "service_day": column("day at Herne, local time: actual, else planned", kind="day",
                              required=True),
        "delay_minutes": column("delay at Herne as reported", kind="count", low=-10_080,
                                high=86_400, unit="minutes"),
        "wagon_count": column("wagons", kind="count", low=0, high=150, unit="wagons"),
        "load_unit_count": column("load units", kind="count", low=0, high=300,
                                  unit="load units"),
        "load_unit_type": column("kind of load units", allowed=LOAD_UNIT),
        "load_teu": column("load in TEU", kind="number", low=0, high=300, unit="TEU"),
        **_TONNES_OF_TRAIN,
        **_GOODS,
        "is_dangerous": column("dangerous goods aboard", kind="yes_no"),
        "is_loaded": column("loaded, not empty", kind="yes_no"),
        "border_crossing": column("border crossing as reported"),
        "transit_days": column("days on the way as reported", kind="number", low=0, high=120,
                               unit="days"),
        "is_china_service": column("part of a service to or from China", kind="yes_no"),
        "remark": column("remark of the supplier"),
        **_WITHDRAWN,
    }
)  # fmt: skip

SHIP_CALLS = table(
    {
        "call_id": column("key of the call: day, vessel, direction, berth, goods", required=True,
                          unique=True),
        **_ROW,
        "day": column("day of the call", kind="day", required=True),
        "vessel": column("name or number of the vessel", required=True),
        "direction": column("whether goods came in or went out", required=True,
                            allowed=SHIP_DIRECTION),
        "berth": column("berth", allowed=BERTH),
        **_GOODS,
        "net_tonnes": column("weight of the goods", kind="number", low=0, high=16_000,
                             unit="tonnes"),
        "load_teu": column("load in TEU", kind="number", low=0, high=600, unit="TEU"),
        "origin_port": column("port of loading as reported"),
        "destination_port": column("port of unloading as reported"),
        **_WITHDRAWN,
    }
)  # fmt: skip

TERMINAL_MONTH = table(
    {
        "month_id": column("key: month and terminal", required=True, unique=True),
        **_ROW,
        "month": column("month, as its first day", kind="day", required=True),
        "terminal": column("terminal", required=True, codes="terminals.code"),
        "load_unit_count": column("load units handled", kind="count", low=0, high=100_000,
                                  unit="load units"),
        "crane_move_count": column("crane moves", kind="count", low=0, high=300_000,
                                   unit="crane moves"),
        "train_count": column("trains handled", kind="count", low=0, high=3_000, unit="trains"),
        "truck_count": column("trucks handled", kind="count", low=0, high=100_000,
                              unit="trucks"),
        "storage_occupancy_pct": column("share of the storage in use", kind="number", low=0,
                                        high=150, unit="percent"),
        "capacity_load_unit_count": column("load units that could be handled in the month",
                                           kind="count", low=0, high=200_000,
                                           unit="load units"),
        **_WITHDRAWN,
    }
)  # fmt: skip

#: A claim on the rail link, together with its source: who says it, where, when.
RAIL_CLAIM = table(
    {
        **_ROW,
        **RAIL_CLAIMS.schema.columns,
        "publisher": column("who says it", required=True),
        "publisher_kind": column("kind of publisher", required=True),
        "relayed_by": column("who carried it on"),
        "title": column("what it is", required=True),
        "url": column("address where it was read", required=True),
        **_WITHDRAWN,
    }
)


@dataclass(frozen=True)
class Kind:
    """One kind of report: its name on the command line, the noun it feeds, its checked rows."""

    name: str
    feeds: str
    key: str
    schema: pa.DataFrameSchema


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("rail_trains", "rail_train", "train_id", RAIL_TRAINS),
        Kind("ship_calls", "ship_call", "call_id", SHIP_CALLS),
        Kind("terminal_month", "terminal_month", "month_id", TERMINAL_MONTH),
        Kind("rail_claim", "rail_claim", "claim_id", RAIL_CLAIM),
    )
}
