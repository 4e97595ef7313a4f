"""What accepted deliveries feed into the warehouse: their rows, and themselves as sources.

Every reported version of a row is fed; which one counts is decided in the models (the newest
delivery). Claims on the rail link go to the ledger with sources of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd
import pandera.pandas as pa

from etl.datasets.collected_rail_claims import DATASET as RAIL_CLAIMS
from etl.inbox.deliveries import NOBODY, Delivery, deliveries, refuse_demo
from etl.inbox.own import load as own
from etl.inbox.schema import CUSTOMS, CUSTOMS_TRADE, KINDS, RAIL_CLAIM
from etl.readers.collected import CLAIMS, SOURCES, as_claims
from etl.schema import column, frame_of, table, with_keys_again

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

Row = dict[str, str | None]


@dataclass(frozen=True)
class LoadedTable:
    """Rows for one noun, as checked text; ``place`` is where a person finds them."""

    place: str
    noun: str
    schema: pa.DataFrameSchema
    frame: pd.DataFrame


def by_noun(fed: Iterable[LoadedTable]) -> list[LoadedTable]:
    """One table for each noun, in their order, with the rows of all that feed it."""
    parts: dict[str, list[LoadedTable]] = {}
    for part in fed:
        parts.setdefault(part.noun, []).append(part)
    return [replace(some[0], frame=pd.concat([one.frame for one in some], ignore_index=True))
            for _, some in sorted(parts.items())]  # fmt: skip


def loaded_tables() -> list[LoadedTable]:
    """All that accepted deliveries feed; every noun occurs, also when there are none.

    Raises Refused when a delivery is damaged or is not for this warehouse.
    """
    accepted = deliveries()
    refuse_demo(accepted)
    tables = []
    for kind in KINDS.values():
        if kind.is_own:
            continue
        reported = [one for one in accepted if one.kind is kind]
        if kind.schema is RAIL_CLAIM:
            tables += _claims([delivery.frame() for delivery in reported])
            continue
        if kind.schema is CUSTOMS_TRADE:
            tables += _customs_claims(reported)
            continue
        schema = _with_delivery(kind.schema)
        for delivery in reported:
            frame = delivery.frame()
            frame.insert(0, "delivery_id", delivery.delivery_id)
            tables.append(LoadedTable(delivery.place, kind.feeds, schema, frame))
        tables.append(_table(kind.feeds, schema, []))
    reports = [one for one in accepted if one.kind.schema is not RAIL_CLAIM]
    return [
        *tables,
        _table("delivery", DELIVERIES, [_delivery_row(one) for one in accepted]),
        _table("source", SOURCES, [_source_row(one) for one in reports]),
        *(LoadedTable(*part) for part in own.parts()),
    ]


def _with_delivery(schema: pa.DataFrameSchema) -> pa.DataFrameSchema:
    """The declaration of rows of several deliveries: a key may come again in each of them."""
    delivery = column("delivery that it came with", required=True,
                      codes="delivery.delivery_id")  # fmt: skip
    return table({"delivery_id": delivery, **with_keys_again(schema)})


def _table(noun: str, schema: pa.DataFrameSchema, rows: list[Row]) -> LoadedTable:
    return LoadedTable("data/inbox/accepted", noun, schema, frame_of(schema, rows))


def _delivery_row(delivery: Delivery) -> Row:
    is_claim = delivery.kind.schema is RAIL_CLAIM
    return {
        "delivery_id": delivery.delivery_id,
        "kind": delivery.kind.name,
        "source_id": None if is_claim else delivery.source_id,
        "file": delivery.file,
        "supplier": delivery.supplier,
        "received": delivery.day.isoformat(),
        "received_at": f"{delivery.received:%Y-%m-%dT%H:%M:%S}",
        "sha256": delivery.sha256,
        "row_count": str(delivery.rows),
        "is_demo": "yes" if delivery.is_demo else "no",
    }


def _source_row(delivery: Delivery) -> Row:
    if delivery.kind.schema is CUSTOMS_TRADE:
        return _customs_source(delivery)
    return {
        "source_id": delivery.source_id,
        "publisher": delivery.supplier,
        "publisher_kind": "company",
        "title": delivery.file,
        "published": delivery.day.isoformat(),
        "published_precision": "day",
        "licence": "operator_report",
        "is_official_table": "no",
    }


def _customs_source(delivery: Delivery) -> Row:
    """The customs say it; who delivered the file carried it on, on the day of the delivery."""
    supplier = delivery.supplier
    return {
        "source_id": delivery.source_id,
        "url": "http://stats.customs.gov.cn/",
        "publisher": "General Administration of Customs of China (GACC)",
        "publisher_kind": "official_statistics",
        "relayed_by": None if supplier == NOBODY else supplier,
        "title": f"海关统计数据在线查询平台: {delivery.file}",
        "published": delivery.day.isoformat(),
        "published_precision": "day",
        "licence": "cited_fact",
        "is_official_table": "no",
    }


def _customs_claims(reported: list[Delivery]) -> list[LoadedTable]:
    """Claims of the Chinese customs' files; what says again what was known adds nothing.

    Of one day the last delivery counts: a claim knows no more than its day.
    """
    if not reported:
        return []
    rows = pd.concat(
        [
            one.frame().assign(
                delivery_id=one.delivery_id, source_id=one.source_id,
                known_since=one.day.isoformat(),
            )
            for one in reported
        ],
        ignore_index=True,
    ).drop_duplicates(["row_id", "known_since"], keep="last")  # fmt: skip
    rows = rows[rows["value"] != rows.groupby("row_id")["value"].shift()]
    claims = as_claims(
        rows, claim_id=rows["delivery_id"] + "-" + rows["row_id"], basis="gacc_registration",
        trade_system="general", confidence="medium", known_since_precision="day",
    )  # fmt: skip
    return [LoadedTable(f"data/inbox/accepted/{CUSTOMS}", "claim", CLAIMS, claims)]


def _claims(frames: list[pd.DataFrame]) -> list[LoadedTable]:
    """Claims and their sources; of a claim brought twice the newest version, unless withdrawn."""
    if not frames:
        return []
    newest = pd.concat(frames, ignore_index=True).drop_duplicates("claim_id", keep="last")
    newest = newest[newest["is_withdrawn"] == "no"]
    claims = newest[list(RAIL_CLAIMS.schema.columns)].reset_index(drop=True)
    sources = newest.assign(
        published=newest["known_since"], published_precision=newest["known_since_precision"],
        licence="cited_fact", is_official_table="no",
    )  # fmt: skip
    sources = sources.drop_duplicates("source_id", keep="last").reset_index(drop=True)
    sources = sources.reindex(columns=list(SOURCES.columns)).astype("str")
    place = "data/inbox/accepted/rail_claim"
    return [
        LoadedTable(place, "rail_claim", RAIL_CLAIMS.schema, claims),
        LoadedTable(place, "source", SOURCES, sources),
    ]


def count_trains_once(brought: list[LoadedTable],
                      collected: list[LoadedTable]) -> list[LoadedTable]:  # fmt: skip
    """The same parts, where a claim brought in counts as a train only if no other claim does.

    The first to speak of a train counts; who reports it again is further evidence for it.
    """
    counted = {
        str(event)
        for part in collected
        if part.noun == "rail_claim"
        for event in part.frame.loc[part.frame["counts"] == "yes", "event_id"]
    }

    def count_once(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.sort_values(["known_since", "claim_id"], ignore_index=True)
        repeated = frame[frame["counts"] == "yes"].duplicated("event_id")
        repeated = repeated.reindex(frame.index, fill_value=False)
        is_known = frame["event_id"].isin(counted) | repeated
        return frame.assign(counts=frame["counts"].mask(is_known, "no"))

    return [
        replace(part, frame=count_once(part.frame)) if part.noun == "rail_claim" else part
        for part in brought
    ]
