"""What accepted deliveries feed into the warehouse: their rows, and themselves as sources.

Every reported version of a row is fed; which one counts is decided in the models (the newest
delivery). Claims on the rail link go to the ledger with sources of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from etl.datasets.collected_rail_claims import DATASET as RAIL_CLAIMS
from etl.inbox import deliveries
from etl.inbox.deliveries import Delivery
from etl.inbox.schema import KINDS, RAIL_CLAIM
from etl.readers.collected import SOURCES
from etl.schema import column, table

DELIVERIES = table(
    {
        "delivery_id": column("key of the delivery", required=True, unique=True),
        "kind": column("kind of report", required=True, allowed=tuple(KINDS)),
        "source_id": column("the delivery as a source", codes="source.source_id"),
        "file": column("name of the file as it came", required=True),
        "supplier": column("who supplied it", required=True),
        "received": column("day on which it was accepted", kind="day", required=True),
        "received_at": column("moment at which it was accepted (UTC)", kind="moment",
                              required=True),
        "sha256": column("sha256 of the file as it came", required=True),
        "row_count": column("rows in it", kind="count", required=True, low=0),
        "is_demo": column("generated for the demonstration", kind="yes_no", required=True),
    }
)  # fmt: skip


@dataclass(frozen=True)
class LoadedTable:
    """Rows for one noun, as checked text; ``place`` is where a person finds them."""

    place: str
    noun: str
    schema: pa.DataFrameSchema
    frame: pd.DataFrame


def with_delivery(schema: pa.DataFrameSchema) -> pa.DataFrameSchema:
    """The declaration of rows of several deliveries: a key may come again in each of them."""
    delivery = column("delivery that it came with", required=True,
                      codes="delivery.delivery_id")  # fmt: skip
    columns = {}
    for name, old in schema.columns.items():
        columns[name] = old if not old.unique else column(str(old.description), required=True)
    return table({"delivery_id": delivery, **columns})


def loaded_tables() -> list[LoadedTable]:
    """All that accepted deliveries feed; every noun occurs, also when there are none.

    Raises Refused when a delivery is damaged or is not for this warehouse.
    """
    found = deliveries.deliveries()
    deliveries.refuse_demo(found)
    frames = {one.delivery_id: one.frame() for one in found}
    listed = []
    for kind in KINDS.values():
        of_kind = [one for one in found if one.kind is kind]
        if kind.schema is RAIL_CLAIM:
            listed += _claims(of_kind, frames)
            continue
        schema = with_delivery(kind.schema)
        for one in of_kind:
            frame = frames[one.delivery_id].copy()
            frame.insert(0, "delivery_id", one.delivery_id)
            listed.append(LoadedTable(one.place, kind.feeds, schema, frame))
        listed.append(_empty(kind.feeds, schema))
    about = [_about(one) for one in found]
    listed.append(
        LoadedTable("data/inbox/accepted", "delivery", DELIVERIES, _frame(DELIVERIES, about))
    )
    sources = [_source(one) for one in found if one.kind.schema is not RAIL_CLAIM]
    listed.append(LoadedTable("data/inbox/accepted", "source", SOURCES, _frame(SOURCES, sources)))
    return listed


def _empty(noun: str, schema: pa.DataFrameSchema) -> LoadedTable:
    return LoadedTable("data/inbox/accepted", noun, schema, _frame(schema, []))


def _frame(schema: pa.DataFrameSchema, rows: list[dict[str, str | None]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(schema.columns), dtype="str")


def _about(one: Delivery) -> dict[str, str | None]:
    is_claim = one.kind.schema is RAIL_CLAIM
    return {
        "delivery_id": one.delivery_id,
        "kind": one.kind.name,
        "source_id": None if is_claim else one.source_id,
        "file": one.file,
        "supplier": one.supplier,
        "received": one.day.isoformat(),
        "received_at": f"{one.received:%Y-%m-%dT%H:%M:%S}",
        "sha256": one.sha256,
        "row_count": str(one.rows),
        "is_demo": "yes" if one.is_demo else "no",
    }


def _source(one: Delivery) -> dict[str, str | None]:
    return {
        "source_id": one.source_id,
        "publisher": one.supplier,
        "publisher_kind": "company",
        "title": one.file,
        "published": one.day.isoformat(),
        "published_precision": "day",
        "licence": "operator_report",
        "is_official_table": "no",
    }


def _claims(of_kind: list[Delivery], frames: dict[str, pd.DataFrame]) -> list[LoadedTable]:
    """Claims and their sources; of a claim brought twice the newest version, unless withdrawn."""
    if not of_kind:
        return []
    every = pd.concat([frames[one.delivery_id] for one in of_kind], ignore_index=True)
    newest = every.drop_duplicates("claim_id", keep="last")
    newest = newest[newest["is_withdrawn"] == "no"]
    claims = newest[list(RAIL_CLAIMS.schema.columns)].reset_index(drop=True)
    sources = pd.DataFrame(
        {
            "source_id": newest["source_id"],
            "url": newest["url"],
            "publisher": newest["publisher"],
            "publisher_kind": newest["publisher_kind"],
            "relayed_by": newest["relayed_by"],
            "title": newest["title"],
            "published": newest["known_since"],
            "published_precision": newest["known_since_precision"],
            "licence": "cited_fact",
            "is_official_table": "no",
        },
        dtype="str",
    )
    sources = sources.drop_duplicates("source_id", keep="last").reset_index(drop=True)
    place = "data/inbox/accepted/rail_claim"
    return [
        LoadedTable(place, "rail_claim", RAIL_CLAIMS.schema, claims),
        LoadedTable(place, "source", SOURCES, sources[list(SOURCES.columns)]),
    ]


def counted_once(brought: list[LoadedTable], collected: list[LoadedTable]) -> list[LoadedTable]:
    """The same parts, where a claim brought in counts as a train only if no other claim does.

    The first to speak of a train counts; who reports it again is further evidence for it.
    """
    counted = {
        str(event)
        for part in collected
        if part.noun == "rail_claim"
        for event in part.frame.loc[part.frame["counts"] == "yes", "event_id"]
    }
    made = []
    for part in brought:
        if part.noun == "rail_claim":
            frame = part.frame.sort_values(["known_since", "claim_id"], ignore_index=True)
            again = frame["event_id"].isin(counted) | frame[frame["counts"] == "yes"].duplicated(
                "event_id"
            ).reindex(frame.index, fill_value=False)
            frame["counts"] = frame["counts"].mask(again, "no")
            made.append(LoadedTable(part.place, part.noun, part.schema, frame))
        else:
            made.append(part)
    return made
