"""What a page depends on: so that newer data in which all of it still holds cost it nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from weakref import WeakSet

from data.answer import Answer


@dataclass
class Dependencies:
    """Answers, and whether anything was read that no answer tells: files, a whole state.

    They are held by the warehouse that gave them alone; what that has dropped is not known to hold.
    """

    answers: WeakSet[Answer] = field(default_factory=WeakSet)
    count: int = 0
    is_untracked: bool = False

    def complete(self) -> list[Answer] | None:
        """All recorded answers; None where some are not known any more."""
        known = list(self.answers)
        return None if self.is_untracked or len(known) < self.count else known


_recording: ContextVar[Dependencies | None] = ContextVar("recording", default=None)


@contextmanager
def recording() -> Iterator[Dependencies]:
    """Record the answers given meanwhile."""
    outer = _recording.set(own := Dependencies())
    try:
        yield own
    finally:
        _recording.reset(outer)


def record(answer: Answer) -> Answer:
    """Record an answer, and return it."""
    if (own := _recording.get()) is not None and answer not in own.answers:
        own.answers.add(answer)
        own.count += 1
    return answer


def untracked() -> None:
    """Note that something was read that no answer tells."""
    if (own := _recording.get()) is not None:
        own.is_untracked = True
