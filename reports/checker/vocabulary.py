"""The words by which figures are found in German text, out of ``german.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("german.toml")


@dataclass(frozen=True)
class Item:
    """A word of some kind in a sentence: where it stands and what it means."""

    start: int
    end: int
    value: Any


@dataclass(frozen=True)
class Vocabulary:
    """Patterns by kind and code; a pattern stands for whole words, however they are capitalised.

    ``letters``: sections whose patterns tell capital letters from small ones.
    """

    sections: Mapping[str, Any]
    _compiled: dict[str, Mapping[str, re.Pattern[str]]] = field(default_factory=dict)

    def pattern(self, section: str) -> Mapping[str, re.Pattern[str]]:
        """Compiled patterns of one section by their code."""
        if section not in self._compiled:
            flags = 0 if section in self.sections["letters"] else re.IGNORECASE
            self._compiled[section] = {
                code: re.compile(rf"(?<!\w)(?:{text})(?!\w)", flags)
                for code, text in self.sections[section].items()
            }
        return self._compiled[section]

    def words(self, section: str) -> Mapping[str, str]:
        """The patterns of one section as they are written, to be put into larger ones."""
        return dict(self.sections[section])

    def hits(self, section: str, text: str) -> Iterator[tuple[int, int, str]]:
        """Where words of a section stand: start, end, code; the longest of those that overlap."""
        hits = [
            (match.start(), match.end(), code)
            for code, pattern in self.pattern(section).items()
            for match in pattern.finditer(text)
        ]
        end = -1
        for hit in sorted(hits, key=lambda one: (one[0], -one[1])):
            if hit[0] >= end:
                yield hit
                end = hit[1]

    def has(self, section: str, code: str, text: str) -> bool:
        """Whether a text holds a word of one code."""
        return bool(self.pattern(section)[code].search(text))


@lru_cache
def german() -> Vocabulary:
    """The German vocabulary, read once."""
    with _FILE.open("rb") as opened:
        return Vocabulary(tomllib.load(opened))
