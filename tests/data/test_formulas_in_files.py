"""What a spreadsheet opens, it works nothing out of: no text in a file of ours is a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

import run
from data import export
from etl.inbox import template
from etl.inbox.schema import KINDS
from i18n import LANGUAGES
from tests.each import each, spread

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What has made office programs work something out, or start one.
HOSTILE = ["=1+1", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1", "\r=1", "\n=1", "  =1",
           '=HYPERLINK("http://x.example";"x")', "＝1+1", "＋1", "－1", "＠SUM(1)", "+A1", "-A1",
           "=cmd|'/c calc'!A1", "'=1+1", "''=1", "\u00a0=1"]  # fmt: skip
#: What people write that only begins like one, and stays as they wrote it.
HARMLESS = ["-", "+", "-0,5", "+27.6 percent", "-16.4", "+3.0 %", "+190,4\u00a0%", "", "1-2", "a=b",
            "'s-Hertogenbosch", "–", "+1.234,5"]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from([*HOSTILE, *HARMLESS]),
    st.tuples(st.sampled_from(["=", "+", "-", "@", "\t", "\r", " ", "'", "1", ";", '"']), st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"))).map("".join),
)  # fmt: skip


def read(raw: bytes, *, german: bool) -> Iterator[list[str]]:
    text = io.StringIO(raw.decode("utf-8-sig" if german else "utf-8"), newline="")
    yield from csv.reader(text, delimiter=";" if german else ",", strict=True)


def is_worked_out(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula."""
    seen = cell.strip().translate(str.maketrans("＝＋－＠", "=+-@"))
    number = seen.lstrip("+-").rstrip("%").rstrip().rstrip("abcdefghijklmnopqrstuvwxyz").rstrip()
    is_number = not number.strip("0123456789.,") and seen[1:2] not in ("+", "-")
    return seen[:1] in ("=", "@") or cell[:1] in ("\t", "\r", "\n") or (
        seen[:1] in ("+", "-") and not is_number)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_no_cell_of_a_csv_is_a_formula_and_its_text_is_still_all_there(texts: list[str]) -> None:
    for german in (True, False):
        raw = export.csv_of(texts, [texts, [texts]], german=german)
        heads, row, (joined, *_) = read(raw, german=german)
        for cell, text in (*zip(heads, texts, strict=True), *zip(row, texts, strict=True)):
            assert not is_worked_out(cell)
            assert cell in (text, f"'{text}")
        assert not is_worked_out(joined)


@each("text", HARMLESS)
def test_a_text_that_no_spreadsheet_works_out_stays_as_it_is(text: str) -> None:
    assert export.harmless(text) == text


@each("text", HOSTILE)
def test_what_would_be_worked_out_begins_with_one_apostrophe_more(text: str) -> None:
    assert export.harmless(text) == f"'{text}"


@each("number", [-1.5, -3, 0.25, None])
def test_a_figure_is_never_touched(number: float | None) -> None:
    said = "" if number is None else str(number)
    assert export.csv_of(["n"], [[number]], german=False).decode() == f"n\r\n{said}\r\n".replace(
        "\r\n\r\n", '\r\n""\r\n')  # fmt: skip


@each(("kind", "lang"), spread(KINDS, LANGUAGES))
def test_no_cell_of_a_template_is_a_formula(kind: str, lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template.template(kind, ".xlsx", lang)))
    found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row
             if cell.data_type == "f"]  # fmt: skip
    assert found == []


def test_whatever_hands_files_on_writes_them_at_the_one_guarded_place() -> None:
    """Files that only we read again, and templates without a visitor's text, are written apart."""
    apart = {"etl/inbox/accept.py", "etl/inbox/demo.py", "etl/inbox/template.py",
             "etl/readers/gleif/golden_copy.py"}  # fmt: skip
    writes = re.compile(r"\.(?:writer|DictWriter|to_csv|write_csv|to_excel)\(")
    folders = ("charts", "corridor", "data", "etl", "findings", "pages", "reports", "server", "ui")
    found = {
        file.relative_to(run.ROOT).as_posix()
        for folder in folders
        for file in (run.ROOT / folder).rglob("*.py")
        if writes.search(file.read_text("utf-8"))
    }
    assert found - apart == {"data/export.py"}
