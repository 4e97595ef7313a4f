"""The office's own list: read as it is meant, refused with a reason, kept apart, no persons."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data import paths
from etl import build
from etl.inbox import template, watch
from etl.inbox.accept import accept
from etl.inbox.deliveries import deliveries, own_lists
from etl.inbox.issues import messages
from etl.inbox.own.publish import OwnList, sums
from etl.inbox.preview import preview
from etl.inbox.schema import fields
from tests.each import each
from tests.operator_reports import NOW, codes, notes, workbook
from tests.own_lists import listed, many, read

LEI = "529900T8BM49AURSDO55"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the test's own; nothing is built. Returns that of own lists."""
    for name in ("inbox", "own", "warehouse"):
        monkeypatch.setenv(f"CHINA_MONITOR_{name.upper()}", str(tmp_path / name))
    (tmp_path / "inbox").mkdir()
    monkeypatch.setattr(build, "build", lambda *_: None)
    monkeypatch.setattr(build, "is_current", lambda *_: True)
    return tmp_path / "own"


def test_a_row_is_read_with_its_codes_and_its_words_stay() -> None:
    report = read(
        {"Firma": "华為 Muster GmbH", "Name (chinesisch)": "華為技术", "Ort": "Duisburg",
         "PLZ": "D-47051", "Registergericht": "Amtsgericht Duisburg", "Registernummer": "HRB 00123",
         "LEI": LEI.lower(), "Branche": "Maschinenbau", "Beschäftigte": "1.234",
         "Beschäftigte: Stand": "2025", "Status": "i. L.", "Seit": "03.2015",
         "Nächster Kontakt (Monat)": "03.2027", "Bemerkung": "=1+1"}
    ).report  # fmt: skip
    assert codes(report) == []
    (row,) = report.rows
    wanted = {
        "name_zh": "華為技术", "owner_country": "cn", "postcode": "47051", "kreis_ags": "05112",
        "register_key": "duisburg HRB123", "lei": LEI, "firm_key": LEI,
        "sector_code": "machinery", "jobs": "1234", "jobs_date": "2025", "since": "2015-03",
        "status": "in_liquidation", "next_contact": "2027-03-01", "remark": "=1+1",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


@each("heading", ["Ansprechpartner", "Geschäftsführer", "GF", "E-Mail", "Telefon", "Tel.",
                  "Geburtsdatum", "Privatadresse", "Ansprechpartner (Name)", "Kontakt", "Vorname",
                  "Mobilnummer", "contact person", "Managing director", "Phone", "法定代表人",
                  "联系人电话", "WeChat"])  # fmt: skip
def test_a_column_of_persons_is_refused_with_its_name_and_the_reason(heading: str) -> None:
    result = read({heading: "Erika Beispiel"})
    assert codes(result.report) == ["own_personal_column"]
    assert not result.is_acceptable
    for lang in ("de", "en"):
        (said,) = messages(result.errors, "own_company", lang)
        assert heading in said
        assert "Erika" not in said


@each(
    ("column", "cell", "code"),
    [("Bemerkung", "Rückfragen an e.beispiel@firma.example", "own_email"),
     ("Bemerkung", "e.beispiel (at) firma.example", "own_email"),
     ("Firma", "Muster GmbH, info@muster.example", "own_email"),
     ("Ort", "Herne, 02323 123456", "own_phone"), ("Bemerkung", "+49 2323 123456", "own_phone"),
     ("Bemerkung", "Tel. 123456", "own_phone"), ("Bemerkung", "0171 2345678", "own_phone"),
     ("Eigentümer", "Holding +86 10 1234 5678", "own_phone"),
     ("Bemerkung", "Frau Beispiel fragen", "own_person"),
     ("Bemerkung", "Geschäftsführer: Beispiel", "own_person"),
     ("Bemerkung", "王先生", "own_person")],
)  # fmt: skip
def test_a_cell_that_names_a_person_is_an_error_of_its_row_and_not_repeated(
    column: str, cell: str, code: str
) -> None:
    result = read({}, {"Firma": "B GmbH", column: cell})
    assert [(one.code, one.row) for one in result.errors] == [(code, 3)]
    assert cell not in " ".join(messages(result.errors, "own_company", "de"))


@each("cell", ["Umzug 2024-05-01 nach 44623 Herne", "HRB 12345, Amtsgericht Bochum", "60.000 m²",
               "seit 01.02.2024, 120 bis 150 Leute", "Halle 3-4, Tor 7", LEI,
               "Frauenanteil unbekannt", "0,5 Mio. €"])  # fmt: skip
def test_words_and_figures_that_name_nobody_pass(cell: str) -> None:
    assert codes(read({"Bemerkung": cell}).report) == []


@each(
    ("cells", "code"),
    [({"Land des Eigentümers": "Chinesien"}, "unknown_country"),
     ({"Land des Eigentümers": "Atlantis"}, "unknown_value"),
     ({"LEI": LEI[:-1] + "6"}, "own_lei"), ({"PLZ": "4462"}, "own_postcode"),
     ({"Name (chinesisch)": "Huawei"}, "own_no_han"), ({"Firma": "Summe"}, "own_total"),
     ({"Firma": "Müller".encode().decode("cp1252")}, "own_mojibake"),
     ({"Ort": "D\ufffdsseldorf"}, "own_mojibake"),
     ({"Beschäftigte": "-3"}, "out_of_bounds"), ({"Beschäftigte": "viele"}, "no_number"),
     ({"Beschäftigte: Stand": "2031"}, "in_the_future"), ({"Status": "mal so"}, "unknown_value"),
     ({"Kreis": "Kreis Nirgendwo"}, "unknown_value")],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_its_row(cells: dict[str, str], code: str) -> None:
    assert [(one.code, one.row) for one in read(cells).errors] == [(code, 2)]


def test_what_is_odd_is_kept_and_said() -> None:
    result = read(
        {"Firma": "A GmbH i. L.", "Status": "aktiv", "Breitengrad": "51,5"},
        {"Firma": "B GmbH", "Registergericht": "Bochum", "Registernummer": "HRB 1"},
        {"Firma": "B GmbH", "Registergericht": "AG Bochum", "Registernummer": "1", "Ort": "Witten"},
        {"Firma": "C GmbH", "Ort": "Entenhausen", "Branche": "Zauberei"},
        {"Firma": "D GmbH i. L."},
    )
    assert codes(result.report) == []
    assert len(result.report.rows) == 5
    assert [row["status"] for row in result.report.rows][-1] == "in_liquidation"
    said = set(notes(result.report))
    assert {"own_liquidation", "own_no_kreis", "own_no_sector", "ignored_columns"} <= said


def test_two_seats_of_a_firm_are_two_rows_and_the_same_row_twice_is_refused() -> None:
    seat = {"Registergericht": "Bochum", "Registernummer": "HRB 1"}
    result = read(seat, {**seat, "Ort": "Bochum"})
    assert codes(result.report) == []
    assert len({row["firm_key"] for row in result.report.rows}) == 1
    assert "own_two_seats" in notes(result.report)
    assert codes(read(seat, {**seat, "Bemerkung": "noch einmal"}).report) == ["twice"]


def test_a_spreadsheet_of_the_old_kind_is_read_by_its_umlauts() -> None:
    raw = listed({"Firma": "Müller GmbH", "Ort": "Köln"}).decode().encode("cp1252")
    result = preview(raw, "liste.csv", "auto", "Stadt", NOW)
    assert (codes(result.report), result.report.rows[0]["kreis_ags"]) == ([], "05315")


def test_a_list_is_kept_in_its_own_folder_without_the_file_that_it_came_in(own: Path) -> None:
    rows = [["Lieferant:", "Stadt"], ["Firma", "Ort", "Haustier"], ["A GmbH", "Herne", "Nero"]]
    raw = workbook(("Firmen", rows), ("Privates", [["Erika"], ["Beispiel"]]))
    done = accept(raw, "liste.xlsx", "own_company")
    assert done.delivery_id is not None
    (one,) = own_lists()
    assert one.folder.is_relative_to(own)
    assert sorted(file.name for file in one.folder.iterdir()) == ["note.toml", "rows.csv"]
    kept = b"".join(file.read_bytes() for file in own.rglob("*") if file.is_file())
    assert b"Nero" not in kept
    assert b"Erika" not in kept
    assert deliveries() == []
    assert not one.is_published


def test_a_new_list_takes_the_place_of_the_last_and_says_who_is_gone(own: Path) -> None:
    accept(listed(*many(3)), "a.csv", "own_company", "Stadt")
    later = listed(*list(many(2)), {"Firma": "Neu GmbH"})
    result = preview(later, "b.csv", "auto", "Stadt")
    assert (len(result.new), len(result.unchanged), len(result.withdrawn)) == (1, 2, 1)
    (gone,) = [note for note in result.report.notes if note.code == "own_gone"]
    assert gone.found == "Firma 2 GmbH"


def test_the_same_list_is_accepted_once_more_only_to_be_published(own: Path) -> None:
    raw = listed(*many(4))
    for publish, count in ((False, 1), (False, 1), (True, 2), (True, 2)):
        accept(raw, "a.csv", "own_company", "Stadt", publish=publish)
        assert len(own_lists()) == count
    assert own_lists()[-1].is_published


def test_a_refused_list_is_put_aside_in_its_own_folder(own: Path) -> None:
    inbox, seen = paths.inbox(), dict[Path, tuple[int, int]]()
    (inbox / "liste.csv").write_bytes(b"Lieferant:;Stadt\n" + listed({"E-Mail": "a@b.example"}))
    watch.look(inbox, seen)
    watch.look(inbox, seen)
    assert not (inbox / "rejected").exists()
    (folder,) = (own / "rejected").iterdir()
    assert "E-Mail" in (folder / "report.txt").read_text("utf-8-sig")


def test_the_demonstration_has_no_own_list(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(listed(), "a.csv", "own_company", "Stadt")
    monkeypatch.setenv("CHINA_MONITOR_DEMO", "1")
    assert own_lists() == []
    assert "own_in_demo" in codes(preview(listed(), "b.csv", "own_company", "Stadt").report)


def test_the_template_helps_at_each_column_and_offers_what_is_possible(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(template.template("own_company", ".xlsx", "de"))
    sheet = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    heads = {str(cell.value): cell for cell in sheet[4]}
    assert set(heads) == {one.labels[0] for one in fields("own_company").values()}
    assert all(cell.comment for cell in heads.values())
    lists = {str(one.sqref).split(":")[0] for one in sheet.data_validations.dataValidation}
    for name in ("Land des Eigentümers", "Kreis", "Status"):
        assert heads[name].coordinate.replace("4", "5") in lists


def test_ten_thousand_rows_are_read_and_summed() -> None:
    draw = random.Random(3)  # noqa: S311 - no secret
    towns = ("Herne", "Bochum", "Duisburg", "Essen")
    rows = [{**row, "Ort": draw.choice(towns)} for row in many(10_000)]
    report = read(*rows).report
    assert codes(report) == []
    told = sums([OwnList("d0", report.rows)])
    (total,) = [r for r in told if (r["measure"], r["breakdown"]) == ("sites", "total")]
    assert total["value"] == "10000"
