"""A table of cells as it stands in a file, before anybody knows what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from etl.inbox.issues import Issue

MOST_ROWS = 200_000
MOST_COLUMNS = 200


class NoValue(str):
    """Stands in a cell whose formula was never computed."""

    __slots__ = ()


@dataclass
class Sheet:
    """One table of cells: rows with their number in the file (1 is the first)."""

    name: str
    rows: list[tuple[int, tuple[Any, ...]]]
    delimiter: str = ""
    notes: list[Issue] = field(default_factory=list)


def is_day(value: object) -> bool:
    """Whether a cell holds a day without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)
