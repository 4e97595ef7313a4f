"""Step 1, read: a file as it came → sheets of plain cells; nothing in it is executed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from etl.fetch import http
from etl.inbox.issues import Invalid, Issue
from etl.readers.eurostat import bulk

#: Largest file that is taken, in MB; 100,000 trains with all columns have about 12.
LARGEST_MB = 30
LARGEST_ARCHIVE_MB = 200
MOST_ROWS = 200_000
MOST_COLUMNS = 200

#: What people write into a cell where there is nothing to say.
BLANK = ("", "-", "–", "—", "k.A.", "k. A.", "n/a", "N/A", "n.a.", "?", "…", "...")

Cell = str | int | float | date | datetime | time | timedelta
Row = tuple[Cell | None, ...]


class NoValue(str):
    """Stands in a cell whose formula was never computed."""

    __slots__ = ()


class Measured(float):
    """A number whose format shows more than itself: a unit, or that it counts in thousands of it.

    ``unit`` as it is shown; ``scale``: by how much what is shown is less than what is stored.
    """

    unit: str
    scale: int

    def __new__(cls, number: float, unit: str, scale: int = 1) -> Measured:
        """A number as it is stored, with what its format shows."""
        made = super().__new__(cls, number)
        made.unit, made.scale = unit, scale
        return made

    def __eq__(self, other: object) -> bool:
        """Whether it is the same number, of the same unit where that has one."""
        unit_and_scale = (self.unit, self.scale)
        is_same = not isinstance(other, Measured) or unit_and_scale == (other.unit, other.scale)
        return is_same and float(self) == other

    def __hash__(self) -> int:
        """As that of the number."""
        return float.__hash__(self)


@dataclass
class Sheet:
    """One table of cells: rows with their number in the file (1 is the first).

    ``broken``: why it cannot be read beyond these rows. ``epoch``: the day 0 of its numbers that
    are days.
    """

    name: str
    rows: list[tuple[int, Row]]
    delimiter: str = ""
    notes: list[Issue] = field(default_factory=list)
    broken: Issue | None = None
    is_hidden: bool = False
    epoch: datetime = datetime(1899, 12, 30)


def read_file(file: Path) -> bytes:
    """The bytes of a file, or so many of them that it is seen to be too big.

    A 7z archive of an office may be larger than a report.
    """
    with file.open("rb") as opened:
        is_archive = bulk.is_archive(opened.read(len(bulk.MAGIC)))
        opened.seek(0)
        return opened.read(((LARGEST_ARCHIVE_MB if is_archive else LARGEST_MB) + 1) * 1_000_000)


def unpacked(raw: bytes, name: str) -> tuple[bytes, str]:
    """A file and its name without gzip around it. Raises Invalid when that is damaged."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw, name
    try:
        return http.gunzip(raw), re.sub(r"\.gz(ip)?$", "", name, flags=re.IGNORECASE)
    except http.Damaged:
        raise Invalid("damaged_archive") from None


def read_sheets(raw: bytes, name: str) -> list[Sheet]:
    """All sheets of a file; of a CSV file one for each delimiter that it may have.

    Raises Invalid when the file is not what its name says, or not safe to open.
    """
    raw, name = unpacked(raw, name)
    if not raw.strip():
        raise Invalid("empty_file")
    if len(raw) > LARGEST_MB * 1_000_000:
        raise Invalid("too_big", f"{len(raw) / 1_000_000:.0f}", high=LARGEST_MB)
    suffix = Path(name).suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlam"):
        raise Invalid("macros")
    if suffix in (".xlsx", ".xlsb"):
        from etl.inbox import workbook  # noqa: PLC0415 - half a second that only workbooks cost

        if suffix == ".xlsb":
            workbook.check_archive(raw)  # one that is damaged would not be mended by another ending
        else:
            return workbook.read_workbook(raw)
    if suffix in (".csv", ".txt", ".tsv"):
        return _read_csv(raw)
    if suffix in (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"):
        raise Invalid("packed", suffix)
    raise Invalid("unknown_ending", suffix or name)


def check_row_count(count: int) -> None:
    """Refuse a sheet that has more rows than any report."""
    if count > MOST_ROWS:
        raise Invalid("too_many_rows", high=MOST_ROWS)


def _read_csv(raw: bytes) -> list[Sheet]:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise Invalid("not_text", {b"PK": "ZIP/XLSX", b"\xd0\xcf": "XLS", b"%P": "PDF"}[raw[:2]])
    text, encoding = _decode(raw)
    if "\x00" in text:
        raise Invalid("not_text", "NUL")
    if re.match(r"\s*<(!doctype|html|\?xml)", text[:200], re.IGNORECASE):
        raise Invalid("not_text", "HTML")
    notes = [Issue("encoding", found=encoding)] if encoding == "Windows-1252" else []
    delimiters = [sign for sign in ";\t,|" if sign in text] or [";"]
    sheets = [Sheet("", [], sign, list(notes)) for sign in delimiters]
    for sheet in sheets:
        try:
            sheet.rows.extend(_csv_rows(text, sheet.delimiter))
        except Invalid as error:
            if error.issue.code != "broken_csv":
                raise
            sheet.broken = error.issue
    return sheets


def _decode(raw: bytes) -> tuple[str, str]:
    is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["UTF-16"] if is_utf16 else ["utf-8-sig", "Windows-1252"]:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Invalid("not_text", "?")


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count, last_line = 0, 0
    try:
        for cells in reader:
            # A row's number is the line on which it begins, as an editor shows it.
            last_line, number = reader.line_num, last_line + 1
            row = tuple(cell.strip() or None for cell in cells[:MOST_COLUMNS])
            if any(row):
                count += 1
                yield number, row
            check_row_count(count)
    except csv.Error as error:
        raise Invalid("broken_csv", reader.line_num) from error
