"""Commands run in folders of their own, killed at moments, and what a reader finds there then."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from data import paths
from run import ROOT
from tests.killable import CAN_FORK
from tests.worlds.eurostat import Eurostat
from tests.worlds.playback import Answer, Asked

#: With the whole warehouse, as ``python -m benchmarks.kills`` asks for; and how often.
WHOLE = "CHINA_MONITOR_KILLS" in os.environ
KILLS = int(os.environ.get("CHINA_MONITOR_KILLS", "1"))
PATIENCE_S = 120
#: Setting that names a folder or a file → its name in the folder of a run.
PLACES = {"VINTAGES": "vintages", "WAREHOUSE": "warehouse", "INBOX": "inbox", "OWN": "own",
          "MATCHES": "matches", "ALERTS": "alerts", "SECRETS": "secrets.toml",
          "MAPPEN": "mappen", "CITATIONS": "citations"}  # fmt: skip
#: What a reader finds, part by part: each must be as before or as after, whatever was killed.
Found = Mapping[str, object]


def environment(folder: Path) -> dict[str, str]:
    """Settings with which all that is written lies in a folder."""
    return {f"CHINA_MONITOR_{name}": str(folder / place) for name, place in PLACES.items()}


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
    """When a run is killed: before so many acts, after so many seconds.

    Or not killed, but on a disk that takes no file larger than so many bytes.
    """

    told: str
    at: int = 0
    after: float = 0
    most_bytes: int | None = None


@dataclass(frozen=True)
class Case:
    """A command: where it begins, what the world is meanwhile, what it leads to.

    ``runs``: its words, of the folder that it runs in. ``found``: what a reader finds there.
    ``again``: exit codes of the same command once more, when it had been killed. ``module``: whose
    command it is; ``given`` its standard input; ``set`` more of its environment;
    ``is_read``: it reads the warehouse that the tests have.
    """

    begin: str
    runs: Callable[[Path], list[list[str]]]
    found: Callable[[Path], Found]
    world: str = "first"
    code: int = 0
    again: frozenset[int] = frozenset({0})
    module: str = "etl"
    given: str = ""
    set: Mapping[str, str] = field(default_factory=dict)
    is_read: bool = False


class Killer:
    """Runs commands in a folder of their own, and kills them."""

    def __init__(self, address: str) -> None:
        self.address = address
        # Elsewhere than where it runs: there the disk may be full.
        self._notes = tempfile.TemporaryDirectory()
        self._ready: subprocess.Popen[str] | None = None

    def run(self, folder: Path, case: Case, stop: Stop | None = None) -> tuple[int, list[str]]:
        """Exit code (negative: killed) and the acts of a run that came to its end."""
        acts = Path(self._notes.name) / f"{folder.name}.json"
        acts.unlink(missing_ok=True)
        asked = {
            "runs": case.runs(folder),
            "module": case.module,
            "given": case.given,
            "folder": str(folder),
            "stop_at": stop.at if stop else 0,
            "stop_after": stop.after if stop else 0,
            "most_bytes": stop.most_bytes if stop else None,
            "acts": str(acts),
            "environment": {**environment(folder), "CHINA_MONITOR_PLAYBACK": self.address,
                            **({"CHINA_MONITOR_WAREHOUSE": str(paths.warehouse())}
                               if case.is_read else {}), **case.set},
        }  # fmt: skip
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
        assert code not in (70, 99), said["said"]  # stumbled, or raised
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
        self._notes.cleanup()


@dataclass
class Stage:
    """Prepared folders by name, and one or two processes that run commands in copies of them."""

    killers: list[Killer]
    serve: Callable[[str], None]
    home: Path

    def abreast(self, case: Case, folders: list[Path], stops: list[Stop]) -> list[int]:
        """Exit codes of the case's command in several folders at the same time."""
        with ThreadPoolExecutor(len(folders)) as pool:
            return list(pool.map(lambda killer, folder, stop: killer.run(folder, case, stop)[0],
                                 self.killers, folders, stops))  # fmt: skip

    def copied(self, name: str, to: str) -> Path:
        """A copy of a prepared folder; its files are never written into, so links do."""
        folder = self.home / to
        shutil.rmtree(folder, ignore_errors=True)
        # But for the lock, which is one for all who have a link to it.
        shutil.copytree(self.home / name, folder, copy_function=_link,
                        ignore=shutil.ignore_patterns("_lock", ".lock"))  # fmt: skip
        return folder


def _link(there: str, here: str) -> str:
    os.link(there, here)
    return here
