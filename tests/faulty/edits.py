"""Edits: how a table is changed so that it is not what it says, or not to be believed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.faulty.tables import Table, opened

#: Changes a table in place; False: its shape cannot have this fault.
Edit = Callable[[Table], bool | None]


def table(edit: Edit) -> Callable[[bytes], bytes | None]:
    """The bytes of an answer whose table was edited; None where nothing was."""

    def changed(raw: bytes) -> bytes | None:
        found = opened(raw)
        if found is None or edit(found) is False:
            return None
        return found.written()

    return changed


def columns(change: Callable[[list[Any], Table], list[Any]]) -> Edit:
    """Each line, names and figures, changed alike."""

    def edit(one: Table) -> None:
        head = [change(row, one) for row in one.head]
        one.rows = [change(row, one) for row in one.rows]
        one.head = head
        one.roles = {}

    return edit


def without(role: str) -> Edit:
    """A column less."""

    def edit(one: Table) -> bool | None:
        place = one.place(role)
        if place is None:
            return False
        return columns(lambda row, _: row[:place] + row[place + 1 :])(one)

    return edit


def named(role: str, name: Callable[[str], str]) -> Edit:
    """A column called otherwise."""

    def edit(one: Table) -> bool | None:
        place = one.place(role)
        row = next((row for row in one.head if place is not None and row[place]), None)
        if row is None or place is None or name(row[place]) == row[place]:
            return False
        row[place] = name(row[place])
        one.roles = {}
        return None

    return edit


def cells(role: str, change: Callable[[Any, Table], Any], *, every: bool = True) -> Edit:
    """Cells of a column, all of them or some, as they must not be."""

    def edit(one: Table) -> bool:
        place = one.place(role)
        if place is None:
            return False
        before = [row[place] for row in one.rows]
        for row in one.rows if every else some(one.rows):
            row[place] = change(row[place], one)
        return before != [row[place] for row in one.rows]

    return edit


def some(rows: list[list[Any]]) -> list[list[Any]]:
    """Every fifth line: few tables repeat themselves so, and some of these are read."""
    return rows[::5]


def times(factor: float) -> Edit:
    def change(cell: Any, one: Table) -> Any:
        number = one.number(cell)
        return cell if not number else one.shown(number * factor, cell)

    return cells("value", change)


def one_value(text: object) -> Edit:
    return cells("value", lambda cell, one: text if one.number(cell) else cell, every=False)


def all_values(text: object) -> Edit:
    return cells("value", lambda cell, one: text if one.number(cell) else cell)


def written(change: Callable[[str], str]) -> Edit:
    """Figures written otherwise; only where they are text."""
    return cells("value", lambda cell, one: change(cell) if isinstance(cell, str)
                  and one.number(cell) else cell)  # fmt: skip


def year_of(cell: Any) -> int:
    found = re.search(r"(?:19|20)\d{2}", str(cell))
    return int(found[0]) if found else 0


def only(keep: Callable[[int, int, int], bool]) -> Edit:
    """Lines of some years: given a year, the first and the last."""

    def edit(one: Table) -> bool:
        place = one.place("time")
        years = {year_of(row[place]) for row in one.rows} if place is not None else {0}
        if place is None or 0 in years or len(years) < 2:
            return False
        kept = [row for row in one.rows if keep(year_of(row[place]), min(years), max(years))]
        is_other = 0 < len(kept) < len(one.rows)
        one.rows = kept
        return is_other

    return edit


def later(until: int) -> Edit:
    """The newest year once more as each of the years until one that has not come."""

    def edit(one: Table) -> bool:
        place = one.place("time")
        newest = (
            max((year_of(row[place]) for row in one.rows), default=0) if place is not None else 0
        )
        if not newest or place is None or newest >= until:
            return False
        for year in range(newest + 1, until):
            for row in [row for row in one.rows if year_of(row[place]) == newest]:
                time = str(row[place]).replace(str(newest), str(year))
                one.rows.append([*row[:place], time, *row[place + 1 :]])
        return True

    return edit


def twice(factor: float) -> Edit:
    """Some lines with a figure a second time, their figure so many times as large."""

    def edit(one: Table) -> bool:
        place = one.place("value")
        if place is None:
            return False
        for row in some(one.rows):
            number = one.number(row[place])
            fresh = row[place] if factor == 1 else one.shown((number or 0) * factor, row[place])
            one.rows += [[*row[:place], fresh, *row[place + 1 :]]] if number else []
        return True

    return edit


def rows(change: Callable[[list[list[Any]]], list[list[Any]]]) -> Edit:
    def edit(one: Table) -> None:
        one.rows = change(one.rows)

    return edit


def labels(change: Callable[[str], str]) -> Edit:
    """Words that are no codes: names of places, goods, units of measure."""

    def edit(one: Table) -> bool:
        names = one.head[-1]
        wordy = [place for place, name in enumerate(names) if str(name).endswith("label")]
        for row in one.rows:
            for place in wordy:
                row[place] = change(str(row[place]))
        return bool(wordy)

    return edit


def codes(change: Callable[[str], str]) -> Edit:
    """Codes of some lines: the first column that is neither time nor figure and varies.

    Not who reports: lines of others are not read.
    """

    def edit(one: Table) -> bool:
        roles = {one.place(role) for role in ("time", "value", "unit", "flag")}
        varying = [place for place in range(len(one.rows[0])) if place not in roles
                   and one.head[-1][place] != "REPORTER"
                   and len({str(row[place]) for row in one.rows}) > 1
                   and not str(one.head[-1][place]).endswith("label")]  # fmt: skip
        if not varying:
            return False
        for row in some(one.rows):
            row[varying[0]] = change(str(row[varying[0]]))
        return True

    return edit
