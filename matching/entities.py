"""What is compared: an entity by its names, its numbers and its town."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matching import words
from matching.folding import fold
from matching.names import is_han, sound

_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_NUMBER = re.compile(r"\b(hr[ab]|gnr|pr|vr)\.?[\s-]*0*(\d+)\s*([a-z]{0,2})\b")
_BEFORE_TOWN = re.compile(r"^(?:\d{5}|d-\d{5})\s+")
_AFTER_TOWN = re.compile(r"\s*(?:[/(,]|\ba\.? ?d\.? |\ban der\b|\bam\b|\bi\. ?w\b|\bob der\b).*$")


@dataclass(frozen=True)
class Entity:
    """One entity; what is not known is empty. ``authority``: court, or its code at GLEIF."""

    entity_id: str
    names: tuple[str, ...]
    lei: str = ""
    authority: str = ""
    number: str = ""
    town: str = ""
    postcode: str = ""


def is_lei(text: str) -> bool:
    """Whether a text is an LEI: 20 signs, no small letters, whose check digits fit (ISO 17442)."""
    return bool(_LEI.fullmatch(text)) and int("".join(str(int(one, 36)) for one in text)) % 97 == 1


@lru_cache(65_536)
def number(text: str) -> str:
    """The number of a register's entry in one spelling: "HR B 0123" → "hrb123"; else empty."""
    match = _NUMBER.search(text.lower().replace("hr b", "hrb").replace("hr a", "hra"))
    return "".join(match.groups()) if match else ""


@lru_cache(65_536)
def court(text: str) -> str:
    """A court in one spelling: "Amtsgericht Düsseldorf" → "dusseldorf"; GLEIF's code as it is."""
    folded = fold(text)
    return town(re.sub(r"^(?:amtsgericht|ag|registergericht)\s+", "", folded))


@lru_cache(65_536)
def town(text: str) -> str:
    """A town in one spelling, without what only tells it from others of its name."""
    if is_han(text):
        return sound(text)
    folded = _AFTER_TOWN.sub("", _BEFORE_TOWN.sub("", fold(text).strip())).strip(" .-")
    folded = folded.replace("-", " ")
    plain = folded.replace("ue", "u").replace("oe", "o").replace("ae", "a")
    return words.TOWNS.get(folded, plain)


def same_town(left: Entity, right: Entity) -> bool | None:
    """Whether two sit in one place; None where one of them does not say."""
    if left.postcode and left.postcode == right.postcode:
        return True
    one, other = town(left.town), town(right.town)
    if not one or not other:
        return None
    return one == other or one.split()[0] == other or other.split()[0] == one


def same_entry(left: Entity, right: Entity) -> bool | None:
    """Whether two are one entry of a register; None where that cannot be told."""
    one, other = number(left.number), number(right.number)
    if not one or not other:
        return None
    mine, theirs = court(left.authority), court(right.authority)
    are_comparable = bool(mine and theirs) and is_code(mine) == is_code(theirs)
    if not are_comparable or mine != theirs:
        return None
    return one == other


def is_code(authority: str) -> bool:
    """Whether an authority is said by GLEIF's code: codes and names of courts never compare."""
    return bool(re.fullmatch(r"ra\d{6}", authority))
