"""A firm's name in the spellings in which it may be met: forms off, signs folded, 汉字 in Latin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from matching import forms, words
from matching.folding import fold

#: Longer names are cut: nobody is called so, and each sign costs time.
_LONGEST = 300
_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
_WORDS = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
Words = tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """A name taken apart: the spellings of the whole, of its parts, its legal form.

    ``spellings``: words in order, without the legal form, in Chinese signs if it has some.
    ``sounds``: those in Latin letters; two names in Chinese signs are never compared by them.
    ``parts``: what is also looked for, but is less than the name (one script of two, without what
    stands in brackets). ``asides``: what stands in brackets.
    """

    text: str
    spellings: tuple[Words, ...]
    sounds: tuple[Words, ...]
    parts: tuple[Words, ...]
    asides: tuple[Words, ...]
    form: str
    is_ending: bool
    has_han: bool

    @cached_property
    def all(self) -> tuple[Words, ...]:
        """All that it can be found by, each once."""
        return tuple(dict.fromkeys((*self.spellings, *self.sounds, *self.parts, *self.asides)))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words in it."""
        return frozenset(one for spelt in self.all for one in spelt)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Its spellings in one word each, without words that many firms share."""
        joined = ("".join(one for one in spelt if not words.is_common(one)) for spelt in self.all)
        return tuple(dict.fromkeys(one for one in joined if one))


@lru_cache(65_536)
def analysed(name: str) -> Name:
    """A name taken apart; of signs that are no letters nothing is left."""
    text = unicodedata.normalize("NFKC", name)[:_LONGEST].strip()
    core, form, is_ending = forms.split(text.lower())
    has_han = is_han(core)
    sounds = dict.fromkeys(_spelt(core))
    spellings = {_words(_simplified(core)): None} if has_han else sounds
    parts = dict[Words, None]()
    without = _BRACKETS.sub(_kept_if_place, core).strip()
    if without and without != core:
        inner, inner_form, ending = forms.split(without)
        form, is_ending = form or inner_form, is_ending or ending
        parts |= dict.fromkeys(_spelt(inner))
    if has_han and (latin := _HAN.sub(" ", core)).strip():
        parts |= dict.fromkeys([*_spelt(latin), _words(_simplified("".join(_HAN.findall(core))))])
    known = {**spellings, **sounds}
    return Name(text, tuple(filter(None, spellings)), tuple(filter(None, sounds)),
                tuple(one for one in parts if one and one not in known),
                tuple(_asides(core)), form, is_ending, has_han)  # fmt: skip


def _asides(core: str) -> Iterator[Words]:
    """Words in brackets, without those of common words alone."""
    for bracketed in _BRACKETS.findall(core):
        inside, _, _ = forms.split(bracketed[1:-1])
        aside = _words(fold(_latin(inside)))
        if not all(map(words.is_common, aside)):
            yield aside


def _kept_if_place(match: re.Match[str]) -> str:
    """Text in brackets is dropped, except a country or region: firms of one group differ by it."""
    inside = match[0][1:-1]
    aside = _words(_latin(inside))
    is_place = bool(aside) and all(one in words.PLACES for one in aside)
    return f" {inside} " if is_place else " "


def _spelt(core: str) -> Iterator[Words]:
    """The words of a name as they may be spelt in Latin letters, the plainest first."""
    latin = _latin(core)
    for text in dict.fromkeys((fold(latin), fold(latin.translate(_TWO_LETTERS)))):
        yield _words(text)
        # As it is written besides: "Bau-Chemie" is "Bauchemie", whatever "Chemie" means.
        yield tuple(one for one in _WORDS.findall(text) if one not in words.SILENT)


def _words(text: str) -> Words:
    all_words = [words.SAME.get(one, one) for one in _WORDS.findall(text)]
    return tuple(one for one in all_words if one not in words.SILENT) or tuple(all_words)


def sound(text: str) -> str:
    """A text in Latin letters, in one word: "长沙" → "changsha"."""
    return "".join(_words(fold(_latin(text))))


def is_han(text: str) -> bool:
    """Whether there are Chinese signs in a text."""
    return bool(_HAN.search(text))


@lru_cache(8_192)
def _simplified(text: str) -> str:
    return str(_converter().convert(text))  # type: ignore[attr-defined]


@cache
def _converter() -> object:
    # Only for those who meet Chinese signs: the tables take 20 ms.
    from opencc import OpenCC  # noqa: PLC0415

    return OpenCC("t2s")


def _latin(text: str) -> str:
    """Chinese signs as known words and, for the rest, as pinyin without tones, joined."""
    if text.isascii():
        return text
    return _HAN.sub(lambda match: f" {' '.join(_romanized(_simplified(match[0])))} ", text)


def _romanized(signs: str) -> Iterator[str]:
    unknown = ""
    at = 0
    longest = max(map(len, words.HAN))
    while at < len(signs):
        size = next((n for n in range(longest, 1, -1) if signs[at : at + n] in words.HAN), 0)
        if size:
            if unknown:
                yield _pinyin(unknown)
            yield words.HAN[signs[at : at + size]]
            unknown = ""
        else:
            unknown += signs[at]
        at += max(size, 1)
    if unknown:
        yield _pinyin(unknown)


@lru_cache(8_192)
def _pinyin(signs: str) -> str:
    # Only for those who meet Chinese signs: its tables take a quarter of a second.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return "".join(lazy_pinyin(signs)).replace("ü", "u").replace("v", "u")
