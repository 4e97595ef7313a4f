"""When a sum of money is read in billions, and with how many digits. Limits are in millions.

By itself a sum is read in billions from 10 billion on (``units.LARGE_ENOUGH``). Beside others, on
their axis or in their row, a smaller one is too, with more digits. What was printed in billions is
never read finer: "3.5 bn EUR" is stored as 3500 million, and "3.500,0 Mio. €" would claim what
nobody said.
"""

from __future__ import annotations

from math import log10

from i18n.units import BASE_NAME, LARGE_ENOUGH

BILLION = 1_000
#: From here on a sum is read in billions by itself.
LARGE = LARGE_ENOUGH * BILLION
#: Digits of key figures in one row.
KEY_DIGITS = 2
#: How coarse a sum in billions was printed at most: in tens of millions.
_COARSE = 10
#: Digits of a sum in billions on an axis and in a text, from so many millions on; below them 3.
_DIGITS = {"axis": ((1_000, 1), (10, 2)), "text": ((10_000, 1), (100, 2))}


def is_large(value: float, unit: str) -> bool:
    """Whether a sum of euros is read in billions by itself."""
    return unit == "meur" and abs(value) >= LARGE


def reaches_billions(value: float, unit: str) -> bool:
    """Whether a sum of euros may be read in billions, beside others or in a sentence."""
    return unit == "meur" and abs(value) >= BILLION


def is_printed_in_billions(value: float, unit: str, step: float | None) -> bool:
    """Whether a sum was printed in billions; ``step``: how finely, in millions."""
    return unit in BASE_NAME and step is not None and step >= _COARSE and abs(value) >= BILLION


def digits_printed(step: float) -> int:
    """Digits of a sum in billions that was printed in steps of so many millions."""
    return max(0, 3 - round(log10(step)))


def digits_beside(value: float, place: str) -> int:
    """Digits of a sum among others in billions; ``place``: axis or text."""
    return next((digits for least, digits in _DIGITS[place] if abs(value) >= least), 3)
