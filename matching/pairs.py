"""Whether two entities are one: by LEI, then by the register's entry, then by name and town."""

from __future__ import annotations

import re
from itertools import product
from typing import Literal

from rapidfuzz import fuzz

from matching import words
from matching.entities import Entity, number, same_entry, same_town
from matching.names import Name, Words, analysed, is_han

#: Syllables of Chinese as they are spelt: there another letter is another word.
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ang|i?ong|ueng|uang|eng|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui"
    r"|ue|er|[aeiou]))+"
)
Verdict = Literal["sure", "unsure", "no"]
Likeness = Literal["equal", "close", "part", "far"]
#: A word so long may differ in one place, if so much of it agrees (percent).
_LONG_WORD, _CLOSE = 6, 85
#: Joined names shorter than this are equal or not, never close; one letter is no name.
_LONG_NAME, _SHORTEST = 8, 2


def match(left: Entity, right: Entity) -> Verdict:
    """Whether two entities are one. ``unsure`` is for a person to decide."""
    return judged(left, right)[0]


def judged(left: Entity, right: Entity) -> tuple[Verdict, str]:
    """The verdict and by what: lei, register, name or nothing."""
    if left.lei and right.lei:
        return ("sure" if left.lei.upper() == right.lei.upper() else "no"), "lei"
    entry = same_entry(left, right)
    if entry is not None:
        return ("sure" if entry else "no"), "register"
    likeness, forms_agree = _best(left, right)
    numbers = [number(one.number) for one in (left, right)]
    if likeness in ("equal", "close") and all(numbers):
        # Courts that do not compare, or a seat that moved: the number alone proves nothing.
        place = same_town(left, right)
        if numbers[0] == numbers[1] and place:
            return "sure", "register"
        return "unsure", "name"
    return _by_place(likeness, same_town(left, right), forms_agree=forms_agree), "name"


def _by_place(likeness: Likeness, place: bool | None, *, forms_agree: bool) -> Verdict:
    if likeness == "far":
        return "no"
    if likeness == "part":
        return "unsure" if place else "no"
    if place and forms_agree:
        return "sure"
    if likeness == "close":
        return "no" if place is False else "unsure"
    return "unsure"


_RANK: dict[Likeness, int] = {"equal": 3, "close": 2, "part": 1, "far": 0}


def _best(left: Entity, right: Entity) -> tuple[Likeness, bool]:
    """The closest of all pairs of names, and whether their legal forms agree."""
    best: tuple[Likeness, bool] = ("far", False)
    for one, other in product(left.names, right.names):
        mine, theirs = analysed(one), analysed(other)
        candidate = likeness(mine, theirs), agree(mine, theirs)
        if (_RANK[candidate[0]], candidate[1]) > (_RANK[best[0]], best[1]):
            best = candidate
    return best


def agree(left: Name, right: Name) -> bool:
    """Whether legal forms can be of one firm: equal, one not said, or one in another language."""
    if not left.form or not right.form or left.has_han != right.has_han:
        return True
    return left.form == right.form


def likeness(left: Name, right: Name) -> Likeness:
    """How two names are alike; one letter is like nothing."""
    best: Likeness = "far"
    if left.has_han and right.has_han:
        mine, theirs = left.spellings, right.spellings
    else:
        mine, theirs = left.sounds, right.sounds
    for one, other in product(mine, theirs):
        degree = _compared(one, other)
        if _RANK[degree] > _RANK[best]:
            best = degree
        if best == "equal":
            return best
    parts = [*product(left.parts, (*theirs, *right.parts)), *product(mine, right.parts)]
    for one, other in parts:
        degree = _compared(one, other)
        # Less than the name, so never the name; an aside in brackets is.
        if degree == "equal" and not (left.has_han or right.has_han):
            return "equal"
        if degree != "far" and _RANK[best] < _RANK["part"]:
            best = "part"
    return best


def _compared(one: Words, other: Words) -> Likeness:
    joined, joined_other = "".join(one), "".join(other)
    if min(len(joined), len(joined_other)) < _SHORTEST:
        return "far"
    if joined == joined_other or sorted(one) == sorted(other):
        return "equal"
    if _are_close(one, other):
        return "close"
    return "part" if _is_part(one, other) or _is_part(other, one) else "far"


def _are_close(one: Words, other: Words) -> bool:
    """Whether all words are equal but long ones that differ by a letter."""
    joined, joined_other = "".join(one), "".join(other)
    if min(len(joined), len(joined_other)) < _LONG_NAME or is_han(joined + joined_other):
        return False
    if len(one) != len(other):
        return False
    differ = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and all(
        min(len(mine), len(theirs)) >= _LONG_WORD
        and not (words.is_common(mine) or words.is_common(theirs))
        and not (_PINYIN.fullmatch(mine) and _PINYIN.fullmatch(theirs))
        and not any(sign.isdigit() for sign in mine + theirs)
        and fuzz.ratio(mine, theirs) >= _CLOSE
        for mine, theirs in differ
    )


def _is_part(one: Words, other: Words) -> bool:
    """Whether all words of one stand in the other, and one of them tells firms apart."""
    telling = [word for word in one if not words.is_common(word) and len(word) > 2]
    return bool(telling) and set(one) < set(other)
