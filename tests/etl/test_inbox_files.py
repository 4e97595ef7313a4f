"""Files that are not what they seem are refused whole, before anything in them is opened."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from etl.inbox import read as read_module
from etl.inbox import workbook
from etl.inbox.read import read_sheets
from tests.each import each
from tests.operator_reports import codes, read, trains


def refused(raw: bytes, name: str = "report.xlsx") -> str:
    (code,) = codes(read(raw, name, "auto"))
    return code


def packed(members: dict[str, bytes], base: bytes = b"") -> bytes:
    target = io.BytesIO(base)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@each("name", ["report.xlsm", "REPORT.XLSM", "report.xltm"])
def test_a_workbook_named_as_one_with_macros_is_refused(name: str) -> None:
    assert refused(trains(), name) == "macros"


def test_a_workbook_with_macros_is_refused_whatever_its_name() -> None:
    assert refused(packed({"xl/vbaProject.bin": b"macro"}, trains())) == "macros"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({"xl/worksheets/sheet9.xml": b" " * 40_000_000}, trains())
    assert len(bomb) < 100_000

    def never(*_: object, **__: object) -> None:
        pytest.fail("it was opened")

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert refused(bomb) == "zip_bomb"


def test_a_workbook_of_many_large_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "UNPACKED_MB", 1)
    noise = {f"xl/media/{n}.bin": bytes(range(256)) * 2_000 for n in range(3)}
    assert refused(packed(noise, trains())) == "zip_bomb"


@each("encoding", ["utf-8", "utf-16"])
@each("remark", ["", f"<!--{'x' * 9_000}-->"])
def test_entities_in_a_workbook_are_refused_wherever_they_hide(remark: str, encoding: str) -> None:
    base = trains()
    many = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for entities in (f'<!ENTITY a0 "aaaaaaaa">{many}', '<!ENTITY a9 SYSTEM "file:///etc/passwd">'):
        head = f'<?xml version="1.0" encoding="{encoding}"?>{remark}<!DOCTYPE x [{entities}]>'
        for part in ("xl/worksheets/sheet7.xml", "xl/comments1.xml", "customXml/item1.xml"):
            evil = f"{head}<x>&a9;</x>".encode(encoding)
            assert refused(packed({part: evil}, base)) == "not_a_workbook"


def test_a_report_of_countless_empty_streams_is_refused_at_once() -> None:
    empty = gzip.compress(b"")
    assert refused(empty * 100_000, "report.csv.gz") == "damaged_archive"
    few = empty * 9 + gzip.compress(b"Name;Alter\nA;3\n")
    assert refused(few, "report.csv.gz") == "no_kind"


@each(
    ("raw", "name", "code"),
    [
        (b"Zugnummer;Richtung\n1;an\n", "report.xlsx", "not_a_workbook"),
        (trains(), "report.csv", "not_text"),
        (b"%PDF-1.7 x", "report.csv", "not_text"),
        (b"<html><table></table></html>", "report.csv", "not_text"),
        (b"a;b\n\x00\x00;c\n", "report.csv", "not_text"),
        (b"\xd0\xcf\x11\xe0old", "report.xlsx", "encrypted"),
        (trains()[:3000], "report.xlsx", "not_a_workbook"),
        (packed({"hello.txt": b"hello"}), "report.xlsx", "not_a_workbook"),
        (trains(), "report.xls", "unknown_ending"),
        (b"x", "report", "unknown_ending"),
        (b"", "report.xlsx", "empty_file"),
        (b" \n \n", "report.csv", "empty_file"),
        (b'Zugnummer;Richtung\n"1;an\n', "report.csv", "broken_csv"),
        (b"Name;Alter\nA;3\n", "report.csv", "no_kind"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(raw: bytes, name: str, code: str) -> None:
    assert refused(raw, name) == code


def test_a_file_too_big_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "LARGEST_MB", 0)
    assert refused(trains()) == "too_big"


def test_more_rows_than_a_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "MOST_ROWS", 3)
    assert refused(trains({}, {}, {}, {})) == "too_many_rows"
    assert refused(b"a;b\n" * 9, "report.csv") == "too_many_rows"


def test_a_header_that_lacks_what_is_needed_says_which_columns() -> None:
    (issue,) = read(b"Schiff;Richtung;Tonnen\nA;ein;3\n", "x.csv", "ship_calls").errors
    assert (issue.code, issue.found) == ("no_header", "@field:day")


def test_a_formula_is_never_computed_its_last_value_is_read() -> None:
    raw = trains(TEU=82)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert b"<v>82</v>" in sheet
    formula = b'<f>WEBSERVICE("http://example.org")</f><v>82</v>'
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v>82</v>", formula)
    report = read(packed(members), "x.xlsx", "rail_trains")
    assert report.errors == []
    assert report.rows[0]["load_teu"] == "82"
    assert "formulas" in [note.code for note in report.notes]


def test_a_workbook_whose_cells_name_no_place_is_read_in_order() -> None:
    raw = trains()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    import re

    name = "xl/worksheets/sheet1.xml"
    members[name] = re.sub(rb' r="[A-Z]+[0-9]+"', b"", members[name])
    assert read_sheets(packed(members), "x.xlsx")[0].rows == read_sheets(raw, "x.xlsx")[0].rows
