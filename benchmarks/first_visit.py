"""What the first visit of a view costs after new data came, as a ratio to a visit that comes back.

    python -m benchmarks.first_visit [every n-th view]

Measured is time of the processor, so that what else the machine does counts little: views in one
process on a copy of the built warehouse, warm; then on a newer file that nobody got ready; then on
one that was got ready off stage, as the server does before readers see it.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import dashboard
from data import ask, paths
from server import preparing
from tests import visits

_HOLD_S = 3600.0


def main(step: int = 3) -> None:
    """Measure and print medians and 95th percentiles."""
    logging.disable(logging.CRITICAL)
    places = [entry.place for entry in dashboard.PAGES if not (entry.writes or entry.is_own)][
        ::step
    ]
    pointed = json.loads(paths.pointer(paths.warehouse()).read_text(encoding="utf-8"))
    built = paths.warehouse() / str(pointed["file"])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHINA_MONITOR_WAREHOUSE"] = folder

        def publish(number: int) -> None:
            name = f"monitor-2999010{number}.duckdb"
            shutil.copy(built, Path(folder) / name)
            said = json.dumps({**pointed, "file": name})
            paths.pointer(Path(folder)).write_text(said, encoding="utf-8")

        publish(0)
        _costs(places)
        warm = _costs(places)
        publish(1)
        cold = _costs(places)
        ask.prepare(lambda _: None, _HOLD_S)
        publish(2)
        ask.prepare(lambda pin: preparing.run_views(pin, threading.Event()), _HOLD_S)
        ready = _costs(places)
    for label, costs in (("comes back", warm), ("new data", cold), ("got ready", ready)):
        ratio = _high(costs) / _high(warm)
        print(f"{label:10} median {statistics.median(costs):6.0f} ms, p95 {_high(costs):6.0f} ms, "
              f"{ratio:6.2f} times that of who comes back")  # fmt: skip


def _high(costs: list[float]) -> float:
    return statistics.quantiles(costs, n=20)[-1]


def _costs(places: list[str]) -> list[float]:
    """Milliseconds of processor that each view takes."""
    costs = []
    for place in places:
        start = time.process_time()
        app = visits.visit(place)
        costs.append(1000 * (time.process_time() - start))
        assert not visits.trouble(app), f"{place}: {visits.trouble(app)}"
    return costs


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
