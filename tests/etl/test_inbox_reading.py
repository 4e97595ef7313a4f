"""Reports as people send them are read as they mean them, or refused with row and reason."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from etl.inbox import schema
from etl.inbox.header import column_headings
from etl.inbox.issues import Issue, message
from etl.inbox.schema import FORMS, fields, issue_texts, normalized
from tests.each import each
from tests.operator_reports import (
    codes,
    notes,
    read,
    read_csv,
    read_trains,
    saved,
    trains,
    workbook,
)

KIND_NAMES = list(FORMS)


def only(report: Any) -> dict[str, str | None]:
    assert report.errors == []
    (row,) = report.rows
    return row  # type: ignore[no-any-return]


# ---- what is meant is what is read


def test_a_train_is_read_with_its_times_in_utc_and_its_day_at_herne() -> None:
    row = only(read_trains())
    assert row["train_id"] == "41234-arrival-2026-06-01"
    assert (row["planned_arrival"], row["actual_arrival"]) == (
        "2026-06-01T01:00",
        "2026-06-01T02:35",
    )
    assert row["service_day"] == "2026-06-01"
    assert (row["origin_terminal"], row["origin_country"]) == ("port_lianyungang", "CN")
    assert (row["direction"], row["load_teu"]) == ("arrival", "82")


def test_an_empty_cell_is_unknown_and_never_zero() -> None:
    row = only(read_trains(Wagen=None, Nettogewicht=""))
    assert row["wagon_count"] is None
    assert row["net_tonnes"] is None
    assert row["is_loaded"] is None


def test_merged_headings_in_two_rows_are_joined() -> None:
    table = [
        ["Zugmeldung Juni"],
        [],
        ["Zug-Nr.", "Von", "Nach", "Abfahrt", None, "Ankunft", None, "TEU"],
        [None, None, None, "geplant", "tatsächlich", "geplant", "tatsächlich", None],
        [41234, "Lianyungang", "CTH", "15.05.2026 08:00", "15.05.2026 09:30",
         datetime(2026, 6, 1, 3), datetime(2026, 6, 1, 4, 35), 82],
    ]  # fmt: skip
    raw = workbook(("Züge", table), merged=["A1:H1", "D3:E3", "F3:G3", "A3:A4"])
    report = read(raw, "x.xlsx", "rail_trains")
    row = only(report)
    assert row["actual_departure"] == "2026-05-15T07:30"
    assert row["actual_arrival"] == "2026-06-01T02:35"
    assert report.header_row == 4


def test_of_several_sheets_the_one_whose_headings_fit_is_read_and_the_others_are_named() -> None:
    table = [["Zugnummer", "Richtung", "Ankunft", "Quatsch"], ["1", "an", "01.06.2026 03:00", "x"]]
    raw = workbook(("Deckblatt", [["Bericht"], ["Mai"]]), ("Daten", table), ("Notizen", [["hm"]]))
    report = read(raw, "x.xlsx", "rail_trains")
    assert only(report)["actual_arrival"] == "2026-06-01T01:00"
    assert report.sheet == "Daten"
    told = {issue.code: issue for issue in report.notes}
    assert told["other_sheets"].expected == "Deckblatt, Notizen"
    assert told["ignored_columns"].found == "Quatsch"


def test_day_and_time_in_two_columns_are_one_moment() -> None:
    table = [
        ["Zugnummer", "Richtung", "Ankunft Datum", "Ankunft Uhrzeit"],
        ["1", "an", date(2026, 6, 1), time(4, 35)],
        ["2", "an", "02.06.2026", "4:35 Uhr"],
    ]
    report = read(workbook(("A", table)), "x.xlsx", "rail_trains")
    assert report.errors == []
    arrivals = [row["actual_arrival"] for row in report.rows]
    assert arrivals == ["2026-06-01T02:35", "2026-06-02T02:35"]


def test_a_day_without_a_time_gives_the_day_and_invents_no_moment() -> None:
    row = only(read_trains(**{"Ankunft geplant": None, "Ankunft tatsächlich": date(2026, 6, 1)}))
    assert (row["actual_arrival"], row["service_day"]) == (None, "2026-06-01")


def test_english_headings_and_figures_are_read_too() -> None:
    report = read_csv(
        "Train number,Direction,Actual arrival,Gross weight (kg),TEU\n"
        '41234,arrival,2026-06-01 04:35,"1,234,500.5",82.5\n'
    )
    row = only(report)
    assert (row["gross_tonnes"], row["load_teu"]) == ("1234.5005", "82.5")
    assert report.kind == "rail_trains"


@each("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@each("sign", [";", "\t", ",", "|"])
def test_csv_is_read_whatever_its_signs_and_encoding(encoding: str, sign: str) -> None:
    lines = ["Tag|Schiff|Richtung|Tonnen|Löschhafen", "3.6.2026|MS Jürgen|Eingang|812|Köln"]
    report = read_csv("\r\n".join(lines).replace("|", sign) + "\r\n", encoding=encoding)
    row = only(report)
    assert (row["vessel"], row["destination_port"], row["net_tonnes"]) == (
        "MS Jürgen",
        "Köln",
        "812",
    )
    assert (encoding == "cp1252") == ("encoding" in notes(report))


@each(
    ("written", "meant"),
    [("1.234,5", "1234.5"), ("812,25", "812.25"), ("1.234", "1234"), ("1234", "1234"),
     ("1.234,5 t", "1234.5"), ("812500 kg", "812.5"), (812.5, "812.5")],
)  # fmt: skip
def test_german_figures_are_read_the_german_way(written: object, meant: str) -> None:
    assert only(read_trains(Nettogewicht=written))["net_tonnes"] == meant


def test_a_point_before_three_digits_is_read_as_the_rest_of_the_file_writes() -> None:
    german = read_csv("Tag;Schiff;Richtung;Tonnen\n1.6.2026;A;ein;1.234\n2.6.2026;B;ein;5,5\n")
    assert [row["net_tonnes"] for row in german.rows] == ["1234", "5.5"]
    assert "numbers_read_german" in notes(german)
    both = read_csv(
        "Tag;Schiff;Richtung;Tonnen\n1.6.2026;A;ein;1.234\n2.6.2026;B;ein;5,5\n3.6.2026;C;ein;5.5\n"
    )
    assert codes(both) == ["ambiguous_number"]


def test_what_stands_above_the_table_says_who_sends_it_and_for_which_day() -> None:
    table = [["Lieferant:", "CTH GmbH"], ["Berichtstag: 02.06.2026"], [],
             ["Zugnummer", "Richtung", "Ankunft"], ["1", "an", "01.06.2026 03:00"]]  # fmt: skip
    report = read(workbook(("A", table)), "x.xlsx", "rail_trains")
    assert report.preamble.supplier == "CTH GmbH"
    assert only(report)["report_day"] == "2026-06-02"


def test_totals_notes_and_empty_rows_are_left_out_and_said() -> None:
    book = Workbook()
    sheet = book.active
    for row in (["Zugnummer", "Richtung", "Ankunft", "TEU"], ["1", "an", "01.06.2026 03:00", 82],
                [], ["2", "an", "02.06.2026 03:00", 80], ["Summe", None, None, "=SUM(D2:D4)"],
                [None, None, None, 162], ["erstellt von der Disposition"]):  # fmt: skip
        sheet.append(row)
    report = read(saved(book), "x.xlsx", "rail_trains")
    assert codes(report) == []
    assert [row["train_number"] for row in report.rows] == ["1", "2"]
    assert notes(report).count("skipped_total") == 2
    assert {"skipped_note", "skipped_empty", "formulas"} <= set(notes(report))


def test_months_and_occupancy_are_read_as_excel_shows_them() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Monat", "Terminal", "Ladeeinheiten", "Lagerauslastung"])
    sheet.append([datetime(2026, 5, 1), "CTH", 8123, 0.853])
    sheet["D2"].number_format = "0.0%"
    sheet.append(["April 2026", "CTH", "7.950", "81,5 %"])
    report = read(saved(book), "x.xlsx", "terminal_month")
    assert report.errors == []
    assert [(row["month_id"], row["load_unit_count"], row["storage_occupancy_pct"])
            for row in report.rows] == [
        ("2026-05-terminal_herne_cth", "8123", "85.3"),
        ("2026-04-terminal_herne_cth", "7950", "81.5"),
    ]  # fmt: skip


# ---- time zones


def test_winter_and_summer_time_are_told_apart() -> None:
    winter = only(
        read_trains(**{"Ankunft geplant": None, "Ankunft tatsächlich": "14.01.2026 03:00"})
    )
    assert winter["actual_arrival"] == "2026-01-14T02:00"


@each(
    ("zone", "utc"),
    [
        ("UTC", "2026-06-01T04:35"),
        ("MEZ", "2026-06-01T03:35"),
        ("Asia/Shanghai", "2026-05-31T20:35"),
    ],
)
def test_a_zone_said_for_a_row_holds_for_its_times(zone: str, utc: str) -> None:
    assert only(read_trains(Zeitzone=zone, **{"Ankunft geplant": None}))["actual_arrival"] == utc


def test_a_train_at_half_past_midnight_belongs_to_the_new_day_at_herne() -> None:
    row = only(read_trains(**{"Ankunft geplant": None, "Ankunft tatsächlich": "2026-05-31T22:30Z"}))
    assert (row["actual_arrival"], row["service_day"]) == ("2026-05-31T22:30", "2026-06-01")


@pytest.mark.parametrize(
    ("written", "code"),
    [("29.03.2026 02:30", "no_such_time"), ("26.10.2025 02:30", "time_twice")],
)
def test_hours_that_are_missing_or_come_twice_are_refused(written: str, code: str) -> None:
    cells = {"Ankunft geplant": None, "Ankunft tatsächlich": written}
    assert codes(read_trains(**cells)) == [code]
    assert codes(read_trains(**{**cells, "Ankunft tatsächlich": f"{written}+01:00"})) == []


# ---- what is wrong is named with its row


@each(
    ("cells", "code"),
    [
        ({"Ankunft tatsächlich": "01.06.2026 04:35", "Abfahrt tatsächlich": "02.06.2026 04:35"},
         "arrival_before_departure"),
        ({"TEU": -3}, "out_of_bounds"),
        ({"TEU": 4000}, "out_of_bounds"),
        ({"TEU": 82, "Ladeeinheiten": 30}, "teu_per_unit"),
        ({"Wagen": 40.5}, "no_whole_number"),
        ({"TEU": "viele"}, "no_number"),
        ({"Nettogewicht (Stück)": 3}, "unknown_unit"),
        ({"Startterminal": "Lianjungang"}, "unknown_terminal"),
        ({"Startland": "DE"}, "country_contradicts"),
        ({"Startland": "Atlantis"}, "unknown_value"),
        ({"Richtung": "Abfahrt"}, "direction_contradicts"),
        ({"Zielterminal": None, "Startterminal": None}, "direction_missing"),
        ({"Ankunft geplant": None, "Ankunft tatsächlich": None}, "no_time_at_herne"),
        ({"Ankunft tatsächlich": "31.06.2026 04:35"}, "no_moment"),
        ({"Ankunft tatsächlich": "06/07/2026 04:35"}, "ambiguous_day"),
        ({"Ankunft tatsächlich": "01.06.2036 04:35"}, "in_the_future"),
        ({"Ankunft tatsächlich": "01.06.1936 04:35"}, "too_early"),
        ({"Zeitzone": "Wanne"}, "unknown_zone"),
        ({"Bruttogewicht": 1000, "Nettogewicht": 1200}, "net_above_gross"),
        ({"Verspätung": 5}, "delay_contradicts"),
        ({"Gefahrgut": "vielleicht"}, "unknown_value"),
        ({"Gut (NST 2007)": "21"}, "unknown_value"),
        ({"TEU": "#DIV/0!"}, "error_value"),
        ({"TEU": "=1+"}, "formula_without_value"),
        ({"Bemerkung": "x" * 2000}, "too_long"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_row(cells: dict[str, object], code: str) -> None:
    report = read_trains({"Zugnummer": "1"}, {"Zugnummer": "2", **cells})
    (issue,) = report.errors
    assert (issue.code, issue.row) == (code, 4)
    for lang in ("de", "en"):
        said = message(issue, "rail_trains", lang)
        assert said.startswith(("Zeile 4: ", "Row 4: "))
        assert "@" not in said


def test_a_town_alone_names_none_of_its_terminals() -> None:
    for written, code in (("Duisburg", "duisburg"), ("Duisport", "duisburg"),
                          ("DIT", "terminal_dit_duisburg")):  # fmt: skip
        assert only(read_trains(Startterminal=written))["origin_terminal"] == code
    (label,) = (one.labels for one in schema.values("terminal") if one.code == "duisburg")
    assert ("nicht genanntes" in label[0], "unnamed" in label[1]) == (True, True)


def test_an_unknown_terminal_comes_with_the_nearest_one() -> None:
    (issue,) = read_trains(Startterminal="Lianjungang").errors
    assert "„Hafen Lianyungang“" in message(issue, "rail_trains", "de")
    assert "“Port of Lianyungang”" in message(issue, "rail_trains", "en")


def test_the_same_train_twice_in_a_report_is_refused() -> None:
    report = read_trains({}, {"Zugnummer": "41 234"}, {"Ankunft geplant": "02.06.2026 03:00"})
    (issue,) = report.errors
    assert (issue.code, issue.row, issue.found) == ("twice", 4, "3")


def test_a_half_empty_row_says_what_it_lacks() -> None:
    lines = ["Tag;Schiff;Richtung;Tonnen;TEU;Liegeplatz", "1.6.2026;A;ein;812;3;West",
             "2.6.2026;;;;;", "3.6.2026;B;;5;1;West", "4.6.2026;C;aus;5;1;Ost"]  # fmt: skip
    report = read_csv("\n".join(lines) + "\n")
    assert [(issue.code, issue.row) for issue in report.errors] == [
        ("half_empty", 3),
        ("missing", 4),
    ]


def test_two_columns_for_one_thing_are_refused() -> None:
    report = read_csv("Zugnummer;Richtung;Ankunft;TEU;Anzahl TEU\n1;an;01.06.2026 03:00;82;80\n")
    assert codes(report) == ["column_twice"]


def test_one_bad_row_among_good_ones_leaves_the_others_readable() -> None:
    report = read_trains(*({"Zugnummer": str(n)} for n in range(50)), {"TEU": -1})
    assert codes(report) == ["out_of_bounds"]
    assert len(report.rows) == 51


def test_every_issue_has_a_sentence_in_both_languages_that_can_be_filled() -> None:
    for code in issue_texts():
        issue = Issue(code, 7, "load_teu", "A", "B", "1", "2", "TEU")
        said = {message(issue, "rail_trains", lang) for lang in ("de", "en")}
        assert len(said) == 2, code


@each("kind", KIND_NAMES)
def test_no_heading_means_two_columns(kind: str) -> None:
    taken: dict[str, str] = {}
    for name, one in fields(kind).items():
        for said in (*one.labels, *one.aliases):
            assert taken.setdefault(normalized(said), name) == name, said
    assert set(fields(kind)) <= {name for name, _ in column_headings(kind).values()}


def test_the_supplier_in_the_workbook_of_trains_is_read() -> None:
    assert read(trains(), "x.xlsx", "auto").preamble.supplier == "Terminal A"
