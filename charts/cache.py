"""Pure functions remember what they made: the same answer in the same words is the same picture."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the last ``most`` results of a pure function, by the identity of its answers.

    Lists among the arguments count by what they hold. A call with a function among its arguments
    is not remembered: a new lambda would never be met again.
    """

    def wrap(make: Callable[P, R]) -> Callable[P, R]:
        kept: OrderedDict[Hashable, R] = OrderedDict()
        lock = Lock()

        @wraps(make)
        def call(*args: P.args, **named: P.kwargs) -> R:
            key = (_key(args), _key(tuple(sorted(named.items()))))
            if None in key:
                return make(*args, **named)
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key]
            made = make(*args, **named)
            with lock:
                kept[key] = made
                while len(kept) > most:
                    kept.popitem(last=False)
            return made

        return call

    return wrap


def _key(value: Any) -> Hashable | None:
    """Something to look a value up by; None for what cannot be remembered."""
    if isinstance(value, list | tuple):
        parts = tuple(_key(part) for part in value)
        return None if any(p is None and v is not None for p, v in zip(parts, value, strict=True)) \
            else ("several", parts)  # fmt: skip
    if isinstance(value, slice):
        return ("slice", value.start, value.stop, value.step)
    if callable(value) and not isinstance(value, type) and not hasattr(value, "lang"):
        return None
    return value if isinstance(value, Hashable) else None
