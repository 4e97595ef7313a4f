"""Tables of the Landesdatenbank NRW (IT.NRW) as CSV: Latin-1, semicolons, German numbers.

Titles, then a header of varying length (labels, last the units) whose first cells are empty, then
lines: time, key of the region (AGS), its name, indented by level, perhaps the key and label of a
classification, and the figures. It ends as a table of GENESIS does, notes and state included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from etl.readers.genesis import webcsv
from etl.readers.genesis.ffcsv import numbers

_TIME = re.compile(r"\d{4}|\d{2}\.\d{2}\.\d{4}")
_AGS = re.compile(r"05|05[0-9]|05[0-9]{3}|05[0-9]{6}")
#: Cells before the first figure: time, key, name; and key and label of a classification.
_PLAIN, _CLASSIFIED = 3, 5
_INDENT = 2


@dataclass(frozen=True)
class Measure:
    """A column of figures: its labels from above to below, and its unit."""

    labels: tuple[str, ...]
    unit: str

    def __str__(self) -> str:
        return f"{' / '.join(self.labels)} ({self.unit})"


@dataclass(frozen=True)
class Lines:
    """A table: its lines as text, its measures by the name of their column, and its notes.

    Columns of ``frame``: time, ags, name, level (0 the Land, 1, 2 … below it), key and label of
    the classification (empty when there is none), and a column of printed figures for each measure.
    """

    frame: pd.DataFrame
    measures: dict[str, Measure]
    notes: str

    def unexpected(self, expected: str) -> ValueError:
        """The refusal of measures other than expected."""
        listing = "; ".join(map(str, self.measures.values()))
        return ValueError(f"its columns are {listing}; expected {expected}")

    def figures(self, column: str) -> pd.DataFrame:
        """Lines with one measure: ``printed``, and ``number`` (missing for symbols).

        Raises ValueError naming the line that holds no German number.
        """
        frame = self.frame.rename(columns={column: "printed"})
        frame["number"] = numbers(frame["printed"])
        return frame.drop(columns=[other for other in self.measures if other != column])


def read(raw: bytes, table: str) -> Lines:
    """Parse one table. Raises ValueError naming what differs from the documented layout."""
    if (code := webcsv.table_of(raw)) != table:
        raise ValueError(f"its first line names {code or 'no table'!r}; expected Tabelle: {table}")
    rows, notes = webcsv.split(raw)
    start = next((number for number, row in enumerate(rows) if _is_line(row)), None)
    if start is None:
        raise ValueError("no line begins with a year or a day and the key of a region (AGS)")
    head = [row for row in rows[:start] if not row[0].strip()]
    first, measures = _measures(head)
    width = first + len(measures)
    for number, row in enumerate(rows[start:], start + 1):
        if len(row) != width:
            raise ValueError(f"line {number} has {len(row)} cells; expected {width}")
        if not _is_line(row):
            raise ValueError(
                f"line {number} begins with {row[0]!r} and {row[1]!r}; expected a year or a day "
                "(31.12.2024) and the key of a region (05112)"
            )
    names = ["time", "ags", "name", "key", "label"][:first] + list(measures)
    # The index leads messages on wrong figures back to the line of the file.
    index = range(start - 1, len(rows) - 1)
    frame = pd.DataFrame(rows[start:], columns=names, index=index, dtype="str")
    blanks = frame["name"].str.len() - frame["name"].str.lstrip(" ").str.len()
    frame = frame.apply(lambda column: column.str.strip())
    frame = frame.assign(level=blanks // _INDENT)
    if first == _PLAIN:
        frame = frame.assign(key="", label="")
    return Lines(frame, measures, notes)


def _is_line(row: list[str]) -> bool:
    return (
        len(row) > _PLAIN
        and bool(_TIME.fullmatch(row[0].strip()))
        and bool(_AGS.fullmatch(row[1].strip()))
    )


def _measures(head: list[list[str]]) -> tuple[int, dict[str, Measure]]:
    """Column of the first figure, and the measures, from the rows of the header."""
    if len(head) < 2:
        raise ValueError(f"the header has {len(head)} rows; expected labels and units")
    width = len(head[-1])
    if any(len(row) != width for row in head):
        raise ValueError("the rows of the header differ in length")
    empty = [all(not row[column].strip() for row in head) for column in range(width)]
    first = empty.index(False) if False in empty else width
    if first not in (_PLAIN, _CLASSIFIED) or any(empty[first:]):
        raise ValueError(
            f"the header leaves {sum(empty)} columns without label; expected the first {_PLAIN} "
            f"(time, AGS, name) or {_CLASSIFIED} (a classification beside them)"
        )
    measures = {}
    for column in range(first, width):
        labels = tuple(cell for row in head[:-1] if (cell := row[column].strip()))
        measures[f"measure_{column}"] = Measure(labels, head[-1][column].strip())
    return first, measures
