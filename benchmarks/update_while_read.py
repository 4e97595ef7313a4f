"""How long 20 readers wait for a page while an update runs, as a ratio to when none does.

    python -m benchmarks.update_while_read [seconds of each phase]

Visitors on loopback open one page after another and look at each for some seconds. A publisher on
this machine plays a table anew each time, so that each update fetches, keeps and builds. Phases
without and with updates take turns; compared are their 95th percentiles. The aim is 1.5 or less.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

import dashboard
from benchmarks.server import visit
from data import paths
from tests.serving import dashboard as serving
from tests.worlds import accounts, played
from tests.worlds.playback import playback

READERS = 20
#: Seconds for which somebody looks at a page, at least and at most.
LOOK_S = (2.0, 6.0)
SOURCE = "genesis_51000_0003"
_TURNS = 4


def main(seconds: float = 60) -> int:
    """Measure and print both; 1 when readers wait too long."""
    with tempfile.TemporaryDirectory() as home, playback(played()[SOURCE]()) as publisher:
        warehouse, vintages = Path(home) / "warehouse", Path(home) / "vintages"
        shutil.copytree(paths.warehouse(), warehouse)
        own = {"CHINA_MONITOR_WAREHOUSE": str(warehouse), "CHINA_MONITOR_VINTAGES": str(vintages),
               "CHINA_MONITOR_PLAYBACK": publisher.address, **accounts()}  # fmt: skip
        with serving(own) as address:
            where = f"{address.replace('http', 'ws')}/_stcore/stream"
            with _visitor(where) as first:  # else the first phase would pay for all first visits
                for name in _names():
                    visit(first, name)
            waits: dict[bool, list[float]] = {False: [], True: []}
            updates = 0
            for turn in range(_TURNS):
                is_updating, over = bool(turn % 2), threading.Event()
                updater = _Updater(own, vintages, over)
                if is_updating:
                    updater.start()
                waits[is_updating] += _read(where, seconds, over)
                if is_updating:
                    updater.join()
                    updates += updater.done
    percentile = {key: statistics.quantiles(all_of, n=20)[-1] for key, all_of in waits.items()}
    ratio = percentile[True] / percentile[False]
    for is_updating, label in ((False, "without an update"), (True, "during updates")):
        of = waits[is_updating]
        print(f"{label:18} {len(of):5} pages, median {statistics.median(of):6.0f} ms, "
              f"p95 {percentile[is_updating]:6.0f} ms")  # fmt: skip
    print(f"{updates} updates, {READERS} readers: p95 {ratio:.2f} times that without")
    return int(ratio > 1.5)


class _Updater(threading.Thread):
    """Starts one update after another, each with something new."""

    def __init__(self, own: Mapping[str, str], vintages: Path, over: threading.Event) -> None:
        super().__init__()
        self._own, self._vintages, self._over = own, vintages, over
        self.done = 0

    def run(self) -> None:
        """Until it is over."""
        command = [sys.executable, "-m", "etl", "update", SOURCE]
        while not self._over.is_set():
            shutil.rmtree(self._vintages, ignore_errors=True)
            # What our own commands do at any hour, as cron or the page starts them.
            subprocess.run(command, env={**os.environ, **self._own}, cwd=paths.ROOT, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            self.done += 1


def _names() -> list[str]:
    return [f"{entry.page}?view={entry.view}" for entry in dashboard.PAGES if not entry.is_own]


def _visitor(where: str) -> ClientConnection:
    return connect(where, max_size=None, subprotocols=["streamlit"])  # type: ignore[list-item]


def _read(where: str, seconds: float, over: threading.Event) -> list[float]:
    """Milliseconds that each of many readers waited for each page."""
    waits: list[float] = []
    wrong: list[BaseException] = []
    end = time.monotonic() + seconds

    def look(number: int) -> None:
        draw = random.Random(number)  # noqa: S311 - no secrets
        names = _names()
        try:
            with _visitor(where) as visitor:
                time.sleep(draw.uniform(0, LOOK_S[1]))
                while time.monotonic() < end:
                    waits.append(visit(visitor, draw.choice(names)))
                    time.sleep(draw.uniform(*LOOK_S))
        except BaseException as error:
            wrong.append(error)

    readers = [threading.Thread(target=look, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    over.set()
    if wrong:
        raise wrong[0]
    return waits


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
