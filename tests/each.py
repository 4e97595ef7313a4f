"""One promise for many: a test that goes through all of them and names each that breaks it."""

from __future__ import annotations

import inspect
import os
import random
from collections.abc import Callable, Iterable
from functools import wraps
from itertools import product
from typing import Any

import pytest

Test = Callable[..., None]
#: Whether all cases are run where else some stand for them: ``python -m benchmarks.every_case``.
EVERY_CASE = "CHINA_MONITOR_EVERY_CASE" in os.environ


def spread(cases: Iterable[Any], others: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Every case with one of the others, in turn; in the benchmark with each of them."""
    listed, turns = list(cases), list(others)
    if EVERY_CASE:
        return list(product(listed, turns))
    return [(case, turns[number % len(turns)]) for number, case in enumerate(listed)]


def sample(cases: Iterable[Any], most: int) -> list[Any]:
    """So many of the cases at most, always the same ones; in the benchmark all of them."""
    listed = list(cases)
    if EVERY_CASE or len(listed) <= most:
        return listed
    chosen = random.Random(most).sample(range(len(listed)), most)  # noqa: S311 - no secrets
    return [listed[number] for number in sorted(chosen)]


def each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Like pytest.mark.parametrize, but one test: for cheap promises that need no isolation.

    The fixtures are set up once. All violations are reported together, the first with its trace.
    """
    rows = list(cases)
    keys = (names,) if isinstance(names, str) else names

    def decorate(test: Test) -> Test:
        @wraps(test)
        def check_all(**fixtures: Any) -> None:
            assert rows, "there is nothing to check"
            violations: list[str] = []
            first: BaseException | None = None
            for row in rows:
                values = dict(zip(keys, (row,) if isinstance(names, str) else row, strict=True))
                try:
                    test(**fixtures, **values)
                except (Exception, pytest.fail.Exception) as error:
                    first = first or error
                    text = f"{_label(values)}: {type(error).__name__}: {error}"
                    violations += [line[:200] for line in text.splitlines()]
            if first is not None:
                raise AssertionError("\n".join(["not for every case", *violations])) from first

        signature = inspect.signature(test)
        fixtures = [one for name, one in signature.parameters.items() if name not in keys]
        setattr(check_all, "__signature__", signature.replace(parameters=fixtures))  # noqa: B010
        return check_all

    return decorate


def _label(values: dict[str, Any]) -> str:
    """The case in a few words: a question or a page by its name."""
    return ", ".join(f"{key}={str(getattr(v, 'name', v))[:60]!r}" for key, v in values.items())
