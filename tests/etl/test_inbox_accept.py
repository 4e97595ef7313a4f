"""Accepting: whole or not at all, one at a time, superseding and never duplicating."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from data import paths, replacing
from etl import build
from etl.__main__ import main
from etl.inbox import accept as accept_module
from etl.inbox.accept import accept, safe_name
from etl.inbox.deliveries import deliveries
from etl.inbox.preview import Preview, preview
from etl.lock import Taken, locked
from etl.validate import Refused
from tests.each import each
from tests.operator_reports import trains

#: A process that is forked has imported all that it needs.
START = "fork" if hasattr(os, "fork") else "spawn"


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox and a warehouse of the test's own; nothing is built unless it is asked for."""
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    return tmp_path / "inbox"


@pytest.fixture
def unbuilt(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "build", lambda *_: None)
    monkeypatch.setattr(build, "is_current", lambda *_: True)
    return inbox


def lying(inbox: Path) -> list[str]:
    """What lies among the accepted deliveries, whole or half-made."""
    return sorted(folder.name for folder in (inbox / "accepted").glob("*/*"))


def test_a_preview_changes_nothing(inbox: Path) -> None:
    made = preview(trains(), "a.xlsx", "rail_trains")
    assert made.is_acceptable
    assert made.new == ["41234-arrival-2026-06-01"]
    assert not inbox.exists()


def test_what_is_accepted_is_kept_with_the_file_as_it_came(unbuilt: Path) -> None:
    raw = trains()
    done = accept(raw, "Züge Juni.xlsx", "rail_trains")
    (one,) = deliveries()
    assert one.delivery_id == done.delivery_id
    assert (one.file, one.supplier, one.rows) == ("Züge Juni.xlsx", "Terminal A", 1)
    assert (one.folder / "original-Züge Juni.xlsx").read_bytes() == raw
    assert list(one.frame()["load_teu"]) == ["82"]


def test_a_correction_supersedes_and_shows_what_changes(unbuilt: Path) -> None:
    accept(trains({}, {"Zugnummer": "41236"}), "a.xlsx", "rail_trains")
    raw = trains({"TEU": 84}, {"Zugnummer": "41236"}, {"Zugnummer": "41238"})
    made = preview(raw, "b.xlsx", "rail_trains")
    assert (len(made.new), len(made.changed), len(made.unchanged)) == (1, 1, 1)
    (change,) = made.changes
    assert (change.key, change.column) == ("41234-arrival-2026-06-01", "load_teu")
    assert change.entry == "41234, 01.06.2026"
    assert (change.old, change.new) == ("82", "84")


def test_a_corrected_arrival_finds_its_train_by_the_planned_day(unbuilt: Path) -> None:
    accept(trains(), "a.xlsx", "rail_trains")
    late = trains({"Ankunft tatsächlich": "02.06.2026 01:00"})
    assert len(preview(late, "b.xlsx", "rail_trains").changed) == 1


def test_a_row_is_taken_back_by_saying_so(unbuilt: Path) -> None:
    accept(trains(), "a.xlsx", "rail_trains")
    raw = trains({"Zurückgezogen": "ja"})
    assert preview(raw, "b.xlsx", "rail_trains").withdrawn == ["41234-arrival-2026-06-01"]
    accept(raw, "b.xlsx", "rail_trains")
    assert preview(trains({"TEU": 90}), "c.xlsx", "rail_trains").new


def test_the_same_file_again_is_already_there(unbuilt: Path) -> None:
    first = accept(trains(), "a.xlsx", "rail_trains")
    again = accept(raw_of(first), "b.xlsx", "rail_trains")
    assert again.delivery_id is None
    assert again.already == first.delivery_id
    assert len(deliveries()) == 1


def raw_of(done: Preview) -> bytes:
    """The file of a delivery as it came."""
    (one,) = deliveries()
    assert one.delivery_id == done.delivery_id
    return next(one.folder.glob("original-*")).read_bytes()


def test_with_one_error_nothing_is_imported(unbuilt: Path) -> None:
    done = accept(trains({}, {"Zugnummer": "2", "TEU": -1}), "a.xlsx", "rail_trains")
    assert done.delivery_id is None
    assert lying(unbuilt) == []


def test_nobody_said_who_sends_it(unbuilt: Path) -> None:
    raw = trains(supplier="")
    done = accept(raw, "a.xlsx", "rail_trains")
    assert [issue.code for issue in done.errors] == ["supplier_missing"]
    assert accept(raw, "a.xlsx", "rail_trains", "Terminal B").delivery_id is not None
    assert deliveries()[0].supplier == "Terminal B"


def test_what_cannot_be_built_is_not_kept(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refused("a place", ["a reason"], "a remedy")

    monkeypatch.setattr(build, "build", refuse)
    done = accept(trains(), "a.xlsx", "rail_trains")
    assert [issue.code for issue in done.errors] == ["not_built"]
    assert lying(inbox) == []


@pytest.mark.parametrize("fails_at", ["original-", "rows.csv", "note.toml", "rename", "build"])
def test_a_full_disk_leaves_nothing_half_imported(
    fails_at: str,
    unbuilt: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    really = replacing.write

    def write(file: Path, raw: bytes) -> None:
        if file.name.startswith(fails_at):
            file.write_bytes(raw[: len(raw) // 2])
            full()
        really(file, raw)

    if fails_at == "rename":
        monkeypatch.setattr(Path, "rename", full)
    elif fails_at == "build":
        monkeypatch.setattr(build, "build", full)
    else:
        monkeypatch.setattr(replacing, "write", write)
    file = unbuilt.parent / "a.xlsx"
    file.write_bytes(trains())
    assert main(["add", "rail_trains", str(file), "--accept"]) == 3
    assert "No space left" in capsys.readouterr().err
    assert lying(unbuilt) == []


def _accept_and_stop_at(step: str, raw: bytes) -> None:
    """In a process of its own: stop dead in the middle of accepting."""
    really = replacing.write

    def write(file: Path, raw: bytes) -> None:
        really(file, raw)
        if file.name.startswith(step):
            os.kill(os.getpid(), signal.SIGKILL)

    replacing.write = write
    if step == "build":
        build.build = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    accept(raw, "a.xlsx", "rail_trains")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("step", ["original-", "rows.csv", "note.toml"])
def test_a_process_killed_half_way_leaves_no_delivery_and_the_next_clears_up(
    step: str, unbuilt: Path
) -> None:
    raw = trains()
    process = multiprocessing.get_context("fork").Process(
        target=_accept_and_stop_at, args=(step, raw)
    )
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert deliveries() == []
    assert [name[:8] for name in lying(unbuilt)] == [".making-"]
    accept(raw, "a.xlsx", "rail_trains")
    (name,) = lying(unbuilt)
    assert not name.startswith(".")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_process_killed_before_building_is_made_good_by_the_next(inbox: Path) -> None:
    raw = trains()
    process = multiprocessing.get_context("fork").Process(
        target=_accept_and_stop_at, args=("build", raw)
    )
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert not build.is_current(paths.warehouse())
    again = accept(raw, "a.xlsx", "rail_trains")
    assert again.already is not None
    assert build.is_current(paths.warehouse())


@pytest.mark.long
def test_two_people_adding_at_once_both_get_in_one_after_the_other(inbox: Path) -> None:
    files = [(trains({"Zugnummer": number}), f"{number}.xlsx", "rail_trains") for number in "12"]
    with ProcessPoolExecutor(len(files), multiprocessing.get_context(START)) as people:
        done = [person.result(600) for person in [people.submit(accept, *one) for one in files]]
    assert {one.delivery_id for one in deliveries()} == {one.delivery_id for one in done}
    assert len(deliveries()) == len(files)
    assert build.is_current(paths.warehouse())


def test_who_waits_too_long_is_told(unbuilt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accept_module, "PATIENCE_S", 0)
    with locked(unbuilt, ".lock"), pytest.raises(Taken):
        accept(trains(), "a.xlsx", "rail_trains")


def test_the_command_answers_in_json_with_codes_rows_and_both_languages(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = inbox.parent / "a.xlsx"
    file.write_bytes(trains({}, {"Zugnummer": "2", "TEU": -1}))
    assert main(["add", "rail_trains", str(file), "--json"]) == 1
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert said["ok"] is False
    (error,) = said["errors"]
    assert (error["code"], error["row"], error["column"]) == ("out_of_bounds", 4, "load_teu")
    assert error["text_de"].startswith("-1 liegt außerhalb")
    assert error["text_en"].startswith("-1 is outside")
    assert said["counts"]["new"] == 2


def test_where_reading_only_is_allowed_nothing_is_brought_in(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    file = inbox.parent / "a.xlsx"
    file.write_bytes(trains())
    assert main(["add", "rail_trains", str(file), "--accept"]) == 1
    assert "CHINA_MONITOR_READ_ONLY" in capsys.readouterr().err
    assert not inbox.exists()


def test_generated_figures_are_refused_by_the_real_inbox(unbuilt: Path) -> None:
    from tests.operator_reports import TRAIN, workbook

    table = [
        ["Demonstrationsdaten, erzeugt"],
        ["Lieferant:", "x"],
        list(TRAIN),
        list(TRAIN.values()),
    ]
    done = accept(workbook(("A", table)), "a.xlsx", "rail_trains")
    assert [issue.code for issue in done.errors] == ["demo_data"]
    assert lying(unbuilt) == []


@pytest.mark.parametrize(("broken", "code"), [("preview.read_sheets", 1), ("cli.preview", 70)])
def test_no_traceback_reaches_who_adds_a_file(
    broken: str,
    code: int,
    inbox: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("a part")

    monkeypatch.setattr(f"etl.inbox.{broken}", stumble)
    file = inbox.parent / "a.xlsx"
    file.write_bytes(trains())
    assert main(["add", "auto", str(file)]) == code
    said = "".join(capsys.readouterr())
    assert "What to do" in said
    assert "Traceback" not in said


@each(
    ("name", "safe"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\x\\report.xlsx", "report.xlsx"),
        ("a\n\x00b.csv", "a__b.csv"),
        ("x" * 300 + ".xlsx", "x" * 80 + ".xlsx"),
        ("..", "file"),
    ],
)
def test_a_file_name_cannot_lead_anywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe
