"""What belongs to which figure of a sentence: the words in its clause, else those before it.

A word is *sure* to belong when no other of its kind could: what is not sure can show a figure
right, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from reports.checker.figures import Figure, figures_in
from reports.checker.names import Names
from reports.checker.periods import PeriodMention, periods_in
from reports.checker.vocabulary import Item, german

_BRACKETS = re.compile(r"\([^()]*\)")
#: Signs between a figure and a word that belongs to it beyond doubt where a clause has several, and
#: by how many the next one is further off.
_NEAR = ((14, 12), (30, 30))


@dataclass(frozen=True)
class Bound:
    """What may belong to a figure, likeliest first, and whether that is beyond doubt."""

    values: tuple[Any, ...] = ()
    sure: bool = False

    def __bool__(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True)
class Parsed:
    """A sentence taken apart: its figures, and the words of each kind that could belong to them."""

    text: str
    names: Names = field(repr=False)

    @cached_property
    def masked(self) -> str:
        """The text without the names of offices and firms that hold names of regions."""
        pattern = german().pattern("masked")["names"]
        return pattern.sub(lambda match: " " * len(match.group()), self.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Its figures in order."""
        return figures_in(self.text)

    @cached_property
    def periods(self) -> list[PeriodMention]:
        """Its periods in order."""
        return periods_in(self.text)

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        """Words by kind: flow, region, partner, product, basis, change."""
        by_kind = {
            kind: [Item(*hit) for hit in german().hits(kind, text)]
            for text, kinds in ((self.masked, ("flow", "product", "place", "change")),
                                (self.text, ("basis",)))
            for kind in kinds
        }  # fmt: skip
        by_kind["region"], by_kind["partner"] = self.names.regions_and_partners(self.masked)
        main = [item for item in by_kind["flow"] if item.value in ("export", "import")]
        led = [Item(one.start, one.end, {"export_to": "export", "import_from": "import"}[one.value])
               for one in by_kind["flow"] if one.value in ("export_to", "import_from")]  # fmt: skip
        around = [one for one in by_kind["flow"] if one.value == "turnover"]
        by_kind["direction"] = main or led or around
        return by_kind

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Start and end of each clause; "from … to …" are two."""
        glue = german().words("glue")
        return self._cut(f"{glue['clause']}|{glue['turn']}")

    @cached_property
    def _wide_clauses(self) -> list[tuple[int, int]]:
        return self._cut(german().words("glue")["clause"])

    def _cut(self, pattern: str) -> list[tuple[int, int]]:
        """The text cut where a pattern stands, and around brackets that hold a figure."""
        cuts = {0, len(self.text)}
        brackets = [match.span() for match in _BRACKETS.finditer(self.text)]
        for match in re.finditer(pattern, self.text):
            inside = any(f.start < match.start() < f.end for f in self.figures)
            is_head = match.group() == ":" and any(a <= match.start() < b for a, b in brackets)
            if not inside and not is_head:
                cuts.add(match.start() if match.group().isalpha() else match.end())
        for match in _BRACKETS.finditer(self.text):
            has_figure = any(match.start() < f.start < match.end() for f in self.figures)
            held = {cut for cut in cuts if match.start() < cut < match.end()}
            cuts = cuts | {match.start(), match.end()} if has_figure else cuts - held
        ends = sorted(cuts)
        return list(pairwise(ends))

    def clause_of(self, position: int) -> int:
        """Number of the clause that a place is in."""
        return next(n for n, (a, b) in enumerate(self.clauses) if a <= position < max(b, a + 1))

    def clause(self, figure: Figure) -> str:
        """The words of a figure's clause."""
        start, end = self.clauses[self.clause_of(figure.start)]
        return self.text[start:end]

    def together(self, figure: Figure, position: int) -> bool:
        """Whether a figure and a place stand between the same commas, brackets and conjunctions."""
        return any(a <= figure.start < b and a <= position < b for a, b in self._wide_clauses)

    @cached_property
    def _with_figures(self) -> set[int]:
        return {self.clause_of(one.start) for one in self.figures}

    def bind(self, items: Sequence[Item], figure: Figure) -> Bound:
        """What of some words belongs to a figure; nothing when there are none in the sentence."""
        distinct = _distinct(items)
        own = self.clause_of(figure.start)
        at = [(self.clause_of(item.start), item) for item in items]
        if len(distinct) < 2:
            others = self._with_figures - {own}
            is_sure = any(clause <= own or clause not in others for clause, _ in at)
            return Bound(distinct, is_sure)  # what only a later figure has is that one's
        for number in range(own, -1, -1):
            here = [item for clause, item in at if clause == number]
            if here:
                return self._clause_bound(here, distinct, at, figure)
        return Bound(_by_distance(items, figure), False)

    def _clause_bound(self, here: Sequence[Item], distinct: tuple[Any, ...],
                      at: Sequence[tuple[int, Item]], figure: Figure) -> Bound:  # fmt: skip
        """The words of one clause: sure when they say one thing and others serve other figures."""
        near = _by_distance(here, figure)
        values = (*near, *(value for value in distinct if value not in near))
        if len(near) > 1:
            return Bound(near[:1], True) if self._is_nearest(here, figure) else Bound(values)
        served = self._with_figures - {self.clause_of(figure.start)}
        elsewhere = {value: False for value in distinct if value != near[0]}
        for clause, item in at:
            if item.value in elsewhere and clause in served:
                elsewhere[item.value] = True
        return Bound(near, True) if all(elsewhere.values()) else Bound(values)

    def _is_nearest(self, here: Sequence[Item], figure: Figure) -> bool:
        gaps = sorted((_gap(item, figure), item.start) for item in here)
        nearest, next_one = gaps[0][0], gaps[1][0]
        return any(nearest <= near and next_one >= nearest + far for near, far in _NEAR)


def _gap(item: Item, figure: Figure) -> int:
    """Signs between a word and a figure; what follows a figure is a little further off."""
    return figure.start - item.end if item.end <= figure.start else item.start - figure.end + 3


def _by_distance(items: Sequence[Item], figure: Figure) -> tuple[Any, ...]:
    return _distinct(sorted(items, key=lambda item: _gap(item, figure)))


def _distinct(items: Sequence[Item]) -> tuple[Any, ...]:
    return tuple(_unique(item.value for item in items))


def _unique(values: Iterator[Hashable]) -> list[Any]:
    return list(dict.fromkeys(values))
