"""Step 4, rows: rows as read → rows as kept; what follows from a row, and what contradicts itself.

Each kind has a check that completes the values of an entry to the columns of its kind
(``etl.inbox.schema``) and returns what a person calls it and what is wrong with it. Where a cell
could not be read (``Entry.invalid``), it says what is wrong with the others all the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from etl.inbox.cells import Cells, Entry
from etl.inbox.dates import BERLIN, Moment, parse_moment, parse_partial_date, parse_zone
from etl.inbox.header import Preamble
from etl.inbox.issues import Invalid, Issue, shortened
from etl.inbox.own import personal
from etl.inbox.own.rows import check_row
from etl.inbox.schema import KINDS, Kind, normalized, terminal_countries

Row = dict[str, str | None]

HERNE = ("terminal_herne_cth", "herne_whe", "herne_power_station")
MOMENTS = ("planned_departure", "actual_departure", "planned_arrival", "actual_arrival")
#: TEU of the largest load unit, a container of 45 feet.
_TEU_PER_UNIT = Decimal("2.25")
#: How far ahead a timetable is taken.
_TIMETABLE = timedelta(days=730)
#: What is reported has happened; a day of grace for reports written abroad.
_GRACE = timedelta(days=1)
#: Minutes by which a delay as reported may differ from what its times say: rounding.
_ROUNDING = 5


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
    return label, _in_future("day", day, today + _GRACE)


def _check_terminal_month(entry: Entry, today: date) -> tuple[str, list[Issue]]:
    values = entry.values
    if "month" not in values:
        return "", []
    month = date.fromisoformat(values["month"])
    values["month_id"] = f"{month:%Y-%m}-{values.get('terminal')}"
    return f"{month:%m.%Y}", _in_future("month", month, today + _GRACE)


def _check_rail_claim(entry: Entry, today: date) -> tuple[str, list[Issue]]:
    """A claim with its source; its key is what it says of which event where."""
    values, issues = entry.values, []
    day, precision = "", ""
    if "published" in values:
        published = date.fromisoformat(values["published"])
        issues += _in_future("published", published, today + _GRACE)
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


def _in_future(name: str, day: date, latest: date) -> list[Issue]:
    return [Issue("in_the_future", None, name, f"{day:%d.%m.%Y}")] if day > latest else []


def _check_train(entry: Entry, today: date) -> tuple[str, list[Issue]]:
    """A train: moments in UTC, its day at Herne, its key, its slips."""
    values = entry.values
    moments, issues = _read_moments(entry, today)
    issues += _check_places(values) + _check_order(moments) + _check_load(values)
    values |= {name: moment.text for name, moment in moments.items() if moment.text is not None}
    direction, number = values.get("direction"), values.get("train_number", "")
    if direction is None:
        ends = {"direction", "origin_terminal", "destination_terminal"}
        return number, [*issues, *([] if ends & entry.invalid else [Issue("direction_missing")])]
    planned, actual = moments.get(f"planned_{direction}"), moments.get(f"actual_{direction}")
    at_herne = actual or planned
    if at_herne is None:  # said only where nothing else explains it
        explained = {*MOMENTS, "direction"}
        is_explained = bool(explained & (entry.invalid | {issue.column for issue in issues}))
        return number, [*issues, *([] if is_explained else [Issue("no_time_at_herne")])]
    issues += _check_delay(values, planned, actual)
    # The planned day stays when the actual one is corrected: so a correction finds its train.
    key_day = (planned or at_herne).day
    values["service_day"] = at_herne.day.isoformat()
    values["train_id"] = f"{normalized(number)}-{direction}-{key_day.isoformat()}"
    return f"{number}, {key_day:%d.%m.%Y}", issues


def _read_moments(entry: Entry, today: date) -> tuple[dict[str, Moment], list[Issue]]:
    cells = entry.dates
    moments: dict[str, Moment] = {}
    issues: list[Issue] = []
    own_zone, zone = str(cells.get("time_zone", "")), parse_zone("local")
    try:
        zone = parse_zone(own_zone) if own_zone else zone
    except Invalid as error:
        issues.append(error.at(None, "time_zone"))
        entry.invalid.add("time_zone")
    for name in MOMENTS:
        parts = (cells.get(name), cells.get(f"{name}@day"), cells.get(f"{name}@time"))
        own = str(cells.get(f"{name}@zone", ""))
        if own and own_zone and "time_zone" not in entry.invalid and parse_zone(own) != zone:
            issues.append(Issue("zone_twice", None, name, own, own_zone))
        try:
            moment = parse_moment(*parts, parse_zone(own) if own else zone)
        except Invalid as error:
            issues.append(error.at(None, name))
            entry.invalid.add(name)
            continue
        if moment is None:
            continue
        moments[name] = moment
        ahead = _TIMETABLE if name.startswith("planned") else _GRACE
        issues += _in_future(name, moment.day, today + ahead)
    return moments, issues


def _check_places(values: dict[str, str]) -> list[Issue]:
    """Countries follow from terminals, the direction from which of them is in Herne."""
    issues = []
    for end in ("origin", "destination"):
        if (terminal := values.get(f"{end}_terminal")) is not None:
            expected = terminal_countries().get(terminal, "")
            country = values.setdefault(f"{end}_country", expected)
            if country != expected:
                issues.append(
                    Issue("country_contradicts", None, f"{end}_country", f"@country:{country}",
                          f"@country:{expected}")
                )  # fmt: skip
    origin, destination = values.get("origin_terminal"), values.get("destination_terminal")
    from_herne, to_herne = origin in HERNE, destination in HERNE
    if "direction" not in values and from_herne != to_herne:
        values["direction"] = "departure" if from_herne else "arrival"
    is_wrong = {
        "arrival": not to_herne and (from_herne or destination),
        "departure": not from_herne and (to_herne or origin),
    }
    if is_wrong.get(values.get("direction", "")):
        route = f"@terminal:{origin or '?'};{destination or '?'}"
        issues.append(Issue("direction_contradicts", None, "direction", route))
    return issues


def _check_order(moments: dict[str, Moment]) -> list[Issue]:
    """Nothing arrives before it has left; where a time is not known, days must do."""
    issues = []
    for which in ("planned", "actual"):
        left, came = moments.get(f"{which}_departure"), moments.get(f"{which}_arrival")
        if left is None or came is None:
            continue
        if came.utc < left.utc if came.utc and left.utc else came.day < left.day:
            column = f"{which}_arrival"
            issues.append(Issue("arrival_before_departure", None, column, came.label, left.label))
    return issues


def _check_load(values: dict[str, str]) -> list[Issue]:
    issues = []
    teu, units = values.get("load_teu"), values.get("load_unit_count")
    if teu and units and Decimal(teu) > _TEU_PER_UNIT * Decimal(units) > 0:
        issues.append(Issue("teu_per_unit", None, "load_teu", f"@number:{teu}", units))
    gross, net = values.get("gross_tonnes"), values.get("net_tonnes")
    if gross and net and Decimal(net) > Decimal(gross):
        issues.append(Issue("net_above_gross", None, "net_tonnes", f"@number:{net}",
                            f"@number:{gross}"))  # fmt: skip
    return issues


def _check_delay(values: dict[str, str], planned: Moment | None,
                 actual: Moment | None) -> list[Issue]:  # fmt: skip
    reported = values.get("delay_minutes")
    if not reported or not planned or not actual or not planned.utc or not actual.utc:
        return []
    minutes = round((actual.utc - planned.utc).total_seconds() / 60)
    if abs(minutes - int(reported)) > _ROUNDING:
        return [Issue("delay_contradicts", None, "delay_minutes", reported, str(minutes))]
    return []


_CHECKS: dict[str, Callable[[Entry, date], tuple[str, list[Issue]]]] = {
    "rail_trains": _check_train,
    "ship_calls": _check_ship_call,
    "terminal_month": _check_terminal_month,
    "rail_claim": _check_rail_claim,
    "own_company": check_row,
}
