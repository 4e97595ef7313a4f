"""How notes of the data are set: like our own texts, whoever typed them and wherever they go."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

#: What a note may be typed like → as it is set: the euro's sign, no break before a unit, a minus.
_TYPED = (
    (re.compile(r"\b(Mio|Mrd)\. (?:Euro\b|€)"), "\\1.\u00a0€"),
    (re.compile(r"(?<=[0-9]) (?=%|€|Mio\.|Mrd\.)"), "\u00a0"),
    (re.compile(r"(?<![^\s(])-(?=[0-9])"), "−"),
)


@lru_cache(maxsize=20_000)  # many figures share a note
def typeset(text: str) -> str:
    """A note with the signs that our own texts have."""
    for typed, as_set in _TYPED:
        text = typed.sub(as_set, text)
    return text


def notes_set(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of text with its notes set: what it says in German and in English.

    What a source printed (values, titles) stays as it was printed.
    """
    notes = [name for name in frame.columns if name.endswith(("_de", "_en"))]
    return frame.assign(
        **{name: frame[name].map(typeset, na_action="ignore").astype("str") for name in notes}
    )
