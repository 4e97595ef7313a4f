"""Widths: each line of a table has as many cells as its header.

pandas fills up what is cut short, and a flag or a decimal may have stood there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator


def check(text: str, separator: str) -> None:
    """Refuse a line with more or fewer cells than the first. Raises ValueError naming it."""
    counts = {line.count(separator) for line in text.splitlines() if line}
    if len(counts) <= 1:
        return
    # Separators may stand in quotes.
    rows = lines(text, separator)
    width = len(next(rows)[1])
    for number, row in rows:
        if row and len(row) != width:
            kind = "fewer" if len(row) < width else "more"
            raise ValueError(f"row {number} has {kind} cells than the header: {len(row)}, "
                             f"expected {width}")  # fmt: skip


def lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV, each with its number in the file. Raises ValueError naming the row."""
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise ValueError(f"row {rows.line_num} is no line of a table: {error}") from error
