"""Time to read a fetched table as a ratio to DuckDB's plain read_csv of the same bytes.

    python -m benchmarks.tables [runs]

A flat file of GENESIS (a made one, 120,000 values) is read to cells, these to lines, and
the file to claims; and DuckDB reads the same file as text, without asking anything of it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl.readers.claims import foreign_trade, trade_claims
from etl.readers.genesis import ffcsv
from tests.worlds.genesis import World, written


def main(runs: int = 5) -> None:
    """Measure and print a table."""
    years = {"startyear": "2008", "endyear": "2014", "contents": "WERTA,WERTE,GEWA,GEWE"}
    rows = list(World().cells({"name": "51000-0032", **years, "job": "false"}))
    raw = written(rows).encode()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "flat.csv"
        file.write_bytes(raw)
        cells = ffcsv.cells(raw)
        steps: dict[str, Callable[[], object]] = {
            "DuckDB read_csv": lambda: duckdb.execute(
                f"select * from read_csv('{file}', delim=';', all_varchar=true)"  # noqa: S608
            ).fetchnumpy(),
            "cells": lambda: ffcsv.cells(raw),
            "lines": lambda: foreign_trade.lines([cells]),
            "claims": lambda: trade_claims.claims({"flat.csv": raw}, "51000-0032"),
        }
        durations = {name: [_timed(step) for _ in range(runs)] for name, step in steps.items()}
    base = statistics.median(durations["DuckDB read_csv"])
    print(f"{len(rows):,} values, {len(raw) / 1e6:.1f} MB")
    for name, times in durations.items():
        median = statistics.median(times)
        print(f"{name:16} {median:8.0f} ms {median / base:6.1f}")


def _timed(step: Callable[[], object]) -> float:
    """Milliseconds that a step takes."""
    start = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
