"""Every fault on every source that is fetched; the tests play a sample.

python -m benchmarks.faults                 all
python -m benchmarks.faults genesis_51…     these sources alone
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults import FAULTS, GROUPS, REVISED, REWRITTEN
from tests.faulty.stage import Stage, stage
from tests.worlds import played


def main(names: list[str]) -> int:
    """Play all and print what does not hold, then the counts; 1 when something does not."""
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as home, stage(Path(home)) as on:
        for name in names or sorted(played()):
            begun = time.perf_counter()
            counts = _played(on, name)
            total += counts
            seconds = time.perf_counter() - begun
            print(f"{name:28} {_told(counts)}, {seconds:.0f} s", flush=True)
    print(f"{len(FAULTS)} kinds of fault, {len(names or played())} sources: {_told(total)}")
    return int(total["wrong"] > 0)


def _played(on: Stage, name: str) -> Counter[str]:
    """How many faults of each group a source met, and in how many cases something is wrong."""
    counts: Counter[str] = Counter()
    on.prepare(name)
    for fault in (REWRITTEN, REVISED, *FAULTS):
        if not on.applies(name, fault):
            continue
        counts[fault.group] += 1
        if wrong := on.violations(name, fault):
            counts["wrong"] += 1
            print(f"  {name}, {fault.name}: {'; '.join(wrong)}", flush=True)
    return counts


def _told(counts: Counter[str]) -> str:
    groups = ", ".join(f"{counts[group]} {group}" for group in GROUPS)
    return f"{sum(counts[group] for group in GROUPS):,} cases ({groups}), {counts['wrong']} wrong"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
