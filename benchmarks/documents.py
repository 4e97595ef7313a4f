"""How long the documents of a Mappe of ten figures take, how large they and the program become.

    python -m benchmarks.documents [MAPPE]

Without a Mappe the ready report. Limits: all together 3 s and 300 MB more than before, deck 1 MB,
presentation 5 MB; a cited figure 1 s.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

from i18n import Locale
from reports import comparing, lagebericht
from reports.documents import DOCUMENTS
from reports.mappe import unpack
from ui import offstage

_FIGURES = 10


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Make each document twice and print the second time: the first loads libraries."""
    locale = Locale("de")
    given = sys.argv[1:]
    mappe = unpack(Path(given[0]).read_bytes()) if given else lagebericht.ready(
        locale, None, offstage.figures)  # fmt: skip
    mappe = replace(mappe, entries=mappe.entries[:_FIGURES])
    before, whole = _memory_mb(), 0.0
    print(f"{len(mappe.entries)} figures\n{'document':10} {'first s':>8} {'again s':>8} {'kB':>8}")
    for kind, document in DOCUMENTS.items():
        times = []
        for _ in range(2):
            start = time.process_time()
            raw = document.make(mappe, locale)
            times.append(time.process_time() - start)
        whole += times[1]
        print(f"{kind:10} {times[0]:8.2f} {times[1]:8.2f} {len(raw) / 1024:8.0f}")
    print(f"all again {whole:.2f} s, {_memory_mb() - before:.0f} MB more")
    item = mappe.entries[0].item
    start = time.process_time()
    now = comparing.renewed(item, offstage.figures)
    assert now is not None
    found = comparing.differences(item, now)
    print(f"what became of a cited figure: {time.process_time() - start:.2f} s, {len(found)} found")


if __name__ == "__main__":
    main()
