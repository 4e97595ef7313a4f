"""Figures in a German sentence: number, scale, unit, how exact it is, what it agrees with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reports.checker.vocabulary import german

#: Spaces that stand inside a number or before its unit.
_GAP = "[ \u00a0\u202f\u2009]"
_NUMBER = (
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?:,\d+)?"
    r"|\d+,\d+|\d+\.\d{1,2}(?!\d)|\d+"
)
_SIGN = "(?P<sign>[+\u2212\u2013-]|(?:plus|minus)(?= ))?"
_FACTORS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
#: What one of a unit is in ones: money is kept in millions.
_ONE = {"meur": 1e-6, "musd": 1e-6}
#: How far off a figure may be that is said to be about, well over or almost so, as a part of it.
ABOUT, WELL, ALMOST = 0.02, 0.05, 0.05
_LOOSE_WORDS = r"(?:\s+[a-zäöüß]+(?:e|en|er|es|em)){0,2}\s+"


@dataclass(frozen=True)
class Figure:
    """A figure as printed: where it stands, its value in its unit, the step of its last digit.

    ``unit``: a code of the units (money in millions), points, fold, rank. ``sign``: printed before
    it, 0 for none. ``scale``: thousand, million, billion or empty.
    """

    start: int
    end: int
    text: str
    digits: str
    value: float
    step: float
    unit: str
    scale: str = ""
    qualifier: str = "exact"
    sign: int = 0

    @property
    def significant(self) -> int:
        """Number of its digits that say something."""
        bare = self.digits.replace(",", "").lstrip("0")
        return len(bare if "," in self.digits else bare.rstrip("0")) or 1

    def bounds(self) -> tuple[float | None, float | None]:
        """Lowest and highest value that it agrees with, as printed and as said; None is open."""
        low, high = self.value - self.step / 2, self.value + self.step / 2
        if self.qualifier == "about":
            slack = ABOUT * self.value
            return min(low, self.value - slack), max(high, self.value + slack)
        if self.qualifier == "almost":
            return self.value - max(self.step, ALMOST * self.value), high
        if self.qualifier == "well":
            return low, self.value + max(self.step, WELL * self.value)
        if self.qualifier == "more_than":
            return low, None
        return (None, high) if self.qualifier == "less_than" else (low, high)

    def times(self, factor: float) -> Figure:
        """The same digits with another scale."""
        return replace(self, value=self.value * factor, step=self.step * factor)

    def with_digits(self, digits: str) -> Figure:
        """The same figure with other digits of the same number."""
        old = number_of(self.digits)
        return replace(
            self, digits=digits, value=self.value * number_of(digits) / old if old else 0
        )


def number_of(digits: str) -> float:
    """The number that German digits spell: 1.234,5; a point before one or two digits is a comma."""
    bare = re.sub(_GAP, "", digits)
    if re.fullmatch(r"\d+\.\d{1,2}", bare):
        return float(bare)
    return float(bare.replace(".", "").replace(",", "."))


def step_of(digits: str) -> float:
    """The step of the last digit that says something: 42,30 → 0.01, 12.000 → 1000."""
    bare = re.sub(_GAP, "", digits)
    if re.fullmatch(r"\d+\.\d{1,2}", bare):
        bare = bare.replace(".", ",")
    whole, _, decimals = bare.replace(".", "").partition(",")
    if decimals:
        return float(10.0 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10**zeros) if whole.strip("0") else 1.0


@lru_cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of a figure with a unit, of one of counted things, of a rank."""
    words = german().words
    scale = "|".join(f"(?P<{code}>{text})" for code, text in words("scale").items())
    unit = "|".join(f"(?P<{code}>{text})" for code, text in words("unit").items())
    counted = "|".join(f"(?P<{code}>{text})" for code, text in words("counted").items())
    numerals = "|".join(words("number").values())
    head = rf"(?<![\w,.]){_SIGN}{_GAP}?(?P<digits>{_NUMBER})"
    stem = "|".join(words("ordinal").values())
    rank, one = words("rank"), words("glue")["one"]
    return {
        "unit": re.compile(
            rf"{head}(?:{_GAP}?-?(?:{scale})(?![a-zäöü]))?(?:{_GAP}?-?(?:{unit})(?!\w))?",
            re.IGNORECASE,
        ),
        "counted": re.compile(
            rf"(?<![\w,.])(?P<digits>{_NUMBER}|(?:{numerals})(?!\w))(?:{_GAP}?(?:{scale})(?![a-zäöü]))?"
            rf"(?:{_LOOSE_WORDS}|{_GAP})(?:{counted})(?!\w)"
        ),
        "rank": re.compile(
            rf"(?<!\w)(?:{rank['place']})\s+(?P<digits>\d{{1,2}}|{numerals}|{one})(?![\w,.]*\d)"
            rf"|(?<![\w,.])(?P<nth>\d{{1,2}})\.\s(?:{rank['stead']})(?!\w)"
            rf"|(?<!\w)(?P<stem>{stem})(?:e[rnms]?)\s(?:{rank['stead']})(?!\w)"
            rf"|(?<!\w)(?P<super>{stem})(?:{rank['superlative']})",
            re.IGNORECASE,
        ),
    }


def figures_in(sentence: str) -> list[Figure]:
    """All figures of a sentence that have a unit, in order; years, dates and numbers are none."""
    candidates = [*_ranks(sentence), *_counts(sentence), *_with_unit(sentence)]
    kept: list[Figure] = []
    for one in sorted(candidates, key=lambda f: (f.start, f.start - f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _with_unit(sentence: str) -> Iterator[Figure]:
    matches = [m for m in _patterns()["unit"].finditer(sentence) if not _is_date(sentence, m)]
    made = [_figure(sentence, match) for match in matches]
    for number, (match, own) in enumerate(zip(matches, made, strict=True)):
        if own is not None:
            yield own
        elif re.fullmatch(r"(?:19|20)\d\d", match["digits"]):
            continue  # a year
        elif (shared := made[number + 1 : number + 2]) and shared[0] is not None:
            # Of 36,3 auf 42,3 Mrd. Euro the first has the unit of the second.
            between = sentence[match.end() : shared[0].start]
            if re.fullmatch(rf"\s*{german().words('glue')['shared']}", between):
                yield _sharing(sentence, match, shared[0])


def _sharing(sentence: str, match: re.Match[str], other: Figure) -> Figure:
    factor = other.value / number_of(other.digits) if number_of(other.digits) else 1.0
    digits = match["digits"]
    return Figure(match.start("digits"), match.end("digits"), match.group().strip(), digits,
                  number_of(digits) * factor, step_of(digits) * factor, other.unit, other.scale,
                  _qualifier(sentence[: match.start()]), _sign(match["sign"]))  # fmt: skip


def _figure(sentence: str, match: re.Match[str]) -> Figure | None:
    """A figure with unit; None for a bare number. Billions without a unit are euros."""
    parts = match.groupdict()
    scale = next((code for code in _FACTORS if parts[code]), "")
    unit = next((code for code in german().words("unit") if parts[code]), "")
    if not unit and scale in ("million", "billion") and not parts["digits"].isspace():
        unit = "meur"
    if not unit:
        return None
    factor = _FACTORS.get(scale, 1.0) * _ONE.get(unit, 1.0)
    return Figure(
        match.start(),
        match.end(),
        match.group().strip(),
        parts["digits"],
        number_of(parts["digits"]) * factor,
        step_of(parts["digits"]) * factor,
        unit,
        scale,
        _qualifier(sentence[: match.start()]),
        _sign(parts["sign"]),
    )


def _counts(sentence: str) -> Iterator[Figure]:
    numerals = {word: number for number, word in german().words("number").items()}
    for match in _patterns()["counted"].finditer(sentence):
        parts = match.groupdict()
        digits = numerals.get(parts["digits"], parts["digits"])
        unit = next(code for code in german().words("counted") if parts[code])
        if re.fullmatch(r"(?:19|20)\d\d", digits) or _is_date(sentence, match):
            continue  # in 2022 firms …: a year
        scale = next((code for code in _FACTORS if parts[code]), "")
        factor = _FACTORS.get(scale, 1.0)
        yield Figure(match.start(), match.end(), match.group(), digits, number_of(digits) * factor,
                     step_of(digits) * factor, unit, scale,
                     _qualifier(sentence[: match.start()]))  # fmt: skip


def _ranks(sentence: str) -> Iterator[Figure]:
    ordinals = {
        stem: int(n) for n, text in german().words("ordinal").items() for stem in text.split("|")
    }
    numerals = {word: int(n) for n, word in german().words("number").items()} | {
        german().words("glue")["one"]: 1
    }
    for match in _patterns()["rank"].finditer(sentence):
        matched = next(part for part in match.groups() if part).lower()
        place = ordinals.get(matched) if match["stem"] or match["super"] else None
        number = place or numerals.get(matched) or (int(matched) if matched.isdigit() else 0)
        if number:
            yield Figure(
                match.start(), match.end(), match.group(), str(number), number, 1.0, "rank"
            )


def _sign(text: str | None) -> int:
    if not text:
        return 0
    return 1 if text.lower() in ("+", "plus") else -1


def _qualifier(before: str) -> str:
    """How exactly the figure behind these words is said, by the last of them."""
    for code in german().words("qualifier"):
        for match in german().pattern("qualifier")[code].finditer(before[-30:]):
            if not before[-30:][match.end() :].strip(" +-\u2212\u2013"):
                return code
    return "exact"


def _is_date(sentence: str, match: re.Match[str]) -> bool:
    """Whether a number is part of a date, a table's number or a share of a code."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    words, month = german().words, "|".join(german().words("month").values())
    return bool(
        re.search(rf"(?:\d[.\-/]|(?<!\w)(?:{words('glue')['no_figure']})\s?)$", before)
        or re.match(rf"\.\d|[-/]\d|\.\s?(?:{month})(?!\w)", after)
    )
