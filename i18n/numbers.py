"""Numbers as people read them: half-up on the decimal digits that stand there, never "-0,0".

Python's Decimal does the work (about 2 µs a number; Babel's own formatting needs 10 and more),
Babel says which signs a language uses.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import SupportsFloat, SupportsIndex

from babel import Locale

from i18n.catalog import known_language

LOCALES = {"de": "de_DE", "en": "en_GB"}
MINUS = "\N{MINUS SIGN}"

Number = SupportsFloat | SupportsIndex | None
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_RELIABLE_DIGITS = 15  # what a double holds for sure; the rest is noise like 0.30000000000000004


@lru_cache
def locale_of(lang: str) -> Locale:
    """Babel's data on one language."""
    return Locale.parse(LOCALES[known_language(lang)])


@lru_cache
def separators_of(lang: str) -> str:
    """Decimal sign and thousands sign, in the order in which plotly wants them: ``,.``."""
    signs = locale_of(lang).number_symbols["latn"]
    return str(signs["decimal"]) + str(signs["group"])


@lru_cache
def _swap(lang: str) -> dict[int, int]:
    return str.maketrans(".,", separators_of(lang))


@lru_cache
def _step(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def decimal_of(x: Number) -> Decimal | None:
    """The number that its shortest decimal spelling means; None for None, NaN and pandas' NA."""
    if x is None:
        return None
    if isinstance(x, float):  # numpy's doubles are floats as well
        return None if math.isnan(x) else Decimal(_spelling(x))
    if isinstance(x, int):
        return Decimal(x)
    if isinstance(x, Decimal):
        return None if x.is_nan() else x
    if isinstance(x, SupportsIndex):  # numpy's whole numbers
        return Decimal(x.__index__())
    return _other(x)


def _spelling(x: float) -> str:
    spelled = repr(float(x))
    return spelled if len(spelled) <= _RELIABLE_DIGITS else f"{float(x):.{_RELIABLE_DIGITS}g}"


def _other(x: SupportsFloat) -> Decimal | None:
    """What is left: numpy's short floats, pandas' NA (neither equal nor unequal to itself)."""
    try:
        unequal = bool(x != x)  # noqa: PLR0124 - the test for "not a number" that needs no numpy
    except TypeError:
        return None
    if not isinstance(x, SupportsFloat):
        raise TypeError(f"{x!r} is {type(x).__name__}, expected a number")
    return None if unequal else Decimal(str(x))


def rounded(d: Decimal, digits: int) -> Decimal:
    """Half-up to so many digits; a result of zero has no sign."""
    result = d.quantize(_step(digits), context=_EXACT)
    return result if result else abs(result)


def significant(x: float, digits: int) -> float:
    """A figure with so many digits that say something: 276515.15 → 277000 with three."""
    if x == 0 or not math.isfinite(x):
        return x
    return round(x, digits - 1 - math.floor(math.log10(abs(x))))


def spelled_out(d: Decimal, lang: str) -> str:
    """Digits of a number without its sign, with the language's separators."""
    return f"{abs(d):,f}".translate(_swap(lang))


def sign_of(d: Decimal, *, signed: bool) -> str:
    """Minus sign, plus sign where asked for, nothing for zero."""
    if d < 0:
        return MINUS
    return "+" if signed and d > 0 else ""


def as_stored(d: Decimal) -> Decimal:
    """The number with all its digits, without zeros at the end."""
    if d == d.to_integral_value(context=_EXACT):
        return d.quantize(Decimal(1), context=_EXACT)
    return d.normalize(_EXACT)


def trimmed(d: Decimal, at_least: int = 0) -> Decimal:
    """The number without zeros at its end, but with so many digits at least."""
    bare = as_stored(d)
    exponent = bare.as_tuple().exponent
    return bare if -int(exponent) >= at_least else rounded(bare, at_least)
