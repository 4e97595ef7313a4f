"""Sentences whose numbers are marked: each knows the rows, the column and the claims behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from string import Formatter
from typing import Any

from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.catalog import text_of
from i18n.marked import Marked, carried, marked, parts, read


@dataclass(frozen=True)
class Figure:
    """A number in a sentence.

    ``text``: as it is read. ``value``: what it says, unrounded. ``rows``: positions in the answer,
    the row spoken of first, its base second. ``column``: where it stands in them. ``formula``:
    ``stated`` as it stands, ``size`` without its sign; of two rows ``change`` in percent, ``fold``,
    ``difference``; ``place`` counted among the rows. ``claim_ids``, ``source_ids``: who says it.
    """

    text: str
    value: float
    rows: tuple[int, ...]
    column: str = "value"
    formula: str = "stated"
    claim_ids: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


class Composed(Marked):
    """A text that the grammar made, as over every picture of figures: nobody typed it."""

    __slots__ = ()


@dataclass(frozen=True)
class Sentence:
    """Text and numbers in their order; ``str`` is the plain text for titles, pictures, slides."""

    parts: tuple[str | Figure, ...] = ()

    def __str__(self) -> str:
        return self.rendered(lambda figure: figure.text)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __add__(self, other: Part) -> Sentence:
        return self.plus(other)

    def plus(self, *parts: Part) -> Sentence:
        """The same with more behind it."""
        flat = (part.parts if isinstance(part, Sentence) else (part,) for part in parts)
        return Sentence(tuple(one for part in (self.parts, *flat) for one in part if one != ""))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers in it."""
        return tuple(part for part in self.parts if isinstance(part, Figure))

    def rendered(self, number: Callable[[Figure], str],
                 text: Callable[[str], str] = str) -> str:  # fmt: skip
        """The sentence as one string: numbers by one function, text (to be escaped) by another."""
        return "".join(text(p) if isinstance(p, str) else number(p) for p in self.parts)

    def linked(self, answer: Answer) -> Composed:
        """The sentence as a text whose numbers lead to their evidence; ``answer``: spoken of."""
        text = self.rendered(lambda one: carried(marked(one.text, _evidence(one, answer))))
        return Composed(parts(read(text)))

    def capitalised(self) -> Sentence:
        """The same with a capital at its start."""
        first, *rest = (part for part in self.parts if part)
        if isinstance(first, str):
            return Sentence((first[0].upper() + first[1:], *rest))
        return Sentence((replace(first, text=first.text[0].upper() + first.text[1:]), *rest))

    def closed(self) -> Sentence:
        """The same with a full stop."""
        return self if str(self).endswith(".") else self + "."


#: Formula of a figure of two rows → that by which its evidence works it out again.
_BY = {"change": "growth_full", "fold": "fold", "difference": "balance"}


def _evidence(figure: Figure, answer: Answer) -> str:
    """Where the evidence of a number is found; empty where none could work it out again."""
    rows = [answer.tuples[position] for position in figure.rows]
    is_stated = figure.formula in ("stated", "size") or (figure.formula in _BY and len(rows) == 1)
    if is_stated and rows:
        return evidence.of_row(rows[0], figure.column)
    if figure.formula not in _BY or len(rows) != 2:
        return ""
    if figure.formula == "fold" and (rows[0].value > rows[1].value) != (figure.value > 1):
        rows.reverse()
    claim_ids: list[Any] = [getattr(row, "claim_id", None) for row in rows]
    if None in claim_ids:  # worked out themselves, or of no claim
        first, second = map(evidence.of_row, rows)
        return evidence.of_figures(first, second, _BY[figure.formula])
    return evidence.of_claims(claim_ids, _BY[figure.formula])


#: A sentence that says nothing.
NOTHING = Sentence()
#: What may be put together to a sentence.
Part = str | Figure | Sentence


def say(locale: Locale, key: str, **values: Part) -> Sentence:
    """A text with its placeholders filled; numbers in them stay marked."""
    parts: list[Part] = []
    for literal, name, _, _ in Formatter().parse(text_of(locale.lang, key)):
        parts += [literal] if name is None else [literal, values[name]]
    return Sentence().plus(*parts)


def joined(sentences: Iterable[Sentence]) -> Sentence:
    """Sentences one after the other, each closed."""
    whole = Sentence()
    for sentence in sentences:
        whole = whole.plus(" " if whole else "", sentence.capitalised().closed())
    return whole
