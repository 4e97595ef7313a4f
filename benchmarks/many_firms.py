"""Server time of the map of firms with a thousand of them, beside that with those there are.

    python -m benchmarks.many_firms [runs]

The page is drawn again and again in one process with warm caches, as for a visitor who comes back;
the aim is a median of 40 ms of processor time or less. The answer is made: the real rows under made
keys.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from typing import Any

from streamlit.testing.v1 import AppTest

from benchmarks.page_times import timed
from data import ask as data_ask
from data.answer import Answer
from tests import visits
from tests.many_firms import many

_AIM_MS = 40


def main(runs: int = 15) -> None:
    """Measure and print a table."""
    logging.disable(logging.WARNING)
    real_ask = data_ask.ask
    made: dict[frozenset[Any], Answer] = {}

    def ask_many(question: str, /, **values: Any) -> Answer:
        answer: Answer = real_ask(question, **values)
        if question != "companies" or not answer:
            return answer
        asked = frozenset(values.items())
        if asked not in made:
            made[asked] = many(answer)
        return made[asked]

    print(f"{'firms':>6} {'first':>9} {'median':>9}   (aim: {_AIM_MS} ms)")
    for asks in (real_ask, ask_many):
        setattr(data_ask, "ask", asks)  # noqa: B010 - stands in for it
        begun = time.perf_counter()
        app = visits.visit("companies/map")
        first = 1_000 * (time.perf_counter() - begun)
        warm = statistics.median(_spent(app) for _ in range(runs))
        print(f"{len(asks('companies').rows):6,} {first:6.0f} ms {warm:6.0f} ms")


def _spent(app: AppTest) -> float:
    """Draw the page; milliseconds of processor time taken, whatever else the machine does."""
    begun = time.process_time()
    timed(app)
    return 1_000 * (time.process_time() - begun)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
