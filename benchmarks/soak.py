"""Whether a server that runs for days keeps its memory: a day in time-lapse.

    python -m benchmarks.soak [publishes] [pages after each]

Publishes of two warehouses take turns with viewers (``benchmarks.browsing``) who open pages, anew
and in one session, and leave. When what was published is served, memory, open files, threads and
files of the warehouse's folder are counted. After a third of the publishes as warm-up, memory must
stay within 5 % and nothing else may grow. 24 hours of publishes every minute are 1,440; by default
it is 40, within ten minutes. Linux: read from /proc.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.browsing import Viewer
from benchmarks.publishing import editions, publish_copy, served
from benchmarks.viewers import links
from data import paths
from tests.serving import started

MOST_GROWTH = 0.05
_LANGUAGES = ("&lang=de", "&lang=en")
#: So many viewers come after each publish; each opens a session of its own.
_VIEWERS = 4
#: A session that was left is forgotten after so many seconds, not after two minutes.
_FORGET = ("--server.disconnectedSessionTTL", "5")


class Held(NamedTuple):
    """What a server holds: megabytes, open files, warehouses, threads; files in the folder."""

    megabytes: float
    open_files: int
    warehouses: int
    threads: int
    files: int


def held(pid: int, folder: Path) -> Held:
    """What a process holds now."""
    process = Path(f"/proc/{pid}")
    opened = []
    for link in (process / "fd").iterdir():
        try:
            opened.append(str(link.readlink()))
        except FileNotFoundError:  # closed meanwhile
            continue
    pages = int((process / "statm").read_text().split()[1])
    return Held(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, len(opened),
                len({name for name in opened if ".duckdb" in name}),
                len(list((process / "task").iterdir())), len(list(folder.iterdir())))  # fmt: skip


async def read(address: str, pages: int, draw: random.Random) -> None:
    """Let viewers come, read so many pages together, and leave."""
    for _ in range(_VIEWERS):
        viewer, language = Viewer(address), draw.choice(_LANGUAGES)
        for number in range(max(1, pages // _VIEWERS)):
            link = draw.choice(links()) + language
            if number == 0:
                await viewer.document(link.removeprefix("overview"))
            await viewer.show(link)
        await viewer.close()


async def soak(address: str, pid: int, folder: Path, publishes: int, pages: int) -> list[Held]:
    """Publish and read; what was held after each turn."""
    draw, all_held = random.Random(7), []  # noqa: S311 - no secrets
    files = editions(folder)
    print("publish      MB  open  warehouses  threads  files")
    for number in range(publishes):
        await read(address, pages, draw)
        name = publish_copy(folder, next(files))
        await served(address, name)
        all_held.append(held(pid, folder))
        print(f"{number:7} " + "  ".join(f"{value:6.0f}" for value in all_held[-1]), flush=True)
    return all_held


def main(publishes: int = 40, pages: int = 24) -> int:
    """Soak and judge; 1 where something grows."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "warehouse"
        shutil.copytree(paths.warehouse(), folder)
        own = {"CHINA_MONITOR_WAREHOUSE": str(folder), "CHINA_MONITOR_INBOX": f"{home}/inbox"}
        with started(own, _FORGET) as (address, process):
            all_held = asyncio.run(soak(address, process.pid, folder, publishes, pages))
    third = max(1, publishes // 3)
    before, after = all_held[third : 2 * third], all_held[2 * third :]
    growth = _mean(after) / _mean(before) - 1
    grown = [
        name
        for name in Held._fields[1:]
        # A leak leaves each more than any had before; connections come and go.
        if min(getattr(one, name) for one in after) > max(getattr(one, name) for one in before)
    ]
    print(f"{publishes} publishes, {publishes * pages} pages: memory {100 * growth:+.1f} % from "
          f"the second third on; grown: {', '.join(grown) or 'nothing'}")  # fmt: skip
    return int(growth > MOST_GROWTH or bool(grown))


def _mean(all_held: list[Held]) -> float:
    return statistics.mean(one.megabytes for one in all_held)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
