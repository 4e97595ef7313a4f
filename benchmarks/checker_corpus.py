"""The corpus of the number checker: sentences filled with known figures, half of them made wrong.

Deterministic: the same warehouse and seed give the same sentences. Errors are made by rule from
right figures; each sentence has one figure that may be wrong, the others in it are right.
"""

from __future__ import annotations

import itertools
import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.checker_facts import LANDS, MONTHS, Facts

_FILE = Path(__file__).with_name("checker_templates.toml")
_SENTENCES = Path(__file__).with_name("checker_sentences.toml")
#: Which figure of a template may be wrong, unless it says another.
_TARGETS = {"level": ("mrd", "milliarden", "mio", "rund"), "course": ("mrd",), "change": ("pct",),
            "since": ("since",), "share": ("share",), "points": ("points", "signed_points"),
            "rank": ("rank", "ordinal"), "deals": ("deals",), "projects": ("projects",),
            "month": ("mrd",), "total": ("mrd", "milliarden")}  # fmt: skip
#: Errors by kind of template.
_MONEY = (
    "factor_ten",
    "million_billion",
    "digits_swapped",
    "elsewhere_period",
    "elsewhere_direction",
    "elsewhere_region",
    "outdated",
    "different",
)
ERRORS: Mapping[str, tuple[str, ...]] = {
    "level": _MONEY, "course": _MONEY, "total": ("factor_ten", "million_billion", "digits_swapped",
                                                 "elsewhere_period", "outdated", "different"),
    "month": ("factor_ten", "million_billion", "digits_swapped", "different"),
    "change": ("percent_points", "digits_swapped", "factor_ten", "different"),
    "since": ("digits_swapped", "different"),
    "share": ("digits_swapped", "factor_ten", "elsewhere_period", "different"),
    "points": ("percent_points", "different"),
    "rank": ("different",),
    "deals": ("digits_swapped", "elsewhere_period", "different"),
    "projects": ("digits_swapped", "elsewhere_period"),
}  # fmt: skip
_ORDINALS = {2: "zweit", 3: "dritt", 4: "viert", 5: "fünft", 6: "sechst", 7: "siebt", 8: "acht",
             9: "neunt", 10: "zehnt"}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A sentence, where in it the figure stands that is looked at, and how it was made wrong."""

    text: str
    start: int
    end: int
    error: str = ""
    kind: str = ""
    held_out: bool = False


@cache
def templates() -> list[dict[str, Any]]:
    """All templates with their kind."""
    with _FILE.open("rb") as opened:
        listed = tomllib.load(opened)
    return [{"kind": kind, **one} for kind, group in listed.items() for one in group]


@cache
def sentences() -> list[dict[str, Any]]:
    """The paragraphs written by hand."""
    with _SENTENCES.open("rb") as opened:
        return list(tomllib.load(opened)["paragraph"])


def corpus(facts: Facts, each: int = 6, seed: int = 1520) -> list[Sample]:
    """So many sentences of each template, every other one wrong."""
    made: list[Sample] = []
    for number, template in enumerate(templates()):
        draw = random.Random(seed * 1000 + number)  # noqa: S311 - no secret
        errors = list(ERRORS[template["kind"]])
        draw.shuffle(errors)
        for turn in range(each):
            wanted = errors[(turn // 2) % len(errors)] if turn % 2 else ""
            made += _made(template, wanted, errors, facts, draw)
    return made


def _made(template: Mapping[str, Any], wanted: str, errors: list[str], facts: Facts,
          draw: random.Random) -> Iterator[Sample]:  # fmt: skip
    """One sentence; where an error cannot be made of a figure, another one is tried."""
    for error in [wanted, *errors] if wanted else [""]:
        for _ in range(30):
            values = facts.drawn(template, draw)
            sample = values and _filled(template, values, error, facts, draw)
            if sample:
                yield sample
                return


def _filled(template: Mapping[str, Any], values: dict[str, Any], error: str, facts: Facts,
            draw: random.Random) -> Sample | None:  # fmt: skip
    kind, text = template["kind"], template["text"]
    named = [name for _, name in re.findall(r"()\{(\w+)\}", text)]
    target = template.get("target") or next(t for t in _TARGETS[kind] if t in named)
    texts = {name: facts.printed(name, values) for name in named}
    texts["ordinal"] = _ORDINALS.get(values.get("rank", 0), "")
    texts["month"] = MONTHS[values.get("month", 1) - 1]
    if "ordinal" in named and not texts["ordinal"]:
        return None
    right = texts[target]
    if error:
        wrong = _wrong(error, target, right, values=values, facts=facts, draw=draw)
        if wrong is None or (wrong == right and error != "percent_points"):
            return None
        texts[target] = wrong
    texts["Land"] = draw.choice(LANDS[values["region"]]) if "region" in values else ""
    before, _, after = text.partition("{" + target + "}")
    start = len(before.format_map(texts))
    told = text.format_map(texts)
    end = start + len(texts[target])
    if error == "percent_points":
        swapped = _points_swapped(told, end)
        if swapped is None:
            return None
        told = swapped
    del after
    return Sample(told, start, end, error, kind, bool(template.get("held_out")))


def _points_swapped(text: str, end: int) -> str | None:
    """The unit behind a figure exchanged: percent for points and the reverse."""
    tail = text[end:]
    for old, new in (
        ("Prozentpunkte", "Prozent"),
        ("Prozent", "Prozentpunkte"),
        ("%", "Prozentpunkte"),
    ):
        if re.match(rf"\s{re.escape(old)}(?!\w)", tail):
            return text[:end] + tail.replace(old, new, 1)
    return None


def _wrong(
    error: str,
    target: str,
    right: str,
    *,
    values: dict[str, Any],
    facts: Facts,
    draw: random.Random,
) -> str | None:
    """The printed figure made wrong by a rule; None where the rule does not fit it."""
    if error == "percent_points":
        return right  # its unit is what goes wrong
    if error == "million_billion":
        pairs = {"Mrd.": "Mio.", "Milliarden": "Millionen", "Mio.": "Mrd."}
        old = next((one for one in pairs if one in right), None)
        return right.replace(old, pairs[old]) if old else None
    if error == "digits_swapped":
        return _swapped(right, draw)
    if error.startswith("elsewhere") or error == "outdated":
        other = facts.other(error, values, draw)
        return None if other is None else facts.printed(target, {**values, **other})
    factors = (0.1, 10.0) if error == "factor_ten" else (0.86, 1.09, 1.17)
    factor = draw.choice(factors)
    return facts.scaled(target, values, factor)


def _swapped(printed: str, draw: random.Random) -> str | None:
    """Two neighbouring digits that differ, exchanged; no zero to the front."""
    places = [n for n, sign in enumerate(printed) if sign.isdigit()]
    pairs = [(a, b) for a, b in itertools.pairwise(places)
             if printed[a] != printed[b] and not (a == places[0] and printed[b] == "0")
             and not (a == places[0] and b == places[-1] and "," in printed)]  # fmt: skip
    if not pairs:
        return None
    a, b = draw.choice(pairs)
    signs = list(printed)
    signs[a], signs[b] = signs[b], signs[a]
    return "".join(signs)
