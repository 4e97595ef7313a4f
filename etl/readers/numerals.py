"""Numerals: a figure is read only where it is written as one, in digits of ours.

Python and pandas also take digits of other scripts, 0x10, 1_000, Infinity.
"""

from __future__ import annotations

import pandas as pd

_NUMBER = r"-?[0-9]{1,18}(?:\.[0-9]{1,6}[0-9]*)?(?:[eE][+]?[0-9]{1,2})?"


def check(printed: pd.Series) -> None:
    """Refuse a cell that is no number with a decimal point; gaps are left out before."""
    wrong = printed[~printed.str.fullmatch(_NUMBER)]
    if len(wrong):
        raise ValueError(f"{wrong.iloc[0][:80]!r} is no number with a decimal point")
