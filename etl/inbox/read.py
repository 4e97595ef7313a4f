"""A file as it came → checked rows and what is wrong with it, row by row.

Nothing is guessed: a row that cannot be read is named, and with one such row nothing of the file
is taken. What is left out on purpose (empty rows, totals, unknown columns) is said as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from etl.inbox import cells, dates, header
from etl.inbox import rows as inbox_rows
from etl.inbox.fields import Field, fields, normal
from etl.inbox.header import Column, Header
from etl.inbox.issues import Bad, Issue, Unreadable
from etl.inbox.schema import KINDS
from etl.inbox.workbook import Sheet, sheets

_SUPPLIER = {normal(said) for said in ("Lieferant", "Absender", "Supplier", "Sender", "Melder")}
_REPORT_DAY = {normal(said) for said in ("Berichtstag", "Berichtsdatum", "Report date", "Stand")}


@dataclass
class Report:
    """What was read from a file: ``rows`` in the columns of its kind, issues, and what it says.

    ``entries``: key of a row → how a person calls it.
    """

    kind: str
    sheet: str = ""
    header_row: int = 0
    rows: list[dict[str, str | None]] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    errors: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)
    supplier: str = ""
    report_day: str | None = None
    is_demo: bool = False


def read(raw: bytes, name: str, kind: str, now: datetime | None = None) -> Report:
    """Read a file as one kind of report, or as the kind that its header fits (``auto``).

    Raises Unreadable when it cannot be read at all.
    """
    found = _chosen(sheets(raw, name), kind)
    report = Report(found.kind, found.sheet.name, found.below, notes=list(found.sheet.notes))
    _preamble(found, report)
    for column, said in found.twice:
        report.errors.append(Issue("column_twice", row=found.below, column=column, found=said))
    if not report.errors:
        _rows(found, report, now or datetime.now(UTC))
    return report


def _chosen(listed: list[Sheet], kind: str) -> Header:
    """The sheet, and the kind if it is open, that the headings fit best."""
    asked = list(KINDS) if kind == "auto" else [kind]
    tried = [header.find(sheet, one) for sheet in listed for one in asked]
    best = min(tried, key=lambda one: (len(one.missing) > 0, -len(one.columns), len(one.unknown)))
    if best.missing or len(best.columns) < 2:
        if kind == "auto":
            raise Unreadable(Issue("no_kind"))
        lacking = best.missing or [n for n in fields(kind) if n not in best.names][:3]
        raise Unreadable(Issue("no_header", found=f"@field:{';'.join(lacking)}"))
    others = [one.name for one in listed if one is not best.sheet and one.name and one.rows]
    if others:
        best.sheet.notes.append(
            Issue("other_sheets", found=best.sheet.name, expected=", ".join(others))
        )
    return best


def _preamble(found: Header, report: Report) -> None:
    """What stands above the table: who sends it, for which day, and whether it is generated."""
    for number, row in found.sheet.rows:
        if number >= found.top:
            break
        for place, cell in enumerate(row):
            report.is_demo = report.is_demo or cells.is_demo_mark(cell)
            if not isinstance(cell, str):
                continue
            label, colon, rest = cell.partition(":")
            beside = next((one for one in row[place + 1 :] if one is not None), None)
            value = rest.strip() if colon and rest.strip() else beside
            if normal(label) in _SUPPLIER and value is not None and not report.supplier:
                report.supplier = " ".join(str(value).split())[:200]
            elif normal(label) in _REPORT_DAY and value is not None:
                try:
                    report.report_day = dates.day(value).isoformat()
                except Bad:
                    continue


def _rows(found: Header, report: Report, now: datetime) -> None:
    known = fields(found.kind)
    body = [(n, row) for n, row in found.sheet.rows if n > found.below]
    used = {n for n, row in body for n in range(len(row)) if row[n] is not None} if body else set()
    ignored = [said for place, said in found.unknown.items() if place in used]
    if ignored:
        report.notes.append(Issue("ignored_columns", found=", ".join(ignored)))
    style = _style(found, body, report)
    readers = _readers(found, style)
    required = [place for place, one in found.columns.items() if known[one.field].required]
    last = max((n for n, row in body if header.is_entry(row, required)), default=found.below)
    finish = inbox_rows.finisher(found.kind, report.report_day, now)
    for number, row in body:
        if header.is_left_out((number, row), found, required, last, report.notes):
            continue
        made, issues = _row(number, row, found, readers)
        if not issues:
            made_row, issues = finish(number, made)
            report.rows.append(made_row)
        report.errors += issues
    header.tell_gaps(body, found, report.notes)
    if not report.rows and not report.errors:
        report.errors.append(Issue("no_rows"))
    _once(report)


def _style(found: Header, body: list[tuple[int, tuple[Any, ...]]], report: Report) -> cells.Style:
    known = fields(found.kind)
    figures = [place for place, one in found.columns.items()
               if known[one.field].type in ("number", "count")]  # fmt: skip
    texts = (
        row[place]
        for _, row in body
        for place in figures
        if place < len(row) and isinstance(row[place], str)
    )
    style = cells.style(texts, "english" if found.sheet.delimiter == "," else "german")
    if style.shown and style.name != "both":
        report.notes.append(Issue(f"numbers_read_{style.name}", found=style.shown))
    return style


Reader = Callable[[Any], str]


def _readers(found: Header, style: cells.Style) -> dict[int, Reader]:
    """A reader for each column that is read alone; it remembers what it has read."""
    known = fields(found.kind)
    made = {}
    for place, one in found.columns.items():
        if known[one.field].type not in ("moment", "zone", "when"):
            made[place] = _remembering(cells.reader(known[one.field], one.unit, style))
    return made


def _remembering(read_cell: Reader) -> Reader:
    """Cells repeat themselves: of 100,000 trains most come from the same few terminals."""
    memory: dict[tuple[type, Any], str | Bad] = {}

    def remembered(value: Any) -> str:
        key = (type(value), value)
        if key not in memory:
            if len(memory) > 50_000:
                memory.clear()
            try:
                memory[key] = read_cell(value)
            except Bad as bad:
                memory[key] = bad
        found = memory[key]
        if isinstance(found, Bad):
            raise found
        return found

    return remembered


def _row(number: int, row: tuple[Any, ...], found: Header,
         readers: dict[int, Reader]) -> tuple[dict[str, Any], list[Issue]]:  # fmt: skip
    """The cells of one row by field (moments as they stand, parts as ``field@day``), and issues."""
    made: dict[str, Any] = {}
    issues = []
    for place, column in found.columns.items():
        value = row[place] if place < len(row) else None
        if value is None:
            continue
        try:
            value = cells.plain(value)
            if value is None:
                continue
            name = f"{column.field}@{column.part}" if column.part else column.field
            made[name] = readers[place](value) if place in readers else value
        except Bad as bad:
            issues.append(_issue(bad, number, column))
    lacking = [one for one in fields(found.kind).values() if one.required and one.name not in made]
    named = {issue.column for issue in issues}
    issues += _lacking([one for one in lacking if one.name not in named], number, made, found)
    return made, issues


def _lacking(lacking: list[Field], number: int, made: dict[str, Any],
             found: Header) -> Iterator[Issue]:  # fmt: skip
    filled, all_columns = len(made), len(found.columns)
    if lacking and filled * 2 < all_columns:
        names = f"@field:{';'.join(one.name for one in lacking)}"
        yield Issue("half_empty", number, names, str(filled), high=str(all_columns))
        return
    yield from (Issue("missing", number, one.name) for one in lacking)


def _issue(bad: Bad, number: int, column: Column) -> Issue:
    said = {k: v for k, v in bad.cause.said().items() if k not in ("row", "column")}
    return Issue(**{**said, "row": number, "column": column.field})


def _once(report: Report) -> None:
    """A key may occur once in a report: twice the same train is a slip, whatever else it says."""
    key = KINDS[report.kind].key
    first: dict[str, int] = {}
    for row in report.rows:
        number, shown = int(row["row_number"] or 0), row.pop("_shown")
        if (named := row[key]) is None:
            continue
        report.entries[named] = str(shown)
        before = first.setdefault(named, number)
        if before != number:
            report.errors.append(Issue("twice", number, found=str(before), expected=str(shown)))
    report.errors.sort(key=lambda issue: issue.row or 0)
