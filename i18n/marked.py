"""Texts with parts that lead somewhere, a number to its evidence; plain texts for whoever asks not.

They stay marked when they are put into a text of ours, a list or another marked text, and are no
more than a text wherever else they go.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

#: Private signs around a part while texts are put together: never shown.
_OPEN, _TO, _CLOSE = "\ue000", "\ue001", "\ue002"


class Marked(str):
    """A text; ``parts`` are its pieces in order, each with its address, "" for none."""

    __slots__ = ("parts",)
    parts: tuple[tuple[str, str], ...]

    def __new__(cls, parts: Iterable[tuple[str, str]]) -> Self:
        """Make a text of its parts."""
        kept = tuple(part for part in parts if part[0])
        text = super().__new__(cls, "".join(text for text, _ in kept))
        text.parts = kept
        return text

    def __getnewargs__(self) -> tuple[tuple[tuple[str, str], ...]]:  # type: ignore[override]
        return (self.parts,)

    def __add__(self, other: str) -> Marked:
        return Marked((*self.parts, *parts(other)))

    def __radd__(self, other: str) -> Marked:
        return Marked((*parts(other), *self.parts))

    @property
    def carried(self) -> str:
        """The text with its addresses in it, to be put into another; ``read`` takes them out."""
        return "".join(
            f"{_OPEN}{address}{_TO}{text}{_CLOSE}" if address else text
            for text, address in self.parts
        )


def marked(text: str, address: str) -> str:
    """A text that leads to an address as a whole; the text itself where there is none."""
    return Marked([(str(text), address)]) if text and address else text


def parts(text: str) -> tuple[tuple[str, str], ...]:
    """The pieces of a text with their addresses."""
    return text.parts if isinstance(text, Marked) else ((text, ""),)


def carried(text: str) -> str:
    """A text that can go into another without losing its marks, until it is read."""
    return text.carried if isinstance(text, Marked) else text


def read(text: str) -> str:
    """A text that carried ones were put into."""
    if _OPEN not in text:
        return text
    plain, *rest = text.split(_OPEN)
    pieces = [(plain, "")]
    for piece in rest:
        address, _, remainder = piece.partition(_TO)
        own, _, after = remainder.partition(_CLOSE)
        pieces += [(own, address), (after, "")]
    return Marked(pieces)


def joined(joint: str, texts: Iterable[str]) -> str:
    """Texts with a joint between them, their marks kept."""
    return read(joint.join(map(carried, texts)))
