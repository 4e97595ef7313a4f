"""A workbook: figures are figures, what somebody typed is text, and every claim is to be found."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from i18n import Locale
from reports import embedded, mappe
from reports.item import FrozenAnswer, Item, Rows
from reports.mappe import Entry, Mappe
from reports.wording import EmptyMappe
from reports.workbook import workbook
from reports.workbook.cells import code_of, day_of
from tests.reports.conftest import item

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

DE = Locale("de")
#: Row of the heads on the sheets of figures.
TOP = 6


@pytest.fixture(scope="module")
def raw(pack: Mappe) -> bytes:
    return workbook.build(pack, DE)


@pytest.fixture(scope="module")
def book(raw: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw))


def sheets(book: Workbook, number: int) -> list[Worksheet]:
    """The sheets of the figure of that number, one for each answer."""
    name = DE("documents.workbook.figure", number=number)
    return [sheet for sheet in book.worksheets
            if sheet.title == name or sheet.title.startswith(f"{name} (")]  # fmt: skip


def plain(value: Any) -> Any:
    """What a cell holds, as the answer says it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value


def told(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value)) or None
    return None if value == "" else value


def test_every_figure_of_every_answer_is_a_number_with_all_its_digits(
    pack: Mappe, book: Workbook
) -> None:
    for number, entry in enumerate(pack.entries, 1):
        listed = sheets(book, number)
        assert len(listed) == len(entry.item.answers)
        for sheet, answer in zip(listed, entry.item.answers, strict=True):
            rows = list(sheet.iter_rows(min_row=TOP, max_col=len(answer.words.columns),
                                        values_only=True))  # fmt: skip
            assert rows[0] == answer.words.columns
            found = [tuple(map(plain, row)) for row in rows[1:]]
            assert found == [tuple(map(told, row)) for row in answer.words.rows]


def test_figures_wear_the_format_of_their_unit_and_heads_stay_and_filter(
    pack: Mappe, book: Workbook
) -> None:
    sheet = sheets(book, 1)[0]
    heads = [cell.value for cell in sheet[TOP]]
    value = sheet.cell(TOP + 2, heads.index("Wert") + 1)
    assert value.number_format == '#,##0.000"\u00a0Mio. €";"−"#,##0.000"\u00a0Mio. €"'
    start = sheet.cell(TOP + 2, heads.index("Beginn") + 1)
    assert (start.is_date, start.number_format) == (True, "dd.mm.yyyy")
    assert sheet.freeze_panes == f"A{TOP + 1}"
    assert sheet.auto_filter.ref == sheet.dimensions.replace("A1", f"A{TOP}")
    del pack


def test_sheets_are_printed_lying_in_letters_that_are_read_their_heads_on_each(
    book: Workbook,
) -> None:
    margins, twips_of_a_letter = 0.8, 5.25
    room = (297 / 25.4 - margins) * 72 / twips_of_a_letter
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
            "landscape", True)  # fmt: skip
        assert setup.fitToHeight == 0, "as many sheets down as there are rows"
        if not sheet.print_title_rows:
            continue
        end = sheet[sheet.print_area.rpartition(":")[2]].column
        heads = [cell.value for cell in sheet[int(sheet.print_title_rows.split("$")[-1])]]
        is_whole = sheet.title in {
            DE(f"documents.workbook.{name}") for name in ("sources", "definitions", "claims")
        }
        assert is_whole == (end == len(heads)), sheet.title
        assert sheet.print_title_cols == "$A:$A"
        wide = sum(widths(sheet)[:end])
        assert 10 * min(1, int(setup.fitToWidth or 1) * room / wide) >= 5.9, sheet.title


def widths(sheet: Worksheet) -> list[float]:
    """How wide each column is; neighbours of one width are told together."""
    spans = sheet.column_dimensions.values()
    return [span.width for span in spans for _ in range(span.min, span.max + 1)]


def test_the_overview_leads_to_each_figure_and_says_its_source_state_and_comment(
    pack: Mappe, book: Workbook
) -> None:
    sheet = book[DE("documents.workbook.overview")]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    values = [cell.value for cell in cells]
    links = {cell.hyperlink.location.strip("'").partition("'!")[0]
             for cell in cells if cell.hyperlink}  # fmt: skip
    for number, entry in enumerate(pack.entries, 1):
        item = entry.item
        assert {one.title for one in sheets(book, number)} <= links
        assert item.title in values
        assert any(str(value).startswith(item.source) for value in values if item.source)
        assert entry.comment in values
        assert datetime(*item.as_of.timetuple()[:3]) in values
    for one in (pack.title, pack.meeting, pack.agenda_item, pack.paper_number, pack.author):
        assert one in values


def test_nothing_that_somebody_typed_is_a_formula_and_no_link_leads_out(
    pack: Mappe, raw: bytes
) -> None:
    typed = '=HYPERLINK("http://x";1+1)'
    item = replace(pack.entries[0].item, title="=1+1", subtitle="@SUM(A1)", source="+1")
    hostile = Mappe("=2*2", "-1", author="http://x.example", entries=(Entry(item, typed),))
    book = openpyxl.load_workbook(io.BytesIO(workbook.build(hostile, DE)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert {typed, "=1+1", "=2*2"} <= {cell.value for cell in cells}
    assert all(cell.hyperlink.target is None for cell in cells if cell.hyperlink)
    del raw


def test_every_claim_and_every_source_stands_in_its_sheet_once(pack: Mappe, book: Workbook) -> None:
    listed = list(book[DE("documents.workbook.claims")].iter_rows(min_row=2, values_only=True))
    answers = [one for entry in pack.entries for one in entry.item.answers]
    claims = {row[0] for one in answers for row in one.claims.rows}
    assert [row[0] for row in listed] == list(dict.fromkeys(row[0] for row in listed))
    assert {row[0] for row in listed} == claims
    values = {row[0]: row[1] for row in listed if row[1] is not None}
    for answer in answers:
        columns = answer.rows.columns
        if {"claim_id", "value"} <= set(columns):
            for row in answer.rows.rows:
                name, value = row[columns.index("claim_id")], row[columns.index("value")]
                assert value is None or values[name] == value
    sources = {source.title for entry in pack.entries for source in entry.item.sources}
    told = book[DE("documents.workbook.sources")].iter_rows(min_row=2, values_only=True)
    assert {row[2] for row in told} == sources


def test_an_english_sheet_of_claims_names_publishers_and_titles_as_the_page_does(
    warehouse: object,
) -> None:
    del warehouse
    figure, english = item("companies/counts", "ranges", "en"), Locale("en")
    made = workbook.build(Mappe(entries=(Entry(figure),)), english)
    sheet = openpyxl.load_workbook(io.BytesIO(made))[english("documents.workbook.claims")]
    heads, *rows = sheet.iter_rows(values_only=True)
    publishers, titles = (
        {row[heads.index(english(f"documents.workbook.column.{name}"))] for row in rows}
        for name in ("publisher", "title")
    )
    assert "Chambers of commerce in the Ruhr area" in publishers
    assert publishers == {english.called(str(one)) for one in publishers}
    assert titles <= {one.title for one in figure.sources}
    frozen = [one.sources for one in figure.answers]
    assert any("IHKs im Ruhrgebiet" in row for sources in frozen for row in sources.rows)


def test_codes_are_there_for_programs_and_folded_away_for_people(book: Workbook) -> None:
    sheet = sheets(book, 1)[0]
    for cell in sheet[TOP]:
        is_code = str(cell.value).endswith("(Code)")
        hidden = [one for one in sheet.column_dimensions.values()
                  if one.hidden and one.min <= cell.column <= one.max]  # fmt: skip
        assert bool(hidden) == is_code, cell.value


def test_every_label_is_explained(pack: Mappe, book: Workbook) -> None:
    rows = list(book[DE("documents.workbook.definitions")].iter_rows(values_only=True))
    for entry in pack.entries:
        for label in entry.item.labels:
            assert any(row[:2] == (label.text, label.meaning) for row in rows)


def test_two_workbooks_of_one_mappe_are_one_and_hold_the_mappe(pack: Mappe, raw: bytes) -> None:
    assert workbook.build(pack, DE) == raw
    assert embedded.get(raw) == mappe.pack(pack)


def test_a_workbook_of_sixty_hostile_figures_loses_none(pack: Mappe) -> None:
    answer = FrozenAnswer("q", {}, {}, *(Rows((), ()) for _ in range(4)))
    cells = Rows(("value",) * 2, ((1e300, "\x00" + "x" * 40_000), (None, True)))
    answer = replace(answer, rows=cells, words=cells)
    item: Item = replace(pack.entries[0].item, answers=(answer,), is_demo=True)
    many = Mappe(entries=tuple(Entry(replace(item, name=f"n{n}")) for n in range(60)))
    book = openpyxl.load_workbook(io.BytesIO(workbook.build(many, DE)))
    assert len(book.sheetnames) == 64
    sheet = sheets(book, 60)[0]
    assert str(sheet.cell(TOP + 1, 2).value).endswith("x …")
    assert sheet.cell(2, 1).value == DE("demo.mark") + " · " + str(sheet.cell(2, 1).value).split(
        " · ", 1)[1]  # fmt: skip


def test_an_empty_mappe_is_refused() -> None:
    with pytest.raises(EmptyMappe):
        workbook.build(Mappe(), DE)


def test_only_a_whole_day_is_a_day() -> None:
    assert day_of("2024-12-31") == datetime(2024, 12, 31)
    assert [day_of(one) for one in ("2024-12", "2024-13-01", "x 2024-12-31", "0001-01-01")] == [
        None
    ] * 4


def test_formats_say_the_unit_that_the_screen_says() -> None:
    assert code_of("percent", 1, DE) == '#,##0.0"\u00a0%";"−"#,##0.0"\u00a0%"'
    assert code_of("", 0, DE) == '#,##0;"−"#,##0'
    assert code_of("-", 0, DE) == '0;"−"0'
