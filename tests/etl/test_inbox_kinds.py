"""Files as people bring them, kind by kind: each is read as it is meant, or refused in a sentence.

No file makes the reader raise, and none is read by half.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from etl.inbox import schema, template
from etl.inbox.issues import messages
from etl.inbox.preview import Preview, preview
from etl.inbox.rows import Report
from etl.inbox.schema import FORMS, issue_texts, spellings
from run import ROOT
from tests.each import each
from tests.operator_reports import codes, notes, read, read_csv, saved, workbook

CASES = ROOT.parent / "shared" / "cases" / "files"
HEAD = ["Zugnummer", "Richtung", "Ankunft tatsächlich", "TEU", "Nettogewicht"]
TRAIN = ["42001", "Ankunft", datetime(2026, 6, 14, 14, 30), 44, 812.4]
LATER = ["42003", "Ankunft", datetime(2026, 6, 15, 14, 30), 40, 700]
SHIPS = [["Tag", "Schiff", "Richtung", "Tonnen"], [date(2026, 6, 14), "MS A", "Eingang", 5]]
ARRIVAL = "2026-06-14T12:30"
CSV_HEAD = "Zugnummer;Richtung;Ankunft tatsächlich;TEU;Nettogewicht"
CSV_TRAIN = "42001;Ankunft;14.06.2026 14:30;44;812,4"


def lines(*rows: str) -> Report:
    return read_csv("\n".join(rows) + "\n")


def book(*sheets: tuple[str, Any], kind: str = "auto", **states: str) -> Report:
    """A workbook read; ``states``: sheet → hidden or veryHidden."""
    made = load_workbook(io.BytesIO(workbook(*sheets)))
    for name, state in states.items():
        made[name].sheet_state = state
    return read(saved(made), "x.xlsx", kind)


def cell(value: object, number_format: str = "General", heading: str = HEAD[2], *,
         is_1904: bool = False) -> Report:  # fmt: skip
    """A workbook of one train, in which one cell holds a value with a number format."""
    made = Workbook()
    if is_1904:
        made.epoch = CALENDAR_MAC_1904
    heads = ["Zugnummer", "Richtung", *([] if heading == HEAD[2] else [HEAD[2]]), heading]
    made.active.append(heads)
    made.active.append(["42001", "an", *([] if heading == HEAD[2] else [TRAIN[2]]), value])
    made.active.cell(2, len(heads)).number_format = number_format
    return read(saved(made), "x.xlsx", "rail_trains")


def rewritten(raw: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """A workbook with the XML of all its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(target, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            for old, new in changes:
                content = re.sub(old, new, content)
            out.writestr(name, content)
    return target.getvalue()


def xml_cell(attributes: bytes, content: bytes) -> Report:
    """A workbook of one train, whose arrival is written into the XML as it is given."""
    raw = workbook(("A", [HEAD, [*TRAIN[:2], 777777, *TRAIN[3:]]]))
    new = b'<c r="C2" ' + attributes + b"><v>" + content + b"</v>"
    return read(rewritten(raw, (rb'<c r="C2"[^>]*><v>777777</v>', new)), "x.xlsx", "rail_trains")


# ---- CSV


@each(
    ("rows", "column", "value"),
    [
        (('"Zugnummer";"Richtung";"Ankunft"', '"1";"an";"14.06.2026 14:30"'), "train_number", "1"),
        (('"Zugnummer";"Richtung";"Ankunft";"TEU"', '"1";"an";"14.06.2026 14:30";44,5'),
         "load_teu", "44.5"),
        ((f"{CSV_HEAD};Bemerkung", f'{CSV_TRAIN};"Ladung ""Rotterdam"", leer"'),
         "remark", 'Ladung "Rotterdam", leer'),
        ((f"{CSV_HEAD};Bemerkung", f'{CSV_TRAIN};Schiff,"Alte Liebe" verspätet'),
         "remark", 'Schiff,"Alte Liebe" verspätet'),
        ((f"{CSV_HEAD};Bemerkung", f"{CSV_TRAIN};a\t\"b\"c|d"), "remark", 'a "b"c|d'),
        (("Zugnummer|Richtung|Ankunft|Bemerkung", '1|an|14.06.2026 14:30|x; "y"z'),
         "remark", 'x; "y"z'),
    ],
)  # fmt: skip
def test_a_delimiter_that_does_not_read_is_no_candidate(
    rows: tuple[str, ...], column: str, value: str
) -> None:
    report = lines(*rows)
    assert codes(report) == []
    assert report.rows[0][column] == value


def test_of_text_that_no_delimiter_reads_the_row_is_named() -> None:
    (issue,) = lines(f"{CSV_HEAD};Bemerkung", f'{CSV_TRAIN};"a" b, c').errors
    assert (issue.code, issue.found) == ("broken_csv", "2")


def test_packed_csv_is_read_and_damaged_is_refused() -> None:
    raw = f"{CSV_HEAD}\n{CSV_TRAIN}\n".encode()
    halves = gzip.compress(raw[:40]) + gzip.compress(raw[40:])
    for packed in (gzip.compress(raw), halves):
        assert [row["load_teu"] for row in read(packed, "x.csv.gz", "auto").rows] == ["44"]
    assert codes(read(gzip.compress(raw)[:-9], "x.csv.gz", "auto")) == ["damaged_archive"]
    assert codes(read(b"PK\x03\x04", "x.zip", "auto")) == ["packed"]


# ---- totals

WORDS = ["Summe", "Gesamt", "Insgesamt", "Zwischensumme", "Monatssumme", "Monatssumme Juni", "∑",
         "Total", "Σ", "∑ Juni", "SUMME:", "合计", "Summe Juni 2026:", "Gesamtergebnis",
         "Durchschnitt", "TEU gesamt", "Ø",
         "Anzahl Züge: 1", "Übertrag", "Tagestotal", "Totaal", "Aufsummiert", "Alle Züge",
         "2 trains"]  # fmt: skip


@each("word", WORDS)
@each(
    "rest", [";;;44;812,4", ";Ankunft;30.06.2026 23:59;44;812,4", ";;30.06.2026;44;", ";1 Zug;;44;"]
)
def test_a_total_in_any_words_is_left_out_and_named(rest: str, word: str) -> None:
    report = lines(CSV_HEAD, CSV_TRAIN, word + rest)
    assert codes(report) == []
    assert [row["train_number"] for row in report.rows] == ["42001"]
    (note,) = [one for one in report.notes if one.code == "skipped_total"]
    for said in (messages([note], "rail_trains", "de")[0], note.as_json("rail_trains")["text_de"]):
        assert str(said).startswith("Zeile 3 sieht wie eine Summe aus")
    assert note.row == 3
    assert word in note.found


@each(
    "total",
    ["30.06.2026;2 Schiffe;Eingang;7", "30.06.2026;Alle Anläufe;Eingang;7",
     "30.06.2026;Monatsgesamt;Eingang;7", "30.06.2026;Total Juni;Eingang;7",
     "Summe;1 Schiff;;2000",
     "30.06.2026;Summe;;2000", "30.06.2026;Summe;Eingang;1200",
     "30.06.2026;Gesamt;Ausgang;800", "30.06.2026;Total;Eingang;2000", "Summe;;Eingang;2000",
     "30.06.2026;Monatssumme;Eingang;7", "Juni gesamt;;;2000", ";;;2000", "30.06.2026;;;2000"],
)  # fmt: skip
def test_a_total_with_a_day_is_no_ship(total: str) -> None:
    ships = ("14.06.2026;MS A;Eingang;1200", "15.06.2026;MS B;Ausgang;800")
    report = lines("Tag;Schiff;Richtung;Tonnen", *ships, total)
    assert codes(report) == []
    assert len(report.rows) == 2
    assert notes(report) == ["skipped_total"]


@each("name", ["Summe", "Total", "Gesamt", "SUMME", "Summen", "Max", "Somme"])
def test_a_word_of_totals_that_adds_up_to_nothing_is_refused_as_nobody_can_tell(name: str) -> None:
    report = lines("Tag;Schiff;Richtung;Tonnen", "1.6.2026;A;ein;5", f"2.6.2026;{name};ein;812")
    (issue,) = report.errors
    assert (issue.code, issue.row, issue.found) == ("ship_or_total", 3, name)
    ship = lines("Tag;Schiff;Richtung;Tonnen", "1.6.2026;A;ein;5", f"2.6.2026;MS {name};ein;5")
    assert [row["vessel"] for row in ship.rows] == ["A", f"MS {name}"]


def test_a_ship_whose_name_begins_like_a_total_is_a_ship() -> None:
    names = ["Max Planck", "Min River", "Count Basie"]
    rows = [f"{day}.6.2026;{name};ein;812" for day, name in enumerate(names, 1)]
    assert [one["vessel"] for one in lines("Tag;Schiff;Richtung;Tonnen", *rows).rows] == names


def test_a_claim_that_speaks_of_a_sum_and_a_remark_are_no_totals() -> None:
    report = lines(f"{CSV_HEAD};Bemerkung;Notiz", f"{CSV_TRAIN};Summe geprüft;Summe")
    assert len(report.rows) == 1


# ---- days and numbers that cannot be


@each("kind", ["31.12.9999 23:59", "9999-12-31", "31.12.2999", "31.12.2099", "12/31/9999"])
@each("zone", ["UTC", "Asia/Shanghai", ""])
def test_a_day_that_stands_for_none_lies_in_the_future(zone: str, kind: str) -> None:
    (issue,) = lines("Zugnummer;Richtung;Ankunft geplant;Zeitzone", f"1;an;{kind};{zone}").errors
    assert (issue.code, issue.row) == ("in_the_future", 2)


@each(
    ("written", "code"),
    [("06.0000", "no_month"), ("0000-06", "no_month"), ("Juni 0000", "no_month"),
     ("00.2026", "no_month"), ("13.2026", "no_month"), ("06.9999", "in_the_future"),
     ("12.1899", "too_early"), ("01.01.0001", "too_early"), ("00.00.0000", "no_month")],
)  # fmt: skip
def test_a_month_that_is_none_is_refused(written: str, code: str) -> None:
    (issue,) = lines("Monat;Terminal;Ladeeinheiten", f"{written};CTH;44").errors
    assert (issue.code, issue.row) == (code, 2)


@each("number", ["9" * 23, "9" * 23 + ",5", "-" + "9" * 23 + ",5", "9.999" + ".999" * 6 + ",9"])
def test_a_number_of_any_length_is_outside_what_is_possible(number: str) -> None:
    (issue,) = lines(CSV_HEAD, f"42001;an;14.06.2026 14:30;44;{number}").errors
    assert (issue.code, issue.row, issue.column) == ("out_of_bounds", 2, "net_tonnes")


@each("content", [b"INF", b"NaN", b"1e400", b"-1", b"9" * 5000, "²".encode(), b"2958466", b"0x1"])
def test_a_cell_with_no_number_that_there_is_is_refused_alone(content: bytes) -> None:
    for_day = xml_cell(b's="1"', content)
    assert [(one.code, one.row) for one in for_day.errors] == [("no_moment", 2)]


@each(
    ("head", "row", "code"),
    [(CSV_HEAD.replace(";", ","), "42001,an,14.06.2026 14:30,44,5,812", "cells_beyond"),
     (f"{CSV_HEAD};Bemerkung", f"{CSV_TRAIN};leer; verspätet", "cells_beyond"),
     ("Monat;Terminal;Lagerauslastung", "06.2026;CTH;0,85", "share_or_percent"),
     ("Monat;Terminal;Auslastung (%)", "06.2026;CTH;1", "share_or_percent"),
     (CSV_HEAD, "42001,0;an;14.06.2026 14:30;44;8", "changed_by_excel")],
)  # fmt: skip
def test_a_row_that_was_parted_or_changed_on_its_way_is_refused(
    head: str, row: str, code: str
) -> None:
    (issue,) = lines(head, row).errors
    assert (issue.code, issue.row) == (code, 2)


@each(
    ("head", "row", "column", "value"),
    [(CSV_HEAD, f"{CSV_TRAIN};;", "net_tonnes", "812.4"),
     (CSV_HEAD, "1;an;14.06.2026 14:30;44;1 234,5", "net_tonnes", "1234.5"),
     (CSV_HEAD, "1;an;14.06.2026 14:30;44;1\u202f234 t", "net_tonnes", "1234"),
     ("Monat;Terminal;Lagerauslastung", "06.2026;CTH;0,85 %", "storage_occupancy_pct", "0.85"),
     ("Monat;Terminal;Lagerauslastung", "06.2026;CTH;0", "storage_occupancy_pct", "0")],
)  # fmt: skip
def test_a_row_is_read_as_it_is_meant(head: str, row: str, column: str, value: str) -> None:
    report = lines(head, row)
    assert codes(report) == []
    assert report.rows[0][column] == value


def test_a_code_keeps_the_zeros_that_its_format_shows() -> None:
    assert cell(1234, "00000", "Bemerkung").rows[0]["remark"] == "01234"
    assert cell(3, "00", "NST 2007").rows[0]["nst2007"] == "03"
    assert cell(44, "000", "TEU").rows[0]["load_teu"] == "44"


# ---- what Excel made of it


@each("written", ["4,2001E+04", "4.2001E+04", "4,20E+04", "1E+05", "4,2001e-04"])
@each("column", ["Zugnummer", "Bemerkung", "Nettogewicht"])
def test_what_excel_made_of_a_number_is_refused(column: str, written: str) -> None:
    values = {"Zugnummer": "1", "Richtung": "an", "Ankunft": "14.06.2026 14:30", column: written}
    (issue,) = lines(";".join(values), ";".join(values.values())).errors
    assert (issue.code, issue.row) == ("changed_by_excel", 2)


def test_a_train_number_that_became_a_day_is_refused_and_a_remark_is_a_day() -> None:
    rows: list[list[Any]] = [[*HEAD, "Bemerkung"], [date(2026, 6, 1), *TRAIN[1:], date(2026, 6, 2)]]
    assert codes(book(("A", rows))) == ["changed_by_excel"]
    rows[1][0] = "1"
    assert book(("A", rows)).rows[0]["remark"] == "02.06.2026"


@each(
    "number_format",
    ["0_D_M", '0 "TEU"', "[Rot]0", "[Red]0.0;[Blue]-0.0", "[>=100]0;[<100]0.0", "*y0",
     "0.0\\ \\T\\E\\U", "_-* #,##0.00_-;\\-* #,##0.00_-", "[$-407]0", "Standard", "0.00E+00",
     '0;"dd"', '0.0" (TEU)"', "# ?/?", '0.0;0.0" kg"', '[<9]0" t";0.0'],
)  # fmt: skip
def test_a_number_whose_format_shows_letters_is_a_number(number_format: str) -> None:
    report = cell(43.5, number_format, "TEU")
    assert codes(report) == []
    assert report.rows[0]["load_teu"] == "43.5"


@each(
    ("number", "number_format", "tonnes"),
    [(812.4, '0.0" t"', "812.4"), (812400, '#,##0" kg"', "812.4"), (500, '0\\ "kg"', "0.5"),
     (812400, '0.0," t"', "812.4"), (812400, '0.0,\\ \\t', "812.4"), (812400, '0,.0" t"', "812.4"),
     (500, '[<1000]0" kg";0.0," t"', "0.5"), (812400, '[<1000]0" kg";0.0," t"', "812.4"),
     (812400, "#,##0 [$kg-407]", "812.4"), (812.4, "0.0 t", "812.4"),
     (812.4, '"netto "0.0', "812.4"), (5000000, '#,##0,," t"', "5")],
)  # fmt: skip
def test_a_number_is_what_its_format_shows_with_its_unit(
    number: float, number_format: str, tonnes: str
) -> None:
    report = cell(number, number_format, "Nettogewicht")
    assert codes(report) == []
    assert report.rows[0]["net_tonnes"] == tonnes


@each(
    ("column", "number_format", "code"),
    [("Nettogewicht", "0.0,", "shortened_number"), ("TEU", "#,##0,,", "shortened_number"),
     ("Nettogewicht (kg)", "#,##0,", "shortened_number"), ("TEU", '0.0,,"M"', "unknown_unit"),
     ("TEU", '"d"0', "unknown_unit"), ("TEU", "#,##0.0\\ \\m", "unknown_unit"),
     ("TEU", '0 "Std"', "unknown_unit"), ("TEU", "0\\ \\d\\a\\y\\s", "unknown_unit"),
     ("TEU", '0" kg"', "unknown_unit"), ("TEU", '"ca. "0', "unknown_unit"),
     ("TEU", "0%", "unknown_unit"), ("TEU", '0.0" LE"', "unknown_unit"),
     ("Ladeeinheiten", '0" TEU"', "unknown_unit"), ("Nettogewicht", '0" Mio. t"', "unknown_unit"),
     ("TEU", "[$€-407]0", "unknown_unit"), ("TEU", "_-* #,##0.00 [$€-407]_-", "unknown_unit"),
     ("TEU", "#,##0.00 €", "unknown_unit"), ("TEU", '"$"#,##0_);("$"#,##0)', "unknown_unit")],
)  # fmt: skip
def test_a_format_that_shows_another_unit_or_bare_thousands_is_refused(
    column: str, number_format: str, code: str
) -> None:
    (issue,) = cell(44, number_format, column).errors
    assert (issue.code, issue.row) == (code, 2)


@each("number_format", ["dd.mm.yyyy hh:mm", "[$-407]d. mmm yyyy h:mm", 'yyyy"-"mm"-"dd hh:mm;@'])
@each(("is_1904", "days"), [(False, 46187), (True, 44725)])
def test_a_format_of_days_is_one_in_both_calendars(
    days: int, is_1904: bool, number_format: str
) -> None:
    for shown in (number_format, "General"):
        report = cell(days + 14.5 / 24, shown, is_1904=is_1904)
        assert codes(report) == []
        assert report.rows[0]["actual_arrival"] == ARRIVAL


def test_a_day_of_1904_is_one_in_every_column_of_days() -> None:
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    for row in (["Berichtstag:", 44726], HEAD, [*TRAIN[:2], 44725 + 14.5 / 24, 44, 5]):
        made.active.append(row)
    (train,) = read(saved(made), "x.xlsx", "auto").rows
    assert (train["report_day"], train["actual_arrival"]) == ("2026-06-15", ARRIVAL)
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.append(["Monat", "Terminal", "Ladeeinheiten"])
    made.active.append([44712, "CTH", 5])
    assert read(saved(made), "x.xlsx", "auto").rows[0]["month"] == "2026-06-01"


# ---- clocks and ISO cells


@each(
    ("clock", "number_format", "code"),
    [
        (46188.25, "dd.mm.yyyy hh:mm", "two_moments"),
        (46188.25, "General", "two_moments"),
        (1.25, "hh:mm", "two_moments"),
        (1.0625, "[h]:mm", "past_midnight"),
        (1, "[hh]:mm:ss", "past_midnight"),
        (1.25, "General", "past_midnight"),
        (0.999999, "General", "past_midnight"),
        ("24:00", "@", "past_midnight"),
        ("25:30", "@", "past_midnight"),
        ("24 Uhr", "@", "past_midnight"),
        ("99:99", "@", "no_moment"),
        ("15.06.2026 06:00", "@", "two_moments"),
        (14.5 / 24, "hh:mm", ""),
        (14.5 / 24, "General", ""),
        (14.5 / 24, "[h]:mm", ""),
        (46187 + 14.5 / 24, "hh:mm", ""),
        ("14.30", "@", ""),
        ("14.06.2026 14:30", "@", ""),
        (timedelta(hours=14.5), "[h]:mm", ""),
        (time(14, 30), "h:mm", ""),
    ],
)
def test_a_clock_is_one_of_its_own_day(clock: object, number_format: str, code: str) -> None:
    made = Workbook()
    made.active.append(["Zugnummer", "Richtung", "Ankunft Datum", "Ankunft Uhrzeit"])
    made.active.append(["42001", "an", date(2026, 6, 14), clock])
    made.active["D2"].number_format = number_format
    report = read(saved(made), "x.xlsx", "rail_trains")
    assert codes(report) == [code] * bool(code)
    assert [row["actual_arrival"] for row in report.rows] == [ARRIVAL] * (not code)


def test_a_clock_past_midnight_in_one_cell_is_refused() -> None:
    report = lines(CSV_HEAD, "1;an;14.06.2026 24:00;;", "2;an;14.06.2026 25:30;;")
    assert codes(report) == ["past_midnight", "past_midnight"]


def test_two_cells_that_name_different_clocks_are_refused() -> None:
    head = "Zugnummer;Richtung;Ankunft;Ankunft Uhrzeit"
    assert codes(lines(head, "1;an;14.06.2026 14:30;15:30")) == ["two_moments"]
    assert codes(lines(head, "1;an;14.06.2026 00:00;15:30")) == []


@each(
    ("content", "arrival", "code"),
    [(b"2026-06-14T14:30:00", ARRIVAL, ""), (b"2026-06-14T12:30:00Z", ARRIVAL, ""),
     (b"2026-06-14T20:30:00+08:00", ARRIVAL, ""), (b"2026-06-14T14:30:00.123", ARRIVAL, ""),
     (b"20260614T143000", ARRIVAL, ""), (b"2026-06-14", None, ""), (b"14:30:00", None, "no_moment"),
     (b"2026-06-14T24:00:00", None, "past_midnight"), (b"nonsense", None, "no_moment")],
)  # fmt: skip
def test_an_iso_cell_is_the_moment_that_it_says(
    content: bytes, arrival: str | None, code: str
) -> None:
    report = xml_cell(b't="d"', content)
    assert codes(report) == [code] * bool(code)
    assert [row["actual_arrival"] for row in report.rows] == [arrival] * (not code)


@each(
    ("written", "meant"),
    [("eins_x000D_\nzwei", "eins zwei"), ("a_x0009_b_x000a_c", "a b c"), ("a_x005F_x000D_", None),
     ("_xD83D__xDE00_", "😀"), ("_x0000_a", "a"), ("a_x00_b", "a_x00_b")],
)  # fmt: skip
def test_escaped_characters_are_what_they_stand_for(written: str, meant: str | None) -> None:
    (row,) = book(("A", [[*HEAD, "Bemerkung"], [*TRAIN, written]])).rows
    assert "x000D" not in str(row["remark"]) or meant is None
    assert meant in (None, row["remark"])


# ---- codes


@each(
    ("heading", "values", "directions"),
    [("Richtung", "A", None), ("Direction", "a", None), ("Ankunft/Abfahrt", "A", None),
     ("E/A", "A", "departure"), ("Eingang/Ausgang", "A", "departure"), ("arr/dep", "A", "arrival"),
     ("Richtung (E/A)", "A", "departure"), ("Richtung", "E", "arrival"),
     ("Richtung", "AE", "departure arrival"), ("Richtung", "AD", "arrival departure")],
)  # fmt: skip
def test_a_letter_that_means_two_things_is_read_by_what_stands_beside_it(
    heading: str, values: str, directions: str | None
) -> None:
    rows = [f"{n};{v};14.06.2026 10:00;14.06.2026 11:00" for n, v in enumerate(values)]
    # Nothing is said of the order of two places here.
    report = lines(f"Zugnummer;{heading};Abfahrt;Ankunft", *rows)
    if directions is None:
        assert codes(report) == ["ambiguous_code"]
    else:
        assert codes(report) == []
        assert " ".join(str(row["direction"]) for row in report.rows) == directions


def test_no_spelling_longer_than_a_letter_means_two_values() -> None:
    types = {one["type"] for one in schema._reference("report_values")}
    types |= {"terminal", "nst2007", "place", "country"}
    assert not [
        (kind, text)
        for kind in types
        for text, meant in spellings(kind).items()
        if len(meant) > 1 and len(text) > 1
    ]


@each(
    ("written", "code"),
    [
        ("19", "19"),
        ("3", "03"),
        ("19.2", "19"),
        ("NST 7", "07"),
        ("7 Kokerei- und Mineralölerzeugnisse", "07"),
        ("03, 07", None),
        ("3/7", None),
        ("03-05", None),
        ("12.03.2026", None),
        ("2024", None),
    ],
)
def test_two_divisions_are_no_code(written: str, code: str | None) -> None:
    report = lines("Tag;Schiff;Richtung;Gut;Tonnen", f"14.06.2026;A;Eingang;{written};5")
    assert codes(report) == ([] if code else ["unknown_value"])
    assert [row["nst2007"] for row in report.rows] == [code] * bool(code)


@each(
    ("written", "guess"),
    [
        ("Chnia", "China"),
        ("VR China", "China"),
        ("Kasachtan", "Kasachstan"),
        ("Volksrepublik China", "China"),
        ("Deutschand", "Deutschland"),
    ],
)
def test_a_misspelt_country_is_guessed(written: str, guess: str) -> None:
    report = lines("Zugnummer;Richtung;Startland;Ankunft", f"1;an;{written};14.06.2026 14:30")
    (said,) = messages(report.errors, "rail_trains", "de")
    assert f"Meinten Sie „{guess}“?" in said
    assert codes(lines("Zugnummer;Richtung;Startland;Ankunft", "1;an;XX;14.06.2026")) == [
        "unknown_value"
    ]


# ---- headings


@each(
    ("heading", "written", "column", "value"),
    [
        ("Nettogewicht (kg)", "812000", "net_tonnes", "812"),
        ("Nettogewicht (in t)", "812", "net_tonnes", "812"),
        ("Gewicht (netto) [t]", "812", "net_tonnes", "812"),
        ("TEU (gesamt)", "44", "load_teu", "44"),
        ("Wagen [Anzahl]", "40", "wagon_count", "40"),
        ("Ladeeinheiten (LE)", "40", "load_unit_count", "40"),
        ("Verspätung (in Minuten)", "5", "delay_minutes", "5"),
        ("Gefahrgut (ja/nein)", "ja", "is_dangerous", "yes"),
        ("Bemerkung (freier Text, ohne Namen)", "x", "remark", "x"),
        ("Ankunft (tatsächlich)", "14.06.2026 14:30", "actual_arrival", ARRIVAL),
        ("Ankunft (TT.MM.JJJJ hh:mm)", "14.06.2026 14:30", "actual_arrival", ARRIVAL),
        ("Ankunft (Ortszeit)", "14.06.2026 14:30", "actual_arrival", ARRIVAL),
        ("Ankunft [UTC]", "14.06.2026 12:30", "actual_arrival", ARRIVAL),
        ("Ankunft (Asia/Shanghai)", "14.06.2026 20:30", "actual_arrival", ARRIVAL),
    ],
)
def test_what_stands_in_brackets_beside_a_heading_is_understood(
    heading: str, written: str, column: str, value: str
) -> None:
    report = lines(f"Zugnummer;Richtung;Ankunft geplant;{heading}", f"1;an;14.06.2026;{written}")
    assert codes(report) == []
    assert report.rows[0][column] == value


@each(
    ("heading", "written"),
    [
        ("Ladeeinheiten (TEU)", "40"),
        ("Nettogewicht (lbs)", "812"),
        ("Wagen (leer)", "4"),
        ("Nettogewicht (Stück)", "3"),
    ],
)
def test_brackets_that_make_something_else_of_a_figure_are_refused(
    heading: str, written: str
) -> None:
    report = lines(f"Zugnummer;Richtung;Ankunft;{heading}", f"1;an;14.06.2026;{written}")
    assert codes(report) == ["unknown_unit"]


def test_the_arrival_elsewhere_is_not_that_at_herne() -> None:
    report = lines("Zugnummer;Richtung;Ankunft (Duisburg)", "1;an;14.06.2026 14:30")
    assert codes(report) == ["no_time_at_herne"]
    assert "ignored_columns" in notes(report)


def test_a_heading_and_a_row_of_different_time_zones_are_refused() -> None:
    report = lines("Zugnummer;Richtung;Ankunft (UTC);Zeitzone", "1;an;14.06.2026 14:30;MEZ")
    assert codes(report) == ["zone_twice"]


@each(
    ("units", "tonnes"),
    [(";;;TEU;t", "812.4"), (";;;[TEU];[kg]", "0.8124"), (";;TT.MM.JJJJ hh:mm;TEU;Tonnen", "812.4"),
     ("-;-;-;TEU;in t", "812.4"), ("Nr.;an/ab;Datum/Uhrzeit;Anzahl;t", "812.4"),
     ("Text;Text;Datum;Zahl;kg", "0.8124")],
)  # fmt: skip
def test_a_row_of_units_below_the_headings_is_part_of_them(units: str, tonnes: str) -> None:
    report = lines(CSV_HEAD, units, CSV_TRAIN)
    assert codes(report) == []
    assert [row["net_tonnes"] for row in report.rows] == [tonnes]


# ---- sheets


def test_all_visible_sheets_of_one_kind_are_read() -> None:
    report = book(("Juni", [HEAD, TRAIN]), ("Leer", []), ("Juli", [["Bericht"], [], HEAD, LATER]))
    assert codes(report) == []
    assert [row["train_number"] for row in report.rows] == ["42001", "42003"]
    assert report.sheet == "Juni, Juli"


@each(
    "before", [("Leer", []), ("Formular", [HEAD]), ("Schiffe", [SHIPS[0]]), ("Deckblatt", [["x"]])]
)
def test_an_empty_form_before_the_data_stands_for_nothing(before: tuple[str, Any]) -> None:
    report = book(before, ("Daten", [HEAD, TRAIN]))
    assert codes(report) == []
    assert len(report.rows) == 1


@each("state", ["hidden", "veryHidden"])
@each("place", ["Juni", "Juli"])
def test_hidden_sheets_are_named_and_not_read(place: str, state: str) -> None:
    report = book(("Juni", [HEAD, TRAIN]), ("Juli", [HEAD, LATER]), **{place: state})
    assert len(report.rows) == 1
    (note,) = [one for one in report.notes if one.code == "hidden_sheets"]
    assert note.found == place
    only = book(("Deckblatt", [["x"]]), ("Juli", [HEAD, LATER]), Juli=state)
    assert [(one.code, one.found) for one in only.errors] == [("only_hidden", "Juli")]


@each(
    ("sheet", "code"),
    [([LATER], "sheet_unread"), ([["a", "b", "c", *HEAD[3:]], LATER], "sheet_unread"),
     ([["Lauf", "Richtung", "Ankunft", "TEU"], LATER], "sheet_unread"), (SHIPS, "mixed_kinds"),
     ([HEAD, TRAIN], "twice")],
)  # fmt: skip
@each("kind", ["auto", "rail_trains"])
def test_no_workbook_is_read_by_half(kind: str, sheet: list[Any], code: str) -> None:
    report = book(("Juni", [HEAD, TRAIN]), ("Weiter", sheet), kind=kind)
    assert codes(report) == [code]
    assert all("Weiter" in said for said in messages(report.errors, report.kind, "de"))


def test_a_sheet_that_is_no_more_of_the_table_is_named() -> None:
    report = book(("Juni", [HEAD, TRAIN]), ("Übersicht", [["Monat", "TEU"], ["Juni", 44]]))
    assert codes(report) == []
    assert "other_sheets" in notes(report)


def test_sheets_that_hold_no_cells_are_no_tables() -> None:
    made = Workbook()
    made.remove(made.active)
    made.create_chartsheet("Diagramm")
    assert codes(read(saved(made), "x.xlsx", "auto")) == ["no_table"]
    sheet = made.create_sheet("Listen")
    for row in (HEAD, TRAIN):
        sheet.append(row)
    assert len(read(saved(made), "x.xlsx", "auto").rows) == 1


def test_a_sheet_that_is_named_and_lies_not_there_is_damage() -> None:
    raw, target = workbook(("A", [HEAD, TRAIN]), ("B", [HEAD, LATER])), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(target, "w") as out:
        for name in archive.namelist():
            if name != "xl/worksheets/sheet2.xml":
                out.writestr(name, archive.read(name))
    assert codes(read(target.getvalue(), "x.xlsx", "auto")) == ["not_a_workbook"]


def test_strict_workbooks_are_read_as_the_others() -> None:
    names = rb"http://schemas.openxmlformats.org/(spreadsheetml|officeDocument)/2006/"
    raw = rewritten(workbook(("A", [HEAD, TRAIN])), (names, rb"http://purl.oclc.org/ooxml/\1/"))
    assert [row["actual_arrival"] for row in read(raw, "x.xlsx", "auto").rows] == [ARRIVAL]


@each(
    ("raw", "name", "code"),
    [
        (b"", "x.xlsb", "empty_file"),
        (b"PK\x05\x06" + bytes(18), "x.xlsb", "not_a_workbook"),
        (b"stub", "x.xlsb", "not_a_workbook"),
        (workbook(("A", [])), "x.xlsb", "unknown_ending"),
        (workbook(("A", [])), "x.ods", "unknown_ending"),
        (b"\xd0\xcf\x11\xe0", "x.xls", "unknown_ending"),
    ],
)
def test_other_workbooks_are_refused_for_what_they_are(raw: bytes, name: str, code: str) -> None:
    report = read(raw, name, "auto")
    assert codes(report) == [code]
    (said,) = messages(report.errors, "auto", "de")
    assert "Makro" not in said
    assert code == "empty_file" or ".xlsx" in said


# ---- templates


@each("lang", ["de", "en"])
@each("ending", [".xlsx", ".csv"])
@each("kind", list(FORMS))
def test_a_template_without_supplier_is_refused(kind: str, ending: str, lang: str) -> None:
    raw = template.template(kind, ending, lang)
    if ending == ".xlsx":
        made = load_workbook(io.BytesIO(raw))
        sheet = made.worksheets[0]
        filled = _filled(kind, lang, [str(one.value) for one in sheet[4]])
        for column, value in enumerate(filled, 1):
            sheet.cell(5, column, value)
        raw, named = saved(made), made
        named.worksheets[0]["B1"] = "WHE"
        with_head = saved(named)
    else:
        text = raw.decode("utf-8-sig")
        sign = ";" if lang == "de" else ","
        row = sign.join(_filled(kind, lang, text.splitlines()[1].split(sign)))
        raw = f"{text}{row}\r\n".encode()
        with_head = raw.replace(b":" + sign.encode(), b":" + sign.encode() + b"WHE", 1)
    assert codes(read(raw, f"x{ending}", "auto", "")) == ["supplier_missing"]
    assert codes(read(raw, f"x{ending}", "auto", "WHE")) == []
    whole = preview(with_head, f"x{ending}", "auto", "", datetime(2026, 6, 20, tzinfo=UTC))
    assert (whole.errors, whole.supplier) == ([], "WHE")


def _filled(kind: str, lang: str, headings: list[str]) -> list[str]:
    """A row for a template: in each required column something that fits."""
    index = 0 if lang == "de" else 1
    of_type = {
        "day": "2026-06-14",
        "month": "2026-05",
        "when": "2026-06-14",
        "url": "https://example.org/1",
        "text": "42001",
        "moment": "2026-06-14 14:30",
    }
    cells = []
    for heading in headings:
        field = next(one for one in schema.fields(kind).values()
                     if heading.startswith(one.labels[index]))  # fmt: skip
        is_needed = field.required or field.name in ("direction", "actual_arrival", "town")
        choices = [one.labels[index] for one in schema.values(field.type)]
        value = of_type.get(field.type) or (choices[0] if choices else "")
        cells.append(value if is_needed else "")
    return cells


def test_a_label_without_value_never_takes_its_neighbour_for_one() -> None:
    rows = [["Lieferant:", None, "Bitte ausfüllen, dann senden."], HEAD, TRAIN]
    for first in (rows[0], ["Lieferant:", "Berichtstag:", "x"], ["Lieferant:", "–"]):
        assert codes(read(workbook(("A", [first, *rows[1:]])), "x.xlsx", "auto", "")) == [
            "supplier_missing"
        ]


def test_sheets_of_two_suppliers_are_refused() -> None:
    sheets = [
        (name, [["Lieferant:", name], HEAD, row]) for name, row in (("A", TRAIN), ("B", LATER))
    ]
    assert codes(read(workbook(*sheets), "x.xlsx", "auto", "")) == ["suppliers_differ"]


# ---- all of it at once, in German


def test_all_faults_of_a_file_are_said_in_one_round() -> None:
    rows: list[list[Any]] = [
        ["Lieferant:"],
        [*HEAD, "TEU", "Zeitzone", "Wagen"],
        ["1", "Ankumft", "31.06.2026", -4, "viel", None, None, 400],
        [None, "an", "14.06.2036 14:30", 999, 5, None, "Wanne", None],
        ["2", None, None, 3, -5, None, None, 1.5],
    ]
    found = read(workbook(("A", rows)), "x.xlsx", "rail_trains", "")
    assert sorted((one.row or 0, one.code, one.column) for one in found.errors) == sorted([
        (0, "supplier_missing", ""), (2, "column_twice", "load_teu"),
        (3, "unknown_value", "direction"), (3, "no_number", "net_tonnes"),
        (3, "no_moment", "actual_arrival"), (3, "out_of_bounds", "load_teu"),
        (3, "out_of_bounds", "wagon_count"),
        (4, "missing", "train_number"), (4, "unknown_zone", "time_zone"),
        (4, "in_the_future", "actual_arrival"), (4, "out_of_bounds", "load_teu"),
        (5, "no_whole_number", "wagon_count"), (5, "out_of_bounds", "net_tonnes"),
        (5, "direction_missing", ""),
    ])  # fmt: skip


def test_a_column_that_lacks_is_said_with_the_faults_of_the_rows() -> None:
    report = read_csv("Schiff;Richtung;Tonnen\nA;ein;viel\n", "ship_calls")
    assert codes(report) == ["no_header", "no_number"]


def test_messages_in_german_have_german_words_and_figures() -> None:
    units = {str(column.metadata["unit"]) for kind in FORMS.values()
             for column in kind.schema.columns.values()
             if column.metadata and column.metadata.get("low") is not None}  # fmt: skip
    assert units - {""} <= {value.code for value in schema.values("unit")}
    report = lines(
        "Zugnummer;Richtung;Ankunft;Ladeeinheiten;Wagen;Nettogewicht;Startland;Startterminal",
        "1;an;14.06.2026 14:30;900;900;-1,5;DE;Lianyungang",
    )
    said = " ".join(messages(report.errors, "rail_trains", "de"))
    assert "0 bis 300 Ladeeinheiten" in said
    assert "-1,5 liegt" in said
    assert "„Deutschland“" in said
    for english in ("load units", "wagons", "tonnes", "@"):
        assert english not in said


@each("code", list(issue_texts()))
def test_no_sentence_shows_a_path(code: str) -> None:
    for text in issue_texts()[code]:
        assert not re.search(r"data/|\.csv\b.*/|\w/\w+\.(csv|py|toml)", text)


# ---- whatever comes


def _seeds() -> list[tuple[str, bytes]]:
    """Small files of every kind, from which others are made by chance."""
    rows: list[list[Any]] = [HEAD, TRAIN, LATER, ["Summe", None, None, 84, 1512.4]]
    text = "\n".join(";".join("" if one is None else str(one) for one in row) for row in rows)
    made = [
        ("a.csv", text.encode()),
        ("b.csv", text.encode("utf-16")),
        ("c.csv.gz", gzip.compress(text.encode())),
        ("d.xlsx", workbook(("A", rows), ("B", SHIPS[:1]))),
        ("e.xlsb", workbook(("A", rows))),
        ("f.tsv", text.replace(";", "\t").encode()),
    ]
    made += [(f"{kind}{ending}", template.template(kind, ending, "de"))
             for kind in FORMS for ending in (".xlsx", ".csv")]  # fmt: skip
    return made


_STRANGE = [
    "31.12.9999",
    "1E+400",
    "25:30",
    "=1+1",
    "\x00",
    "9" * 400,
    '"',
    "@field:x",
    "{row}",
    "_x0000_",
    "_xD800_",
    "NaN",
    "-",
    "Summe",
    "\u202e",
    "a" * 3000,
    "<",
    "A",
    "06.0000",
    "#REF!",
]


File = tuple[str, bytes]


def _cut(name: str, raw: bytes, chance: random.Random) -> File:
    return name, raw[: chance.randrange(len(raw))]


def _damaged(name: str, raw: bytes, chance: random.Random) -> File:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return name, bytes(changed)


def _renamed(_: str, raw: bytes, chance: random.Random) -> File:
    return f"x{chance.choice(['.xlsx', '.csv', '.xlsb', '.gz', '.zip', '', '.xls', '.txt'])}", raw


def _other_cells(name: str, raw: bytes, chance: random.Random) -> File:
    """Strange cells in the place of others, in CSV and in workbooks."""
    if not raw.startswith(b"PK"):
        cells = re.split(rb"([;\t,\n])", raw)
        for _ in range(chance.randint(1, 4)):
            cells[chance.randrange(len(cells))] = chance.choice(_STRANGE).encode()
        return name, b"".join(cells)
    made = load_workbook(io.BytesIO(raw))
    strange = [re.sub(r"[\x00-\x1f]", "", one) for one in _STRANGE]
    numbers = [1e300, -1e300, 0.1, 2_958_465.9999999, 10**30, 46187.5]
    days = [date(9999, 12, 31), datetime(1900, 1, 1), time(23, 59, 59)]
    for _ in range(chance.randint(1, 6)):
        place = made.worksheets[0].cell(chance.randint(1, 6), chance.randint(1, 9))
        place.value = chance.choice([*strange, *numbers, *days])
        place.number_format = chance.choice(["General", "dd.mm.yyyy hh:mm", "[h]:mm", "0%", "@"])
    return name, saved(made)


def _other_xml(name: str, raw: bytes, chance: random.Random) -> File:
    old = [b't="n"', b"<v>[^<]*</v>", b's="[0-9]+"', b"<row", b'r="[A-Z]+[0-9]+"', b"<sheet "]
    new = [b't="d"', b"<v>1e400</v>", b't="s"', b's="99999"', b"", b'r="XFD9"', b"<v>-7</v>"]
    return name, rewritten(raw, (chance.choice(old), chance.choice(new)))


_WAYS: list[Callable[[str, bytes, random.Random], File]] = [
    _cut, _damaged, _renamed, _other_cells, _other_cells, _other_xml,
]  # fmt: skip


def _files() -> Iterator[tuple[int, str, bytes]]:
    """Seed, name and content of files of every kind, each changed by chance once or twice."""
    given = _seeds()
    for seed in range(200):
        chance = random.Random(seed)  # noqa: S311 - no secret
        name, raw = chance.choice(given)
        for _ in range(chance.randint(1, 2)):
            try:
                name, raw = chance.choice(_WAYS)(name, raw or b"x", chance)
            except Exception:  # changed before so that nothing is left to change like this
                raw = raw[::-1]
        yield seed, name, raw


def test_whatever_comes_is_read_or_refused_in_a_sentence() -> None:
    wrong = []
    for seed, name, raw in _files():
        try:
            found: Preview = preview(raw, name, "auto", "WHE", datetime(2026, 6, 20, tzinfo=UTC))
            said = [
                text
                for lang in ("de", "en")
                for text in messages([*found.errors, *found.report.notes], found.report.kind, lang)
            ]
            assert found.errors or found.report.rows
            assert all(said)
            assert "unreadable" not in codes(found.report), "the reader stumbled"
            str(found.as_json()).encode()
        except Exception as error:
            wrong.append(f"seed {seed}, {name}: {error!r}")
    assert not wrong


# ---- the files of the acceptance, where they lie here

TRAINS = {"01": 1, "02": 2, "05": 1, "10": 1, "15": 5, "18": 1, "29": 1, "30": 1, "31": 1}
REFUSED = {
    "04": "no_table", "06": "in_the_future", "07": "out_of_bounds", "08": "no_month",
    "13": "two_moments", "16": "mixed_kinds", "21": "changed_by_excel", "32": "not_a_workbook",
}  # fmt: skip


@pytest.mark.skipif(not CASES.is_dir(), reason="the files of the acceptance do not lie here")
def test_the_files_of_the_acceptance_give_their_results() -> None:
    given = {file.name[:2]: file for file in CASES.iterdir()}
    now = datetime(2026, 9, 20, tzinfo=UTC)
    found = {key: preview(file.read_bytes(), file.name, "auto", "WHE", now).report
             for key, file in given.items() if key in {*TRAINS, *REFUSED}}  # fmt: skip
    assert {key: len(one.rows) for key, one in found.items() if not one.errors} == TRAINS
    assert {key: codes(one)[0] for key, one in found.items() if one.errors} == REFUSED
    assert found["10"].rows[0]["actual_arrival"] == ARRIVAL
    assert (found["18"].rows[0]["load_teu"], found["18"].rows[0]["net_tonnes"]) == ("44", "812.4")
    assert found["29"].rows[0]["remark"] == "Zeile eins Zeile zwei"
