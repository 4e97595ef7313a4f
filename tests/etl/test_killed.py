"""Killed at any moment: a reader finds what was or what is to be, and running again completes.

Moments are drawn by a fixed seed from all acts on the disk and the network, one for each command.
``python -m benchmarks.kills`` draws many more, by the clock too, with the whole warehouse.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data.warehouse import Warehouse
from etl import datasets
from etl.vintages import cli, store
from run import ROOT
from tests.killable import CAN_FORK
from tests.worlds.eurostat import Eurostat
from tests.worlds.playback import Answer, Asked, playback

pytestmark = pytest.mark.kill

TABLES = ["eurostat_bop_fdi6_pos", "eurostat_ds_045409"]
WHOLE = "CHINA_MONITOR_KILLS" in os.environ
#: How often each command is killed.
KILLS = int(os.environ.get("CHINA_MONITOR_KILLS", "1"))
PATIENCE_S = 120
Content = list[tuple[Any, ...]]


def revised(day: str, factor: int = 1) -> Eurostat:
    """The made Eurostat on a later day: every figure one more; of trade, so many times as much."""

    def rewrite(text: str) -> str:
        day_there = "/".join(reversed(day[2:].split("-")))
        text = text.replace("2026-09-15", day).replace("15/09/26", day_there)
        text = re.sub(r",(\d+),\r", lambda f: f",{int(f[1]) * factor + 1},\r", text)
        return re.sub(r": (\d+)\.5", lambda f: f": {int(f[1]) + 1}.5", text)

    return Eurostat(rewrite=rewrite)


WORLDS: dict[str, Callable[[Asked], Answer]] = {
    "first": Eurostat(),
    "later": revised("2026-10-15"),
    "wrong": revised("2026-11-15", 3),
}


@dataclass(frozen=True)
class Stop:
    """When a run is killed: before so many acts, or after so many seconds."""

    told: str
    at: int = 0
    after: float = 0


class Killer:
    """Runs commands in a folder of their own, and kills them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._ready: subprocess.Popen[str] | None = None

    def run(
        self, folder: Path, *runs: list[str], stop: Stop | None = None
    ) -> tuple[int, list[str]]:
        """Exit code (negative: killed) and the acts of a run that came to its end."""
        acts = folder.with_suffix(".json")
        acts.unlink(missing_ok=True)
        asked = {
            "runs": runs,
            "folder": str(folder),
            "stop_at": stop.at if stop else 0,
            "stop_after": stop.after if stop else 0,
            "acts": str(acts),
            "environment": {
                "CHINA_MONITOR_VINTAGES": str(folder / "vintages"),
                "CHINA_MONITOR_WAREHOUSE": str(folder / "warehouse"),
                "CHINA_MONITOR_PLAYBACK": self.address,
            },
        }
        process = self._process()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        told = process.stdout.readline().strip()
        if not CAN_FORK:
            process.wait(PATIENCE_S)
        code = int(told) if told else -9
        if code < 0:
            return code, []
        said = json.loads(acts.read_text(encoding="utf-8"))
        assert code != 99, said["said"]
        return code, said["acts"]

    def _process(self) -> subprocess.Popen[str]:
        if self._ready is None or self._ready.poll() is not None:
            self._ready = subprocess.Popen(
                [sys.executable, "-m", "tests.killable", *(["whole"] if WHOLE else [])],
                cwd=ROOT,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._ready

    def close(self) -> None:
        if self._ready is not None:
            self._ready.communicate(timeout=PATIENCE_S)


@dataclass
class Case:
    """A command: where it begins, what the world is meanwhile, what it leads to."""

    begin: str
    world: str
    runs: list[list[str]]
    code: int = 0


UPDATE = ["update", *TABLES]
CASES = {
    "first update": Case("nothing", "first", [UPDATE]),
    "update": Case("first", "later", [UPDATE]),
    "update that is refused": Case("first", "wrong", [UPDATE], code=1),
    "release": Case("refused", "wrong", []),
    "prune": Case("later", "later", [["prune", "--keep", "1"], ["build"]]),
}


@dataclass
class Stage:
    """Prepared folders by name, and one or two processes that run commands in copies of them."""

    killers: list[Killer]
    serve: Callable[[str], None]
    home: Path

    def abreast(self, case: Case, folders: list[Path], patch: pytest.MonkeyPatch,
                stops: list[Stop]) -> list[int]:  # fmt: skip
        """Exit codes of the case's command in several folders at the same time."""
        runs = [runs_of(case, folder, patch) for folder in folders]
        with ThreadPoolExecutor(len(folders)) as pool:
            done = pool.map(
                lambda killer, folder, words, stop: killer.run(folder, *words, stop=stop)[0],
                self.killers, folders, runs, stops,
            )  # fmt: skip
            return list(done)

    def copied(self, name: str, to: str) -> Path:
        """A copy of a prepared folder; its files are never written into, so links do."""
        folder = self.home / to
        shutil.rmtree(folder, ignore_errors=True)
        # But for the lock, which is one for all who have a link to it.
        shutil.copytree(self.home / name, folder, copy_function=link,
                        ignore=shutil.ignore_patterns("_lock"))  # fmt: skip
        return folder


def link(there: str, here: str) -> str:
    os.link(there, here)
    return here


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    home = tmp_path_factory.mktemp("killed")
    with playback(WORLDS["first"]) as served:
        killers = [Killer(served.address) for _ in range(min(KILLS, 2))]
        killer = killers[0]

        def serve(name: str) -> None:
            served.answers = WORLDS[name]

        made = Stage(killers, serve, home)
        (home / "nothing" / "warehouse").mkdir(parents=True)
        (home / "nothing" / "vintages").mkdir()
        assert killer.run(home / "nothing", ["build"])[0] == 0
        for begin, world, name, code in (
            ("nothing", "first", "first", 0),
            ("first", "later", "later", 0),
            ("first", "wrong", "refused", 1),
        ):
            serve(world)
            assert killer.run(made.copied(begin, name), UPDATE)[0] == code
        yield made
        for one in killers:
            one.close()


def content(folder: Path) -> Content:
    """Every claim and source that a reader of the warehouse finds."""
    with Warehouse(folder / "warehouse").reading() as served:
        return [
            row
            for table in ("core.claim", "core.source")
            for row in served.con.execute(f"select * from {table} order by all").fetchall()
        ]


def kept(folder: Path, patch: pytest.MonkeyPatch) -> list[tuple[str, str, str, int]]:
    """Every state, kept or refused, read whole: source, where it lies, its sha256, its parts."""
    patch.setenv("CHINA_MONITOR_VINTAGES", str(folder / "vintages"))
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


def runs_of(case: Case, folder: Path, patch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command; what is to be released is named by its folder."""
    if case.runs:
        return case.runs
    patch.setenv("CHINA_MONITOR_VINTAGES", str(folder / "vintages"))
    held = store.quarantined()
    return [["release", one.source, one.name, "--reason", "looked at"] for one in held] or [
        ["build"]
    ]


@pytest.mark.parametrize("name", CASES)
def test_killed_at_any_moment_nothing_is_half_and_the_next_run_completes(
    name: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, killer = CASES[name], stage.killers[0]
    stage.serve(case.world)
    before = content(stage.home / case.begin)
    folder = stage.copied(case.begin, "uninterrupted")
    start = time.monotonic()
    code, acts = killer.run(folder, *runs_of(case, folder, monkeypatch))
    whole_s = time.monotonic() - start
    assert code == case.code
    after, expected = content(folder), kept(folder, monkeypatch)
    assert before != after

    chance = random.Random(f"20261122 {name}")  # noqa: S311 - moments, no secrets
    by_clock = KILLS // 4 if CAN_FORK else 0
    moments = sorted(chance.sample(range(1, len(acts) + 1), min(KILLS - by_clock, len(acts))))
    stops = [Stop(f"before {acts[moment - 1]}", at=moment) for moment in moments]
    waits = [whole_s * chance.random() for _ in range(by_clock)]
    stops += [Stop(f"after {wait:.2f} of {whole_s:.2f} s", after=wait) for wait in waits]
    killed = 0
    for first in range(0, len(stops), len(stage.killers)):
        pair = stops[first : first + len(stage.killers)]
        folders = [stage.copied(case.begin, f"killed-{n}") for n in range(len(pair))]
        killed += sum(code < 0 for code in stage.abreast(case, folders, monkeypatch, pair))
        for stop, folder in zip(pair, folders, strict=True):
            assert content(folder) in (before, after), stop
            kept(folder, monkeypatch)  # whatever lies there can be read whole
        codes = stage.abreast(case, folders, monkeypatch, [Stop("never")] * len(pair))
        for stop, folder, code in zip(pair, folders, codes, strict=True):
            assert code in (0, case.code), stop
            assert content(folder) == after, stop
            assert kept(folder, monkeypatch) == expected, stop
            left = [one for one in folder.rglob(".*") if one.name.startswith((".new", ".gone"))]
            left += folder.glob("vintages/_under_way/*/*")
            assert not left, stop
    # An act more or less may come of threads, and a fast run is over before its time.
    assert killed >= len(moments) * 0.8
