"""The texts: one TOML file per language and subject, read once.

A key is what stands in the file: ``[trade.nrw]`` with ``title = "…"`` in ``i18n/de/trade.toml``
is ``trade.nrw.title``. Placeholders are plain names in braces, ``{year}``.
"""

from __future__ import annotations

import csv
import difflib
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from i18n.marked import carried, read

LANGUAGES = ("de", "en")
ROOM = Path(__file__).parent
#: A reference table, so that questions find by these names too.
_DESCRIPTIONS = ROOM.parent / "data" / "reference" / "descriptive_names.csv"


class UnknownLanguage(ValueError):
    """A language for which there are no words here."""

    def __init__(self, lang: object) -> None:
        super().__init__(f"language {lang!r} is not known here; expected one of {LANGUAGES}")


class MissingWord(LookupError):
    """A text, unit or label that nobody has written yet, or a value that a text waits for."""


def known_language(lang: str) -> str:
    """The language itself; raises UnknownLanguage for any other than those in LANGUAGES."""
    if lang not in LANGUAGES:
        raise UnknownLanguage(lang)
    return lang


def flat(tables: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Dotted key and text for each entry of nested tables; anything but text is refused."""
    for name, entry in tables.items():
        key = f"{path}.{name}" if path else name
        if isinstance(entry, Mapping):
            yield from flat(entry, key)
        elif isinstance(entry, str):
            yield key, entry
        else:
            raise TypeError(f"text {key!r} is {type(entry).__name__}, expected a string in quotes")


def texts_in(file: Path) -> dict[str, str]:
    """Texts of one file by dotted key."""
    with file.open("rb") as opened:
        return dict(flat(tomllib.load(opened)))


@lru_cache
def descriptions_of(lang: str) -> Mapping[str, str]:
    """What sources call somebody whom they describe rather than name, in a language."""
    with _DESCRIPTIONS.open(encoding="utf-8", newline="") as opened:
        return {row["code"]: row[f"label_{lang}"] for row in csv.DictReader(opened)}


@lru_cache
def texts_of(lang: str) -> Mapping[str, str]:
    """All texts of one language by dotted key; a key in two files is an error."""
    texts: dict[str, str] = {}
    for file in sorted((ROOM / known_language(lang)).glob("*.toml")):
        own = texts_in(file)
        if twice := sorted(own.keys() & texts.keys()):
            raise ValueError(f"i18n/{lang}/{file.name}: {twice} stands in another file already")
        texts.update(own)
    return MappingProxyType(texts)


def text_of(lang: str, key: str) -> str:
    """One text with its placeholders still open; MissingWord names the nearest keys."""
    texts = texts_of(lang)
    try:
        return texts[key]
    except KeyError:
        similar = difflib.get_close_matches(key, texts, n=3)
        hint = f"; did you mean {', '.join(similar)}?" if similar else ""
        raise MissingWord(f"no text {key!r} in i18n/{lang}/*.toml{hint}") from None


def filled(lang: str, key: str, values: Mapping[str, object]) -> str:
    """One text with its placeholders filled.

    Values are texts or whole numbers that are read digit by digit (years). Amounts and dates must
    be put into words first (``w.number``, ``w.date``), or they would appear in Python's spelling:
    TypeError. A placeholder without a value is a MissingWord.
    """
    text = text_of(lang, key)
    for name, value in values.items():
        if not isinstance(value, (str, int)):
            kind = type(value).__name__
            raise TypeError(f"{name}={value!r} for text {key!r} is {kind}: put it into words first")
    encoded = {name: carried(v) if isinstance(v, str) else v for name, v in values.items()}
    try:
        return read(text.format_map(encoded))
    except KeyError as missing:
        raise MissingWord(
            f"text {key!r} ({lang}) waits for a value {missing}, given: {sorted(values)}"
        ) from None


def placeholders(text: str) -> set[str]:
    """Names of the placeholders in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
