"""Fault: one way in which an answer, or the connection that brings it, is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from etl.fetch.exchange import Limits
from tests.worlds.playback import Answer, Asked

#: A good answer and what was asked → the faulty one; None where it cannot have this fault.
Change = Callable[[Answer, Asked], Answer | None]

#: What an update may come to: the figures as they were, nothing new, or one of both by format.
HARMLESS, REFUSED, EITHER = (
    frozenset({"unchanged"}),
    frozenset({"failed", "quarantined"}),
    frozenset({"unchanged", "failed", "quarantined"}),
)
#: Nobody waits: connections are on this machine.
QUICK = Limits(connect_s=5, read_s=20, total_s=30, first_wait_s=0.001, body_bytes=2_000_000)
#: Where the server is slower than anybody waits.
IMPATIENT = Limits(connect_s=5, read_s=0.3, total_s=0.6, first_wait_s=0.001, tries=2)


@dataclass(frozen=True)
class Fault:
    """A kind of fault: its name and group, how it is made, and what may come of it.

    `first` and `last`: which requests of a run meet it, counted from 1; `last` None is for good.
    `of_all_periods`: only where a fetch brings all periods, not the newest alone.
    """

    name: str
    group: str
    change: Change
    outcomes: frozenset[str] = REFUSED
    first: int = 1
    last: int | None = None
    limits: Limits = QUICK
    of_all_periods: bool = False

    def once(self) -> Fault:
        """The same, met by the first request alone: whoever asks again gets the good answer."""
        return replace(self, name=f"{self.name}, once", last=1, outcomes=HARMLESS)


def instead(answer: Answer) -> Change:
    """Another answer in its place."""
    return lambda good, asked: replace(answer, headers=dict(answer.headers))


def body(change: Callable[[bytes], bytes | None]) -> Change:
    """The same answer with other bytes; None or the same bytes: it cannot have this fault."""

    def changed(good: Answer, asked: Asked) -> Answer | None:
        raw = change(good.body)
        if raw is None or raw == good.body:
            return None
        return replace(good, body=raw, headers=dict(good.headers))

    return changed


def sent(how: str) -> Change:
    """The same answer, sent in another way."""
    return lambda good, asked: replace(good, how=how, headers=dict(good.headers))
