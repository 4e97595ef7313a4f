"""What a file would change, before anybody accepts it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import paths
from etl.inbox import deliveries, read
from etl.inbox.deliveries import ROWS, Delivery
from etl.inbox.issues import KEPT, Issue, Unreadable
from etl.inbox.read import Report
from etl.inbox.schema import KINDS

Row = Mapping[str, str | None]

#: Columns in which two versions of a row may differ without one changing the other.
_BESIDE = {"row_number", "report_day"}


@dataclass(frozen=True)
class Change:
    """A cell that a known row has now, and would have then; ``entry`` is how a person calls it."""

    key: str
    entry: str
    row: int
    column: str
    old: str | None
    new: str | None


@dataclass
class Preview:
    """A file read and held against what was accepted before."""

    file: str
    sha256: str
    report: Report
    supplier: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    already: str | None = None

    @property
    def errors(self) -> list[Issue]:
        """What stands against accepting it."""
        return self.report.errors

    @property
    def is_acceptable(self) -> bool:
        """Whether it may be accepted as it is."""
        return not self.errors and self.already is None

    def as_json(self) -> dict[str, Any]:
        """For the page and for other programs; long lists are cut, their length is said."""
        kind, report = self.report.kind, self.report
        lists = {
            "new": self.new, "changed": self.changed, "unchanged": self.unchanged,
            "withdrawn": self.withdrawn,
        }  # fmt: skip
        return {
            "file": self.file,
            "sha256": self.sha256,
            "kind": kind,
            "sheet": report.sheet,
            "header_row": report.header_row,
            "supplier": self.supplier,
            "is_demo": report.is_demo,
            "is_acceptable": self.is_acceptable,
            "already": self.already,
            "counts": {
                "rows": len(report.rows),
                **{name: len(keys) for name, keys in lists.items()},
                "changes": len(self.changes),
                "errors": len(report.errors),
            },
            "rows": [_shown(row) for row in report.rows[:KEPT]],
            "changes": [vars(change) for change in self.changes[:KEPT]],
            "errors": [issue.as_json(kind) for issue in report.errors[:KEPT]],
            "notes": [issue.as_json(kind) for issue in report.notes[:KEPT]],
        }


def _shown(row: Row) -> dict[str, str]:
    return {name: value for name, value in row.items() if value is not None}


def preview(raw: bytes, name: str, kind: str, supplier: str = "",
            now: datetime | None = None) -> Preview:  # fmt: skip
    """Read a file and say what accepting it would change. Changes nothing.

    A file that cannot be read at all gives a preview with that one error.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        report = read.read(raw, name, kind, now or datetime.now(UTC))
    except Unreadable as unreadable:
        return Preview(name, sha256, Report(kind, errors=unreadable.issues), supplier)
    made = Preview(name, sha256, report, supplier or report.supplier)
    found = deliveries.deliveries()
    made.already = next((one.delivery_id for one in found if one.sha256 == sha256), None)
    if not made.supplier and report.kind != "rail_claim":
        report.errors.append(Issue("supplier_missing"))
    if report.is_demo and not paths.is_demo():
        report.errors.append(Issue("demo_data"))
    _compare(made, known_rows([one for one in found if one.kind.name == report.kind]))
    return made


def known_rows(found: list[Delivery]) -> dict[str, dict[str, str]]:
    """The rows that count now, by key: of each the version of the newest delivery."""
    known: dict[str, dict[str, str]] = {}
    for one in found:
        with (one.folder / ROWS).open(encoding="utf-8", newline="") as opened:
            known.update({row[one.kind.key]: row for row in csv.DictReader(opened)})
    return known


def _compare(made: Preview, known: dict[str, dict[str, str]]) -> None:
    key = KINDS[made.report.kind].key
    for row in made.report.rows:
        named = row[key]
        if named is None:
            continue
        old = known.get(named)
        is_known = old is not None and old["is_withdrawn"] == "no"
        if row["is_withdrawn"] == "yes":
            (made.withdrawn if is_known else made.unchanged).append(named)
        elif old is None or not is_known:
            made.new.append(named)
        else:
            number, entry = int(row["row_number"] or 0), made.report.entries.get(named, named)
            changes = [
                Change(named, entry, number, name, old.get(name) or None, value)
                for name, value in row.items()
                if name not in _BESIDE and (old.get(name) or None) != value
            ]
            made.changes += changes
            (made.changed if changes else made.unchanged).append(named)


def read_file(file: Path) -> bytes:
    """The bytes of a file, or so many of them that it is seen to be too big."""
    from etl.inbox.workbook import LARGEST_MB  # noqa: PLC0415

    with file.open("rb") as opened:
        return opened.read((LARGEST_MB + 1) * 1_000_000)
