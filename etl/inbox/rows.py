"""Rows as read → rows as kept: what follows from what is said, and what contradicts itself.

Each kind has a function that takes the cells of a row by field and returns the row in the columns
of its kind (``etl.inbox.schema``) with what is wrong with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from etl.inbox import dates, trains
from etl.inbox.dates import HERE
from etl.inbox.fields import normal
from etl.inbox.issues import Bad, Issue
from etl.inbox.schema import KINDS

Row = dict[str, str | None]
Finish = Callable[[int, dict[str, Any]], tuple[Row, list[Issue]]]


def finisher(kind: str, report_day: str | None, now: datetime) -> Finish:
    """The function that finishes the rows of one kind."""
    schema = KINDS[kind].schema
    shaped = {
        "rail_trains": trains.shaped,
        "ship_calls": _ship_call,
        "terminal_month": _terminal_month,
        "rail_claim": _rail_claim,
    }[kind]
    bounds = _bounds(kind)
    today = now.astimezone(HERE).date()

    def finish(number: int, made: dict[str, Any]) -> tuple[Row, list[Issue]]:
        made.setdefault("is_withdrawn", "no")
        if report_day is not None and "report_day" in schema.columns:
            made.setdefault("report_day", report_day)
        said, shown, issues = shaped(made, today)
        issues += _outside(said, bounds)
        row: Row = {name: said.get(name) for name in schema.columns}
        row["row_number"], row["_shown"] = str(number), shown
        return row, [_at(issue, number) for issue in issues]

    return finish


def _at(issue: Issue, number: int) -> Issue:
    return Issue(**{**issue.said(), "row": number})


def _bounds(kind: str) -> dict[str, tuple[Decimal, Decimal, str]]:
    """Column → lowest, highest, unit, as declared."""
    found = {}
    for name, column in KINDS[kind].schema.columns.items():
        said = column.metadata or {}
        if said.get("low") is not None or said.get("high") is not None:
            low = Decimal(str(said["low"] if said["low"] is not None else "-Infinity"))
            high = Decimal(str(said["high"] if said["high"] is not None else "Infinity"))
            found[name] = (low, high, str(said["unit"]))
    return found


def _outside(said: dict[str, Any], bounds: dict[str, tuple[Decimal, Decimal, str]]) -> list[Issue]:
    issues = []
    for name, (low, high, unit) in bounds.items():
        if (text := said.get(name)) is not None and not low <= Decimal(text) <= high:
            issues.append(
                Issue("out_of_bounds", None, name, text, low=str(low), high=str(high), unit=unit)
            )
    return issues


Shaped = tuple[dict[str, Any], str, list[Issue]]


def _ship_call(made: dict[str, Any], today: date) -> Shaped:
    issues = _not_to_come("day", made, today)
    parts = (made["vessel"], made["direction"], made.get("berth", ""), made.get("nst2007", ""))
    made["call_id"] = "-".join([made["day"], *(normal(part) or "x" for part in parts)])
    return made, f"{made['vessel']}, {_shown_day(made['day'])}", issues


def _terminal_month(made: dict[str, Any], today: date) -> Shaped:
    issues = _not_to_come("month", made, today)
    made["month_id"] = f"{made['month'][:7]}-{made['terminal']}"
    return made, f"{made['month'][5:7]}.{made['month'][:4]}", issues


def _rail_claim(made: dict[str, Any], today: date) -> Shaped:
    """A claim with its source; its key is what it says of which event where."""
    try:
        said, precision = dates.when(made["date"])
    except Bad as bad:
        return made, "", [Issue(**{**bad.cause.said(), "column": "date"})]
    issues = _not_to_come("published", made, today)
    made |= {"date": said, "date_precision": precision}
    named = f"{made['url']} {said} {made['event_kind']} {made['direction']}"
    made["claim_id"] = f"brought-{_short(named)}"
    made["source_id"] = f"brought-src-{_short(made['url'] + normal(made['publisher']))}"
    # The ledger names an event by its kind and day: who reports a known train joins its evidence.
    event = "train" if made["event_kind"] == "train" else made["event_kind"].replace("_", "-")
    made["event_id"] = f"{event}-{said}"
    made.setdefault("about_herne_traffic", "no" if made["event_kind"] == "context" else "yes")
    made.setdefault("confidence", "medium")
    made.setdefault("text_en", made["text_de"])
    counts = (
        made["event_kind"] == "train"
        and precision == "day"
        and made["about_herne_traffic"] == "yes"
        and made["evidence_kind"] in ("observation", "report", "operator_statement")
    )
    made |= {
        "counts": "yes" if counts else "no",
        "judged_wrong": "no",
        "known_since": made["published"],
        "known_since_precision": "day",
    }
    return made, f"{made['publisher']}, {said}", issues


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _not_to_come(name: str, made: dict[str, Any], today: date) -> list[Issue]:
    """What is reported has happened; a day of grace for reports written abroad."""
    if date.fromisoformat(made[name]) > today + timedelta(days=1):
        return [Issue("in_the_future", None, name, _shown_day(made[name]))]
    return []


def _shown_day(text: str) -> str:
    return f"{date.fromisoformat(text):%d.%m.%Y}"
