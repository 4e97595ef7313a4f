"""What a visit was told: so that newer data in which all of it still holds cost it nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from weakref import WeakSet

from data.answer import Answer


@dataclass
class Heard:
    """Answers, and whether anything was read that no answer tells: files, a whole state.

    They are held by the warehouse that gave them alone; what that has dropped is not known to hold.
    """

    answers: WeakSet[Answer] = field(default_factory=WeakSet)
    count: int = 0
    is_more: bool = False

    def whole(self) -> list[Answer] | None:
        """All that was told; None where not all of it is known any more."""
        known = list(self.answers)
        return None if self.is_more or len(known) < self.count else known


_listening: ContextVar[Heard | None] = ContextVar("listening", default=None)


@contextmanager
def listening() -> Iterator[Heard]:
    """Note what is told meanwhile."""
    outer = _listening.set(heard := Heard())
    try:
        yield heard
    finally:
        _listening.reset(outer)


def answer(told: Answer) -> Answer:
    """Note an answer, and give it on."""
    if (heard := _listening.get()) is not None and told not in heard.answers:
        heard.answers.add(told)
        heard.count += 1
    return told


def more() -> None:
    """Note that something was read that no answer tells."""
    if (heard := _listening.get()) is not None:
        heard.is_more = True
