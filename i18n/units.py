"""Units: how many digits a figure of each unit shows, when it changes to a larger unit, its words.

The words stand in ``i18n/<lang>/units.toml``: ``symbol`` (for axes), ``many`` and, where it
differs, ``one`` (for running text, ``{}`` is the number).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from i18n.catalog import MissingWord, text_of, texts_of
from i18n.numbers import as_stored, rounded, sign_of, spelled_out, trimmed


@dataclass(frozen=True)
class Shape:
    """Digits that a unit shows; ``trim``: without zeros at the end; ``small``: digits below 1."""

    digits: int = 0
    trim: bool = False
    small: int = 0


@dataclass(frozen=True)
class Scale:
    """What an axis needs to show a unit: divide by ``divisor``, write ``symbol`` beside it."""

    unit: str
    divisor: int
    symbol: str
    digits: int


COUNT = Shape()
SHAPES = {
    "meur": Shape(1, small=3),
    "beur": Shape(1),
    "musd": Shape(1, small=3),
    "busd": Shape(1),
    "mcny": Shape(1, small=3),
    "bcny": Shape(1),
    "mtonnes": Shape(1),
    "mpieces": Shape(1, trim=True),
    "percent": Shape(1),
    "points": Shape(1),
    "index": Shape(1),
    "ratio": Shape(2),
    "eur_per_kg": Shape(2),
    "days": Shape(1, trim=True),
    "usd_per_eur": Shape(2),
    "cny_per_eur": Shape(2),
    "hkd_per_eur": Shape(2),
    "g_per_tkm": Shape(1, trim=True),
    "km2": Shape(1, trim=True),
}
# Larger units by base unit and name; chosen by themselves from 10 of the larger unit on.
LARGER = {
    "meur": {"mrd": ("beur", 3)},
    "musd": {"mrd": ("busd", 3)},
    "mcny": {"mrd": ("bcny", 3)},
    "tonnes": {"mio": ("mtonnes", 6)},
    "pieces": {"mio": ("mpieces", 6)},
}
BASE_NAME = {
    "meur": "mio",
    "musd": "mio",
    "mcny": "mio",
}  # what the unit itself is called beside its larger one
LARGE_ENOUGH = 10


@lru_cache
def units_of(lang: str) -> tuple[str, ...]:
    """Codes of all units that have words."""
    keys = (key.split(".") for key in texts_of(lang) if key.startswith("units."))
    return tuple(dict.fromkeys(code for _, code, _ in keys))


@lru_cache
def _around(lang: str, unit: str, form: str) -> tuple[str, str]:
    """What stands before and behind the number."""
    texts = texts_of(lang)
    key = f"units.{unit}.{form}"
    if key not in texts:
        key = f"units.{unit}.many"
    if key not in texts:
        raise MissingWord(f"no unit {unit!r} in i18n/{lang}/units.toml: {units_of(lang)}")
    before, _, behind = texts[key].partition("{}")
    return before, behind


def symbol_of(lang: str, unit: str) -> str:
    """Short form of a unit, for axes and table heads."""
    _around(lang, unit, "many")  # a unit without words is named as such
    return text_of(lang, f"units.{unit}.symbol")


def step_for(d: Decimal, unit: str, scale: str) -> tuple[str, int]:
    """Unit and power of ten in which a number of this unit is shown at this scale."""
    larger = LARGER.get(unit, {})
    if scale in ("exact", "plain") or scale == BASE_NAME.get(unit):
        return unit, 0
    if scale == "auto":
        rounded_value = abs(rounded(d, SHAPES.get(unit, COUNT).digits)) if larger else Decimal(0)
        for step in larger.values():
            if rounded_value >= Decimal(LARGE_ENOUGH).scaleb(step[1]):
                return step
        return unit, 0
    if scale not in larger:
        names = ["auto", "exact", "plain", *filter(None, [BASE_NAME.get(unit)]), *larger]
        raise ValueError(f"scale {scale!r} is not known for unit {unit!r}, expected one of {names}")
    return larger[scale]


def scale_for(lang: str, unit: str, largest: Decimal) -> Scale:
    """Scale in which an axis up to ``largest`` reads well."""
    scaled, power = step_for(largest, unit, "auto")
    return Scale(scaled, 10**power, symbol_of(lang, scaled), SHAPES.get(scaled, COUNT).digits)


def scale_name(unit: str, divisor: int) -> str:
    """What the scale of an axis is called that divides a unit by so much; exact for the unit."""
    return next((name for name, (_, power) in LARGER.get(unit, {}).items()
                 if 10**power == divisor), "exact")  # fmt: skip


def digits_shown(d: Decimal, unit: str, digits: int | None, scale: str, *, loose: bool) -> Decimal:
    """A number rounded as its unit asks; loose figures ("about 4,500") feign no zeros."""
    if digits is not None:
        return rounded(d, digits)
    if scale == "exact":
        return as_stored(d)
    shape = SHAPES.get(unit, COUNT)
    if shape.small and 0 < abs(d) < 1:
        return trimmed(rounded(d, shape.small), 0 if loose else shape.digits)
    result = rounded(d, shape.digits)
    return trimmed(result) if loose or shape.trim else result


def with_unit(
    lang: str,
    numbers: tuple[Decimal, ...],
    unit: str,
    scale: str = "auto",
    digits: int | None = None,
    *,
    signed: bool = False,
    loose: bool = False,
) -> str:
    """One number, or the two ends of a range, with the unit's words around them."""
    shown_unit, power = step_for(max(numbers, key=abs), unit, scale)
    scaled = [
        digits_shown(d.scaleb(-power), shown_unit, digits, scale, loose=loose) for d in numbers
    ]
    before, after = _around(lang, shown_unit, "one" if scaled == [1] else "many")
    sign = sign_of(scaled[0], signed=signed)
    if len(scaled) == 1:
        return f"{sign}{before}{spelled_out(scaled[0], lang)}{after}"
    ends = "–".join(spelled_out(d, lang) for d in scaled)
    if min(scaled) < 0:  # "−3–5" cannot be read
        ends = text_of(lang, "numbers.from_to").format(
            low=sign + spelled_out(scaled[0], lang),
            high=sign_of(scaled[1], signed=signed) + spelled_out(scaled[1], lang),
        )
        sign = ""
    return f"{sign}{before}{ends}{after}"
