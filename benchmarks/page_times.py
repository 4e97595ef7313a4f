"""Server time of each page as a ratio to an empty page in the same frame.

    python -m benchmarks.page_times [runs]

Each page is drawn in turn, again and again, in one process on the built warehouse, with warm
caches, as for a visitor who comes back. The medians are compared with the empty page's of the
same run; the aim is a ratio of 2 or less. "First" is the time of the very first visit.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time

from streamlit.testing.v1 import AppTest

import dashboard

SCRIPT = """
from ui import page
from ui.page import Entry

class Shown(Entry):
    @property
    def key(self):
        return "page.overview" if "empty" in self.file else super().key

page.show([Shown({file!r})])
"""


def main(runs: int = 15) -> None:
    """Measure and print a table."""
    logging.disable(logging.WARNING)
    apps = {
        name: AppTest.from_string(SCRIPT.format(file=file), default_timeout=60)
        for name, file in files().items()
    }
    first = {name: timed(app) for name, app in apps.items()}
    durations: dict[str, list[float]] = {name: [] for name in apps}
    for _ in range(runs):
        for name, app in apps.items():
            durations[name].append(timed(app))
    base = statistics.median(durations["(empty)"])
    print(f"{'page':24} {'first ms':>10} {'median ms':>10} {'ratio':>6}")
    for name, times in durations.items():
        median = statistics.median(times)
        print(f"{name:24} {first[name]:10.1f} {median:10.1f} {median / base:6.2f}")


def files() -> dict[str, str]:
    """Place → file of each view, an empty one first."""
    return {"(empty)": "overview/../../benchmarks/empty_page.py"} | {
        entry.place: entry.file for entry in dashboard.PAGES
    }


def timed(app: AppTest) -> float:
    """Draw a page; milliseconds taken."""
    start = time.perf_counter()
    app.run()
    milliseconds = 1000 * (time.perf_counter() - start)
    assert not app.exception, app.exception
    return milliseconds


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
