"""Faults of content: tables whose form or figures are not what they say, or not believable."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.faulty.kind import EITHER, HARMLESS, REFUSED, Fault, body
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


def _columns(change: Callable[[list[Any], Table], list[Any]]) -> Edit:
    """Each line, names and figures, changed alike."""

    def edit(one: Table) -> None:
        head = [change(row, one) for row in one.head]
        one.rows = [change(row, one) for row in one.rows]
        one.head = head
        one.roles = {}

    return edit


def _without(role: str) -> Edit:
    """A column less."""

    def edit(one: Table) -> bool | None:
        place = one.place(role)
        if place is None:
            return False
        return _columns(lambda row, _: row[:place] + row[place + 1 :])(one)

    return edit


def _named(role: str, name: Callable[[str], str]) -> Edit:
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


def _cells(role: str, change: Callable[[Any, Table], Any], *, every: bool = True) -> Edit:
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
    """Every third line: of lines that nobody reads there are fewer in a row."""
    return rows[::3]


def _times(factor: float) -> Edit:
    def change(cell: Any, one: Table) -> Any:
        number = one.number(cell)
        return cell if not number else one.shown(number * factor, cell)

    return _cells("value", change)


def _one_value(text: object) -> Edit:
    return _cells("value", lambda cell, one: text if one.number(cell) else cell, every=False)


def _all_values(text: object) -> Edit:
    return _cells("value", lambda cell, one: text if one.number(cell) else cell)


def _written(change: Callable[[str], str]) -> Edit:
    """Figures written otherwise; only where they are text."""
    return _cells("value", lambda cell, one: change(cell) if isinstance(cell, str)
                  and one.number(cell) else cell)  # fmt: skip


def _year(cell: Any) -> int:
    found = re.search(r"(?:19|20)\d{2}", str(cell))
    return int(found[0]) if found else 0


def _only(keep: Callable[[int, int, int], bool]) -> Edit:
    """Lines of some years: given a year, the first and the last."""

    def edit(one: Table) -> bool:
        place = one.place("time")
        years = {_year(row[place]) for row in one.rows} if place is not None else {0}
        if place is None or 0 in years or len(years) < 2:
            return False
        kept = [row for row in one.rows if keep(_year(row[place]), min(years), max(years))]
        is_other = 0 < len(kept) < len(one.rows)
        one.rows = kept
        return is_other

    return edit


def _later(until: int) -> Edit:
    """The newest year once more as each of the years until one that has not come."""

    def edit(one: Table) -> bool:
        place = one.place("time")
        newest = max((_year(row[place]) for row in one.rows), default=0) if place is not None else 0
        if not newest or place is None or newest >= until:
            return False
        for year in range(newest + 1, until):
            for row in [row for row in one.rows if _year(row[place]) == newest]:
                time = str(row[place]).replace(str(newest), str(year))
                one.rows.append([*row[:place], time, *row[place + 1 :]])
        return True

    return edit


def _twice(factor: float) -> Edit:
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


def _rows(change: Callable[[list[list[Any]]], list[list[Any]]]) -> Edit:
    def edit(one: Table) -> None:
        one.rows = change(one.rows)

    return edit


def _labels(change: Callable[[str], str]) -> Edit:
    """Words that are no codes: names of places, goods, units of measure."""

    def edit(one: Table) -> bool:
        names = one.head[-1]
        wordy = [place for place, name in enumerate(names) if str(name).endswith("label")]
        for row in one.rows:
            for place in wordy:
                row[place] = change(str(row[place]))
        return bool(wordy)

    return edit


def _codes(change: Callable[[str], str]) -> Edit:
    """Codes of some lines: the first column that is neither time nor figure and varies."""

    def edit(one: Table) -> bool:
        roles = {one.place(role) for role in ("time", "value", "unit", "flag")}
        varying = [place for place in range(len(one.rows[0])) if place not in roles
                   and len({str(row[place]) for row in one.rows}) > 1
                   and not str(one.head[-1][place]).endswith("label")]  # fmt: skip
        if not varying:
            return False
        for row in some(one.rows):
            row[varying[0]] = change(str(row[varying[0]]))
        return True

    return edit


def _fault(name: str, edit: Edit, outcomes: frozenset[str] = REFUSED, *,
           of_all_periods: bool = False) -> Fault:  # fmt: skip
    return Fault(name, "content", body(table(edit)), outcomes, of_all_periods=of_all_periods)


SCRIPT = "<script>alert(1)</script>"
FAULTS = (
    _fault("a column more", _columns(lambda row, one: [*row, "MOOD" if row in one.head else "1"]),
           EITHER),
    _fault("a column more in front", _columns(
        lambda row, one: ["MOOD" if row in one.head else "1", *row]), EITHER),
    _fault("columns in another order", _columns(lambda row, _: [*row[2:], *row[:2]]), EITHER),
    _fault("no column of figures", _without("value")),
    _fault("no column of time", _without("time")),
    _fault("no column of units", _without("unit"), EITHER),
    _fault("the column of figures renamed", _named("value", lambda name: f"{name}_new")),
    _fault("the column of time renamed", _named("time", lambda name: f"{name}_new")),
    _fault("the column of figures in capitals", _named("value", str.swapcase), EITHER),
    _fault("the column of figures twice", _columns(
        lambda row, one: [*row, row[one.place("value") or 0]]), EITHER),
    _fault("a table without lines", _rows(lambda rows: [])),
    _fault("one line alone", _rows(lambda rows: rows[:1])),
    _fault("the first half of the lines", _rows(lambda rows: rows[: len(rows) // 2])),
    _fault("every second line", _rows(lambda rows: rows[::2])),
    _fault("lines in another order", _rows(lambda rows: rows[::-1]), HARMLESS),
    _fault("all lines twice", _rows(lambda rows: rows + rows), EITHER),
    _fault("lines with a cell too few", _rows(
        lambda rows: [row[: len(row) - (number % 3 == 0)] for number, row in enumerate(rows)])),
    _fault("lines with a cell too many", _rows(
        lambda rows: [row + ["1"] * (number % 3 == 0) for number, row in enumerate(rows)])),
    _fault("an empty line", _rows(lambda rows: [*rows, [""]]), EITHER),
    _fault("some months twice, alike", _twice(1), EITHER),
    _fault("some months twice, with another figure", _twice(1.5)),
    _fault("a thousandfold", _times(1000)),
    _fault("a thousandth", _times(0.001)),
    _fault("a tenfold", _times(10)),
    _fault("half of everything", _times(0.4)),
    _fault("figures below zero", _times(-1)),
    _fault("nothing but zeros", _all_values("0")),
    _fault("nothing but gaps", _all_values("")),
    _fault("figures of thirty digits", _one_value("9" * 30)),
    _fault("some figures a millionfold", _cells(
        "value", lambda cell, one: one.shown((one.number(cell) or 0) * 1e6, cell)
        if (one.number(cell) or 0) > 100 else cell, every=False)),
    _fault("NaN", _one_value("NaN")),
    _fault("Infinity", _one_value("Infinity")),
    _fault("a number beyond all numbers", _one_value("1e400")),
    _fault("a word for a figure", _one_value("k. A.")),
    _fault("a formula for a figure", _one_value('=HYPERLINK("https://x.example")')),
    _fault("a script for a figure", _one_value(SCRIPT)),
    _fault("a list for a figure", _one_value("[1, 2]")),
    _fault("digits of another script", _one_value("\u0661\u0662\u0663\u0664")),
    _fault("digits of full width", _one_value("\uff11\uff12\uff13")),
    _fault("a minus of print", _one_value("\u22121234")),
    _fault("the other decimal sign", _written(
        lambda cell: cell.translate(str.maketrans(",.", ".,")) if "," in cell or "." in cell
        else f"{cell}.5" if ";" in cell else cell + "'5")),
    _fault("signs of thousands", _written(lambda cell: f"{cell[:-3]}'{cell[-3:]}"
                                          if len(cell) > 3 and cell.isdigit() else cell)),
    _fault("blanks around figures", _written(lambda cell: f" {cell} "), EITHER),
    _fault("hard blanks around figures", _written(lambda cell: f"\u00a0{cell}"), EITHER),
    _fault("figures with their unit", _written(lambda cell: f"{cell} EUR")),
    _fault("another unit", _cells("unit", lambda cell, _: f"{cell}_X")),
    _fault("some lines in another unit", _cells("unit", lambda cell, _: f"{cell}_X", every=False)),
    _fault("a sign that nobody knows", _cells("flag", lambda cell, _: "Q7")),
    _fault("all figures kept secret", _cells("flag", lambda cell, _: "c"), EITHER),
    _fault("the newest year gone", _only(lambda year, first, last: year < last)),
    _fault("the first year gone", _only(lambda year, first, last: year > first),
           of_all_periods=True),
    _fault("one year alone", _only(lambda year, first, last: year == last),
           of_all_periods=True),
    _fault("a year missing in between", _only(
        lambda year, first, last: year == first or year != last - 1), of_all_periods=True),
    _fault("years that have not come", _later(2040)),
    _fault("the end of the calendar", _cells("time", lambda cell, _: str(cell).replace(
        str(_year(cell)), "9999"), every=False)),
    _fault("a month that does not exist", _cells("time", lambda cell, _: f"{_year(cell)}-13",
                                                 every=False)),
    _fault("years of two digits", _cells("time", lambda cell, _: str(cell).replace(
        str(_year(cell)), str(_year(cell))[2:]))),
    _fault("a time of words", _cells("time", lambda cell, _: "heute", every=False)),
    _fault("no time", _cells("time", lambda cell, _: "", every=False)),
    _fault("a code that nobody knows", _codes(lambda code: "ZZ99"), EITHER),
    _fault("an empty code", _codes(lambda code: ""), EITHER),
    _fault("a script for a code", _codes(lambda code: SCRIPT), EITHER),
    _fault("scripts in labels", _labels(lambda label: label + SCRIPT), EITHER),
    _fault("labels of a thousand signs", _labels(lambda label: label + "x" * 1_000), EITHER),
)  # fmt: skip
#: No fault at all: what shows that the others are told apart.
REWRITTEN = _fault("the same figures, written anew", lambda one: None, HARMLESS)
REVISED = _fault("some figures revised", _cells(
    "value", lambda cell, one: one.shown(round((one.number(cell) or 0) * 1.02), cell)
    if (one.number(cell) or 0) > 100 else cell, every=False),
    frozenset({"new", "quarantined"}))  # fmt: skip
