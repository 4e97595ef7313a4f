"""An engine with only what the rules of the rail link read: made reports and claims, true models.

The rows are put where the pipeline puts what is known; the views are built from the models' files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from typing import Any

import duckdb
import pandas as pd

from data import paths
from etl import modelling

Row = dict[str, Any]

#: Tables that the rules read, as the pipeline types them, as far as the rules read them.
TABLES = {
    "core.known_rail_claim": """claim_id varchar, event_id varchar, event_kind varchar,
        evidence_kind varchar, is_evidence boolean, "date" varchar, date_precision varchar,
        direction varchar, origin varchar, destination varchar, source_id varchar,
        known_since date, confidence varchar, "counts" boolean, first_day date, last_day date""",
    "core.rail_train": """train_id varchar, source_id varchar, delivery_id varchar,
        row_number bigint, report_day date, train_number varchar, operator varchar,
        direction varchar, origin_terminal varchar, origin_country varchar,
        destination_terminal varchar, destination_country varchar, planned_departure timestamp,
        actual_departure timestamp, planned_arrival timestamp, actual_arrival timestamp,
        service_day date, delay_minutes bigint, wagon_count bigint, load_unit_count bigint,
        load_unit_type varchar, load_teu double, gross_tonnes double, net_tonnes double,
        nst2007 varchar, is_dangerous boolean, is_loaded boolean, border_crossing varchar,
        transit_days double, is_china_service boolean, remark varchar, known_since date,
        is_withdrawn boolean default false""",
    "core.ship_call": """call_id varchar, source_id varchar, delivery_id varchar,
        row_number bigint, day date, vessel varchar, direction varchar, berth varchar,
        nst2007 varchar, net_tonnes double, load_teu double, origin_port varchar,
        destination_port varchar, known_since date, is_withdrawn boolean default false""",
    "core.terminal_month": """month_id varchar, source_id varchar, delivery_id varchar,
        row_number bigint, month date, terminal varchar, load_unit_count bigint,
        crane_move_count bigint, train_count bigint, truck_count bigint,
        storage_occupancy_pct double, capacity_load_unit_count bigint, known_since date,
        is_withdrawn boolean default false""",
    "core.delivery": "delivery_id varchar, kind varchar, source_id varchar, received date",
}
#: Views in the order in which they need each other.
_KNOWN = ("core.reported_train", "core.known_ship_call", "core.known_terminal_month")
LINK = ("core.operated_train", "core.distinct_train", "core.known_link_state")
ALERTS = (*LINK, "core.known_report_value", "core.known_alert")


@contextmanager
def engine(views: Iterable[str], instead: Mapping[str, str] | None = None,
           **rows: Iterable[Row]) -> Iterator[duckdb.DuckDBPyConnection]:  # fmt: skip
    """The views named over made rows: ``claims``, or the name of a table without its schema.

    ``instead``: SQL that stands in for the model of a view. All is as before when it is left.
    """
    con = _empty(tuple(views), tuple((instead or {}).items()))
    con.begin()
    try:
        for name, listed in rows.items():
            _fill(con, "core.known_rail_claim" if name == "claims" else f"core.{name}", listed)
        yield con
    finally:
        con.rollback()
        con.execute("reset variable as_of")


@cache
def _empty(views: tuple[str, ...],
           instead: tuple[tuple[str, str], ...]) -> duckdb.DuckDBPyConnection:  # fmt: skip
    """An engine with tables without rows; to make one takes longer than most questions to it."""
    made, con = dict(instead), duckdb.connect()
    for schema in ("core", "reference"):
        con.execute(f"create schema {schema}")
    con.execute(
        "create table reference.thresholds as from read_csv($1)",
        [str(paths.REFERENCE / "thresholds.csv")],
    )
    modelling.formulas(con)
    for name, columns in TABLES.items():
        con.execute(f"create table {name} ({columns})")
    for name in (*_KNOWN, *views):
        file = (modelling.MODELS / name.replace(".", "/")).with_suffix(".sql")
        sql = made.get(name) or modelling._body(file.read_text(encoding="utf-8"))
        con.execute(f"create view {name} as {sql}")
    return con


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    frame = pd.DataFrame(list(rows))
    if len(frame):
        con.register("made", frame)
        con.execute(f"insert into {table} by name from made")
        con.unregister("made")


def on(con: duckdb.DuckDBPyConnection, day: date) -> None:
    """Look at what was known on a day."""
    con.execute("set variable as_of = $1", [day])


def train(day: date, train_id: str = "", **more: Any) -> Row:
    """A train from China that an operator reported on the day it came."""
    row: Row = {
        "train_id": train_id or f"t-{day}", "source_id": "operator", "delivery_id": "d-1",
        "report_day": day, "train_number": "40001", "direction": "arrival",
        "origin_terminal": "lianyungang", "destination_terminal": "herne_cth",
        "service_day": day, "is_china_service": True, "known_since": day,
    }  # fmt: skip
    return row | more


def weekly(first: date, count: int, **more: Any) -> list[Row]:
    """One train a week."""
    return [train(first + timedelta(7 * number), **more) for number in range(count)]


def month(number: int, **more: Any) -> Row:
    """What a terminal reported of a month, counted from January 2027; known at once."""
    first = date(2027 + number // 12, 1 + number % 12, 1)
    row: Row = {
        "month_id": f"m-{more.get('terminal', 'herne')}-{first}", "source_id": "operator",
        "delivery_id": "d-1", "month": first, "terminal": "herne", "known_since": first,
    }  # fmt: skip
    return row | more


def claim(claim_id: str, first: date, last: date | None = None, **more: Any) -> Row:
    """A published claim of a train from China, dated to the day unless it ends later."""
    row: Row = {
        "claim_id": claim_id, "event_id": claim_id, "event_kind": "train",
        "evidence_kind": "report", "is_evidence": True, "date": str(first),
        "date_precision": "span" if last else "day", "direction": "westbound",
        "origin": "lianyungang", "destination": "terminal_herne_cth", "source_id": "paper",
        "known_since": first, "confidence": "high", "counts": False, "first_day": first,
        "last_day": last or first,
    }  # fmt: skip
    return row | more


def statement(claim_id: str, day: date, last: date | None = None, **more: Any) -> Row:
    """The operator says that nothing runs."""
    kind: Row = {
        "event_kind": "statement_no_traffic", "direction": "both",
        "evidence_kind": "operator_statement",
    }  # fmt: skip
    return claim(claim_id, day, last, **(kind | more))
