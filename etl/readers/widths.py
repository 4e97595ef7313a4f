"""Widths: each line of a table has as many cells as its header.

pandas fills up what is cut short, and a flag or a decimal may have stood there.
"""

from __future__ import annotations

import csv
import io


def check(text: str, separator: str) -> None:
    """Refuse a line with more or fewer cells than the first. Raises ValueError naming it."""
    lines = text.splitlines()
    counts = {line.count(separator) for line in lines if line}
    if len(counts) <= 1:
        return
    # Separators may stand in quotes.
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    width = len(next(rows))
    for row in rows:
        if row and len(row) != width:
            kind = "fewer" if len(row) < width else "more"
            raise ValueError(f"row {rows.line_num} has {kind} cells than the header: {len(row)}, "
                             f"expected {width}")  # fmt: skip
