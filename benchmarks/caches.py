"""What each cached function saves: those that a measurement does not want need no cache.

    python -m benchmarks.caches [runs]

Draws every view in both languages several times in one process and prints, least first: what the
cache of a function saved on a view at the mean, what a miss costs, how often it missed and hit.
A picture's cache saves more than is told: what is drawn and checked once rests on it.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from streamlit.testing.v1 import AppTest

from charts import cache

P = ParamSpec("P")
R = TypeVar("R")

_calls: dict[str, int] = defaultdict(int)
#: Milliseconds of each miss, by function.
_misses: dict[str, list[float]] = defaultdict(list)
_cached = cache.cached


def _measured(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As ``cached``, counting."""

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def missed(*args: P.args, **kwargs: P.kwargs) -> R:
            start = time.perf_counter()
            result = function(*args, **kwargs)
            _misses[name].append(1000 * (time.perf_counter() - start))
            return result

        kept = _cached(size)(missed)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            _calls[name] += 1
            return kept(*args, **kwargs)

        return call

    return wrap


def main(runs: int = 4) -> None:
    """Measure and print a table."""
    cache.cached = _measured  # before anything is imported that it wraps
    from benchmarks import page_times  # noqa: PLC0415
    from i18n import LANGUAGES  # noqa: PLC0415

    logging.disable(logging.WARNING)
    apps = []
    for file in page_times.files().values():
        for language in LANGUAGES:
            app = AppTest.from_string(page_times.SCRIPT.format(file=file), default_timeout=60)
            app.query_params["lang"] = language
            apps.append(app)
    for _ in range(runs):
        for app in apps:
            page_times.timed(app)
    means = {name: sum(times) / len(times) for name, times in _misses.items()}
    saved = {name: (_calls[name] - len(_misses[name])) * mean / runs / len(apps)
             for name, mean in means.items()}  # fmt: skip
    print(f"{'saved ms/view':>13} {'ms a miss':>10} {'misses':>7} {'hits':>7}  function")
    for name in sorted(saved, key=lambda one: saved[one]):
        missed, hit = len(_misses[name]), _calls[name] - len(_misses[name])
        print(f"{saved[name]:13.3f} {means[name]:10.2f} {missed:7} {hit:7}  {name}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
