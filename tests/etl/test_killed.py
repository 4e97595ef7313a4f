"""Killed at any moment: a reader finds what was or what is to be, and running again completes.

Moments are drawn by a fixed seed from all acts on the disk and the network, one for each command.
``python -m benchmarks.kills`` takes all commands that write and draws many more moments, by the
clock too, with the whole warehouse.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import alert_choices, match_choices, paths
from data.warehouse import Warehouse
from etl import datasets
from etl.inbox.deliveries import ROWS, deliveries
from etl.vintages import cli, store
from reports.item import Cells, Item
from reports.mappe import Entry, Mappe, pack
from tests.killable import CAN_FORK
from tests.killing import KILLS, WHOLE, WORLDS, Case, Found, Killer, Stage, Stop, environment
from tests.operator_reports import trains
from tests.worlds import gleif
from tests.worlds.playback import playback

pytestmark = pytest.mark.kill

TABLES = ["eurostat_bop_fdi6_pos", "eurostat_ds_045409"]
LEI = "506700GE1G29325QX363"
TODAY = datetime.now(UTC).date()


def served(folder: Path) -> Found:
    """Every claim and source that a reader of the warehouse finds.

    The name of a delivery says when it was accepted: of a later run, another moment.
    """
    named = r"regexp_replace(source_id, '^delivery-\w+', 'delivery')"
    query = f"select * replace ({named} as source_id) from {{}} order by all"
    with Warehouse(folder / "warehouse").reading() as one:
        return {
            "served": [
                row
                for table in ("core.claim", "core.source")
                for row in one.con.execute(query.format(table)).fetchall()
            ]
        }


def kept(folder: Path) -> list[tuple[str, str, str, int]]:
    """Every state, kept or refused, read whole: source, where it lies, its day, its parts."""
    with pytest.MonkeyPatch.context() as patch:
        set_to(folder, patch)
        found = []
        for table in datasets.fetched():
            for where, ones in (
                ("kept", store.vintages(table.name)),
                ("refused", store.quarantined(table.name)),
            ):
                for one in ones:
                    said = str(one.note["state"]), "released" in one.note
                    found.append((table.name, where, str(said), len(one.parts())))
        assert cli.status()
    return sorted(found)


def set_to(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name, value in environment(folder).items():
        patch.setenv(name, value)


def chosen(folder: Path) -> Found:
    """What people decided, as it is kept."""
    with pytest.MonkeyPatch.context() as patch:
        set_to(folder, patch)
        matches, alerts = match_choices.read(), alert_choices.read()
        secrets = paths.secrets()
        assert not matches.trouble
        assert not alerts.trouble
        if secrets.is_file() and os.name == "posix":
            assert secrets.stat().st_mode & 0o077 == 0
        return {"matches": matches.decisions, "limits": alerts.limits, "snoozes": alerts.snoozes,
                "account": secrets.read_text("utf-8") if secrets.is_file() else ""}  # fmt: skip


def reported(folder: Path) -> Found:
    """Rows of the reports that were accepted, and what is served."""
    with pytest.MonkeyPatch.context() as patch:
        set_to(folder, patch)
        rows = [(one.folder / ROWS).read_bytes() for one in deliveries()]
    return {"reports": rows, **served(folder)}


def generated(folder: Path) -> Found:
    """Generated reports once all of them are there, which their stamp says; and what is served."""
    is_whole = (folder / "inbox" / ".generated").is_file()
    return {**served(folder), "reports": reported(folder)["reports"] if is_whole else []}


def written(folder: Path) -> Found:
    """Files that were made of data, each whole; a PDF by its length, since it says its moment."""
    files = sorted((folder / "out").glob("*.*")) if (folder / "out").is_dir() else []
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() if file.suffix != ".pdf"
            else file.read_bytes()[-6:].strip()
            for file in files if file.suffix != ".part"}  # fmt: skip


def stopped(folder: Path) -> Found:
    """Which run is asked to stop."""
    file = folder / "vintages" / "_stop"
    return {"stop": file.read_text("utf-8") if file.is_file() else ""}


def held(folder: Path) -> list[list[str]]:
    """What is to be released is named by its folder."""
    with pytest.MonkeyPatch.context() as patch:
        set_to(folder, patch)
        return [["release", one.source, one.name, "--reason", "looked at"]
                for one in store.quarantined()] or [["build"]]  # fmt: skip


def living(folder: Path) -> list[list[str]]:
    """An update is under way, renewed a moment ago."""
    with contextlib.suppress(OSError):  # a disk on which nothing may be written
        os.utime(folder / "vintages" / "_run.json")
    return [["stop"]]


def words(*runs: list[str]) -> Callable[[Path], list[list[str]]]:
    return lambda folder: [[word.replace("FOLDER", str(folder)) for word in one] for one in runs]


UPDATE = ["update", *TABLES]
ACCOUNT = '{"token": "0123456789abcdef0123456789abcdef"}'
LIMIT = ["alert", "add", "trade_value.de-nw.cn", "--rule", "change", "--limit", "10"]
SNOOZE = ["alert", "snooze", "a-1", "--until", "2099-01-01", "--reason", "known"]
DECIDE = ["match", "decide", "schwing", LEI, "--same", "--by", "Amt", "--reason", "Register"]
CASES = {
    "build": Case("kept", words(["build"]), served),
    "first update": Case("nothing", words(UPDATE), served),
    "update": Case("first", words(UPDATE), served, "later"),
    "update that is refused": Case("first", words(UPDATE), served, "wrong", 1, frozenset({0, 1})),
    "release": Case("refused", held, served, "wrong"),
    "prune": Case("later", words(["prune", "--keep", "1"], ["build"]), served, "later"),
    "golden copy": Case("nothing", words(["golden-copy", "FOLDER/golden"]), served),
    "stop": Case("running", living, stopped),
    "add": Case("nothing", words(["add", "auto", "FOLDER/zuege.xlsx", "--accept"]), reported),
    "match decide": Case("nothing", words(DECIDE), chosen),
    "match undo": Case("decided", words(["match", "undo", "schwing", LEI]), chosen,
                       again=frozenset({0, 1})),
    "alert": Case("nothing", words(LIMIT), chosen),
    "snooze": Case("nothing", words(SNOOZE), chosen),
    "account": Case("nothing", words(["account", "genesis", "--save"]), chosen, given=ACCOUNT),
    "demo": Case("nothing", words(["demo"]), generated, set={"CHINA_MONITOR_DEMO": "1"}),
    "documents": Case("nothing", words(["build", "FOLDER/lage.mappe", "--out", "FOLDER/out",
                                        "--only", "html,docx,mappe"]), written, module="reports"),
    "brief": Case("nothing", words(["brief", "--out", "FOLDER/out"]), written, module="reports",
                  is_read=True),
    "dossier": Case("nothing", words(["dossier", "schwing", "--pdf", "FOLDER/out/d.pdf"]), written,
                    module="reports", is_read=True),
}  # fmt: skip

#: Exit codes of a full disk: of etl, and of documents that were not all written.
DISK, SOME_NOT_WRITTEN = 3, 1
#: So many bytes may be in a file before the disk is full; and who is tried, of all that write.
SIZES = (0, 100, 50_000, 1_500_000) if WHOLE else (0, 50_000)
FULL = list(CASES) if WHOLE else ["update", "match decide"]
#: Who is killed in the tests; alerts, accounts and briefs are killed at each act elsewhere.
_SOME = ("first update", "update that is refused", "prune", "golden copy", "add", "match decide")
KILLED = list(CASES) if WHOLE else list(_SOME)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, warehouse: Path) -> Iterator[Stage]:
    del warehouse  # read by the commands that make documents
    home = tmp_path_factory.mktemp("killed")
    with playback(WORLDS["first"]) as world:
        killers = [Killer(world.address) for _ in range(min(KILLS, 2))]

        def serve(name: str) -> None:
            world.answers = WORLDS[name]

        made = Stage(killers, serve, home)
        prepare(made)
        yield made
        for one in killers:
            one.close()


def prepare(stage: Stage) -> None:
    """The folders in which commands begin."""
    nothing, killer = stage.home / "nothing", stage.killers[0]
    for name in ("warehouse", "vintages", "golden", "out"):
        (nothing / name).mkdir(parents=True)
    (nothing / "zuege.xlsx").write_bytes(trains())
    gleif.golden_copy(nothing / "golden", gleif.golden_rows(gleif.Gleif()))
    cells = Cells(("Land",), (("China",),), (False,))
    item = Item("", "trade/nrw", {}, "de", TODAY, "", "x", "table", "Ausfuhr 9,1 Mrd. €", "", (),
                None, "", cells, (), "Quelle", (), "", (), ())  # fmt: skip
    (nothing / "lage.mappe").write_bytes(pack(Mappe("Lage", entries=(Entry(item),))))

    def prepared(begin: str, name: str, world: str, code: int, *runs: list[str]) -> None:
        stage.serve(world)
        folder = nothing if begin == name else stage.copied(begin, name)
        assert killer.run(folder, Case("", lambda _: [*runs], served))[0] == code

    prepared("nothing", "nothing", "first", 0, ["build"])
    prepared("nothing", "first", "first", 0, UPDATE)
    prepared("first", "later", "later", 0, UPDATE)
    prepared("first", "refused", "wrong", 1, UPDATE)
    prepared("nothing", "decided", "first", 0, DECIDE)
    # What was fetched, and not built yet.
    stage.copied("first", "kept")
    shutil.rmtree(stage.home / "kept" / "warehouse")
    shutil.copytree(nothing / "warehouse", stage.home / "kept" / "warehouse")
    run: dict[str, object] = {
        "id": "r1", "began": datetime.now(UTC).isoformat(timespec="seconds"), "phase": "fetching",
        "under_way": {}, "ended": None, "text": "", "tables": {},
    }  # fmt: skip
    shutil.copytree(nothing, stage.home / "running")
    (stage.home / "running" / "vintages" / "_run.json").write_text(json.dumps(run), "utf-8")


@pytest.mark.parametrize("name", KILLED)
def test_killed_at_any_moment_nothing_is_half_and_the_next_run_completes(
    name: str, stage: Stage
) -> None:
    case, killer = CASES[name], stage.killers[0]
    stage.serve(case.world)
    before = case.found(stage.home / case.begin)
    folder = stage.copied(case.begin, "uninterrupted")
    start = time.monotonic()
    code, acts = killer.run(folder, case)
    whole_s = time.monotonic() - start
    assert code == case.code
    after, expected = case.found(folder), kept(folder)
    assert before != after

    killed, moments = 0, _moments(name, acts, whole_s)
    for first in range(0, len(moments), len(stage.killers)):
        pair = moments[first : first + len(stage.killers)]
        folders = [stage.copied(case.begin, f"killed-{n}") for n in range(len(pair))]
        killed += sum(code < 0 for code in stage.abreast(case, folders, pair))
        for stop, folder in zip(pair, folders, strict=True):
            for part, found in case.found(folder).items():
                assert found in (before.get(part), after.get(part)), (stop, part)
            kept(folder)  # whatever lies there can be read whole
        codes = stage.abreast(case, folders, [Stop("never")] * len(pair))
        for stop, folder, code in zip(pair, folders, codes, strict=True):
            assert code in case.again | {case.code}, stop
            assert case.found(folder) == after, stop
            assert kept(folder) == expected, stop
            assert not left(folder), stop
    # An act more or less may come of threads, and a fast run is over before its time.
    assert killed >= sum(stop.at > 0 for stop in moments) * 0.8


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
@pytest.mark.parametrize("name", FULL)
def test_on_a_full_disk_nothing_is_half_and_the_next_run_with_room_completes(
    name: str, stage: Stage
) -> None:
    """The disk is full at each of some sizes of a file; `benchmarks.disk` takes a true one."""
    case, killer = CASES[name], stage.killers[0]
    stage.serve(case.world)
    before = case.found(stage.home / case.begin)
    folder = stage.copied(case.begin, "roomy")
    assert killer.run(folder, case)[0] == case.code
    after, expected = case.found(folder), kept(folder)
    for most in SIZES:
        folder = stage.copied(case.begin, "full")
        code, _ = killer.run(folder, case, Stop(f"{most} bytes", most_bytes=most))
        assert code in (DISK, SOME_NOT_WRITTEN) or case.found(folder) == after, (most, code)
        for part, found in case.found(folder).items():
            assert found in (before.get(part), after.get(part)), (most, part)
        kept(folder)
        assert killer.run(folder, case)[0] in case.again | {case.code}, most
        assert (case.found(folder), kept(folder)) == (after, expected), most
        assert not left(folder), most


def _moments(name: str, acts: list[str], whole_s: float) -> list[Stop]:
    """So many moments as are asked for, of the acts and by the clock."""
    chance = random.Random(f"20261122 {name}")  # noqa: S311 - moments, no secrets
    by_clock = KILLS // 4 if CAN_FORK else 0
    places = sorted(chance.sample(range(1, len(acts) + 1), min(KILLS - by_clock, len(acts))))
    waits = [whole_s * chance.random() for _ in range(by_clock)]
    return [
        *(Stop(f"before {acts[place - 1]}", at=place) for place in places),
        *(Stop(f"after {wait:.2f} of {whole_s:.2f} s", after=wait) for wait in waits),
    ]


def left(folder: Path) -> list[Path]:
    """What a killed run left half done and the next that writes there has not cleared away."""
    with pytest.MonkeyPatch.context() as patch:
        set_to(folder, patch)
        with store.writing():
            pass
    half = (".new-", ".new.", ".gone", ".making-", ".secrets.new-")
    left = [one for one in folder.rglob(".*") if one.name.startswith(half)]
    return [*left, *folder.glob("vintages/_under_way/*/*"), *folder.rglob("*.part")]
