"""Tables in the answers of any publisher: figures as rows and columns, and back into bytes.

Reads flat files and CSV of whatever separator, packed (zip, 7z) or not, the tables of the
Landesdatenbank, JSON-stat, and lists of records in JSON. What is none of these is no table and has
no such faults.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from py7zr import SevenZipFile
from py7zr.io import BytesIOFactory

#: What columns are called that hold the time, the figure, its unit, its sign.
_NAMES = {
    "time": ("time", "TIME_PERIOD", "date", "period", "Date", "PERIOD"),
    "value": ("value", "OBS_VALUE", "primaryValue", "VALUE_EUR"),
    "unit": ("value_unit", "unit", "currency", "indicators", "UNIT_MEASURE", "UNIT"),
    "flag": ("value_q", "OBS_FLAG", "status", "OBS_STATUS"),
}
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


class Inexpressible(Exception):
    """This shape has no way to say it."""


@dataclass
class Table:
    """Lines above the columns' names (last of ``head``), lines of figures, and how it is written.

    Cells are text, in JSON what stands there. Faults change it in place.
    """

    head: list[list[Any]]
    rows: list[list[Any]]
    write: Callable[[Table], bytes]
    decimal: str = "."
    #: Where columns have no names of their own: the number of each role's.
    roles: Mapping[str, int] = field(default_factory=dict)

    def place(self, role: str) -> int | None:
        """Number of the column of a role: time, value, unit, flag."""
        if self.roles:
            return self.roles.get(role)
        names = self.head[-1]
        return next((names.index(name) for name in _NAMES[role] if name in names), None)

    def written(self) -> bytes | None:
        """Its bytes; None where its shape cannot say this."""
        try:
            return self.write(self)
        except (Inexpressible, IndexError, UnicodeEncodeError):
            return None

    def number(self, cell: Any) -> float | None:
        """The number in a cell, None for signs and gaps."""
        text = str(cell)
        return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None

    def shown(self, number: float, like: Any) -> Any:
        """A number as this table writes it."""
        if not isinstance(like, str):
            return number
        digits = f"{number:.3f}".rstrip("0").rstrip(".")
        return digits.replace(".", self.decimal)


def opened(raw: bytes) -> Table | None:
    """The table in an answer; None when there is none."""
    if raw.startswith(b"PK"):
        return _packed(_zip_members(raw), zipped)
    if raw.startswith(b"7z"):
        return _packed(_7z_members(raw), seven_zipped)
    try:
        text, encoding = raw.decode("utf-8-sig"), "utf-8-sig" if raw[:1] == b"\xef" else "utf-8"
    except UnicodeDecodeError:
        text, encoding = raw.decode("latin-1"), "latin-1"
    start = text.lstrip()[:1]
    if start in ("", "<"):
        return None
    if start in "[{":
        table = _of_json(text)
    else:
        is_tabbed = text.count("\t") > text.count(",") + text.count(";")
        table = _of_tabs(text) if is_tabbed else _of_lines(text, encoding)
    is_one = table is not None and table.rows and table.place("value") is not None
    return table if is_one else None


def _packed(members: dict[str, bytes], pack: Callable[[dict[str, bytes]], bytes]) -> Table | None:
    """The table in the largest member; a file of remarks may lie beside it."""
    name = max(members, key=lambda one: len(members[one]))
    table = opened(members[name])
    if table is None:
        return None
    write = table.write
    table.write = lambda one: pack({**members, name: write(one)})
    return table


def _zip_members(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _7z_members(raw: bytes) -> dict[str, bytes]:
    found = BytesIOFactory(len(raw) * 100)
    with SevenZipFile(io.BytesIO(raw)) as packed:
        packed.extractall(factory=found)
    return {name: member.read() for name, member in found.products.items()}


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in members.items():
            packed.writestr(name, raw)
    return out.getvalue()


def seven_zipped(members: dict[str, bytes]) -> bytes:
    """A 7z file."""
    out = io.BytesIO()
    with SevenZipFile(out, "w") as packed:
        for name, raw in members.items():
            packed.writestr(raw, name)
    return out.getvalue()


def _of_tabs(text: str) -> Table:
    """Lines without a head, as GeoNames writes them: the figure is the latitude."""

    def write(table: Table) -> bytes:
        return "".join("\t".join(map(str, row)) + "\n" for row in table.rows).encode()

    rows = [line.split("\t") for line in text.splitlines()]
    roles = {"value": 9} if len(rows[0]) == 12 else {}
    return Table([[""] * len(rows[0])], rows, write, roles=roles)


def _of_lines(text: str, encoding: str) -> Table:
    newline = "\r\n" if "\r\n" in text else "\n"
    sign = ";" if text.count(";") > text.count(",") else ","
    before, lines, after = [], text.split(newline), [""]
    roles = {}
    if text.startswith("Tabelle:"):
        first = next(number for number, line in enumerate(lines) if line.startswith(";"))
        last = next(number for number, line in enumerate(lines) if line.startswith("____"))
        before, lines, after = lines[:first], lines[first:last], lines[last:]
    listed = [row for row in csv.reader(lines, delimiter=sign) if row]
    heads = sum(not row[0] for row in listed) or 1
    if before:
        roles = {"time": 0, "value": next(n for n, cell in enumerate(listed[0]) if cell)}

    def write(table: Table) -> bytes:
        out = io.StringIO()
        written = csv.writer(out, delimiter=sign, lineterminator=newline)
        written.writerows([*table.head, *table.rows])
        starts = "".join(f"{line}{newline}" for line in before)
        return f"{starts}{out.getvalue()}{newline.join(after)}".encode(encoding)

    return Table(listed[:heads], listed[heads:], write, "," if sign == ";" else ".", roles)


def _of_json(text: str) -> Table | None:
    said = json.loads(text)
    if isinstance(said, dict) and {"id", "size", "dimension"} <= said.keys():
        return _of_cube(said) if said["id"] else None
    holder = said if isinstance(said, dict) else dict(enumerate(said))
    for key, records in holder.items():
        if isinstance(records, list) and records and isinstance(records[0], dict):
            names = list(records[0])

            def write(table: Table, key: Any = key) -> bytes:
                if any(len(row) != len(table.head[-1]) for row in table.rows):
                    raise Inexpressible
                told = [dict(zip(table.head[-1], row, strict=True)) for row in table.rows]
                whole = {**holder, key: told}
                return json.dumps(whole if isinstance(said, dict) else [*whole.values()]).encode()

            return Table([names], [[one.get(name) for name in names] for one in records], write)
    return None


def _of_cube(said: dict[str, Any]) -> Table:
    codes = [list(said["dimension"][name]["category"]["index"]) for name in said["id"]]
    values, flags = said["value"], said.get("status", {})
    rows = [
        [*key, values.get(str(place)), flags.get(str(place))]
        for place, key in enumerate(itertools.product(*codes))
        if str(place) in values or str(place) in flags
    ]

    def write(table: Table) -> bytes:
        names = table.head[-1]
        value, flag = table.place("value"), table.place("flag")
        at = [place for place in range(len(names)) if place not in (value, flag)]
        found = {names[place]: list(dict.fromkeys(row[place] for row in table.rows))
                 for place in at}  # fmt: skip
        is_even = all(len(row) == len(names) for row in table.rows)
        if len(found) != len(at) or not table.rows or not is_even:
            raise Inexpressible
        place_of = {key: number for number, key in enumerate(itertools.product(*found.values()))}
        places = [str(place_of[tuple(row[place] for place in at)]) for row in table.rows]
        if len(set(places)) < len(places):
            raise Inexpressible
        told = [(place, row) for place, row in zip(places, table.rows, strict=True)]
        whole = said | {
            "id": list(found), "size": [len(codes) for codes in found.values()],
            "dimension": {name: _dimension(said, name, codes) for name, codes in found.items()},
        }  # fmt: skip
        for name, column in (("value", value), ("status", flag)):
            whole[name] = {} if column is None else {
                place: row[column] for place, row in told if row[column] is not None}  # fmt: skip
        if value is None:
            del whole["value"]
        return json.dumps(whole).encode()

    return Table([[*said["id"], "value", "status"]], rows, write)


def _dimension(said: dict[str, Any], name: str, codes: list[str]) -> dict[str, Any]:
    labels = said["dimension"].get(name, {}).get("category", {}).get("label", {})
    return {"label": name, "category": {
        "index": {code: number for number, code in enumerate(codes)},
        "label": {code: labels.get(code, code) for code in codes},
    }}  # fmt: skip
