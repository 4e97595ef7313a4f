"""Reports for tests, made by hand as people make them: workbooks and CSV files of a few rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook

from etl.inbox.preview import preview
from etl.inbox.rows import Report

#: The moment at which tests read: reports of June 2026 are new, those of 2027 are to come.
NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)

#: A train that came in from Lianyungang, in the words of the German template.
TRAIN: Mapping[str, Any] = {
    "Zugnummer": "41234",
    "Startterminal": "Lianyungang",
    "Zielterminal": "CTH",
    "Ankunft geplant": "01.06.2026 03:00",
    "Ankunft tatsächlich": "01.06.2026 04:35",
    "TEU": 82,
}


def workbook(*sheets: tuple[str, Sequence[Any]], merged: Iterable[str] = ()) -> bytes:
    """A workbook: name and rows of each sheet; ``merged`` ranges lie in the last."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for span in merged:
        sheet.merge_cells(span)
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def trains(*rows: Mapping[str, Any], supplier: str = "Terminal A", **cells: Any) -> bytes:
    """A workbook of trains: TRAIN with these cells, one row for each mapping given."""
    made = [{**TRAIN, **cells, **row} for row in rows or [{}]]
    names = list(dict.fromkeys(name for row in made for name in row))
    table = [names, *([row.get(name) for name in names] for row in made)]
    return workbook(("Züge", [["Lieferant:", supplier], *table]))


def read(raw: bytes, name: str, kind: str, supplier: str = "Terminal A") -> Report:
    """A file read as at NOW, by somebody who says who supplied it."""
    return preview(raw, name, kind, supplier, NOW).report


def read_trains(*rows: Mapping[str, Any], **cells: Any) -> Report:
    return read(trains(*rows, **cells), "zuege.xlsx", "rail_trains")


def read_csv(text: str, kind: str = "auto", encoding: str = "utf-8") -> Report:
    return read(text.encode(encoding), "report.csv", kind)


def codes(report: Report) -> list[str]:
    """What is wrong with it."""
    return [issue.code for issue in report.errors]


def notes(report: Report) -> list[str]:
    """What was left out or worth knowing."""
    return [issue.code for issue in report.notes]
