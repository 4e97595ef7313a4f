"""Readers of what people bring: reports in every form in which a table is sent."""

from __future__ import annotations

import csv
import gzip
import io
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from random import Random
from typing import Literal

import pytest
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from data import paths
from etl.fetch import update as etl_update
from etl.fetch.errors import Failed
from etl.inbox.preview import preview
from etl.inbox.schema import CUSTOMS, KINDS, Field, fields, values
from tests.mutated import downloads
from tests.mutated.grids import TABLES
from tests.mutated.kind import ANY, KEPT, ONE, SAME, Change, Figures, Input, Mutated, Reader, Said
from tests.mutated.raw import ARCHIVE, HOSTILE, TEXT
from tests.operator_reports import NOW, saved

#: Columns that a row has by itself: where it stands, how sure it is where it does not say so.
_NOT_STATED = {"row_number", "report_day", "value_printed", "confidence"}
Rows = list[list[str]]
Edit = Callable[[Random, Rows], Rows]
_ROWS = 4
#: Cells of a type, one for each row; what is not named is chosen from its vocabulary.
_CELLS = {
    "text": ("Beispiel {n}",), "moment": ("0{n}.06.2026 04:3{n}",), "day": ("0{n}.06.2026",),
    "month": ("0{n}/2026",), "when": ("0{n}.06.2026",), "count": ("6{n}",), "number": ("7{n}",),
    "url": ("https://reports.example/{n}",),
}  # fmt: skip
#: Cells that a rule relates to others: few moments, units that hold the TEU, dates that passed.
_GIVEN = {
    "origin_terminal": "Lianyungang", "destination_terminal": "CTH",
    "origin_country": "", "destination_country": "", "planned_departure": "",
    "actual_departure": "", "planned_arrival": "", "delay_minutes": "", "time_zone": "",
    "is_withdrawn": "", "report_day": "", "train_number": "4123{n}", "load_unit_count": "6{n}",
    "load_teu": "7{n}", "gross_tonnes": "160{n}", "net_tonnes": "110{n}", "transit_days": "1{n}",
    "lei": "", "postcode": "", "kreis": "", "jobs_date": "", "since": "", "next_contact": "",
    "remark": "", "register_court": "Bochum", "register_number": "HRB 100{n}", "town": "Herne",
    "owner": "Eigentümer {n} Ltd.", "owner_country": "China", "name_zh": "", "sector": "",
    "name": "Muster {n} GmbH", "status": "", "storage_occupancy_pct": "8{n}",
    "capacity_load_unit_count": "900{n}", "crane_move_count": "310{n}", "truck_count": "210{n}",
    "vessel": "MS Alma {n}", "wagon_count": "3{n}", "is_loaded": "ja", "is_dangerous": "nein",
    "origin": "", "destination": "", "relayed_by": "", "text_en": "", "text_de": "Beispiel {n}.",
    "terminal": "CTH", "evidence_kind": "", "published": "0{n}.06.2026",
}  # fmt: skip


def _cell(one: Field, number: int) -> str:
    if one.name in _GIVEN and not (one.required and not _GIVEN[one.name]):
        return _GIVEN[one.name].format(n=number)
    if one.type in _CELLS:
        return _CELLS[one.type][0].format(n=number)
    return values(one.type)[0].labels[0]


@cache
def _grid(kind: str) -> tuple[tuple[str, ...], ...]:
    """A report of one kind as a table of text, its first row the headings."""
    if kind == CUSTOMS:
        head = ("数据年月", "贸易伙伴编码", "贸易伙伴名称", "注册地编码", "注册地名称", "美元")
        lines = [
            (f"20260{n}", "304", "德国", "51", "四川省", f"{n}23,456,789") for n in (1, 2, 3, 4)
        ]
        return (head, *lines)
    listed = fields(kind).values()
    rows = [tuple(_cell(one, number) for one in listed) for number in range(1, _ROWS + 1)]
    return (tuple(one.labels[0] for one in listed), *rows)


@dataclass(frozen=True)
class Form:
    """How a table is written: ending, separator, encoding, quoting, ends of lines."""

    ending: str = ".csv"
    sign: str = ";"
    encoding: str = "utf-8"
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
    newline: str = "\n"


def _written(grid: Sequence[Sequence[str]], kind: str, form: Form) -> Input:
    name = f"出口{form.ending}" if kind == CUSTOMS else f"meldung{form.ending}"
    if form.ending == ".xlsx":
        return Input(_workbook([("Tabelle", grid)]), name, kind)
    out = io.StringIO()
    csv.writer(out, delimiter=form.sign, quoting=form.quoting,
               lineterminator=form.newline).writerows(grid)  # fmt: skip
    raw = out.getvalue().encode(form.encoding)
    return Input(gzip.compress(raw) if form.ending.endswith(".gz") else raw, name, kind)


def _workbook(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            # A workbook has numbers where text has digits.
            sheet.append([int(cell) if cell.isdigit() and len(cell) < 7 else cell for cell in row])
    return saved(book)


def _first(kind: str) -> Form:
    return Form(sign=",", encoding="gb18030") if kind == CUSTOMS else Form()


def _good(ending: str) -> list[Input]:
    return [_written(_grid(kind), kind, replace(_first(kind), ending=ending)) for kind in KINDS]


def _form(draw: Random, one: Input) -> Mutated | None:
    """The same table in another form."""
    grid = [list(row) for row in _grid(one.of)]
    hows = ["rows", "columns", "blank rows", "form", "form", "form"]
    how = draw.choice(hows)
    form = _first(one.of)
    if one.name.endswith(".xlsx"):
        form = replace(form, ending=".xlsx")
    if how == "rows":
        grid = [grid[0], *draw.sample(grid[1:], len(grid) - 1)]
    elif how == "columns":
        order = draw.sample(range(len(grid[0])), len(grid[0]))
        grid = [[row[place] for place in order] for row in grid]
    elif how == "blank rows":
        grid += [[""] * len(grid[0])] * draw.choice((1, 3, 40))
    elif form.ending == ".xlsx":
        helpful = ("Hilfe", [["So wird ausgefüllt"]])
        table = ("Tabelle", grid)
        sheets = draw.sample([helpful, table], 2)
        return Mutated(replace(one, raw=_workbook(sheets)), "another sheet", SAME)
    else:
        chinese = one.of == CUSTOMS
        form = Form(
            draw.choice((".csv", ".CSV", ".txt", ".csv.gz")),
            draw.choice(",\t" if chinese else ";\t|"),
            draw.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030" if chinese else "cp1252")),
            draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)), draw.choice(("\n", "\r\n")),
        )  # fmt: skip
        how = str(form)
    return Mutated(_written(grid, one.of, form), how, SAME)


def _one_cell(draw: Random, one: Input) -> Mutated | None:
    """One figure of one row another: said must be that one, no other."""
    grid = [list(row) for row in _grid(one.of)]
    counted = [place for place, cell in enumerate(grid[1])
               if cell.isdigit() and _is_figure(one.of, place)]  # fmt: skip
    if one.of == CUSTOMS:
        counted = [5]
    if not counted:
        return None
    row, place = draw.choice(grid[1:]), draw.choice(counted)
    before = int(row[place].replace(",", ""))
    after = before + 1 if one.of != CUSTOMS else before + 1_000_000
    row[place] = f"{after:,}" if one.of == CUSTOMS else str(after)
    form = replace(_first(one.of), ending=".xlsx" if one.name.endswith(".xlsx") else ".csv")
    return Mutated(_written(grid, one.of, form), "one figure", ONE, after / before)


def _is_figure(kind: str, place: int) -> bool:
    return kind != CUSTOMS and [*fields(kind).values()][place].type in ("count", "number")


def _changed(draw: Random, one: Input) -> Mutated | None:
    """Cells, rows, columns and headings that are not what they were."""
    grid = [list(row) for row in _grid(one.of)]
    oracle, how, edit = draw.choice(_EDITS)
    grid = edit(draw, grid)
    form = replace(_first(one.of), ending=".xlsx" if one.name.endswith(".xlsx") else ".csv")
    try:
        return Mutated(_written(grid, one.of, form), how, oracle)
    except (ValueError, IllegalCharacterError):  # signs that this form cannot hold
        return None


def _cells(draw: Random, grid: Rows) -> Rows:
    place = draw.randrange(len(grid[0]))
    for row in draw.choice((grid[1:2], grid[1:])):
        row[place] = draw.choice(HOSTILE)
    return grid


def _shifted(draw: Random, grid: Rows) -> Rows:
    row = draw.choice(grid[1:])
    place = draw.randrange(len(row))
    row[place : place + 1] = draw.choice(([], [row[place]] * 2, ["", row[place]]))
    return grid


def _columns(times: int) -> Edit:
    def edit(draw: Random, grid: Rows) -> Rows:
        place = draw.randrange(len(grid[0]))
        return [[*row[:place], *[row[place]] * times, *row[place + 1 :]] for row in grid]

    return edit


def _heading(draw: Random, grid: Rows) -> Rows:
    place = draw.randrange(len(grid[0]))
    told = grid[0][place]
    grid[0][place] = draw.choice((*HOSTILE, f"{told} (kg)", f"{told} in h"))
    return grid


def _headings(draw: Random, grid: Rows) -> Rows:
    one, other = draw.sample(range(len(grid[0])), 2)
    grid[0][one], grid[0][other] = grid[0][other], grid[0][one]
    return grid


#: What must hold of it, how it is called, and what is done to a table.
_EDITS: tuple[tuple[str, str, Edit], ...] = (
    (ANY, "cells", _cells), (ANY, "cells", _cells), (KEPT, "cells moved", _shifted),
    (KEPT, "column gone", _columns(0)), (KEPT, "column twice", _columns(2)),
    (KEPT, "heading", _heading), (ANY, "headings for each other", _headings),
    (KEPT, "row gone", lambda draw, grid: [grid[0], *draw.sample(grid[1:], len(grid) - 2)]),
    (KEPT, "row twice", lambda draw, grid: [*grid, draw.choice(grid[1:])]),
    (KEPT, "a total", lambda draw, grid: [*grid, ["Summe", *grid[1][1:]]]),
    (KEPT, "rows above", lambda draw, grid: [[draw.choice(HOSTILE)], [], *grid]),
    (KEPT, "no headings", lambda draw, grid: grid[1:]),
)  # fmt: skip


def _ending(draw: Random, one: Input) -> Mutated | None:
    """Another name than what it is."""
    name = draw.choice(("a.xlsb", "a.ods", "a.xls", "a.xlsm", "a.zip", "a", "a.pdf", "a.7z", "a.gz",
                        "a.csv.gz", "a.xlsx", "a.csv", "a.tsv", "a.json", "trhs_v2_202601.7z",
                        "../../a.csv", "a" * 300 + ".csv", "51000-0033.csv"))  # fmt: skip
    return Mutated(replace(one, name=name), f"called {name[-20:]}", ANY)


def _read(one: Input) -> Said:
    """What the inbox would accept of a file, by the key and column of each cell."""
    result = preview(one.raw, one.name, "auto" if one.of == CUSTOMS else one.of, "Terminal A", NOW)
    codes = [issue.code for issue in result.errors]
    said = [result.report, result.as_json()]  # what the page shows can be said of any file
    refusal = ", ".join(codes) if said else ""
    key = KINDS[result.report.kind].key if result.report.kind in KINDS else ""
    found: Figures = {
        (str(row[key]), name): cell
        for row in result.report.rows
        for name, cell in row.items()
        if cell is not None and name not in _NOT_STATED
    }
    return Said(found, refusal, "unreadable" in codes)


@contextmanager
def _empty() -> Iterator[None]:
    """An inbox and a list of nobody."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name in ("INBOX", "OWN"):
            patch.setenv(f"CHINA_MONITOR_{name}", os.path.join(folder, name))  # noqa: PTH118
        assert not paths.is_demo()
        yield


@cache
def _tables() -> list[Input]:
    """Tables as an office gives them to who downloads them by hand."""
    found = [one for one in (*downloads.good("genesis"), *downloads.good("eurostat"))
             if one.name.endswith((".csv", ".zip"))]  # fmt: skip
    return [one for one in found if not _by_hand(one).refusal]


def _by_hand(one: Input) -> Said:
    try:
        outcome = etl_update.accept_download(one.raw, one.name, keep=False)
    except Failed as failed:
        return Said({}, str(failed))
    is_refused = outcome.outcome in ("quarantined", "failed")
    return Said({}, outcome.text if is_refused else "", "cannot be read: " in outcome.text)


_CHANGES: tuple[Change, ...] = (_form, _form, _one_cell, _changed, _changed, _changed, _ending)


def readers() -> list[Reader]:
    """One for text, one for workbooks, one for tables of an office brought by hand."""
    return [
        Reader("inbox_csv", partial(_good, ".csv"), _read, (*_CHANGES, *TEXT[:3], *TEXT), _empty),
        Reader(
            "inbox_workbook", partial(_good, ".xlsx"), _read, (*_CHANGES, *ARCHIVE), _empty, 0.3
        ),
        Reader("inbox_table", _tables, _by_hand, (*TABLES, *TEXT, *ARCHIVE), _empty, 0.3),
    ]
