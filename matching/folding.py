"""Letters without case and accents."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss",
    "\u00ad": None, "’": None, "'": None, "´": None, "`": None,
})  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents and soft hyphens: "Société Müller" → "societe muller"."""
    lower = text.lower()
    if lower.isascii() and "'" not in lower and "`" not in lower:
        return lower
    plain = lower.translate(_LETTERS)
    if plain.isascii():
        return plain
    split = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in split if not unicodedata.combining(sign))
