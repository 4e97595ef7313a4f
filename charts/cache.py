"""A cache for pure functions: the same answer in the same language is the same picture."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

#: What every cache keeps: by key the result, and in which turn it was asked for last.
_kept: list[tuple[OrderedDict[Hashable, tuple[Any, int]], Lock]] = []
_turn = 0


def turn() -> None:
    """Drop what nobody asked for since the turn before: newer data have come meanwhile.

    What was made of the old ones would stay, with the answers it was made of, until others need
    its room.
    """
    global _turn  # noqa: PLW0603 - one number for all caches
    for results, lock in _kept:
        with lock:
            for key in [key for key, (_, last) in results.items() if last < _turn]:
                del results[key]
    _turn += 1


def cached(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last ``size`` results of a pure function, by the identity of its answers.

    Lists among the arguments count by what they hold. A call with a function among its arguments
    is not cached: a new lambda would never be met again.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        results: OrderedDict[Hashable, tuple[R, int]] = OrderedDict()
        lock = Lock()
        _kept.append((results, lock))

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (_key(args), _key(tuple(sorted(kwargs.items()))))
            if None in key:
                return function(*args, **kwargs)
            with lock:
                if key in results:
                    results.move_to_end(key)
                    results[key] = results[key][0], _turn
                    return results[key][0]
            result = function(*args, **kwargs)
            with lock:
                results[key] = result, _turn
                while len(results) > size:
                    results.popitem(last=False)
            return result

        return call

    return wrap


def _key(value: Any) -> Hashable | None:
    """Something to look a value up by; None for what cannot be a key."""
    if isinstance(value, list | tuple):
        parts = tuple(_key(part) for part in value)
        unhashable = any(p is None and v is not None for p, v in zip(parts, value, strict=True))
        return None if unhashable else ("several", parts)
    if isinstance(value, slice):
        return ("slice", value.start, value.stop, value.step)
    if callable(value) and not isinstance(value, type) and not hasattr(value, "lang"):
        return None
    return value if isinstance(value, Hashable) else None
