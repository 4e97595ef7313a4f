"""The drop folder: what is right goes in by itself, the rest is put aside with reasons."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from data import paths
from etl import build
from etl.inbox import template, watch
from etl.inbox.deliveries import deliveries
from etl.inbox.schema import FORMS
from etl.lock import locked
from tests.each import each
from tests.operator_reports import NOW, read, trains


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setattr(build, "build", lambda *_: None)
    monkeypatch.setattr(build, "is_current", lambda *_: True)
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def dropped(inbox: Path) -> list[str]:
    return [file.name for file in inbox.iterdir() if file.is_file() and file.name[0] != "."]


def test_a_file_is_taken_in_once_it_has_stayed_the_same(inbox: Path) -> None:
    seen: watch.Seen = {}
    file = inbox / "a.xlsx"
    file.write_bytes(trains()[:100])
    assert watch.look(inbox, seen) == []
    file.write_bytes(trains())  # still being copied
    assert watch.look(inbox, seen) == []
    assert watch.look(inbox, seen) == [file]
    assert dropped(inbox) == []
    assert [one.file for one in deliveries()] == ["a.xlsx"]


def test_a_file_with_errors_is_put_aside_with_reasons_in_both_languages(inbox: Path) -> None:
    seen: watch.Seen = {}
    raw = trains({}, {"Zugnummer": "2", "TEU": -1})
    (inbox / "schlecht.xlsx").write_bytes(raw)
    watch.look(inbox, seen)
    watch.look(inbox, seen)
    assert deliveries() == []
    assert dropped(inbox) == []
    (folder,) = (inbox / "rejected").iterdir()
    assert (folder / "original-schlecht.xlsx").read_bytes() == raw
    told = (folder / "report.txt").read_text(encoding="utf-8-sig")
    assert "Zeile 4: -1 liegt außerhalb" in told
    assert "Row 4: -1 is outside" in told
    said = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert said["counts"]["errors"] == 1


@pytest.mark.parametrize("raw", [b"PK\x03\x04 no", b"\xff\xfe\xff", b"hello"])
def test_what_cannot_be_read_at_all_is_put_aside_too(inbox: Path, raw: bytes) -> None:
    seen: watch.Seen = {}
    (inbox / "x.xlsx").write_bytes(raw)
    watch.look(inbox, seen)
    watch.look(inbox, seen)
    assert dropped(inbox) == []
    assert len(list((inbox / "rejected").iterdir())) == 1


def test_a_file_already_there_leaves_the_folder_and_changes_nothing(inbox: Path) -> None:
    seen: watch.Seen = {}
    raw = trains()
    for name in ("a.xlsx", "b.xlsx"):
        (inbox / name).write_bytes(raw)
        watch.look(inbox, seen)
        watch.look(inbox, seen)
    assert dropped(inbox) == []
    assert len(deliveries()) == 1
    assert not (inbox / "rejected").exists()


@pytest.mark.parametrize("name", ["~$a.xlsx", ".a.xlsx", "README.md", "a.xlsx.part"])
def test_what_is_no_report_is_left_alone(inbox: Path, name: str) -> None:
    seen: watch.Seen = {}
    (inbox / name).write_bytes(trains())
    watch.look(inbox, seen)
    assert watch.look(inbox, seen) == []
    assert (inbox / name).exists()


def test_a_full_disk_leaves_the_file_where_it_is(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("etl.inbox.accept.accept", full)
    seen: watch.Seen = {}
    (inbox / "a.xlsx").write_bytes(trains())
    watch.look(inbox, seen)
    assert watch.look(inbox, seen) == []
    assert dropped(inbox) == ["a.xlsx"]


def test_of_two_watchers_one_waits(inbox: Path) -> None:
    stop = threading.Event()
    with locked(inbox, ".watching"):
        waiting = threading.Thread(target=watch.run, args=(0.05,), kwargs={"stop": stop})
        waiting.start()
        (inbox / "a.xlsx").write_bytes(trains())
        stop.wait(0.5)
        assert dropped(inbox) == ["a.xlsx"]
    try:
        deadline = time.monotonic() + 60
        while dropped(inbox) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert dropped(inbox) == []
    finally:
        stop.set()
        waiting.join(60)


def test_a_watcher_ends_with_the_server_that_started_it(inbox: Path) -> None:
    command = [sys.executable, "-m", "etl.inbox.watch"]
    with subprocess.Popen(command, cwd=paths.ROOT, stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.poll() is None
        child.stdin.close()
        assert child.wait(timeout=60) == 0


@each("lang", ["de", "en"])
@each("ending", [".xlsx", ".csv"])
@each("kind", list(FORMS))
def test_every_template_is_understood_as_its_kind(kind: str, ending: str, lang: str) -> None:
    report = read(template.template(kind, ending, lang), f"x{ending}", "auto")
    assert report.kind == kind
    assert [issue.code for issue in report.errors] == ["no_rows"]
    assert "ignored_columns" not in [note.code for note in report.notes]


def test_the_template_has_lists_to_choose_from_and_help_at_each_column() -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(template.template("rail_trains", ".xlsx", "de")))
    sheet = book["Züge"]
    lists = {
        str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation
    }
    heads = {cell.value: cell for cell in sheet[4]}
    assert "Richtung" in heads
    for name in ("Richtung", "Startterminal", "Art der Ladeeinheiten", "Gut (NST 2007)", "Beladen"):
        assert heads[name].coordinate.replace("4", "5") in lists, name
    assert all(cell.comment is not None for cell in heads.values())
    assert [cell.value for cell in book["Listen"]["B"]][:2] == ["Ankunft", "Abfahrt"]
    assert book["Listen"].sheet_state == "hidden"


def test_a_template_filled_in_by_its_lists_is_accepted() -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(template.template("ship_calls", ".xlsx", "de")))
    sheet = book["Schiffe"]
    sheet["B1"] = "WHE"
    filled = {"Tag": NOW.date(), "Schiff": "MS Anna", "Richtung": "Eingang",
              "Liegeplatz": "Osthafen",
              "Gut (NST 2007)": "03 Erze, Steine, Erden, Torf", "Tonnen (t)": 812.5}  # fmt: skip
    for cell in sheet[4]:
        sheet.cell(5, cell.column, filled.get(cell.value))
    target = io.BytesIO()
    book.save(target)
    report = read(target.getvalue(), "x.xlsx", "auto", "")
    assert report.errors == []
    (row,) = report.rows
    assert (row["nst2007"], row["berth"], row["net_tonnes"]) == ("03", "osthafen", "812.5")
    assert report.preamble.supplier == "WHE"


def looked(inbox: Path, *names: str) -> None:
    """Drop reports under these names and look twice."""
    seen: watch.Seen = {}
    for name in names:
        (inbox / name).write_bytes(trains(Zugnummer=name))
    watch.look(inbox, seen)
    watch.look(inbox, seen)


def told(inbox: Path) -> str:
    """What the one refused file's report says to people."""
    (folder,) = (inbox / "rejected").iterdir()
    return (folder / "report.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    "where",
    ["preview.read_sheets", "preview.check_rows", "downloaded_tables.is_table", "accept.accept"],
)
@pytest.mark.parametrize(
    "error", [ZeroDivisionError, RecursionError, MemoryError, UnicodeError, OverflowError]
)
def test_whatever_a_file_makes_the_reader_raise_the_next_one_is_read(
    error: type[Exception], where: str, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name = where.split(".")
    really = getattr(importlib.import_module(f"etl.inbox.{module}"), name)
    calls = iter([True])

    def stumble(*given: object, **named: object) -> object:
        if next(calls, False):
            raise error("what a library says")
        return really(*given, **named)

    monkeypatch.setattr(f"etl.inbox.{where}", stumble)
    looked(inbox, "a.xlsx", "b.xlsx")
    assert dropped(inbox) == []
    assert [one.file for one in deliveries()] == ["b.xlsx"]
    assert "Nicht angenommen: a.xlsx" in told(inbox)
    assert "lässt sich nicht lesen" in told(inbox)
    assert "what a library says" not in told(inbox)


def _die_over(inbox: Path) -> None:
    watch.take_in = lambda *_: os._exit(1)
    looked(inbox)


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_file_over_which_the_watcher_died_twice_is_put_aside_unread(inbox: Path) -> None:
    (inbox / "a.xlsx").write_bytes(trains())
    for _ in range(2):
        process = multiprocessing.get_context("fork").Process(target=_die_over, args=(inbox,))
        process.start()
        process.join(60)
        assert process.exitcode == 1
        assert dropped(inbox) == ["a.xlsx"]
    looked(inbox)
    assert "zweimal stehen geblieben" in told(inbox)
    assert [one.name for one in inbox.iterdir()] == ["rejected"]


def test_a_watcher_stopped_once_in_the_middle_takes_the_file_in(inbox: Path) -> None:
    (inbox / "a.xlsx").write_bytes(trains())
    stat = (inbox / "a.xlsx").stat()
    begun = [["a.xlsx", stat.st_size, stat.st_mtime_ns], 1]
    (inbox / watch._MARK).write_text(json.dumps(begun), encoding="utf-8")
    looked(inbox)
    assert [one.file for one in deliveries()] == ["a.xlsx"]


def test_a_file_too_big_to_be_read_is_kept_whole_among_the_refused(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.inbox.read.LARGEST_MB", 0)
    raw = bytes(1_500_000)
    (inbox / "a.csv").write_bytes(raw)
    looked(inbox)
    (folder,) = (inbox / "rejected").iterdir()
    assert (folder / "original-a.csv").read_bytes() == raw


def test_a_watcher_that_stumbles_goes_on(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, looks = threading.Event(), []

    def look(*_: object) -> None:
        looks.append(1)
        if len(looks) == 1:
            raise RuntimeError
        stop.set()

    monkeypatch.setattr(watch, "look", look)
    monkeypatch.setattr(stop, "wait", lambda _: None)
    watch.run(0, stop=stop)
    assert len(looks) == 2
