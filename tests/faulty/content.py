"""Faults of content: tables whose form or figures are not what they say, or not believable."""

from __future__ import annotations

from tests.faulty import edits
from tests.faulty.edits import Edit
from tests.faulty.kind import EITHER, HARMLESS, REFUSED, Fault, body


def _fault(name: str, edit: Edit, outcomes: frozenset[str] = REFUSED, *,
           of_all_periods: bool = False) -> Fault:  # fmt: skip
    return Fault(name, "content", body(edits.table(edit)), outcomes, of_all_periods=of_all_periods)


SCRIPT = "<script>alert(1)</script>"
FAULTS = (
    _fault("a column more", edits.columns(
        lambda row, one: [*row, "MOOD" if row in one.head else "1"]), EITHER),
    _fault("a column more in front", edits.columns(
        lambda row, one: ["MOOD" if row in one.head else "1", *row]), EITHER),
    _fault("columns in another order", edits.columns(lambda row, _: [*row[2:], *row[:2]]), EITHER),
    _fault("no column of figures", edits.without("value")),
    _fault("no column of time", edits.without("time")),
    _fault("no column of units", edits.without("unit"), EITHER),
    _fault("the column of figures renamed", edits.named("value", lambda name: f"{name}_new")),
    _fault("the column of time renamed", edits.named("time", lambda name: f"{name}_new")),
    _fault("the column of figures in capitals", edits.named("value", str.swapcase), EITHER),
    _fault("the column of figures twice", edits.columns(
        lambda row, one: [*row, row[one.place("value") or 0]]), EITHER),
    _fault("a table without lines", edits.rows(lambda rows: [])),
    _fault("one line alone", edits.rows(lambda rows: rows[:1])),
    _fault("the first half of the lines", edits.rows(lambda rows: rows[: len(rows) // 2])),
    _fault("every second line", edits.rows(lambda rows: rows[::2])),
    _fault("lines in another order", edits.rows(lambda rows: rows[::-1]), HARMLESS),
    _fault("all lines twice", edits.rows(lambda rows: rows + rows), EITHER),
    _fault("lines with a cell too few", edits.rows(
        lambda rows: [row[: len(row) - (number % 3 == 0)] for number, row in enumerate(rows)])),
    _fault("lines with a cell too many", edits.rows(
        lambda rows: [row + ["1"] * (number % 3 == 0) for number, row in enumerate(rows)])),
    _fault("an empty line", edits.rows(lambda rows: [*rows, [""]]), EITHER),
    _fault("some months twice, alike", edits.twice(1), EITHER),
    _fault("some months twice, with another figure", edits.twice(1.5)),
    _fault("a thousandfold", edits.times(1000)),
    _fault("a thousandth", edits.times(0.001)),
    _fault("a tenfold", edits.times(10)),
    _fault("half of everything", edits.times(0.4)),
    _fault("figures below zero", edits.times(-1)),
    _fault("nothing but zeros", edits.all_values("0")),
    _fault("nothing but gaps", edits.all_values("")),
    _fault("figures of thirty digits", edits.one_value("9" * 30)),
    _fault("some figures a millionfold", edits.cells(
        "value", lambda cell, one: one.shown((one.number(cell) or 0) * 1e6, cell)
        if (one.number(cell) or 0) > 100 else cell, every=False)),
    _fault("NaN", edits.one_value("NaN")),
    _fault("Infinity", edits.one_value("Infinity")),
    _fault("a number beyond all numbers", edits.one_value("1e400")),
    _fault("a word for a figure", edits.one_value("k. A.")),
    _fault("a formula for a figure", edits.one_value('=HYPERLINK("https://x.example")')),
    _fault("a script for a figure", edits.one_value(SCRIPT)),
    _fault("a list for a figure", edits.one_value("[1, 2]")),
    _fault("digits of another script", edits.one_value("\u0661\u0662\u0663\u0664")),
    _fault("digits of full width", edits.one_value("\uff11\uff12\uff13")),
    _fault("a minus of print", edits.one_value("\u22121234")),
    _fault("the other decimal sign", edits.written(
        lambda cell: cell.translate(str.maketrans(",.", ".,")) if "," in cell or "." in cell
        else f"{cell}.5" if ";" in cell else cell + "'5")),
    _fault("signs of thousands", edits.written(lambda cell: f"{cell[:-3]}'{cell[-3:]}"
                                          if len(cell) > 3 and cell.isdigit() else cell)),
    _fault("blanks around figures", edits.written(lambda cell: f" {cell} "), EITHER),
    _fault("hard blanks around figures", edits.written(lambda cell: f"\u00a0{cell}"), EITHER),
    _fault("figures with their unit", edits.written(lambda cell: f"{cell} EUR")),
    _fault("another unit", edits.cells("unit", lambda cell, _: f"{cell}_X")),
    _fault("some lines in another unit", edits.cells(
        "unit", lambda cell, _: f"{cell}_X", every=False)),
    _fault("a sign that nobody knows", edits.cells("flag", lambda cell, _: "Q7")),
    _fault("all figures kept secret", edits.cells("flag", lambda cell, _: "c"), EITHER),
    _fault("the newest year gone", edits.only(lambda year, first, last: year < last)),
    _fault("the first year gone", edits.only(lambda year, first, last: year > first),
           of_all_periods=True),
    _fault("one year alone", edits.only(lambda year, first, last: year == last),
           of_all_periods=True),
    _fault("a year missing in between", edits.only(
        lambda year, first, last: year == first or year != last - 1), of_all_periods=True),
    _fault("years that have not come", edits.later(2040)),
    _fault("the end of the calendar", edits.cells("time", lambda cell, _: str(cell).replace(
        str(edits.year_of(cell)), "9999"), every=False)),
    _fault("a month that does not exist", edits.cells(
        "time", lambda cell, _: f"{edits.year_of(cell)}-13", every=False)),
    _fault("years of two digits", edits.cells("time", lambda cell, _: str(cell).replace(
        str(edits.year_of(cell)), str(edits.year_of(cell))[2:]))),
    _fault("a time of words", edits.cells("time", lambda cell, _: "heute", every=False)),
    _fault("no time", edits.cells("time", lambda cell, _: "", every=False)),
    _fault("a code that nobody knows", edits.codes(lambda code: "ZZ99"), EITHER),
    _fault("an empty code", edits.codes(lambda code: ""), EITHER),
    _fault("a script for a code", edits.codes(lambda code: SCRIPT), EITHER),
    _fault("scripts in labels", edits.labels(lambda label: label + SCRIPT), EITHER),
    _fault("labels of a thousand signs", edits.labels(lambda label: label + "x" * 1_000), EITHER),
)  # fmt: skip
#: No fault at all: what shows that the others are told apart.
REWRITTEN = _fault("the same figures, written anew", lambda one: None, HARMLESS)
REVISED = _fault("some figures revised", edits.cells(
    "value", lambda cell, one: one.shown(round((one.number(cell) or 0) * 1.02), cell)
    if (one.number(cell) or 0) > 100 else cell, every=False),
    frozenset({"new", "quarantined"}))  # fmt: skip
