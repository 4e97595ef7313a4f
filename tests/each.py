"""One promise for many: a test that goes through all of them and names each that breaks it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]


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
