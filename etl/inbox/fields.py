"""What a person fills in: the columns of each kind of report, their spellings, their values.

Read from ``data/reference/report_*.csv``, so that templates, checks and pages say the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data import paths
from etl.readers import collected

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Field:
    """One column that a person fills in; ``type`` says what its cells hold."""

    kind: str
    name: str
    type: str
    required: bool
    unit: str
    labels: tuple[str, str]
    aliases: tuple[str, ...]
    help: tuple[str, str]

    @property
    def code(self) -> str:
        """Its code among the labels."""
        return f"{self.kind}.{self.name}"


@dataclass(frozen=True)
class Value:
    """One value of a column with a fixed list; ``spellings`` are labels and aliases."""

    value: str
    labels: tuple[str, str]
    spellings: tuple[str, ...]


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """A heading or value without case, umlauts, accents, blanks and signs: what is compared."""
    folded = text.casefold().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", folded)
    return re.sub(r"[^\w]|_", "", "".join(c for c in plain if not unicodedata.combining(c)))


def fields(kind: str) -> dict[str, Field]:
    """The columns of one kind of report, by name, in the order of the template."""
    return _fields(paths.REFERENCE)[kind]


def values(kind_of_value: str) -> list[Value]:
    """The values of a column with a fixed list, in the order of the template; else none."""
    return _values(paths.REFERENCE).get(kind_of_value, [])


@lru_cache(maxsize=64)
def spellings(kind_of_value: str) -> Mapping[str, str]:
    """Every spelling of a value, made comparable → the value as it is stored."""
    found: dict[str, str] = {}
    for one in values(kind_of_value):
        for said in (one.value, *one.labels, *one.spellings):
            # A sign alone ("-" for no) has nothing left to compare.
            found.setdefault(normal(said) or said.strip(), one.value)
    return found


@lru_cache(maxsize=4)
def _fields(reference: Path) -> dict[str, dict[str, Field]]:
    found: dict[str, dict[str, Field]] = {}
    for row in _rows(reference, "report_fields"):
        one = Field(
            row["kind"],
            row["field"],
            row["type"],
            row["is_required"] == "yes",
            row["unit"],
            (row["label_de"], row["label_en"]),
            _listed(row["aliases"]),
            (row["help_de"], row["help_en"]),
        )
        found.setdefault(one.kind, {})[one.name] = one
    return found


@lru_cache(maxsize=4)
def _values(reference: Path) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for row in _rows(reference, "report_values"):
        one = Value(row["value"], (row["label_de"], row["label_en"]), _listed(row["aliases"]))
        found.setdefault(row["type"], []).append(one)
    for name, table in (("terminal", "terminals"), ("nst2007", "nst2007")):
        for row in _rows(reference, table):
            labels = (row["label_de"], row["label_en"])
            known = Value(row["code"], labels, _listed(row.get("aliases", "")))
            found.setdefault(name, []).append(known)
    for row in _rows(reference, "places"):
        known = Value(row["code"], (row["name_de"], row["name_en"]), ())
        found.setdefault("place", []).append(known)
    for row in _rows(reference, "regions"):
        if row["kind"] == "country" and row["country"]:
            known = Value(row["country"], (row["name_de"], row["name_en"]), ())
            found.setdefault("country", []).append(known)
    return found


@lru_cache(maxsize=4)
def terminal_countries(reference: Path) -> Mapping[str, str]:
    """Terminal → its country (ISO alpha-2)."""
    return {row["code"]: row["country"] for row in _rows(reference, "terminals")}


@lru_cache(maxsize=4)
def sentences(reference: Path) -> Mapping[str, tuple[str, str]]:
    """Code of an issue → its sentence in German and English, placeholders open."""
    rows = _rows(reference, "report_issues")
    return {row["code"]: (row["label_de"], row["label_en"]) for row in rows}


@lru_cache(maxsize=4)
def kind_labels(reference: Path) -> Mapping[str, tuple[str, str, str, str]]:
    """Kind of report → its label and its help, each in German and English."""
    return {
        row["code"]: (row["label_de"], row["label_en"], row["help_de"], row["help_en"])
        for row in _rows(reference, "report_kinds")
    }


def _rows(reference: Path, name: str) -> list[dict[str, str]]:
    frame = collected.read((reference / f"{name}.csv").read_bytes())
    return [
        {str(key): str(cell) for key, cell in row.items()}
        for row in frame.fillna("").to_dict("records")
    ]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
