"""Figures as people type them, read back: 5.250–7.300, 5,250-7,300, 12,5 bis 14, 17.

The one way back from words to numbers. A link carries the plain spelling, the same in every
language: 5250-7300.
"""

from __future__ import annotations

import re

from i18n.numbers import separators_of

#: What may stand between the two ends of a range.
_BETWEEN = re.compile(r"\s*(?:-|–|—|\.\.+|…|\bbis\b|\bto\b)\s*")
#: How people spell the signs of units.
_SPELLED = {"€": ("EUR", "Euro", "euros"), "%": ("Prozent", "percent", "per cent"),
            "Tage": ("Tag", "days"), "days": ("day", "Tage")}  # fmt: skip
_PLAIN = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")


def figure_in(text: str, lang: str) -> float | None:
    """The number that a text spells in a language; None when it spells none, or a negative one.

    A sign for thousands counts as one where it parts groups of three; else a single one is taken
    for the decimal sign, since nobody means 55 by 5.5.
    """
    signs = separators_of(lang)
    decimal, group = signs[0], signs[1]
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    if re.fullmatch(rf"[0-9]{{1,3}}({re.escape(group)}[0-9]{{3}})+({re.escape(decimal)}[0-9]+)?",
                    bare):  # fmt: skip
        bare = bare.replace(group, "").replace(decimal, ".")
    elif bare.count(decimal) + bare.count(group) == 1:
        bare = bare.replace(decimal, ".").replace(group, ".")
    return float(bare) if _PLAIN.fullmatch(bare) else None


def range_in(text: str, lang: str, symbol: str = "") -> tuple[float, float] | None:
    """The two ends that a text spells, both the same for one number; None when it spells neither.

    Ends come in the order in which they were said. ``symbol``: of the unit that is meant; typed
    with a number, also without what follows its stroke (``€/FEU``), it says nothing new.
    """
    parts = [_bare(part, symbol) for part in _BETWEEN.split(text.strip())]
    ends = [figure_in(part, lang) for part in parts]
    if None in ends or len(ends) not in (1, 2):
        return None
    numbers = [end for end in ends if end is not None]
    return numbers[0], numbers[-1]


def _bare(part: str, symbol: str) -> str:
    """A number without its own unit before or behind it."""
    short = symbol.partition("/")[0]
    names = sorted({symbol, short, *_SPELLED.get(short, ())} - {""}, key=len, reverse=True)
    own = "|".join(map(re.escape, names)) or "$^"
    return re.sub(rf"^(?:{own})\s*(?=[0-9])|(?<=[0-9])\s*(?:{own})$", "", part.strip(),
                  flags=re.IGNORECASE)  # fmt: skip


def range_in_link(text: str) -> tuple[float, float] | None:
    """The two ends in a link: 5250-7300 or 17; None for anything else."""
    parts = text.split("-")
    if len(parts) > 2 or not all(_PLAIN.fullmatch(part) for part in parts):
        return None
    return float(parts[0]), float(parts[-1])


def for_link(low: float, high: float) -> str:
    """How a range is spelled in a link; read again it is the same range."""
    ends = [f"{end:.9f}".rstrip("0").rstrip(".") for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)
