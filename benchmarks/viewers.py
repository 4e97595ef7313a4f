"""How long many viewers wait for a page, and what they cost, on one machine.

    python -m benchmarks.viewers [viewers …] [--seconds 60] [--publishes 30 …] [--processes 1]

Viewers (``benchmarks.browsing``) open pages and switch views and filters, each in its language and
as of its day, and look at each for 5 to 15 seconds; every tenth page they open anew, as by a link
from outside, and every tenth viewer comes with a browser that has kept no scripts. Meanwhile new
warehouses are published, evenly over all levels, in turn the one served and one with changed
reports and events (building is measured by benchmarks.update_while_read); of several numbers each
is tried. A page must bear the title of its view in the reader's language, and show what its link
showed of one of the two to the first who opened it alone: the same headings and cards, whoever else
is there. Several processes are behind nginx as deploy/ puts them there. The driver shares the
cores; its processor time is told apart. Linux: memory and processor time are read from /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import NamedTuple

import dashboard
from benchmarks.browsing import Viewer
from benchmarks.publishing import editions, publish_copy, publishing, served
from data import paths
from i18n import Locale
from tests.proxied import proxied
from tests.serving import dashboard as serving

LEVELS = (20, 50, 100, 200, 300)
#: Seconds for which somebody looks at a page, at least and at most.
LOOK_S = (5.0, 15.0)
AIM_MS = 500
_PATIENCE_S = 120
#: Of so many pages one is opened anew, of so many browsers one is new.
_ANEW = 10
#: What a visit keeps from page to page: language, day.
_KEPT = ("&lang=de", "&lang=en", "&lang=de&as_of=2024-06-30")
#: What people switch on a page: view → link with a filter.
_FILTERS = (
    "trade?view=nrw&measure=trade_weight", "trade?view=nrw&china=cn_hk",
    "trade?view=months&partner=hk", "trade?view=months&since=2015",
    "companies?view=map&ruhr=yes", "companies?view=map&sector=machinery",
    "companies?view=map&company=schwing", "freight?view=benchmark&compare=ports",
    "evidence?view=sources&publisher_kind=press", "trade?view=partners&flow=import",
)  # fmt: skip
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Level:
    """What so many viewers met: milliseconds of pages, documents, own runs; what was wrong."""

    viewers: int
    pages: list[float] = field(default_factory=list)
    documents: list[float] = field(default_factory=list)
    own_runs: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    megabytes: float = 0


#: Link → titles and digests that it may show: one of each warehouse that is published.
Expected = dict[str, set[tuple[str, str]]]


class Site(NamedTuple):
    """Where viewers go, and the processes that are there."""

    address: str
    servers: tuple[str, ...]


def links() -> list[str]:
    """Every view, and some with filters."""
    return [*(f"{entry.page}?view={entry.view}" for entry in dashboard.PAGES), *_FILTERS]


def title(link: str) -> str:
    """What the window of a link is called."""
    page, _, query = link.partition("?view=")
    view, language = query.split("&")[0], "en" if "lang=en" in query else "de"
    entry = next(one for one in dashboard.PAGES if (one.page, one.view) == (page, view))
    locale = Locale(language)
    return f"{locale(f'{entry.key}.title')} – {locale('app.title')}"


async def crowd(address: str, level: Level, seconds: float, expected: Expected) -> None:
    """Let so many viewers read for some seconds; what they met is kept in ``level``."""
    end = time.monotonic() + seconds

    async def view(number: int) -> None:
        draw = random.Random(number)  # noqa: S311 - no secrets
        mine = [link for link in expected if link.endswith(_KEPT[number % len(_KEPT)])]
        viewer, is_new = Viewer(address, is_new=not number % _ANEW), True
        try:
            await asyncio.sleep(draw.uniform(0, LOOK_S[1]))
            while time.monotonic() < end:
                link = draw.choice(mine)
                async with asyncio.timeout(_PATIENCE_S):
                    if is_new:  # the start page is at the root
                        level.documents.append(await viewer.document(link.removeprefix("overview")))
                    shown = await viewer.show(link)
                level.pages.append(shown.ms)
                runs = await viewer.look(draw.uniform(*LOOK_S))
                level.own_runs += [run.ms for run in runs]
                if shown[1:] not in expected[link]:
                    level.wrong.append(f"{link} shows something else: {shown.title}")
                is_new = not draw.randrange(_ANEW)
        except Exception as error:  # whatever it is, it is counted, and the others read on
            level.wrong.append(f"{type(error).__name__}: {error}"[:600])
        finally:
            await viewer.close()

    await asyncio.gather(*(view(number) for number in range(level.viewers)))


async def alone(address: str, *, is_forwarded: bool) -> dict[str, tuple[str, str]]:
    """What each link shows to the only one there; the second visit counts, nothing is new by then.

    ``is_forwarded``: whether the others come through a proxy. Prints what it costs.
    """
    shown: dict[str, tuple[str, str]] = {}
    viewers = {kept: Viewer(address, is_forwarded=is_forwarded) for kept in _KEPT}
    for _ in range(2):
        before = processor_s()
        for kept, viewer in viewers.items():
            await viewer.document(kept.replace("&", "?", 1))
            for link in links():
                seen = await viewer.show(link + kept)
                assert seen.title == title(link + kept), (link + kept, seen.title)
                shown[link + kept] = seen[1:]
    cost = 1000 * (processor_s() - before) / len(shown)
    print(f"{cost:.1f} ms of processor a page for one viewer who comes back, {len(shown)} links")
    for kept, viewer in viewers.items():  # documents are made in time
        for link in links():
            await viewer.document(link.removeprefix("overview") + kept)
        await viewer.close()
    return shown


def children() -> Iterator[Path]:
    """The processes started from here and by those, as folders of /proc."""
    waiting = [os.getpid()]
    while waiting:
        for told in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            for pid in map(int, told.read_text().split()):
                waiting.append(pid)
                yield Path(f"/proc/{pid}")


def resident_mb() -> float:
    """Megabytes that the processes started from here hold in memory."""
    pages = sum(int((child / "statm").read_text().split()[1]) for child in children())
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor_s() -> float:
    """Seconds of processor that the processes started from here have taken."""
    told = [(child / "stat").read_text().rpartition(")")[2].split() for child in children()]
    return sum(int(one[11]) + int(one[12]) for one in told) / _TICKS


async def measure(
    site: Site, folder: Path, levels: Sequence[int], seconds: float, publishes: Sequence[int]
) -> bool:
    """Measure all levels and print each; whether all hold."""
    files, expected = (
        editions(folder),
        Expected({link + kept: set() for link in links() for kept in _KEPT}),
    )
    for _ in range(2):
        for server in site.servers:
            shown = await alone(server, is_forwarded=server != site.address)
            for link, seen in shown.items():
                expected[link].add(seen)
        name = publish_copy(folder, next(files))
        for server in site.servers:
            await served(server, name)
    base = resident_mb()
    print(f"processes: {len(site.servers)}; they hold {base:.0f} MB for one viewer")
    print("viewers  publishes  pages  p50 ms  p95  p99  document p95  own runs p95  "
          "CPU ms a page: server driver  cores  MB  each  wrong")  # fmt: skip
    holds = True
    for times, viewers in product(publishes, levels):
        each = times // len(levels)
        level, before = Level(viewers), (processor_s(), time.process_time(), time.monotonic())
        await asyncio.gather(crowd(site.address, level, seconds, expected),
                             publishing(folder, files, each, seconds),
                             _memory(level, seconds))  # fmt: skip
        taken_s, driver = processor_s() - before[0], time.process_time() - before[1]
        taken, pages = time.monotonic() - before[2], len(level.pages)
        p95 = _percentile(level.pages, 95)
        print(f"{viewers:7} {each:10} {pages:6} {_percentile(level.pages, 50):7.0f} {p95:4.0f} "
              f"{_percentile(level.pages, 99):4.0f} {_percentile(level.documents, 95):13.0f} "
              f"{_percentile(level.own_runs, 95):13.0f} {1000 * taken_s / pages:22.1f} "
              f"{1000 * driver / pages:6.1f} {(taken_s + driver) / taken:6.2f} "
              f"{level.megabytes:4.0f} {(level.megabytes - base) / viewers:5.2f} "
              f"{len(level.wrong):6}", flush=True)  # fmt: skip
        for wrong in dict.fromkeys(level.wrong[:5]):
            print(f"        {wrong}", flush=True)
        holds &= p95 <= AIM_MS and not level.wrong
    return holds


def _percentile(milliseconds: Sequence[float], percent: int) -> float:
    return statistics.quantiles(milliseconds, n=100)[percent - 1] if len(milliseconds) > 1 else 0


async def _memory(level: Level, seconds: float) -> None:
    """Memory when all have come and read."""
    await asyncio.sleep(seconds * 0.9)
    level.megabytes = resident_mb()


def main() -> int:
    """Measure; 1 when somebody waits too long or sees something wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("viewers", nargs="*", type=int, default=LEVELS)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--publishes", nargs="+", type=int, default=[30])
    parser.add_argument("--processes", type=int, default=1)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        folder = Path(home) / "warehouse"
        shutil.copytree(paths.warehouse(), folder)
        given = {"CHINA_MONITOR_WAREHOUSE": str(folder), "CHINA_MONITOR_INBOX": f"{home}/inbox"}
        if words.processes == 1:
            address = stack.enter_context(serving(given))
            site = Site(address, (address,))
        else:
            behind = stack.enter_context(proxied(given, processes=words.processes))
            site = Site(behind.address, tuple(f"http://{name}" for name in behind.servers))
        holds = asyncio.run(measure(site, folder, words.viewers, words.seconds, words.publishes))
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
