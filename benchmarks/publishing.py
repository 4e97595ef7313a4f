"""Warehouses published while a server runs: the one that it serves, and one that says otherwise."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import duckdb
import httpx

from etl import build

#: What is changed in every other warehouse that is published: reports and events, as they come by
#: day. Official figures come some times a month, and cost more (docs/performance.md).
_CHANGE = """
update core.rail_claim set trains = trains + 1, teu = teu + 1;
update core.event set title_de = title_de || ' (*)', title_en = title_en || ' (*)'
"""


def editions(folder: Path) -> Iterator[Path]:
    """The served warehouse and one with changed figures, in turn; both lie beside the folder."""
    pointer = build.read_pointer(folder)
    assert pointer
    both = [folder.with_name(f"{name}.duckdb") for name in ("as_built", "changed")]
    for file in both:
        shutil.copyfile(folder / pointer["file"], file)
    with duckdb.connect(str(both[1])) as con:
        con.execute(_CHANGE)
    return cycle(reversed(both))


async def publishing(folder: Path, files: Iterator[Path], times: int, seconds: float) -> None:
    """Publish the next of some warehouses so many times, evenly."""
    for _ in range(times):
        await asyncio.sleep(seconds / (times + 1))
        await asyncio.to_thread(publish_copy, folder, next(files))


def publish_copy(folder: Path, file: Path | None = None) -> str:
    """Publish a copy of a file, or of the served one; its new name."""
    pointer = build.read_pointer(folder)
    assert pointer
    copy = folder / f".building-{os.getpid()}"
    shutil.copyfile(file or folder / pointer["file"], copy)
    return build.publish(copy, folder, pointer["inputs"]).name


async def served(address: str, name: str) -> None:
    """Wait until a published warehouse is the one served."""
    deadline = time.monotonic() + 300
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        while (await http.get(f"{address}/healthz")).json()["warehouse"] != name:
            assert time.monotonic() < deadline, f"{name} is never served"
            await asyncio.sleep(0.2)
