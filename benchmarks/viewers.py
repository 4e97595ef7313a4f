"""How long many viewers wait for a page, and what they cost, on one server.

    python -m benchmarks.viewers [viewers …] [--seconds 60] [--publishes 30]

Sessions speak Streamlit's protocol over loopback, as a browser does: they open pages and switch
views and filters, each in its language and as of its day, and look at each for 5 to 15 seconds.
Meanwhile a new warehouse is published again and again (a copy of the one served: building is
measured by benchmarks.update_while_read). Whatever a link shows must be what it showed to the first
who opened it alone: the same headings and cards, whoever else is there. The driver shares the
cores. Linux: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

import dashboard
from data import paths
from etl import build
from tests.serving import dashboard as serving

LEVELS = (20, 50, 100, 200, 300)
#: Seconds for which somebody looks at a page, at least and at most.
LOOK_S = (5.0, 15.0)
AIM_MS = 500
_PATIENCE_S = 120
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
#: What a page says about the moment, in no heading or card worth comparing.
_MOMENT = re.compile(r"<time.*?</time>|\bid=\"[^\"]*\"", re.DOTALL)

#: Hash of a message → what it says.
_SENT: dict[str, bytes] = {}


@dataclass
class Level:
    """What so many viewers met: milliseconds of each page, and what went wrong."""

    viewers: int
    waits: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    megabytes: float = 0


def links() -> list[str]:
    """Every view, and some with filters."""
    return [*(f"{entry.page}?view={entry.view}" for entry in dashboard.PAGES), *_FILTERS]


async def visit(visitor: ClientConnection, link: str) -> tuple[float, str]:
    """Ask for a page and wait until it is finished: milliseconds, and a digest of what it shows.

    Raises AssertionError when the page fails.
    """
    request = BackMsg()
    request.rerun_script.page_name, _, request.rerun_script.query_string = link.partition("?")
    shown = hashlib.sha256()
    start = time.perf_counter()
    await visitor.send(request.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(await visitor.recv(decode=False))
        element = message.delta.new_element
        failed = element.HasField("exception") or element.alert.format == Alert.ERROR
        assert not failed, f"{link}: {str(message.delta)[:500]}"
        kind = element.WhichOneof("type")
        if kind in ("heading", "html"):
            said = element.heading.body if kind == "heading" else element.html.body
            _SENT[message.hash] = _MOMENT.sub("", said).encode()
        # What a browser has already is named by its hash alone.
        shown.update(_SENT.get(message.ref_hash or message.hash, b""))
        if message.WhichOneof("type") == "script_finished":
            return 1000 * (time.perf_counter() - start), shown.hexdigest()


async def crowd(where: str, level: Level, seconds: float, expected: Mapping[str, str]) -> None:
    """Let so many viewers read for some seconds; what they met is kept in ``level``."""
    end = time.monotonic() + seconds

    async def view(number: int) -> None:
        draw = random.Random(number)  # noqa: S311 - no secrets
        mine = [link for link in expected if link.endswith(_KEPT[number % len(_KEPT)])]
        try:
            await asyncio.sleep(draw.uniform(0, LOOK_S[1]))
            async with _visitor(where) as visitor:
                while time.monotonic() < end:
                    link = draw.choice(mine)
                    async with asyncio.timeout(_PATIENCE_S):
                        waited, shown = await visit(visitor, link)
                    level.waits.append(waited)
                    if shown != expected[link]:
                        level.wrong.append(f"{link} shows something else")
                    await asyncio.sleep(draw.uniform(*LOOK_S))
        except Exception as error:  # whatever it is, it is counted, and the others read on
            level.wrong.append(f"{type(error).__name__}: {error}"[:600])

    await asyncio.gather(*(view(number) for number in range(level.viewers)))


def _visitor(where: str) -> connect:
    protocol: list[str] = ["streamlit"]
    return connect(where, max_size=None, subprotocols=protocol)  # type: ignore[arg-type]


async def alone(where: str) -> dict[str, str]:
    """What each link shows to the only viewer; the second visit counts, nothing is new by then."""
    shown = {}
    for kept in _KEPT:
        async with _visitor(where) as visitor:
            mine = [link + kept for link in links()]
            for link in (*mine, *mine):
                shown[link] = (await visit(visitor, link))[1]
    return shown


async def publishing(folder: Path, times: int, seconds: float) -> None:
    """Publish a copy of the warehouse so many times, evenly."""
    for _ in range(times):
        await asyncio.sleep(seconds / (times + 1))
        await asyncio.to_thread(publish_copy, folder)


def publish_copy(folder: Path) -> None:
    """Publish the served warehouse again, under a new name."""
    pointer = build.read_pointer(folder)
    assert pointer
    copy = folder / f".building-{os.getpid()}"
    shutil.copyfile(folder / pointer["file"], copy)
    build.publish(copy, folder, pointer["inputs"])


def resident_mb() -> float:
    """Megabytes that the processes started from here hold in memory, with their children's."""
    total, waiting = 0.0, [os.getpid()]
    while waiting:
        for children in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            for pid in children.read_text().split():
                waiting.append(int(pid))
                status = Path(f"/proc/{pid}/status").read_text()
                total += int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    return total


async def measure(
    where: str, folder: Path, levels: list[int], seconds: float, publishes: int
) -> bool:
    """Measure all levels and print each; whether all hold."""
    expected = await alone(where)
    base = resident_mb()
    print(f"{len(expected)} links; the server holds {base:.0f} MB for one viewer")
    print(
        f"{'viewers':>7} {'pages':>6} {'median ms':>9} {'p95 ms':>7} {'MB':>6} {'MB each':>8} wrong"
    )
    holds = True
    for viewers in levels:
        level = Level(viewers)
        reading = crowd(where, level, seconds, expected)
        await asyncio.gather(reading, publishing(folder, publishes, seconds),
                             _memory(level, seconds))  # fmt: skip
        p95 = statistics.quantiles(level.waits, n=20)[-1]
        print(f"{viewers:7} {len(level.waits):6} {statistics.median(level.waits):9.0f} {p95:7.0f} "
              f"{level.megabytes:6.0f} {(level.megabytes - base) / viewers:8.2f} "
              f"{len(level.wrong)}", flush=True)  # fmt: skip
        for wrong in dict.fromkeys(level.wrong[:5]):
            print(f"        {wrong}", flush=True)
        holds &= p95 <= AIM_MS and not level.wrong
    return holds


async def _memory(level: Level, seconds: float) -> None:
    """Memory when all have come and read."""
    await asyncio.sleep(seconds * 0.9)
    level.megabytes = resident_mb()


def main() -> int:
    """Measure; 1 when somebody waits too long or sees something wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("viewers", nargs="*", type=int, default=LEVELS)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--publishes", type=int, default=30)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "warehouse"
        shutil.copytree(paths.warehouse(), folder)
        with serving({"CHINA_MONITOR_WAREHOUSE": str(folder)}) as address:
            where = f"{address.replace('http', 'ws')}/_stcore/stream"
            holds = asyncio.run(
                measure(where, folder, list(words.viewers), words.seconds, words.publishes)
            )
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
