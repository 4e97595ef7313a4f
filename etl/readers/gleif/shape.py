"""Shape: raw fields of GLEIF, from its API or its golden copy, as rows of ours; bad ones counted.

Whatever a name holds is kept as text. What cannot be an identifier leaves its row out, what cannot
be a day leaves its cell empty; both are counted and said.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from data import paths
from etl.datasets import geonames_postcodes
from etl.readers.gleif.tables import NRW, OWNERS_FROM
from matching.entities import is_lei

POSTCODES = paths.SNAPSHOTS / "geonames_postcodes"
Row = dict[str, str | None]
Get = Callable[[str], str | None]

#: Our column → the golden copy's column, and the path in a record of the API.
ENTITY_FIELDS: Mapping[str, tuple[str, str]] = {
    "lei": ("LEI", "lei"),
    "name": ("Entity.LegalName", "entity.legalName.name"),
    "name_language": ("Entity.LegalName.xmllang", "entity.legalName.language"),
    **{f"{ours}_{part}": (f"Entity.{golden}.{theirs}", f"entity.{api}.{key}")
       for ours, golden, api in (
           ("legal_address", "LegalAddress", "legalAddress"),
           ("headquarters", "HeadquartersAddress", "headquartersAddress"))
       for part, theirs, key in (
           ("city", "City", "city"), ("region", "Region", "region"),
           ("country", "Country", "country"), ("postcode", "PostalCode", "postalCode"))},
    "register_authority": ("Entity.RegistrationAuthority.RegistrationAuthorityID",
                           "entity.registeredAt.id"),
    "register_number": ("Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
                        "entity.registeredAs"),
    "jurisdiction": ("Entity.LegalJurisdiction", "entity.jurisdiction"),
    "category": ("Entity.EntityCategory", "entity.category"),
    "legal_form": ("Entity.LegalForm.EntityLegalFormCode", "entity.legalForm.id"),
    "entity_status": ("Entity.EntityStatus", "entity.status"),
    "registration_status": ("Registration.RegistrationStatus", "registration.status"),
    "initial_registration": ("Registration.InitialRegistrationDate",
                             "registration.initialRegistrationDate"),
    "last_update": ("Registration.LastUpdateDate", "registration.lastUpdateDate"),
    "next_renewal": ("Registration.NextRenewalDate", "registration.nextRenewalDate"),
    "corroboration": ("Registration.ValidationSources", "registration.corroborationLevel"),
}  # fmt: skip
EDGE_FIELDS: Mapping[str, tuple[str, str]] = {
    "child_lei": ("Relationship.StartNode.NodeID", "relationship.startNode.id"),
    "parent_lei": ("Relationship.EndNode.NodeID", "relationship.endNode.id"),
    "relation": ("Relationship.RelationshipType", "relationship.type"),
    "relationship_status": ("Relationship.RelationshipStatus", "relationship.status"),
    "registration_status": ("Registration.RegistrationStatus", "registration.status"),
    "last_update": ("Registration.LastUpdateDate", "registration.lastUpdateDate"),
    "corroboration": ("Registration.ValidationSources", "registration.corroborationLevel"),
}  # fmt: skip
EXCEPTION_FIELDS: Mapping[str, tuple[str, str]] = {
    "lei": ("LEI", "lei"),
    "category": ("Exception.Category", "category"),
    "reason": ("Exception.Reason.1", "reason"),
}
RELATIONS = {"IS_DIRECTLY_CONSOLIDATED_BY": "direct", "IS_ULTIMATELY_CONSOLIDATED_BY": "ultimate"}
_EXCEPTIONS = {"DIRECT_ACCOUNTING_CONSOLIDATION_PARENT": "direct_exception",
               "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT": "ultimate_exception"}  # fmt: skip
#: Years that a day may be of; "0001" and "9999" stand for none.
_YEARS = (1700, 2200)
_PERIOD = "RELATIONSHIP_PERIOD"
_DAYS = ("initial_registration", "last_update", "next_renewal")
_CODES = ("jurisdiction", "category", "entity_status", "registration_status", "corroboration",
          *(f"{seat}_{part}" for seat in ("legal_address", "headquarters")
            for part in ("region", "country")))  # fmt: skip
_STATUS = ("active", "inactive")
_ADDRESSES = ("legal_address", "headquarters")
#: Beginnings of which every postcode lies in NRW, also those of single large recipients.
_NRW_POSTCODE = r"(?:(?:3[23]|4[0-24-7]|5[028])[0-9]{3}|51(?!598)[0-9]{3}|59(?!969)[0-9]{3})"
#: UTF-8 that was read as Latin-1: two signs for one.
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
_UNSEEN = re.compile(
    r"[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)


@dataclass
class Records:
    """Rows of entities by identifier, rows of relationships by key, and what was left out.

    An entity may come in several answers: what is wrong in it counts once.
    """

    entities: dict[str, Row] = field(default_factory=dict)
    edges: dict[tuple[str | None, ...], Row] = field(default_factory=dict)
    left_out: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)

    def entity(self, get: Get, others: Iterable[str | None], successor: str | None) -> None:
        """Take an entity; a second record of the same one counts where it is newer."""
        lei = (get("lei") or "").strip()
        if not is_lei(lei):
            self._count("entities whose LEI has wrong check digits", lei)
            return
        row: Row = {column: self._cell(lei, column, get(column)) for column in ENTITY_FIELDS}
        if row["name"] is None:
            self._count("entities without a name", lei)
            return
        names = [text.replace(";", ",") for one in others if (text := self._text(lei, one))]
        row |= {"other_names": ";".join(dict.fromkeys(names)) or None,
                "direct_exception": None, "ultimate_exception": None,
                "successor_lei": successor if is_lei(successor or "") else None}  # fmt: skip
        if row["entity_status"] not in _STATUS:
            row["entity_status"] = None
        before = self.entities.get(lei)
        if before is None or (row["last_update"] or "") > (before["last_update"] or ""):
            self.entities[lei] = row

    def edge(self, get: Get, periods: Iterable[tuple[str | None, str | None, str | None]]) -> None:
        """Take a relationship, with its periods as start, end, kind; other kinds are not ours."""
        relation = RELATIONS.get(get("relation") or "")
        if relation is None:
            return
        child, parent = (get(name) or "" for name in ("child_lei", "parent_lei"))
        row: Row = {column: self._cell(child, column, get(column)) for column in EDGE_FIELDS}
        if not (is_lei(child) and is_lei(parent)):
            self._count("relationships whose LEI has wrong check digits", child, parent, relation)
            return
        status = (get("relationship_status") or "").lower()
        if status not in _STATUS:
            self._count("relationships without a status", child, parent, relation)
            return
        start, end, _ = next((one for one in periods if one[2] == _PERIOD), (None, None, None))
        row |= {"child_lei": child, "parent_lei": parent, "relation": relation,
                "relationship_status": status, "start_date": self._day(child, start),
                "end_date": self._day(child, end)}  # fmt: skip
        key = (child, parent, relation, row["start_date"])
        before = self.edges.get(key)
        if before is None or (row["last_update"] or "") > (before["last_update"] or ""):
            self.edges[key] = row

    def exception(self, get: Get) -> None:
        """Note why an entity, taken before, reports no parent."""
        column, lei = _EXCEPTIONS.get(get("category") or ""), get("lei") or ""
        if column and lei in self.entities:
            self.entities[lei][column] = self._code(get("reason"))

    def _count(self, what: str, *key: str) -> None:
        self.left_out.setdefault(what, set()).add(key)

    def _cell(self, lei: str, name: str, raw: str | None) -> str | None:
        if name in _DAYS:
            return self._day(lei, raw)
        return self._code(raw) if name in _CODES else self._text(lei, raw)

    def _day(self, lei: str, raw: str | None) -> str | None:
        if not raw:
            return None
        with contextlib.suppress(ValueError):
            if _YEARS[0] <= date.fromisoformat(raw[:10]).year <= _YEARS[1] and raw[4:5] == "-":
                return date.fromisoformat(raw[:10]).isoformat()
        self._count("days that are none", lei, raw)
        return None

    @staticmethod
    def _code(raw: str | None) -> str | None:
        code = (raw or "").strip().lower()
        return code if re.fullmatch("[a-z0-9_-]+", code) and code != "null" else None

    def _text(self, lei: str, raw: str | None) -> str | None:
        text = _UNSEEN.sub(" ", raw or "").strip()
        if _TWICE.search(text):
            try:
                text = text.encode("latin-1").decode("utf-8")
            except UnicodeError:
                pass
            else:
                self._count("texts encoded twice, mended", lei, text)
        return text or None


def closure(records: Records) -> set[str]:
    """Entities of NRW that a top in OWNERS_FROM consolidates, or once did, and all above them.

    A circle ends where it began.
    """
    above: dict[str, list[str]] = {}
    children = set()
    for row in records.edges.values():
        child, parent = str(row["child_lei"]), str(row["parent_lei"])
        above.setdefault(child, []).append(parent)
        owner, owned = records.entities.get(parent), records.entities.get(child)
        is_top = row["relation"] == "ultimate" and owner is not None and is_chinese(owner)
        if is_top and owned and is_in_nrw(owned):
            children.add(child)
    reached, waiting = set(children), list(children)
    while waiting:
        for parent in above.get(waiting.pop(), []):
            if parent not in reached:
                reached.add(parent)
                waiting.append(parent)
    return reached


def is_chinese(row: Row) -> bool:
    """Whether seat or head office lies where OWNERS_FROM says."""
    return bool({row["legal_address_country"], row["headquarters_country"]} & {*OWNERS_FROM})


def is_in_nrw(row: Row) -> bool:
    """Whether seat or head office lies in NRW: by its region, without one by its postcode."""
    return any(_place(row, seat) == "in" for seat in _ADDRESSES)


def nrw_by_postcode(row: Row) -> str | None:
    """Which of its addresses lies in NRW by its postcode, having no region."""
    seats = (seat for seat in _ADDRESSES if not row[f"{seat}_region"] and _place(row, seat) == "in")
    return next(seats, None)


def is_somewhere_in_germany(row: Row) -> bool:
    """Whether its record leaves open that it lies in NRW."""
    places = [_place(row, seat) for seat in _ADDRESSES]
    return "unknown" in places and "in" not in places


def _place(row: Row, seat: str) -> str:
    region, country = row[f"{seat}_region"], row[f"{seat}_country"]
    if region or country != "de":
        return "in" if region == NRW else "out"
    postcode = row[f"{seat}_postcode"] or ""
    is_in = re.fullmatch(_NRW_POSTCODE, postcode) or postcode in _nrw_postcodes()
    return "in" if is_in else "unknown"


@cache
def _nrw_postcodes() -> frozenset[str]:
    """Postcodes of places in NRW, of the bundled state that the project carries."""
    parts = {file.name: file.read_bytes() for file in POSTCODES.glob("*.txt")}
    return frozenset(geonames_postcodes.parse(parts)["postcode"])
