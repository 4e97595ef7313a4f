"""Files for people: heads in words, labels where the codes stood, the codes behind all else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from i18n import Words
from i18n.locale import VOCABULARIES


def in_words(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The frame of ``export.with_sources`` for people to read: words, labels first, codes last."""
    words, frame = Words(lang), frame.copy()
    for name, kind in VOCABULARIES.items():
        if name in frame and f"{name}_label" not in frame:
            frame[f"{name}_label"] = [_said_in_words(cell, kind, words) for cell in frame[name]]
    heads = heads_of(frame.columns, words)
    codes = [name for name in frame if f"{name}_label" in frame]
    labels = {name: f"{name}_label" for name in codes}
    first = [labels.get(name, name) for name in frame if name not in labels.values()]
    return frame[[*first, *codes]].rename(columns=heads)


def _said_in_words(cell: Any, kind: str, words: Words) -> str:
    if not isinstance(cell, str):  # nothing is known
        return ""
    return words.code(kind, cell) if words.has(f"{kind}.{cell}") else cell


def heads_of(names: Iterable[str], words: Words) -> dict[str, str]:
    """The head of each column in words: the label takes the word, its code says that it is one.

    A column for which there is no word keeps its name.
    """
    listed = list(names)
    heads = {}
    for name in listed:
        plain = name.removesuffix("_label") if name.endswith("_label") else name
        key = f"file.column.{plain}"
        said = words(key) if words.has(key) else plain
        is_code = f"{name}_label" in listed
        heads[name] = words("file.of_code", name=said) if is_code else said
    return heads
