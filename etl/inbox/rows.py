"""Step 4, rows: rows as read → rows as kept; what follows from a row, and what contradicts itself.

Each kind has a check that completes the values of an entry to the columns of its kind
(``etl.inbox.schema``) and returns what a person calls it and what is wrong with it. Where a cell
could not be read (``Entry.invalid``), it says what is wrong with the others all the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from etl.inbox.cells import Cells, Entry
from etl.inbox.dates import BERLIN, parse_partial_date
from etl.inbox.header import Preamble
from etl.inbox.issues import Invalid, Issue, shortened
from etl.inbox.own import personal
from etl.inbox.own.rows import check_row
from etl.inbox.schema import KINDS, Kind, normalized
from etl.inbox.trains import GRACE, check_train, in_future

Row = dict[str, str | None]


@dataclass
class Report:
    """A file as read: ``rows`` in the columns of its kind, what is wrong with it, what is noted.

    ``sheet`` names all that were read, ``header_row`` is the first header's; ``labels``: key of a
    row → how a person calls it.
    """

    kind: str
    sheet: str = ""
    header_row: int = 0
    preamble: Preamble = field(default_factory=Preamble)
    rows: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    errors: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)


def check_rows(sheets: list[Cells], now: datetime) -> Report:
    """The rows of a report, complete and checked; each key may occur once in all its sheets.

    What is wrong with single cells and what is wrong with their rows is said together.
    """
    first, several = sheets[0].header, len(sheets) > 1
    kind, preamble = KINDS[first.kind], Preamble()
    names = ", ".join(cells.header.sheet.name for cells in sheets)
    report = Report(kind.name, names, first.last_row, preamble)
    bounds, today = _bounds(kind.name), now.astimezone(BERLIN).date()
    places: dict[str, tuple[str, int]] = {}
    suppliers = []
    for cells in sheets:
        head, sheet = cells.header.preamble, cells.header.sheet.name if several else ""
        suppliers.append(head.supplier)
        preamble.asks_supplier |= head.asks_supplier
        preamble.is_demo |= head.is_demo
        errors, duplicates = list(cells.errors), []
        errors += personal.columns(cells.header) if kind.is_own else []
        for entry in cells.entries:
            label, issues = _check_entry(entry, kind, head.report_day, bounds, today)
            errors += issues
            if entry.invalid:
                continue
            row = {name: entry.values.get(name) for name in kind.schema.columns}
            report.rows.append(row)
            if (key := row[kind.key]) is not None:
                report.labels[key] = label
                place = places.setdefault(key, (sheet, entry.number))
                if place != (sheet, entry.number):
                    # Twice the same train is a slip, whatever else it says.
                    earlier = f"{place[1]} ({place[0]})" if several else str(place[1])
                    duplicates.append(Issue("twice", entry.number, found=earlier, expected=label))
        errors = sorted([*errors, *duplicates], key=lambda issue: issue.row or 0)
        report.errors += [replace(issue, sheet=sheet) for issue in errors]
        report.notes += [replace(issue, sheet=sheet) for issue in cells.notes]
    suppliers = list(dict.fromkeys(name for name in suppliers if name))
    preamble.supplier = suppliers[0] if suppliers else ""
    if len(suppliers) > 1:
        report.errors.append(Issue("suppliers_differ", found=", ".join(suppliers)))
    if not report.rows and not report.errors:
        report.errors.append(Issue("no_rows"))
    return report


def _check_entry(entry: Entry, kind: Kind, report_day: str | None, bounds: Bounds,
                 today: date) -> tuple[str, list[Issue]]:  # fmt: skip
    """Complete the values of an entry; what a person calls it, and what is wrong with it."""
    entry.values.setdefault("is_withdrawn", "no")
    if report_day is not None and "report_day" in kind.schema.columns:
        entry.values.setdefault("report_day", report_day)
    label, issues = _CHECKS[kind.name](entry, today)
    issues += _out_of_bounds(entry.values, bounds)
    entry.values["row_number"] = str(entry.number)
    return label, [replace(issue, row=entry.number) for issue in issues]


Bounds = dict[str, tuple[Decimal, Decimal, str]]


def _bounds(kind: str) -> Bounds:
    """Column → lowest, highest, unit, as declared."""
    bounds: Bounds = {}
    for name, column in KINDS[kind].schema.columns.items():
        metadata = column.metadata or {}
        low, high = metadata.get("low"), metadata.get("high")
        if low is not None or high is not None:
            lowest = Decimal(str(low if low is not None else "-Infinity"))
            highest = Decimal(str(high if high is not None else "Infinity"))
            bounds[name] = (lowest, highest, str(metadata["unit"]))
    return bounds


def _out_of_bounds(values: dict[str, str], bounds: Bounds) -> list[Issue]:
    return [
        Issue("out_of_bounds", None, name, f"@number:{shortened(values[name])}", low=str(low),
              high=str(high), unit=f"@unit:{unit}")
        for name, (low, high, unit) in bounds.items()
        if name in values and not low <= Decimal(values[name]) <= high
    ]  # fmt: skip


def _check_ship_call(entry: Entry, today: date) -> tuple[str, list[Issue]]:
    values = entry.values
    if "day" not in values:
        return "", []
    names = ("vessel", "direction", "berth", "nst2007")
    parts = [normalized(values.get(name, "")) or "x" for name in names]
    values["call_id"] = "-".join([values["day"], *parts])
    day = date.fromisoformat(values["day"])
    label = f"{values.get('vessel', '')}, {day:%d.%m.%Y}"
    return label, in_future("day", day, today + GRACE)


def _check_terminal_month(entry: Entry, today: date) -> tuple[str, list[Issue]]:
    values = entry.values
    if "month" not in values:
        return "", []
    month = date.fromisoformat(values["month"])
    values["month_id"] = f"{month:%Y-%m}-{values.get('terminal')}"
    return f"{month:%m.%Y}", in_future("month", month, today + GRACE)


def _check_rail_claim(entry: Entry, today: date) -> tuple[str, list[Issue]]:
    """A claim with its source; its key is what it says of which event where."""
    values, issues = entry.values, []
    day, precision = "", ""
    if "published" in values:
        published = date.fromisoformat(values["published"])
        issues += in_future("published", published, today + GRACE)
    if "date" in entry.dates:
        try:
            day, precision = parse_partial_date(entry.dates["date"])
        except Invalid as error:
            issues.append(error.at(None, "date"))
            entry.invalid.add("date")
    if entry.invalid:
        return "", issues
    event = values["event_kind"]
    about_herne = values.setdefault("about_herne_traffic", "no" if event == "context" else "yes")
    values.setdefault("confidence", "medium")
    values.setdefault("text_en", values["text_de"])
    counts = (
        event == "train"
        and precision == "day"
        and about_herne == "yes"
        and values["evidence_kind"] in ("observation", "report", "operator_statement")
    )
    key = _hash(f"{values['url']} {day} {event} {values['direction']}")
    values |= {
        "date": day,
        "date_precision": precision,
        "claim_id": f"brought-{key}",
        "source_id": f"brought-src-{_hash(values['url'] + normalized(values['publisher']))}",
        # An event is its kind and day: who reports a known train joins its evidence.
        "event_id": f"{event.replace('_', '-')}-{day}",
        "counts": "yes" if counts else "no",
        "judged_wrong": "no",
        "known_since": values["published"],
        "known_since_precision": "day",
    }
    return f"{values['publisher']}, {day}", issues


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


_CHECKS: dict[str, Callable[[Entry, date], tuple[str, list[Issue]]]] = {
    "rail_trains": check_train,
    "ship_calls": _check_ship_call,
    "terminal_month": _check_terminal_month,
    "rail_claim": _check_rail_claim,
    "own_company": check_row,
}
