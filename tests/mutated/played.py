"""Mutated inputs given to their readers: what does not hold, time and memory bounded."""

from __future__ import annotations

import contextlib
import logging
import math
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType

from tests.mutated.kind import ANY, KEPT, OTHER, SAME, Figures, Input, Mutated, Reader, Said, cases

#: Seconds of processor that one input may take.
MOST_S = 20


class TooLong(BaseException):
    """An input takes longer than anybody waits."""


@dataclass
class Result:
    """What came of a reader's cases: counts by oracle and answer, and what does not hold."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    #: The inputs of what does not hold, by its sentence.
    inputs: dict[str, Input] = field(default_factory=dict)


def played(
    reader: Reader, count: int, seed: int, tell: Callable[[Result], None] = lambda _: None
) -> Result:
    """Give a reader so many mutated inputs; ``tell`` hears what came of them so far."""
    result = Result()
    said_of: dict[Input, Said] = {}
    with reader.surroundings(), _quiet():
        for number, (good, mutated) in enumerate(cases(reader, count, seed)):
            if good not in said_of:
                said_of[good] = reader.read(good)
                assert not said_of[good].refusal, f"{good.name}: {said_of[good].refusal}"
            wrong, answer = _judged(reader, said_of[good], mutated)
            result.counts[f"{mutated.oracle}, {answer}"] += 1
            if wrong:
                told = f"{reader.name} {number} {good.name} {good.of}, {mutated.how}: {wrong}"
                result.wrong.append(told)
                result.inputs[told] = mutated.input
            tell(result)
    return result


def _judged(reader: Reader, before: Said, mutated: Mutated) -> tuple[str, str]:
    """What does not hold of an answer, empty when all does; and what the answer is."""
    try:
        with _at_most(MOST_S):
            said = reader.read(mutated.input)
    except (TooLong, MemoryError) as error:
        return f"{type(error).__name__}", "wrong"
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"raised {error!r:.300} ({frame.filename}:{frame.lineno})", "wrong"
    wrong = f"stumbled: {said.refusal:.300}" if said.nameless else _against(mutated, before, said)
    return wrong, "refused" if said.refusal else "read"


def _against(mutated: Mutated, before: Said, said: Said) -> str:
    """What an answer says that its oracle forbids; empty when nothing."""
    different = _differing(before.figures, said.figures)
    if mutated.oracle == SAME and (said.refusal or said.figures != before.figures):
        return f"not the same: {said.refusal or different}"
    if said.refusal or mutated.oracle in (SAME, ANY):
        return ""
    if mutated.oracle == OTHER:
        return "as if nothing had been changed" if said == before else ""
    if mutated.oracle == KEPT:
        return f"another's figure: {different[:3]}" if different else ""
    return _one(different, mutated.factor)


def _differing(before: Figures, after: Figures) -> list[tuple[object, object, object]]:
    """Known figures that are said, and are others now."""
    return [(key, before[key], value) for key, value in after.items()
            if key in before and before[key] != value]  # fmt: skip


def _one(different: list[tuple[object, object, object]], factor: float) -> str:
    if len(different) > 1:
        return f"{len(different)} figures differ: {different[:3]}"
    for _, before, after in different:
        ratio = float(str(after)) / float(str(before))
        if not math.isclose(ratio, factor, rel_tol=2e-2):
            return f"by {ratio}, not {factor}: {different}"
    return ""


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises TooLong in a block that takes more of the processor; not on Windows."""
    if sys.platform == "win32":
        yield
        return

    def ended(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ended)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No lines of log: what was written down of thousands of inputs helps nobody."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(level)
