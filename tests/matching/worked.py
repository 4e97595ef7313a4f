"""The pairs made by hand, read as entities; shared by the test and by benchmarks.matching."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from matching.entities import Entity

PAIRS = Path(__file__).with_name("pairs.csv")
#: Made afterwards, by nobody who wrote the rules; no rule may be made to fit them.
HELD_OUT = PAIRS.with_name("held_out.csv")


class Pair(NamedTuple):
    """Two names with their towns and register entries, and whether they are of one firm."""

    is_same: bool
    kind: str
    left: Entity
    right: Entity


def pairs(file_name: Path = PAIRS) -> Iterator[Pair]:
    """All pairs in the order of the file."""
    with file_name.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Pair(row["same"] == "yes", row["kind"], _entity(row, "left"),
                       _entity(row, "right"))  # fmt: skip


def _entity(row: dict[str, str], side: str) -> Entity:
    entry = re.match(r"(.*?)\s*(HR ?[AB].*)$", row[f"{side}_entry"])
    authority, number = (entry[1], entry[2]) if entry else ("", "")
    return Entity(side, (row[side],), authority=authority, number=number, town=row[f"{side}_town"])
