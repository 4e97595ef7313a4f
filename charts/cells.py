"""A cell of a table that is more than a text: several lines, a link, a word with a sign."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, init=False, slots=True)
class Cell:
    """One or several lines, the first of which counts; they may lead to an address.

    ``parts``: those that are not empty; the lines below the first are quieter, except cells without
    an address. ``href``: only web addresses and our own pages become links. ``sign``: stands before
    a word, hidden from who hears the page, in the colour that style.css gives its ``kind``.
    """

    parts: tuple[str | Cell, ...]
    href: str
    sign: str
    kind: str

    def __init__(self, *parts: str | Cell, href: str = "", sign: str = "", kind: str = "") -> None:
        filled = tuple(part for part in parts if part)
        for name, value in (("parts", filled), ("href", href), ("sign", sign), ("kind", kind)):
            object.__setattr__(self, name, value)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return " – ".join(map(str, self.parts))


#: A row of a table.
TableRow = tuple[str | Cell, ...]
