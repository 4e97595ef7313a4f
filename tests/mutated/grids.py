"""Mutations of tables: rows, columns, cells, headings, and the form in which they are written.

A table that a publisher answers is read by ``tests.faulty.tables``.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from random import Random

from tests.faulty import tables
from tests.faulty.tables import Inexpressible, Table
from tests.mutated.kind import ANY, KEPT, ONE, SAME, Change, Input, Mutated
from tests.mutated.raw import HOSTILE

#: A figure is changed by so much: less than the guard takes for a slip, more than rounding.
_FACTORS = (1.07, 1.25, 0.93)


def _opened(raw: bytes) -> Table | None:
    try:
        return tables.opened(raw)
    except (ValueError, LookupError, StopIteration, csv.Error):  # lines of JSON, an archive
        return None


def _written(
    one: Input, table: Table, how: str, oracle: str, factor: float = 1.0
) -> Mutated | None:
    try:
        raw = table.written()
    except (Inexpressible, ValueError, TypeError, csv.Error):
        return None
    return None if raw is None else Mutated(replace(one, raw=raw), how, oracle, factor)


def _one_figure(draw: Random, one: Input) -> Mutated | None:
    """One figure another: said must be that one, no other."""
    table = _opened(one.raw)
    if table is None or (place := table.place("value")) is None:
        return None
    rows = [row for row in table.rows if len(row) > place and (table.number(row[place]) or 0) > 50]
    if not rows:
        return None
    row, factor = draw.choice(rows), draw.choice(_FACTORS)
    before = table.number(row[place]) or 0
    row[place] = table.shown(float(round(before * factor)), row[place])
    return _written(one, table, "one figure", ONE, round(before * factor) / before)


def _rows_moved(draw: Random, one: Input) -> Mutated | None:
    table = _opened(one.raw)
    if table is None or table.roles:
        return None
    draw.shuffle(table.rows)
    return _written(one, table, "rows in another order", SAME)


def _columns_moved(draw: Random, one: Input) -> Mutated | None:
    """Columns in another order, each under its name."""
    table = _opened(one.raw)
    if table is None or table.roles or len({len(row) for row in (*table.head, *table.rows)}) != 1:
        return None
    order = draw.sample(range(len(table.rows[0])), len(table.rows[0]))
    table.head = [[row[place] for place in order] for row in table.head]
    table.rows = [[row[place] for place in order] for row in table.rows]
    return _written(one, table, "columns in another order", KEPT)


def _cell_shifted(draw: Random, one: Input) -> Mutated | None:
    """Cells of a row moved by one: no figure may be read from beside its place."""
    table = _opened(one.raw)
    if table is None:
        return None
    row = draw.choice([*table.head, *table.rows])
    place = draw.randrange(len(row))
    how = draw.choice(("gone", "more", "twice"))
    if how == "gone":
        del row[place]
    else:
        row.insert(place, "" if how == "more" else row[place])
    return _written(one, table, f"a cell {how}", KEPT)


def _column_gone(draw: Random, one: Input) -> Mutated | None:
    table = _opened(one.raw)
    if table is None:
        return None
    place = draw.randrange(len(table.rows[0]))
    only_head = draw.random() < 0.3
    for row in table.head if only_head else (*table.head, *table.rows):
        if place < len(row):
            del row[place]
    return _written(one, table, f"column {place} gone{' from the head' * only_head}", KEPT)


def _heading(draw: Random, one: Input) -> Mutated | None:
    table = _opened(one.raw)
    if table is None:
        return None
    head = draw.choice(table.head)
    place = draw.randrange(len(head))
    head[place] = draw.choice((str(head[place]).swapcase(), f"{head[place]}x", "", "value",
                               draw.choice(HOSTILE), str(draw.choice(head))))  # fmt: skip
    return _written(one, table, "a heading otherwise", KEPT)


def _rows_gone(draw: Random, one: Input) -> Mutated | None:
    table = _opened(one.raw)
    if table is None:
        return None
    share = draw.choice((0.02, 0.5, 0.98, 1.0))
    table.rows = [row for row in table.rows if draw.random() >= share]
    return _written(one, table, "rows gone", KEPT)


def _rows_more(draw: Random, one: Input) -> Mutated | None:
    table = _opened(one.raw)
    if table is None:
        return None
    more = draw.choice((1, 5, len(table.rows)))
    table.rows += [list(row) for row in draw.choices(table.rows, k=more)]
    return _written(one, table, "rows twice", KEPT)


def _cell(draw: Random, one: Input) -> Mutated | None:
    """Cells of any column as something else."""
    table = _opened(one.raw)
    if table is None:
        return None
    place = draw.randrange(len(table.rows[0]))
    text = draw.choice(HOSTILE)
    # A long text in every row would be 400 MB, which take 2.5 GB to write and are refused unread.
    share = draw.choice((0.0, 0.1, 1.0)) if len(text) < 1_000 else 0.0
    chosen = [row for row in table.rows if draw.random() < share] or [draw.choice(table.rows)]
    for row in chosen:
        if place < len(row):
            row[place] = text
    return _written(one, table, f"cells {text[:12]!r}", ANY)


def _swapped(draw: Random, one: Input) -> Mutated | None:
    """Two cells of a row for each other."""
    table = _opened(one.raw)
    if table is None:
        return None
    row = draw.choice(table.rows)
    first, second = draw.randrange(len(row)), draw.randrange(len(row))
    row[first], row[second] = row[second], row[first]
    return _written(one, table, "two cells for each other", ANY)


def _quoted(draw: Random, one: Input) -> Mutated | None:
    """All cells in quotes: the same to whoever reads CSV."""
    table, text = _opened(one.raw), one.raw.decode("utf-8-sig", "replace")
    if table is None or table.roles or one.raw[:1] in b"P[{" or '"' in text or "\ufffd" in text:
        return None
    sign = ";" if table.decimal == "," else ","
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [*table.head, *table.rows]
    )
    return Mutated(replace(one, raw=out.getvalue().encode()), "all in quotes", SAME)


def _as_text(draw: Random, one: Input) -> Mutated | None:
    """A mark of byte order, other ends of lines, blank lines at the end."""
    if one.raw[:2] in (b"PK", b"\x1f\x8b", b"7z") or one.raw[:1] in b"[{<" or not one.raw:
        return None
    how = draw.choice(("byte order", "line ends", "blank lines"))
    raw = one.raw
    if how == "byte order":
        raw = b"\xef\xbb\xbf" + raw.removeprefix(b"\xef\xbb\xbf")
    elif how == "line ends":
        raw = raw.replace(b"\r\n", b"\n")
        raw = raw.replace(b"\n", b"\r\n") if raw == one.raw else raw
    else:
        raw += b"\r\n" * draw.choice((1, 3)) if raw.endswith(b"\r\n") else b"\n"
    return Mutated(replace(one, raw=raw), how, KEPT)


TABLES: tuple[Change, ...] = (
    _one_figure, _one_figure, _one_figure, _rows_moved, _columns_moved, _cell_shifted,
    _cell_shifted, _column_gone, _heading, _rows_gone, _rows_more, _cell, _cell, _swapped, _quoted,
    _as_text,
)  # fmt: skip
