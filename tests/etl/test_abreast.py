"""Updating several tables at once: never more than two questions to a host, and what one sees."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable

import pytest

from data import paths
from etl import datasets
from etl.__main__ import main
from etl.fetch import attempts, http, parallel
from etl.fetch.exchange import Limits
from etl.fetch.parallel import Progress
from etl.fetch.parallel import run_by_host as work_abreast
from etl.vintages import store
from run import ROOT
from tests.warehouses import Project
from tests.worlds.eurostat import Eurostat
from tests.worlds.genesis import TOKEN, World, status
from tests.worlds.playback import Answer, Asked, Playback, playback

GENESIS = ["genesis_51000_0003", "genesis_51000_0004", "genesis_51000_0036"]
EUROSTAT = ["eurostat_bop_fdi6_pos", "eurostat_ds_045409"]
PATIENCE_S = 180


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with an account and nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setenv("GENESIS_TOKEN", TOKEN)
    # On a slow machine the made world thinks for long; asked again, it would count twice.
    monkeypatch.setattr("etl.fetch.cli._limits", Limits)
    return project


def both() -> Callable[[Asked], Answer]:
    genesis, eurostat = World(), Eurostat()
    return lambda asked: (eurostat if "europa" in asked.path else genesis)(asked)


def update(answers: Callable[[Asked], Answer], patch: pytest.MonkeyPatch,
           *words: str) -> tuple[int, Playback]:  # fmt: skip
    with playback(answers) as served:
        patch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["update", *words]), served


def in_company(answers: Callable[[Asked], Answer], hosts: int,
               each: int) -> Callable[[Asked], Answer]:  # fmt: skip
    """The same answers, the first only once so many questions to each of the hosts wait."""
    gate = threading.Barrier(hosts * each)
    lock = threading.Lock()
    waited: Counter[str] = Counter()

    def answer(asked: Asked) -> Answer:
        host = asked.path.partition("/")[0]
        with lock:
            waited[host] += 1
            is_first = waited[host] <= each
        if is_first:
            gate.wait(PATIENCE_S)  # broken by the end of patience: an error instead of an answer
        return answers(asked)

    return answer


@pytest.mark.usefixtures("without_build")
def test_two_questions_at_once_to_each_host_and_never_three(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(in_company(both(), 2, 2), monkeypatch, *GENESIS, *EUROSTAT)

    assert code == 0
    assert dict(served.most) == {"www-genesis.destatis.de": 2, "ec.europa.eu": 2}
    assert served.at_once == 4, "hosts do not wait for each other"


@pytest.mark.usefixtures("without_build")
def test_what_comes_two_at_a_time_is_what_comes_one_after_another(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept() -> dict[str, dict[str, bytes]]:
        return {
            name: {part: unpacked(raw) for part, raw in store.vintages(name)[-1].parts().items()}
            for name in (*GENESIS, *EUROSTAT)
        }

    assert update(both(), monkeypatch, *GENESIS, *EUROSTAT)[0] == 0
    together = kept()
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(fresh.root / "alone"))
    monkeypatch.setattr(parallel, "AT_ONCE", 1)
    code, served = update(both(), monkeypatch, *GENESIS, *EUROSTAT)
    assert code == 0
    assert set(served.most.values()) == {1}
    assert kept() == together


def unpacked(raw: bytes) -> bytes:
    """A zip file bears the time at which it was packed."""
    return http.unzip(raw) if raw.startswith(b"PK") else raw


def test_trouble_of_the_disk_ends_the_update_and_is_told(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (fresh.root / "vintages").mkdir()
    (fresh.root / "vintages" / "_under_way").write_text("a file where a folder belongs")

    assert update(both(), monkeypatch, *GENESIS)[0] == 3
    assert "What to do" in capsys.readouterr().err


def test_outcomes_come_as_tables_are_done() -> None:
    tables = [table for table in datasets.fetched() if table.name in GENESIS]
    go_on = threading.Event()
    begun: list[object] = []

    def work(table: object) -> int:
        begun.append(table)
        if table is tables[0]:
            assert go_on.wait(PATIENCE_S)
        return len(begun)

    coming = work_abreast(tables, work)
    assert next(coming)[0] is tables[1], "the first is not waited for"
    assert next(coming)[0] is tables[2]
    go_on.set()
    assert next(coming)[0] is tables[0]
    assert list(coming) == []


def test_no_further_table_is_begun_when_nobody_asks_on() -> None:
    tables = [table for table in datasets.fetched() if table.name in GENESIS]
    begun: list[object] = []
    go_on = threading.Event()
    before = set(threading.enumerate())
    one_is_done = threading.Lock()

    def work(table: object) -> None:
        begun.append(table)
        assert one_is_done.acquire(blocking=False) or go_on.wait(PATIENCE_S)

    coming = work_abreast(tables * 20, work)
    next(coming)
    coming.close()
    go_on.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE_S)
    assert len(begun) <= 1 + 2, "those that were under way"


def test_a_refused_account_is_not_tried_with_every_table(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GENESIS_TOKEN", "another-token")
    names = [table.name for table in datasets.fetched() if table.dataset.account == "genesis"]

    code, served = update(World(), monkeypatch, *names)

    assert code == 4
    assert len(names) > 4
    assert len(served.asked) <= 2, "those that were under way at the same time"
    assert {attempts.recorded()[name]["outcome"] for name in names} == {"failed"}


@pytest.mark.usefixtures("without_build")
def test_the_last_attempt_of_each_table_is_kept_and_told(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    update(both(), monkeypatch, *EUROSTAT)
    monkeypatch.delenv("GENESIS_TOKEN")
    update(lambda _: Answer(b"<html>Maintenance</html>"), monkeypatch, EUROSTAT[0], GENESIS[0])
    capsys.readouterr()

    assert main(["status", "--json"]) == 0
    said = {one["source"]: one for one in json.loads(capsys.readouterr().out)["tables"]}
    assert said[EUROSTAT[1]]["outcome"] == "new"
    assert said[EUROSTAT[0]]["outcome"] == "failed"
    assert said[EUROSTAT[0]]["state"] == "2026-09-15", "the state before stays"
    assert "an HTML or XML page" in said[EUROSTAT[0]]["text"]
    assert "The answer is kept in vintages/_quarantine" in said[EUROSTAT[0]]["text"]
    assert str(fresh.root) not in paths.attempts().read_text(encoding="utf-8")
    assert said[GENESIS[0]]["outcome"] == "needs_account"
    assert said[GENESIS[1]]["outcome"] is None
    assert main(["status"]) == 0
    assert f"{EUROSTAT[0]}: state of 2026-09-15; tried " in capsys.readouterr().out

    paths.attempts().write_text("{half", encoding="utf-8")
    assert main(["status"]) == 0
    assert update(both(), monkeypatch, EUROSTAT[0])[0] == 0
    assert set(attempts.recorded()) == {EUROSTAT[0]}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_and_a_log_plain_lines() -> None:
    log, terminal = io.StringIO(), Terminal()
    for out in (log, terminal):
        with Progress(2, out) as progress:
            progress.report("one", "part.zip: 12 bytes")
            progress.done("one", "new: a table")
            progress.done("two", "failed: it did not answer")
    assert log.getvalue().splitlines() == [
        "one: part.zip: 12 bytes",
        "[1/2] one: new: a table",
        "[2/2] two: failed: it did not answer",
    ]
    drawn = terminal.getvalue()
    assert "1/2 tables" in drawn
    assert "[==========          ]" in drawn
    assert "[2/2] two: failed: it did not answer\n" in drawn
    assert drawn.endswith("\r"), "the bar goes away when all is done"


def test_a_run_whose_output_is_kept_holds_no_control_characters_and_no_secret(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    true = World()

    # A job whose name repeats whom the publisher speaks to is told on the way.
    def echo(asked: Asked) -> Answer:
        if "metadata" in asked.path:
            return true(asked)
        return status(99, f"Abruf mit folgendem Namen: {TOKEN}_17")

    monkeypatch.setattr("etl.readers.genesis.client.POLL_S", (0, 0))
    update(echo, monkeypatch, GENESIS[0])
    said = capsys.readouterr()
    assert "job ***_17" in said.err
    assert TOKEN not in said.err + said.out
    assert not [sign for sign in said.err if ord(sign) < 32 and sign != "\n"]


#: A shell starts what runs in the background with Ctrl-C ignored, and children inherit that.
HEARING = "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); \
del sys.argv[0]; runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process alone")
def test_who_stops_an_update_does_not_wait_for_the_publisher_and_it_goes_on_later(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    true, hung, go_on = both(), threading.Event(), threading.Event()

    def hang(asked: Asked) -> Answer:
        if "metadata" not in asked.path:
            hung.set()
            go_on.wait(PATIENCE_S)
        return true(asked)

    with playback(hang) as served:
        running = subprocess.Popen(
            [sys.executable, "-c", HEARING, "etl", "update", GENESIS[0]],
            cwd=ROOT,
            env={**os.environ, "CHINA_MONITOR_PLAYBACK": served.address},
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert hung.wait(PATIENCE_S)
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=PATIENCE_S)
        assert not go_on.is_set()
        go_on.set()
    assert running.returncode == 130
    assert "goes on from there" in said
    code, served = update(true, monkeypatch, GENESIS[0])
    assert code == 0
    assert not [asked for asked in served.asked if "metadata" in asked.path], "kept from before"
