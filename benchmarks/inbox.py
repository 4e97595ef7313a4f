"""How long a report of 100,000 trains takes: python -m benchmarks.inbox [rows]

Makes a workbook of that many trains in a temporary folder, previews it, accepts it into an inbox
and a warehouse of their own, and prints seconds of the clock and of the processor.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEAD = ("Zugnummer", "Operateur", "Startterminal", "Zielterminal", "Abfahrt tatsächlich",
        "Ankunft geplant", "Ankunft tatsächlich", "Wagen", "Ladeeinheiten",
        "Art der Ladeeinheiten", "TEU", "Bruttogewicht", "Nettogewicht", "Gut (NST 2007)",
        "Gefahrgut", "Beladen", "Zeitzone", "China-Verkehr", "Bemerkung")  # fmt: skip


def rows(count: int) -> Iterator[list[Any]]:
    first = datetime(2016, 6, 14, 3)
    for number in range(count):
        at = first + timedelta(minutes=30 * number)
        yield [str(40_000 + number), "WHE", "Lianyungang", "CTH", at - timedelta(days=17),
               at, at + timedelta(minutes=number % 200), 40, 41, "Container", 82, 1800.5, 1200,
               "19", "nein", "ja", "UTC", "ja", f"Zug {number}"]  # fmt: skip


def workbook(file: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Züge")
    sheet.append(["Lieferant:", "Messung"])
    sheet.append(HEAD)
    for row in rows(count):
        sheet.append(row)
    book.save(file)


def measured(name: str, words: list[str], environment: dict[str, str]) -> None:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "etl", *words]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock, processor = time.perf_counter() - start, after.ru_utime - before.ru_utime
    output = result.stdout.strip().splitlines() or result.stderr.strip().splitlines()
    print(f"{name:8} {clock:6.1f} s  processor {processor:6.1f} s  {output[-1]}")
    assert result.returncode == 0, result.stderr


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "zuege.xlsx"
        workbook(file, count)
        print(f"{count:,} trains, {file.stat().st_size / 1e6:.1f} MB")
        environment = {
            **os.environ,
            "CHINA_MONITOR_INBOX": str(Path(folder) / "inbox"),
            "CHINA_MONITOR_WAREHOUSE": str(Path(folder) / "warehouse"),
        }
        measured("preview", ["add", "rail_trains", str(file)], environment)
        measured("accept", ["add", "rail_trains", str(file), "--accept"], environment)


if __name__ == "__main__":
    main()
