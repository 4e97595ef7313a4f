"""Files that people send, opened with care: sheets of plain cells, nothing executed.

A workbook is a packed folder of XML. Before anything is parsed its own list of contents is looked
at: macros, encryption, and sizes that no report has (a file of a few kilobytes may unpack to
gigabytes) are refused. Formulas are never computed: the value that the sending program left counts.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from etl.inbox.issues import Issue, Unreadable

#: Largest file that is taken, in MB; 100,000 trains with all columns have about 12.
LARGEST_MB = 30
#: Largest size to which a workbook may unpack, in MB; 100,000 trains have about 150.
UNPACKED_MB = 300
#: How much smaller than its content a large part of a workbook may be; reports reach about 20.
_RATIO = 200
_MB = 1_000_000
#: Sheets that our templates carry beside the table.
BESIDE = ("Hilfe", "Help", "Listen", "Lists")


def sheets(raw: bytes, name: str) -> list[Sheet]:
    """All sheets of a file; of a CSV file one for each delimiter that it may have.

    Raises Unreadable when the file is not what its name says, or not safe to open.
    """
    if not raw.strip():
        raise Unreadable(Issue("empty_file"))
    if len(raw) > LARGEST_MB * _MB:
        found = f"{len(raw) / _MB:.0f}"
        raise Unreadable(Issue("too_big", found=found, high=str(LARGEST_MB)))
    ending = Path(name).suffix.lower()
    if ending in (".xlsm", ".xltm", ".xlsb", ".xlam"):
        raise Unreadable(Issue("macros"))
    if ending == ".xlsx":
        return _workbook(raw)
    if ending in (".csv", ".txt", ".tsv"):
        return _texts(raw)
    raise Unreadable(Issue("unknown_ending", found=ending or name))


def _workbook(raw: bytes) -> list[Sheet]:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(Issue("encrypted"))
    import openpyxl  # noqa: PLC0415 - half a second that only workbooks cost

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _safe(packed)
            book = openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
            )
            return [_sheet(one, book, packed) for one in book.worksheets
                    if one.title not in BESIDE]  # fmt: skip
    except Unreadable:
        raise
    # A damaged workbook fails in openpyxl in any of many ways; all mean the same to its sender.
    except Exception as error:
        raise Unreadable(Issue("not_a_workbook")) from error


def _safe(packed: zipfile.ZipFile) -> None:
    """Refuse macros and bombs by the list of contents, before anything is unpacked."""
    listed = packed.infolist()
    if any(Path(one.filename).name.lower() == "vbaproject.bin" for one in listed):
        raise Unreadable(Issue("macros"))
    total = sum(one.file_size for one in listed)
    steep = [
        one for one in listed
        if one.file_size > 10 * _MB and one.file_size > _RATIO * max(one.compress_size, 1)
    ]  # fmt: skip
    if total > UNPACKED_MB * _MB or steep or len(listed) > 5_000:
        raise Unreadable(Issue("zip_bomb", found=f"{total / _MB:.0f}", high=str(UNPACKED_MB)))
    for one in listed:
        if one.filename.endswith((".xml", ".rels")):
            with packed.open(one) as opened:
                if b"<!DOCTYPE" in opened.read(1_000):
                    raise Unreadable(Issue("not_a_workbook"))


def _sheet(sheet: Any, book: Any, packed: zipfile.ZipFile) -> Sheet:
    from etl.inbox import workbook_cells  # noqa: PLC0415 - brings openpyxl along

    formats = [
        workbook_cells.shown(_format(style.numFmtId, book._number_formats))
        for style in book._cell_styles
    ]
    with packed.open(sheet._worksheet_path.lstrip("/")) as opened:
        cells = workbook_cells.read(
            opened, sheet._shared_strings, formats, book.epoch, _not_too_many
        )
    notes = []
    if cells.formulas:
        notes.append(Issue("formulas", found=str(cells.formulas)))
    if cells.hidden:
        notes.append(Issue("hidden_rows", found=str(cells.hidden)))
    return Sheet(sheet.title, cells.rows, notes=notes)


def _format(number: int, own: list[str]) -> str:
    """The number format of a style: one of Excel's own, or one of the workbook's."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE  # noqa: PLC0415

    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    return str(own[number - BUILTIN_FORMATS_MAX_SIZE])


def _not_too_many(rows: int) -> None:
    if rows > MOST_ROWS:
        raise Unreadable(Issue("too_many_rows", high=str(MOST_ROWS)))


def _texts(raw: bytes) -> list[Sheet]:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        said = {b"PK": "ZIP/XLSX", b"\xd0\xcf": "XLS", b"%P": "PDF"}[raw[:2]]
        raise Unreadable(Issue("not_text", found=said))
    text, encoding = _decoded(raw)
    if "\x00" in text:
        raise Unreadable(Issue("not_text", found="NUL"))
    if re.match(r"\s*<(!doctype|html|\?xml)", text[:200], re.IGNORECASE):
        raise Unreadable(Issue("not_text", found="HTML"))
    notes = [Issue("encoding", found=encoding)] if encoding == "Windows-1252" else []
    present = [one for one in ";\t,|" if one in text] or [";"]
    return [Sheet("", list(_lines(text, one)), one, list(notes)) for one in present]


def _decoded(raw: bytes) -> tuple[str, str]:
    is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    tried = ["UTF-16"] if is_utf16 else ["utf-8-sig", "Windows-1252"]
    for encoding in tried:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable(Issue("not_text", found="?"))


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    kept, number = 0, 0
    try:
        for cells in lines:
            # A row's number is the line on which it begins, as an editor shows it.
            number, began = lines.line_num, number + 1
            made = tuple(cell.strip() or None for cell in cells[:MOST_COLUMNS])
            if any(made):
                kept += 1
                yield began, made
            if kept > MOST_ROWS:
                raise Unreadable(Issue("too_many_rows", high=str(MOST_ROWS)))
    except csv.Error as error:
        raise Unreadable(Issue("broken_csv", found=str(lines.line_num))) from error


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
