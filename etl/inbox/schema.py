"""The kinds of reports: what a person fills in, and how the rows lie once they are checked.

Every row of an accepted delivery has the columns declared here, in the file ``rows.csv`` beside the
original: text, codes instead of names, moments in UTC, units as the columns' names say. An empty
cell is unknown, never zero. The bounds are what is physically possible with room to spare, so that
what breaks them is a slip: a train of 150 wagons would be 2 km long; 300 TEU are more than any
Eurasian train has carried; the largest push convoy on German waterways carries 16,000 tonnes and
about 600 TEU.

The columns that a person fills in, their spellings and values stand in
``data/reference/report_*.csv``, so that templates, checks and pages say the same.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import pandera.pandas as pa

from data import paths
from etl.datasets.collected_rail_claims import DATASET as RAIL_CLAIMS
from etl.inbox.own.declared import COMPANIES
from etl.readers.collected import CLAIMS
from etl.schema import column, table

DIRECTION = ("arrival", "departure")
SHIP_DIRECTION = ("in", "out")
LOAD_UNIT = ("container", "swap_body", "semi_trailer", "mixed")
BERTH = ("westhafen", "osthafen", "works")

_ROW = {"row_number": column("row in the file as it came", kind="count", required=True, low=1)}
_WITHDRAWN = {
    "is_withdrawn": column("reported by mistake and taken back", kind="yes_no", required=True)
}


def _key(meaning: str) -> pa.Column:
    return column(meaning, required=True, unique=True)


def _count(meaning: str, high: int, unit: str, low: int = 0) -> pa.Column:
    return column(meaning, kind="count", low=low, high=high, unit=unit)


def _number(meaning: str, high: int, unit: str) -> pa.Column:
    return column(meaning, kind="number", low=0, high=high, unit=unit)


def _end(end: str, what: str) -> dict[str, pa.Column]:
    terminal = column(f"terminal {what}", codes="terminals.code")
    return {f"{end}_terminal": terminal, f"{end}_country": column(f"country {what} (ISO alpha-2)")}


RAIL_TRAINS = table(
    {
        "train_id": _key("key of the train: number, direction, day"),
        **_ROW,
        "report_day": column("day that the report names as its own", kind="day"),
        "train_number": column("number of the train", required=True),
        "operator": column("railway undertaking or operator"),
        "direction": column("arrival at or departure from Herne", required=True, allowed=DIRECTION),
        **_end("origin", "from where"),
        **_end("destination", "to where"),
        "planned_departure": column("planned departure (UTC)", kind="moment"),
        "actual_departure": column("actual departure (UTC)", kind="moment"),
        "planned_arrival": column("planned arrival (UTC)", kind="moment"),
        "actual_arrival": column("actual arrival (UTC)", kind="moment"),
        "service_day": column(
            "day at Herne, local time: actual, else planned", kind="day", required=True
        ),
        "delay_minutes": _count("delay at Herne as reported", 86_400, "minutes", low=-10_080),
        "wagon_count": _count("wagons", 150, "wagons"),
        "load_unit_count": _count("load units", 300, "load units"),
        "load_unit_type": column("kind of load units", allowed=LOAD_UNIT),
        "load_teu": _number("load in TEU", 300, "TEU"),
        "gross_tonnes": _number("gross weight of the train", 10_000, "tonnes"),
        "net_tonnes": _number("net weight of the goods", 8_000, "tonnes"),
        "nst2007": column("goods division (NST 2007)", codes="nst2007.code"),
        "is_dangerous": column("dangerous goods aboard", kind="yes_no"),
        "is_loaded": column("loaded, not empty", kind="yes_no"),
        "border_crossing": column("border crossing as reported"),
        "transit_days": _number("days on the way as reported", 120, "days"),
        "is_china_service": column("part of a service to or from China", kind="yes_no"),
        "remark": column("remark of the supplier"),
        **_WITHDRAWN,
    }
)

SHIP_CALLS = table(
    {
        "call_id": _key("key of the call: day, vessel, direction, berth, goods"),
        **_ROW,
        "day": column("day of the call", kind="day", required=True),
        "vessel": column("name or number of the vessel", required=True),
        "direction": column(
            "whether goods came in or went out", required=True, allowed=SHIP_DIRECTION
        ),
        "berth": column("berth", allowed=BERTH),
        "nst2007": column("goods division (NST 2007)", codes="nst2007.code"),
        "net_tonnes": _number("weight of the goods", 16_000, "tonnes"),
        "load_teu": _number("load in TEU", 600, "TEU"),
        "origin_port": column("port of loading as reported"),
        "destination_port": column("port of unloading as reported"),
        **_WITHDRAWN,
    }
)

TERMINAL_MONTH = table(
    {
        "month_id": _key("key: month and terminal"),
        **_ROW,
        "month": column("month, as its first day", kind="day", required=True),
        "terminal": column("terminal", required=True, codes="terminals.code"),
        "load_unit_count": _count("load units handled", 100_000, "load units"),
        "crane_move_count": _count("crane moves", 300_000, "crane moves"),
        "train_count": _count("trains handled", 3_000, "trains"),
        "truck_count": _count("trucks handled", 100_000, "trucks"),
        "storage_occupancy_pct": _number("share of the storage in use", 150, "percent"),
        "capacity_load_unit_count": _count(
            "load units that could be handled in the month", 200_000, "load units"
        ),
        **_WITHDRAWN,
    }
)

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

#: Trade of a Chinese province with Germany as the Chinese customs state it, one row a figure.
CUSTOMS_TRADE = table(
    {
        "row_id": _key("key of the figure: province, partner, direction, currency, period"),
        **_ROW,
        **{
            name: CLAIMS.columns[name]
            for name in ("indicator", "region", "counterpart", "flow", "period_kind",
                         "period_start", "period_end", "value", "unit", "value_printed")
        },
        **_WITHDRAWN,
    }
)  # fmt: skip


#: The office's own list of firms: each delivery is the whole list and takes the last one's place.
OWN_COMPANY = table({"own_id": _key("key of the row: firm and place"), **_ROW, **COMPANIES,
                     **_WITHDRAWN})  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of report: its name on the command line, the noun it feeds, its checked rows.

    ``is_own``: of the office alone; kept in a folder of its own, never among the public data.
    """

    name: str
    feeds: str
    key: str
    schema: pa.DataFrameSchema
    is_own: bool = False


#: What people fill in, by name: each has a template.
FORMS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("rail_trains", "rail_train", "train_id", RAIL_TRAINS),
        Kind("ship_calls", "ship_call", "call_id", SHIP_CALLS),
        Kind("terminal_month", "terminal_month", "month_id", TERMINAL_MONTH),
        Kind("rail_claim", "rail_claim", "claim_id", RAIL_CLAIM),
        Kind("own_company", "own_company", "own_id", OWN_COMPANY, is_own=True),
    )
}
#: The name of what is downloaded from the Chinese customs, which nobody fills in.
CUSTOMS = "customs_trade"
KINDS: Mapping[str, Kind] = {**FORMS, CUSTOMS: Kind(CUSTOMS, "claim", "row_id", CUSTOMS_TRADE)}


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Field:
    """One column that a person fills in; ``type`` says what its cells hold."""

    name: str
    type: str
    required: bool
    unit: str
    labels: tuple[str, str]
    aliases: tuple[str, ...]
    help: tuple[str, str]


@dataclass(frozen=True)
class Value:
    """One value of a column with a fixed list: its code, its labels, other spellings."""

    code: str
    labels: tuple[str, str]
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def normalized(text: str) -> str:
    """A heading or value without case, umlauts, accents, blanks and signs: what is compared."""
    folded = text.casefold().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", folded)
    return re.sub(r"[^\w]|_", "", "".join(c for c in plain if not unicodedata.combining(c)))


@cache
def fields(kind: str) -> Mapping[str, Field]:
    """The columns of one kind of report, by name, in the order of the template."""
    return {
        row["field"]: Field(
            row["field"], row["type"], row["is_required"] == "yes", row["unit"],
            _labels(row), _split(row["aliases"]), _labels(row, "help"),
        )
        for row in _reference("report_fields")
        if row["kind"] == kind
    }  # fmt: skip


#: Vocabulary → the reference table that holds it, and its columns of codes and labels.
_VOCABULARIES = {
    "terminal": ("terminals", "code", "label"), "nst2007": ("nst2007", "code", "label"),
    "place": ("places", "code", "name"), "country": ("regions", "country", "name"),
    "kreis": ("kreise", "ags", "name"), "town": ("cities", "code", "name"),
    "sector": ("sectors", "code", "label"),
}  # fmt: skip


@cache
def values(vocabulary: str) -> list[Value]:
    """The values of a column with a fixed list, in the order of the template; else none."""
    table, code, label = _VOCABULARIES.get(vocabulary, ("report_values", "value", "label"))
    rows = _reference(table)
    if table == "report_values":
        rows = [row for row in rows if row["type"] == vocabulary]
    elif table == "regions":
        rows = [row for row in rows if row["kind"] == "country" and row["country"]]
    elif table == "cities":
        rows = [row for row in rows if row["state"] == "de-nw"]
    elif table == "kreise":
        return [Value(row["ags"], (row["name_de"],) * 2, _kreis_names(row)) for row in rows]
    return [Value(row[code], _labels(row, label), _split(row.get("aliases", ""))) for row in rows]


def _kreis_names(row: Mapping[str, str]) -> tuple[str, ...]:
    """How a Kreis is written as well: by its name alone, its number, or as the town that it is."""
    short = re.sub(r"^(Kreis|Städteregion) | Kreis$|-Kreis$|kreis$", "", row["name_de"])
    own = f"Stadt {short}" if row["kind"] == "independent_city" else f"{short} (Kreis)"
    return short, own, row["ags"].removeprefix("0")


@cache
def own_places() -> Mapping[str, str]:
    """Code of a town in NRW → its Kreis (AGS)."""
    return {row["code"]: row["ags"] for row in _reference("cities") if row["state"] == "de-nw"}


@cache
def spellings(vocabulary: str) -> Mapping[str, tuple[str, ...]]:
    """Every spelling of a value, normalized → its code, or the codes that it may mean."""
    codes: dict[str, tuple[str, ...]] = {}
    for value in values(vocabulary):
        for spelling in (value.code, *value.labels, *value.aliases):
            # A sign alone ("-" for no) has nothing left to compare.
            key = normalized(spelling) or spelling.strip()
            codes[key] = tuple(dict.fromkeys((*codes.get(key, ()), value.code)))
    return codes


@cache
def terminal_countries() -> Mapping[str, str]:
    """Terminal → its country (ISO alpha-2)."""
    return {row["code"]: row["country"] for row in _reference("terminals")}


@cache
def issue_texts() -> Mapping[str, tuple[str, str]]:
    """Code of an issue → its sentence in German and English, placeholders open."""
    return {row["code"]: _labels(row) for row in _reference("report_issues")}


@cache
def kind_labels() -> Mapping[str, tuple[str, str, str, str]]:
    """Kind of report → its label and its help, each in German and English."""
    rows = _reference("report_kinds")
    return {row["code"]: (*_labels(row), *_labels(row, "help")) for row in rows}


@cache
def _reference(name: str) -> list[dict[str, str]]:
    with (paths.REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _labels(row: Mapping[str, str], name: str = "label") -> tuple[str, str]:
    return row[f"{name}_de"], row[f"{name}_en"]


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
