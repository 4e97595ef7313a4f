"""What a visit was told: so that newer data in which all of it still holds cost it nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from data.answer import Answer


@dataclass
class Heard:
    """Answers, and whether anything was read that no answer tells: files, a whole state."""

    answers: set[Answer] = field(default_factory=set)
    is_more: bool = False


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
    if (heard := _listening.get()) is not None:
        heard.answers.add(told)
    return told


def more() -> None:
    """Note that something was read that no answer tells."""
    if (heard := _listening.get()) is not None:
        heard.is_more = True
