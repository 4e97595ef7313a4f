"""A GLEIF for playbacks: made entities and who consolidates them, in the documented shapes.

Names, places and numbers mean nothing; identifiers begin with MADE and have true check digits.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from etl.readers.gleif.answers import value
from etl.readers.gleif.shape import EDGE_FIELDS, ENTITY_FIELDS, EXCEPTION_FIELDS
from tests.faulty.tables import zipped
from tests.worlds.playback import Answer, Asked

HOST = "https://api.gleif.org/api/v1/lei-records"
PUBLISHED = "2026-11-27T00:00:00Z"
REFUSED = {"errors": [{"status": "400", "title": "Filter should contain only allowed values"}]}
MISSING = {"errors": [{"status": "404", "title": "The resource was not found"}]}
_TYPE = "application/vnd.api+json"
_RELATIONS = {"direct": "IS_DIRECTLY_CONSOLIDATED_BY", "ultimate": "IS_ULTIMATELY_CONSOLIDATED_BY"}


def lei(name: str) -> str:
    """An identifier by rule: its last two signs check the others (ISO 17442)."""
    stem = f"MADE{name.upper():0>14}"
    return f"{stem}{98 - int(''.join(str(int(c, 36)) for c in stem + '00')) % 97:02}"


@dataclass(frozen=True)
class Entity:
    """A made legal entity; ``seat`` is country, region, town, postcode."""

    key: str
    name: str
    seat: tuple[str, str | None, str, str | None]
    others: tuple[str, ...] = ()
    status: str = "ACTIVE"
    registration: str = "ISSUED"
    successor: str | None = None
    lei: str = ""
    head_office: tuple[str, str | None, str, str | None] | None = None

    @property
    def id(self) -> str:
        return self.lei or lei(self.key)


@dataclass(frozen=True)
class Edge:
    """A made relationship between the keys of two entities."""

    child: str
    parent: str
    relation: str
    status: str = "ACTIVE"
    start: str | None = "2018-01-01T00:00:00Z"
    end: str | None = None
    parent_lei: str = ""


_NRW = ("DE", "DE-NW")
ENTITIES = (
    Entity("duisburg", "Muster Handels GmbH", (*_NRW, "Duisburg", "47051"),
           ("示例贸易; Beispiel",)),
    Entity("essen", "=SUM(1) Müller & Söhne GmbH i. L.", (*_NRW, "Essen", "45127"),
           status="INACTIVE", registration="RETIRED", successor=lei("duisburg")),
    Entity("bochum", "Ohne Region GmbH", ("DE", None, "Bochum", "44787")),
    Entity("nirgends", "Irgendwo GmbH", ("DE", None, "Irgendwo", None)),
    Entity("bonn", "Bonn Holding AG", (*_NRW, "Bonn", "53113")),
    Entity("muenchen", "Isar GmbH", ("DE", "DE-BY", "München", "80331")),
    Entity("lux", "Kette Luxembourg S.à r.l.", ("LU", None, "Luxembourg", "1111")),
    Entity("cayman", "Kette Cayman Ltd", ("KY", None, "George Town", "KY1-1104")),
    Entity("peking", "示例集团有限公司", ("CN", "CN-BJ", "北京", "100000"),
           ("Muster Group Co., Ltd.",)),
    Entity("hongkong", "Muster (Hong Kong) Limited", ("HK", None, "Hong Kong", None)),
)  # fmt: skip
EDGES = (
    Edge("duisburg", "lux", "direct"), Edge("duisburg", "peking", "ultimate"),
    Edge("lux", "cayman", "direct"), Edge("lux", "peking", "ultimate"),
    Edge("cayman", "peking", "direct"), Edge("cayman", "peking", "ultimate"),
    Edge("essen", "hongkong", "direct", "INACTIVE", end="2024-06-30T00:00:00Z"),
    Edge("essen", "hongkong", "ultimate", "INACTIVE", end="2024-06-30T00:00:00Z"),
    Edge("bochum", "peking", "direct"), Edge("bochum", "peking", "ultimate"),
    Edge("nirgends", "peking", "ultimate"),
    Edge("bonn", "hongkong", "ultimate"), Edge("muenchen", "peking", "ultimate"),
)  # fmt: skip
#: Entity → kind of parent → why it reports none.
EXCEPTIONS = {"peking": {"direct": "NO_KNOWN_PERSON", "ultimate": "NO_KNOWN_PERSON"},
              "hongkong": {"ultimate": "NATURAL_PERSONS"},
              "bonn": {"direct": "NON_PUBLIC"}}  # fmt: skip


@dataclass
class Gleif:
    """What the made GLEIF answers. ``refused``: filters that it does not take."""

    entities: tuple[Entity, ...] = ENTITIES
    edges: tuple[Edge, ...] = EDGES
    exceptions: dict[str, dict[str, str]] = field(default_factory=lambda: dict(EXCEPTIONS))
    refused: tuple[str, ...] = ()
    page: int = 3
    #: Which golden copy answers the question of a number, counted from 1.
    published: Callable[[int], str] = lambda number: PUBLISHED
    change: Callable[[dict[str, Any]], dict[str, Any]] = lambda record: record
    count: int = 0

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the service does."""
        self.count += 1
        path = asked.path.partition("lei-records")[2].strip("/").split("/")
        if path == [""]:
            return self._selection(asked.fields)
        by_id = {one.id: one for one in self.entities}
        if path[0] not in by_id:
            return self._said(MISSING, 404)
        of, resource = by_id[path[0]].key, path[1]
        if resource == "ultimate-children":
            children = {one.child for one in self.edges
                        if one.parent == of and one.relation == "ultimate"}  # fmt: skip
            listed = [one for one in self.entities if one.key in children]
            return self._pages(listed, asked.fields, "/".join(path))
        kind, _, told = resource.partition("-parent-")
        if told == "relationship":
            edges = [one for one in self.edges if (one.child, one.relation) == (of, kind)]
            found = [self._edge(one) for one in edges]
        else:
            reason = self.exceptions.get(of, {}).get(kind)
            found = [self._exception(of, kind, reason)] if reason else []
        return self._data(found[0]) if found else self._said(MISSING, 404)

    def _selection(self, fields: dict[str, str]) -> Answer:
        filters = {name: value for name, value in fields.items() if name.startswith("filter[")}
        if any(name in "".join(filters) for name in self.refused):
            return self._said(REFUSED, 400)
        found = list(self.entities)
        for name, told in filters.items():
            wanted = set(told.split(","))
            if name == "filter[lei]":
                found = [one for one in found if one.id in wanted]
            elif name == "filter[entity.addresses.region]":
                found = [one for one in found if one.seat[1] in wanted]
            elif name == "filter[entity.legalAddress.country]":
                found = [one for one in found if one.seat[0] in wanted]
            elif name == "filter[ultimateParent.addresses.country]":
                tops = {one.key for one in self.entities if one.seat[0] in wanted}
                owned = {one.child for one in self.edges
                         if one.relation == "ultimate" and one.parent in tops}  # fmt: skip
                found = [one for one in found if one.key in owned]
            else:
                return self._said(REFUSED, 400)
        return self._pages(found, fields, "")

    def _pages(self, found: list[Entity], fields: dict[str, str], path: str) -> Answer:
        cursor = fields.get("page[cursor]", "*")
        first = 0 if cursor == "*" else int(cursor)
        shown = found[first : first + self.page]
        links = {}
        if first + self.page < len(found):
            onward = {**fields, "page[cursor]": str(first + self.page)}
            links["next"] = f"{HOST}{'/' if path else ''}{path}?{urlencode(onward)}"
        return self._data([self._entity(one) for one in shown], links, len(found))

    def _data(self, data: object, links: dict[str, str] | None = None, total: int = 1) -> Answer:
        meta = {"goldenCopy": {"publishDate": self.published(self.count)},
                "pagination": {"currentPage": 1, "perPage": self.page, "total": total}}  # fmt: skip
        return self._said({"meta": meta, "links": links or {}, "data": data})

    @staticmethod
    def _said(answer: object, status: int = 200) -> Answer:
        return Answer(json.dumps(answer).encode(), status, _TYPE)

    def _entity(self, one: Entity) -> dict[str, Any]:
        links: dict[str, Any] = {}
        for kind in ("direct", "ultimate"):
            if any((edge.child, edge.relation) == (one.key, kind) for edge in self.edges):
                links[f"{kind}-parent"] = {"links": {"relationship-record": "…"}}
            elif kind in self.exceptions.get(one.key, {}):
                links[f"{kind}-parent"] = {"links": {"reporting-exception": "…"}}
        seat, head = (dict(zip(("country", "region", "city", "postalCode"), at, strict=True))
                      for at in (one.seat, one.head_office or one.seat))  # fmt: skip
        return self.change({
            "type": "lei-records", "id": one.id,
            "attributes": {
                "lei": one.id,
                "entity": {
                    "legalName": {"name": one.name, "language": "de"},
                    "otherNames": [{"name": name, "language": "zh", "type": "TRADING_NAME"}
                                   for name in one.others],
                    "transliteratedOtherNames": [],
                    "legalAddress": seat, "headquartersAddress": head,
                    "registeredAt": {"id": "RA000242", "other": None},
                    "registeredAs": "HRB 00000", "jurisdiction": one.seat[0],
                    "category": "GENERAL", "legalForm": {"id": "2HBR", "other": None},
                    "status": one.status,
                    "successorEntity": {"lei": one.successor, "name": None},
                },
                "registration": {
                    "initialRegistrationDate": "2018-01-10T00:00:00Z",
                    "lastUpdateDate": "2026-01-10T00:00:00Z", "status": one.registration,
                    "nextRenewalDate": "2027-01-10T00:00:00Z",
                    "corroborationLevel": "FULLY_CORROBORATED",
                },
            },
            "relationships": links,
        })  # fmt: skip

    def _edge(self, one: Edge) -> dict[str, Any]:
        parent = one.parent_lei or next(e.id for e in self.entities if e.key == one.parent)
        child = next(e.id for e in self.entities if e.key == one.child)
        return self.change({
            "type": "relationship-records", "id": f"{child}|{one.relation}",
            "attributes": {
                "relationship": {
                    "startNode": {"id": child, "type": "LEI"},
                    "endNode": {"id": parent, "type": "LEI"},
                    "type": _RELATIONS[one.relation], "status": one.status,
                    "periods": [
                        {"startDate": "2025-01-01T00:00:00Z", "endDate": "2025-12-31T00:00:00Z",
                         "type": "ACCOUNTING_PERIOD"},
                        {"startDate": one.start, "endDate": one.end, "type": "RELATIONSHIP_PERIOD"},
                    ],
                },
                "registration": {"lastUpdateDate": "2026-01-10T00:00:00Z", "status": "PUBLISHED",
                                 "corroborationLevel": "FULLY_CORROBORATED"},
            },
        })  # fmt: skip

    def _exception(self, key: str, kind: str, reason: str) -> dict[str, Any]:
        (of,) = (one.id for one in self.entities if one.key == key)
        category = f"{kind.upper()}_ACCOUNTING_CONSOLIDATION_PARENT"
        return {"type": "reporting-exceptions", "id": f"{of}|{category}",
                "attributes": {"lei": of, "category": category, "reason": reason}}  # fmt: skip


PLAYED = {"gleif_entities": Gleif, "gleif_relationships": Gleif}


def golden_rows(world: Gleif) -> dict[str, list[dict[str, str]]]:
    """Lines of the three files of a golden copy that says what a world says; kind → lines."""
    fields = {"lei2": ENTITY_FIELDS, "rr": EDGE_FIELDS, "repex": EXCEPTION_FIELDS}

    def line(kind: str, record: dict[str, Any]) -> dict[str, str]:
        return {golden: value(record, api) or "" for golden, api in fields[kind].values()}

    rows: dict[str, list[dict[str, str]]] = {"lei2": [], "rr": [], "repex": []}
    for one in world.entities:
        told = line("lei2", world._entity(one)) | {
            f"Entity.OtherEntityNames.OtherEntityName.{number}": one.others[number - 1]
            if len(one.others) >= number else "" for number in (1, 2)
        }  # fmt: skip
        rows["lei2"].append(told | {"Entity.SuccessorEntity.1.SuccessorLEI": one.successor or "",
                                    "Entity.OtherAddresses.OtherAddress.1.City": ""})  # fmt: skip
    for edge in world.edges:
        record = world._edge(edge)
        told = line("rr", record)
        for number, period in enumerate(record["attributes"]["relationship"]["periods"], 1):
            told |= {
                f"Relationship.Period.{number}.{name}": period[key] or ""
                for name, key in (
                    ("startDate", "startDate"),
                    ("endDate", "endDate"),
                    ("periodType", "type"),
                )
            }
        rows["rr"].append(told)
    for key, reasons in world.exceptions.items():
        rows["repex"] += [line("repex", world._exception(key, kind, reason))
                          for kind, reason in reasons.items()]  # fmt: skip
    return rows


def golden_copy(folder: Path, rows: dict[str, list[dict[str, str]]],
                day: str = "20261127") -> dict[str, Path]:  # fmt: skip
    """The three archives; a name may bear a line break, each cell is quoted."""
    files = {}
    for kind, lines in rows.items():
        text = io.StringIO(newline="")
        out = csv.DictWriter(text, list(lines[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writeheader()
        out.writerows(lines)
        name = f"{day}-0000-gleif-goldencopy-{kind}-golden-copy.csv"
        files[kind] = folder / f"{name}.zip"
        files[kind].write_bytes(zipped({name: text.getvalue().encode()}))
    return files
