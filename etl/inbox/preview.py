"""The pipeline of a report, and step 5, compare: what a file would change once it is accepted.

    read     bytes → sheets of plain cells                       read, workbook
    header   → the headers of its sheets, and what columns mean  sheets, header
    cells    → entries: text as the warehouse keeps it           entries, cells, dates
    rows     → a report: complete rows, checked                  rows
    compare  → a preview: new, changed, unchanged, withdrawn     preview
    accept   → a delivery, and the warehouse built from it       accept

A step that cannot go on raises Invalid; what is wrong with single rows it adds to ``errors``, and
with one error nothing of the file is accepted.
"""

from __future__ import annotations

import csv
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from data import paths
from etl.inbox.cells import read_cells
from etl.inbox.customs import rows as customs_rows
from etl.inbox.customs import table as customs
from etl.inbox.deliveries import ROWS, Delivery, deliveries, own_lists
from etl.inbox.issues import KEPT, Invalid, Issue
from etl.inbox.own import rows as own_rows
from etl.inbox.read import read_sheets
from etl.inbox.rows import Report, check_rows
from etl.inbox.schema import CUSTOMS, KINDS
from etl.inbox.sheets import find_headers

_log = logging.getLogger("china_monitor.inbox")

#: Columns in which two versions of a row may differ without one changing the other.
_NOT_COMPARED = {"row_number", "report_day"}

#: Kinds of which the source of each figure is known, whoever supplied the file.
_SOURCE_IN_ROWS = {"rail_claim", CUSTOMS}


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
    """A file read and held against what was accepted before; the lists hold keys of rows.

    ``already``: the delivery that this very file became before; ``delivery_id``: the one that it
    became now; ``is_published``: protected sums of an own list may be shown to all.
    """

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
    delivery_id: str | None = None
    is_published: bool = False

    @property
    def errors(self) -> list[Issue]:
        """What stands against accepting it."""
        return self.report.errors

    @property
    def is_acceptable(self) -> bool:
        """Whether it may be accepted as it is."""
        return not self.errors and self.already is None

    def as_json(self) -> dict[str, object]:
        """For the page and for other programs; long lists are cut, their length is said."""
        report, kind = self.report, self.report.kind
        return {
            "file": self.file,
            "sha256": self.sha256,
            "kind": kind,
            "sheet": report.sheet,
            "header_row": report.header_row,
            "supplier": self.supplier,
            "is_demo": report.preamble.is_demo,
            "is_acceptable": self.is_acceptable,
            "already": self.already,
            "counts": {
                "rows": len(report.rows), "new": len(self.new), "changed": len(self.changed),
                "unchanged": len(self.unchanged), "withdrawn": len(self.withdrawn),
                "changes": len(self.changes), "errors": len(report.errors),
            },
            "rows": [{name: value for name, value in row.items() if value is not None}
                     for row in report.rows[:KEPT]],
            "changes": [vars(change) for change in self.changes[:KEPT]],
            "errors": [issue.as_json(kind) for issue in report.errors[:KEPT]],
            "notes": [issue.as_json(kind) for issue in report.notes[:KEPT]],
        }  # fmt: skip


def preview(raw: bytes, name: str, kind: str, supplier: str = "",
            now: datetime | None = None, *, publish: bool = False) -> Preview:  # fmt: skip
    """Read a file and say what accepting it would change. Changes nothing.

    A file that cannot be read at all gives a preview with that one error.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        report = _read(raw, name, kind, now or datetime.now(UTC))
    except Invalid as error:
        return Preview(name, sha256, Report(kind, errors=[error.issue]), supplier)
    except Exception:  # whatever a file makes the reader stumble over, it is the file's fault
        _log.exception("%s could not be read", name)
        return Preview(name, sha256, Report(kind, errors=[Issue("unreadable")]), supplier)
    result = Preview(name, sha256, report, supplier or report.preamble.supplier)
    result.is_published = publish
    return _compare(result)


def _read(raw: bytes, name: str, kind: str, now: datetime) -> Report:
    """What a file reports. Raises Invalid."""
    if kind not in ("auto", CUSTOMS):
        return check_rows(
            [read_cells(one) for one in find_headers(read_sheets(raw, name), kind)], now
        )
    raw, name = customs.readable(raw, name)
    sheets = read_sheets(raw, name)
    if (table := customs.find_table(sheets)) is not None:
        return customs_rows.read(table, name, now.date())
    if kind == CUSTOMS:
        raise Invalid("customs_none")
    return check_rows([read_cells(header) for header in find_headers(sheets, kind)], now)


def _compare(preview: Preview) -> Preview:
    """Sort the rows into new, changed, unchanged and withdrawn."""
    report, kind = preview.report, KINDS[preview.report.kind]
    accepted = own_lists()[-1:] if kind.is_own else deliveries()
    # An empty place for the supplier is a slip all the same.
    says_itself = report.kind in _SOURCE_IN_ROWS and not report.preamble.asks_supplier
    if not preview.supplier and not says_itself:
        report.errors.append(Issue("supplier_missing"))
    if report.preamble.is_demo and not paths.is_demo():
        report.errors.append(Issue("demo_data"))
    if kind.is_own and paths.is_demo():
        report.errors.append(Issue("own_in_demo"))
    same = (one.delivery_id for one in accepted if one.sha256 == preview.sha256
            and (one.is_published or not preview.is_published))  # fmt: skip
    preview.already = next(same, None)
    current = _current_rows([one for one in accepted if one.kind.name == report.kind])
    if kind.is_own:
        _take_place(preview, accepted, current)
    for row in report.rows:
        if (key := row[KINDS[report.kind].key]) is None:
            continue
        old = current.get(key)
        is_current = old is not None and old["is_withdrawn"] == "no"
        if row["is_withdrawn"] == "yes":
            (preview.withdrawn if is_current else preview.unchanged).append(key)
        elif old is None or not is_current:
            preview.new.append(key)
        else:
            label, number = report.labels[key], int(row["row_number"] or 0)
            changes = [
                Change(key, label, number, name, old.get(name) or None, value)
                for name, value in row.items()
                if name not in _NOT_COMPARED and (old.get(name) or None) != value
            ]
            preview.changes += changes
            (preview.changed if changes else preview.unchanged).append(key)
    return preview


def _take_place(preview: Preview, accepted: list[Delivery],
                current: Mapping[str, Mapping[str, str]]) -> None:  # fmt: skip
    """An own list is a whole one: what it does not name any more is withdrawn, and said."""
    report = preview.report
    day = f"{accepted[-1].day:%d.%m.%Y}" if accepted else ""
    report.notes += own_rows.notes(report.rows, report.labels, current.values(), day)
    preview.withdrawn += [key for key in current if key not in report.labels]


def _current_rows(accepted: list[Delivery]) -> dict[str, dict[str, str]]:
    """The rows that count now, by key: of each the version of the newest delivery."""
    current: dict[str, dict[str, str]] = {}
    for delivery in accepted:
        with (delivery.folder / ROWS).open(encoding="utf-8", newline="") as opened:
            current.update({row[delivery.kind.key]: row for row in csv.DictReader(opened)})
    return current
