"""Signs that stand for a missing figure or qualify one, in both generations.

The old signs (DIN 55301, withdrawn in 2020) are the ones this project shows. Offices have begun
to publish with new ones, where 0 means exactly zero and k what 0 used to mean: so a legend must
say which generation it explains.
"""

from __future__ import annotations

import unicodedata

from i18n.catalog import filled, text_of

MISSING = {
    "nothing": "–",
    "secret": "·",
    "unknown": "·",
    "later": "...",
    "not_meaningful": "x",
    "unreliable": "/",
}
OLD = {
    "nothing": "–",
    "less_than_half": "0",
    "unknown_or_secret": "·",
    "later": "...",
    "not_meaningful": "x",
    "unreliable": "/",
    "limited": "( )",
    "provisional": "p",
    "revised": "r",
    "estimated": "s",
}
NEW = {
    "nothing": "0",
    "less_than_half": "k",
    "unknown_or_secret": "g",
    "later": "t",
    "not_meaningful": "x",
    "unreliable": "u",
    "provisional": "p",
    "revised": "r",
    "estimated": "s",
    "final": "e",
}


def sign_for(kind: str) -> str:
    """Sign for one kind of missing figure."""
    try:
        return MISSING[kind]
    except KeyError:
        raise ValueError(
            f"kind of missing figure {kind!r} is not known, expected one of {sorted(MISSING)}"
        ) from None


def explained(lang: str, generation: str) -> list[tuple[str, str]]:
    """Sign and meaning; with both generations the new signs say that they are the new ones."""
    old = [(sign, text_of(lang, f"signs.{kind}")) for kind, sign in OLD.items()]
    new = [(sign, text_of(lang, f"signs.{kind}")) for kind, sign in NEW.items()]
    if generation == "both":
        both = [pair for pair in new if pair in old]
        return old + [
            (sign, filled(lang, "signs.in_new_tables", {"meaning": meaning}))
            for sign, meaning in new
            if (sign, meaning) not in both
        ]
    if generation not in ("old", "new"):
        raise ValueError(f"generation {generation!r} is not known, expected old, new or both")
    return old if generation == "old" else new


def alphabetical(term: str) -> str:
    """Key to sort by as a dictionary does: Ü beside U, capitals beside small letters."""
    plain = unicodedata.normalize("NFKD", term.casefold())
    return "".join(letter for letter in plain if letter.isalnum() or letter == " ")
