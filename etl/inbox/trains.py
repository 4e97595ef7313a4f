"""Trains of a report: their moments in UTC, their day at Herne, their keys, their slips."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from etl.inbox.cells import Entry
from etl.inbox.dates import Moment, parse_moment, parse_zone
from etl.inbox.issues import Invalid, Issue
from etl.inbox.schema import normalized, terminal_countries

HERNE = ("terminal_herne_cth", "herne_whe", "herne_power_station")
MOMENTS = ("planned_departure", "actual_departure", "planned_arrival", "actual_arrival")
#: TEU of the largest load unit, a container of 45 feet.
_TEU_PER_UNIT = Decimal("2.25")
#: How far ahead a timetable is taken.
_TIMETABLE = timedelta(days=730)
#: What is reported has happened; a day of grace for reports written abroad.
GRACE = timedelta(days=1)
#: Minutes by which a delay as reported may differ from what its times say: rounding.
_ROUNDING = 5


def in_future(name: str, day: date, latest: date) -> list[Issue]:
    """What is wrong with a day after the latest that there may be."""
    return [Issue("in_the_future", None, name, f"{day:%d.%m.%Y}")] if day > latest else []


def check_train(entry: Entry, today: date) -> tuple[str, list[Issue]]:
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
        ahead = _TIMETABLE if name.startswith("planned") else GRACE
        issues += in_future(name, moment.day, today + ahead)
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
