"""What cells of any GENESIS table share: periods, and what the publisher thinks of a figure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

#: Quality sign → status; "0" marks a figure below half of the last digit, "" a zero.
STATUS = {"e": "final", "p": "provisional", "r": "revised", "s": "estimated", "0": "unknown"}
_YEAR = re.compile(r"(?:19|20)\d{2}")
_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
_SIX_MONTHS = re.compile(r"((?:19|20)\d{2})-(\d{2})P6M")
#: What a dimension within the year holds → months that one of its values lasts.
_WITHIN = {re.compile("MONAT(0[1-9]|1[0-2])"): 1, re.compile("QUART([1-4])"): 3}
_KINDS = {1: "month", 3: "quarter", 12: "year"}


def check_values(cells: pd.DataFrame, column: str, allowed: set[str], meaning: str) -> None:
    """Refuse a column with values that are not allowed. Raises ValueError naming them."""
    unknown = sorted(set(cells[column].unique()) - allowed)
    if unknown:
        raise ValueError(f"unknown {meaning}: {', '.join(map(repr, unknown[:5]))}")


def periods(cells: pd.DataFrame) -> pd.DataFrame:
    """First and last day and kind of period, as text: ``period_start``, ``_end``, ``_kind``.

    Documented times: 2024, with a dimension of months or quarters or alone; 2024-12-31, a day;
    2023-10P6M, six months from October. Raises ValueError naming any other.
    """
    # Most columns are none of time, as their first cell tells.
    of_time = (name for name in cells.columns if _lasts(cells[name].head(1)))
    within = next((name for name in of_time if _lasts(cells[name].unique())), "")
    if not within and "MONAT" in cells:
        check_values(cells, "MONAT", {f"MONAT{month:02}" for month in range(1, 13)}, "month")
    part = cells[within] if within else pd.Series("", cells.index)
    pairs = list(zip(cells["time"], part, strict=True))
    period_of = {pair: _period(*pair) for pair in set(pairs)}
    return pd.DataFrame([period_of[pair] for pair in pairs], cells.index,
                        ["period_start", "period_end", "period_kind"], dtype="str")  # fmt: skip


def _lasts(values: Iterable[object]) -> int:
    """Months that each value of a dimension lasts; 0 for a dimension that is not of time."""
    texts = [value if isinstance(value, str) else "" for value in values]
    fits = (months for pattern, months in _WITHIN.items() if all(map(pattern.fullmatch, texts)))
    return next(fits, 0)


def _period(time: str, part: str) -> tuple[str, str, str]:
    try:
        if _YEAR.fullmatch(time):
            months = _lasts([part]) or 12
            nth = int(part[5:]) if part else 1
            first = date(int(time), months * (nth - 1) + 1, 1)
            return str(first), _last(first, months), _KINDS[months]
        if _DAY.fullmatch(time):
            return time, str(date.fromisoformat(time)), "point"
        if half := _SIX_MONTHS.fullmatch(time):
            first = date(int(half[1]), int(half[2]), 1)
            return str(first), _last(first, 6), "half" if first.month in (1, 7) else "span"
    except ValueError as error:
        raise ValueError(f"a time that does not exist: {time!r}") from error
    raise ValueError(f"a time that is not documented: {time!r}; expected 2024, 2024-12-31 or "
                     "2023-10P6M")  # fmt: skip


def _last(first: date, months: int) -> str:
    """The last day of some months."""
    years, month = divmod(first.month + months - 2, 12)
    year = first.year + years
    return str(date(year, month + 1, calendar.monthrange(year, month + 1)[1]))


def statuses(cells: pd.DataFrame, start: pd.Series) -> pd.Series:
    """Status of each cell; zeros have no sign and get that of most others in their period.

    Raises ValueError on unknown signs.
    """
    check_values(cells, "flag", {*STATUS, ""}, "quality sign")
    signs = cells["flag"].where(cells["flag"] != "")
    if signs.hasnans and signs.notna().any():
        signs = signs.fillna(start.map(pd.crosstab(start, signs).idxmax(axis="columns")))
    return signs.fillna("0").map(STATUS)
