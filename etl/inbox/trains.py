"""A train as reported → a train as kept: moments in UTC, its day at Herne, its key, its slips."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.inbox import cells, dates
from etl.inbox.dates import Moment
from etl.inbox.fields import normal
from etl.inbox.issues import Bad, Issue

HERNE = ("terminal_herne_cth", "herne_whe", "herne_power_station")
MOMENTS = ("planned_departure", "actual_departure", "planned_arrival", "actual_arrival")
#: TEU of the largest load unit, a container of 45 feet.
_TEU_PER_UNIT = Decimal("2.25")
#: How far ahead a timetable is taken.
_AHEAD = timedelta(days=730)
#: Minutes by which a delay as reported may differ from what its times say: rounding.
_ROUNDING = 5


def shaped(made: dict[str, Any], today: date) -> tuple[dict[str, Any], str, list[Issue]]:
    """One train; returns its columns, how a person calls it, and what is wrong with it."""
    at, issues = _moments(made, today)
    issues += _places(made)
    issues += _order(at) + _loads(made)
    for name in MOMENTS:
        made[name] = at[name].text if name in at else None
    direction = made.get("direction")
    if direction is None:
        return made, made["train_number"], [*issues, Issue("direction_missing")]
    planned, actual = at.get(f"planned_{direction}"), at.get(f"actual_{direction}")
    service = actual or planned
    if service is None:  # said only where nothing else explains it
        return made, made["train_number"], issues or [Issue("no_time_at_herne")]
    issues += _delay(made, planned, actual)
    # The planned day stays when the actual one is corrected: so a correction finds its train.
    key_day = (planned or service).day
    made["service_day"] = service.day.isoformat()
    made["train_id"] = f"{normal(made['train_number'])}-{direction}-{key_day.isoformat()}"
    return made, f"{made['train_number']}, {key_day:%d.%m.%Y}", issues


def _moments(made: dict[str, Any], today: date) -> tuple[dict[str, Moment], list[Issue]]:
    found: dict[str, Moment] = {}
    issues: list[Issue] = []
    try:
        where = dates.zone(str(made["time_zone"])) if made.get("time_zone") else dates.HERE
    except Bad as bad:
        return {}, [_named(bad, "time_zone")]
    for name in MOMENTS:
        try:
            one = dates.read(
                made.get(name), made.get(f"{name}@day"), made.get(f"{name}@time"), where
            )
        except Bad as bad:
            issues.append(_named(bad, name))
            continue
        if one is None:
            continue
        found[name] = one
        latest = today + (_AHEAD if name.startswith("planned") else timedelta(days=1))
        if one.day > latest:
            issues.append(Issue("in_the_future", None, name, f"{one.day:%d.%m.%Y}"))
    return found, issues


def _named(bad: Bad, column: str) -> Issue:
    return Issue(**{**bad.cause.said(), "column": column})


def _places(made: dict[str, Any]) -> list[Issue]:
    """Countries follow from terminals, the direction from which of them is in Herne."""
    issues = []
    for end in ("origin", "destination"):
        terminal, country = made.get(f"{end}_terminal"), made.get(f"{end}_country")
        if terminal is None:
            continue
        known = cells.known_country(terminal)
        if country is None:
            made[f"{end}_country"] = known
        elif country != known:
            issues.append(Issue("country_contradicts", None, f"{end}_country", country, known))
    origin, destination = made.get("origin_terminal"), made.get("destination_terminal")
    is_from, is_to = origin in HERNE, destination in HERNE
    if "direction" not in made and is_from != is_to:
        made["direction"] = "departure" if is_from else "arrival"
    direction = made.get("direction")
    wrong = (direction == "arrival" and is_from and not is_to) or (
        direction == "departure" and is_to and not is_from
    )
    elsewhere = (direction == "arrival" and destination and not is_to) or (
        direction == "departure" and origin and not is_from
    )
    if wrong or elsewhere:
        shown = f"{origin or '?'} → {destination or '?'}"
        issues.append(Issue("direction_contradicts", None, "direction", shown))
    return issues


def _order(at: dict[str, Moment]) -> list[Issue]:
    """Nothing arrives before it has left; where a time is not known, days must do."""
    issues = []
    for which in ("planned", "actual"):
        left, came = at.get(f"{which}_departure"), at.get(f"{which}_arrival")
        if left is None or came is None:
            continue
        both = left.utc is not None and came.utc is not None
        if came.utc < left.utc if both else came.day < left.day:  # type: ignore[operator]
            issues.append(
                Issue("arrival_before_departure", None, f"{which}_arrival", _shown(came),
                      _shown(left))
            )  # fmt: skip
    return issues


def _shown(one: Moment) -> str:
    if one.utc is None:
        return f"{one.day:%d.%m.%Y}"
    return f"{one.utc.astimezone(dates.HERE):%d.%m.%Y %H:%M}"


def _loads(made: dict[str, Any]) -> list[Issue]:
    issues = []
    teu, units = made.get("load_teu"), made.get("load_unit_count")
    if teu and units and Decimal(teu) > _TEU_PER_UNIT * Decimal(units) > 0:
        issues.append(Issue("teu_per_unit", None, "load_teu", teu, units))
    gross, net = made.get("gross_tonnes"), made.get("net_tonnes")
    if gross and net and Decimal(net) > Decimal(gross):
        issues.append(Issue("net_above_gross", None, "net_tonnes", net, gross))
    return issues


def _delay(made: dict[str, Any], planned: Moment | None, actual: Moment | None) -> list[Issue]:
    said = made.get("delay_minutes")
    if said is None or planned is None or actual is None or not planned.utc or not actual.utc:
        return []
    counted = round((actual.utc - planned.utc).total_seconds() / 60)
    if abs(counted - int(said)) > _ROUNDING:
        return [Issue("delay_contradicts", None, "delay_minutes", said, str(counted))]
    return []
