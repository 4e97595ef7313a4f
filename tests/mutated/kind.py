"""Mutation: one way in which an input is changed, and what its reader may say of it then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

#: What a reader must say of a mutated input.
#: ``same``: what it said of the input; a changed form means nothing.
#: ``one``: that, but for one figure, which is the changed one; or a refusal.
#: ``kept``: nothing of a known figure but what it was; it may be absent, or all refused.
#: ``other``: not what it said of the input; or a refusal.
#: ``any``: figures or a refusal; never a fault of ours.
SAME, ONE, KEPT, OTHER, ANY = "same", "one", "kept", "other", "any"

Figures = Mapping[Hashable, Any]


class Said(NamedTuple):
    """What a reader says of an input: its figures by key, or the sentence that refuses it.

    ``nameless``: it refuses because it stumbled, not by a rule.
    """

    figures: Figures
    refusal: str = ""
    nameless: bool = False


@dataclass(frozen=True)
class Input:
    """Bytes as they come, under the name that they bear; ``of`` says what reads them."""

    raw: bytes
    name: str
    of: str = ""


@dataclass(frozen=True)
class Mutated:
    """An input, what was done to it, what must hold; ``factor``: by how much one figure grew."""

    input: Input
    how: str
    oracle: str = ANY
    factor: float = 1.0


#: Changes an input; None where its shape cannot be changed so.
Change = Callable[[Random, Input], Mutated | None]


@dataclass(frozen=True)
class Reader:
    """What reads inputs: some that are good, what it says of one, how they may be mutated.

    ``surroundings``: what must stand while it reads. ``weight``: how many cases it gets of those
    asked for, since some readers take a second for each.
    """

    name: str
    good: Callable[[], list[Input]]
    read: Callable[[Input], Said]
    changes: tuple[Change, ...]
    surroundings: Callable[[], AbstractContextManager[Any]] = field(default=nullcontext)
    weight: float = 1.0


def cases(reader: Reader, count: int, seed: int) -> Iterator[tuple[Input, Mutated]]:
    """So many mutated inputs, each with the good one that it was; the same for the same seed."""
    draw = Random(f"{reader.name} {seed}")  # noqa: S311 - no secrets
    good = reader.good()
    # Small inputs are read in no time: most cases are theirs, none is left out. Many parts of one
    # data set share what one would get.
    parts = Counter(one.of for one in good)
    weights = [1 / (len(one.raw) + 2_000) / parts[one.of] for one in good]
    made = 0
    while made < count:
        (one,) = draw.choices(good, weights)
        changed = draw.choice(reader.changes)(draw, one)
        if changed is not None and changed.input != one:
            made += 1
            yield one, changed
