"""What is seen of an update from outside: how far it is, that it was stopped, or that it died."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from data import paths, update_run
from etl import datasets
from etl.__main__ import main
from etl.fetch import run_file
from etl.fetch.run_file import RunFile
from etl.fetch.update import Outcome
from tests.worlds.eurostat import Eurostat
from tests.worlds.playback import Answer, Asked, playback

TABLES = ("eurostat_bop_fdi6_pos", "eurostat_nama_10r_2gdp", "eurostat_nama_10r_3gdp")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    paths.vintages().mkdir()
    return tmp_path


def begun() -> RunFile:
    return RunFile([one for one in datasets.fetched() if one.name in TABLES])


def last() -> update_run.Run:
    run = update_run.last()
    assert run is not None
    return run


def test_an_update_tells_step_by_step_what_it_does() -> None:
    assert update_run.last() is None
    with begun() as run:
        assert (last().phase, last().is_living, last().done) == ("fetching", True, ())
        run.report(TABLES[0], "part 1")
        run.done(Outcome(TABLES[1], "failed", f"see {paths.vintages()}/x", reason="unreachable"))
        assert last().under_way == {TABLES[0]: "part 1"}
        (step,) = last().done
        assert (step.source, step.reason, step.text) == (TABLES[1], "unreachable", "see vintages/x")
        run.turn("building")
        assert last().is_living
        run.turn("done", "Built it.")
    assert (last().phase, last().text, last().is_living) == ("done", "Built it.", False)
    assert last().ended is not None


def test_one_that_was_killed_counts_as_interrupted_as_soon_as_it_is_silent() -> None:
    begun()._write()
    assert last().is_living
    for silence_s in (-3600, 3600):  # a clock may have been set meanwhile
        then = time.time() + silence_s
        os.utime(paths.run(), (then, then))
        assert last().phase == "interrupted"


def test_what_it_stumbles_over_is_told_also_when_nothing_more_can_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(OSError, match="full"), begun():
        raise OSError(28, "full")
    assert (last().phase, "full" in last().text) == ("failed", True)

    def full(_: RunFile) -> None:
        raise OSError(28, "full")

    with begun() as run:
        monkeypatch.setattr(RunFile, "_write", full)
        run.turn("done")


def test_time_left_is_reckoned_from_what_was_asked_for_and_not_from_too_little() -> None:
    with begun() as run:
        for name in TABLES[:2]:
            run.done(Outcome(name, "unchanged", ""))
        now = last().began + timedelta(seconds=60)
        assert last().remaining(now) is None, "two are too few"
        run.done(Outcome(TABLES[2], "new", ""))
        assert last().remaining(now) == timedelta(0)


def test_a_file_from_before_titles_were_english_too_is_still_read() -> None:
    begun()._write()
    content = json.loads(paths.run().read_text(encoding="utf-8"))
    for table in content["tables"].values():
        del table["title_en"]
    paths.run().write_text(json.dumps(content), encoding="utf-8")
    assert {step.title_en for step in last().steps} == {step.title for step in last().steps}


@pytest.mark.parametrize("text", ["", "{half", "[1]", '{"phase": "done"}', '{"tables": 3}'])
def test_a_damaged_file_tells_of_nothing(text: str) -> None:
    paths.run().write_text(text, encoding="utf-8")
    assert update_run.last() is None
    assert run_file.stop()[0] == 1


def test_stopped_from_outside_what_has_arrived_stays_and_the_next_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], without_build: None
) -> None:
    office, asked = Eurostat(), []
    table = TABLES[0]

    def answers(one: Asked) -> Answer:
        asked.append(one.path)
        if len(asked) == 2:
            assert main(["stop"]) == 0
            time.sleep(1.2)  # longer than an update listens
        return office(one)

    with playback(answers) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        assert main(["update", table, "--json"]) == 130
        assert last().phase == "stopped"
        assert main(["stop"]) == 1, "nothing goes on any more"
        time.sleep(0.5)  # threads of the stopped run come to their end with its program elsewhere
        before = len(asked)
        assert main(["update", table, "--json"]) == 0
    assert last().phase == "done"
    assert [step.outcome for step in last().done] == ["new"]
    assert asked[0] not in asked[before:] or len(set(asked)) == 1
    assert not paths.stop().exists()


def test_a_second_update_is_refused_and_leaves_the_file_of_the_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from etl.vintages import store

    with store.writing(), begun():
        ours = json.loads(paths.run().read_text(encoding="utf-8"))["id"]
        assert main(["update", TABLES[0], "--json"]) == 4
        assert last().id == ours
    assert "being updated by another run" in capsys.readouterr().out


def test_a_secrets_file_that_nobody_can_read_stops_only_what_needs_an_account(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    without_build: None,
) -> None:  # fmt: skip
    (home / "secrets.toml").write_text("GENESIS_TOKEN = half", encoding="utf-8")
    monkeypatch.setenv("CHINA_MONITOR_SECRETS", str(home / "secrets.toml"))
    with playback(Eurostat()) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        assert main(["update", TABLES[0], "genesis_51000_0036", "--json"]) == 4
    steps = {step.source: step for step in last().steps}
    assert steps[TABLES[0]].outcome == "new"
    assert (steps["genesis_51000_0036"].outcome, steps["genesis_51000_0036"].reason) == (
        "failed", "secrets",
    )  # fmt: skip
    assert "half" not in capsys.readouterr().out
