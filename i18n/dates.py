"""Dates and periods as people read them, down to the precision that is known and no further."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from i18n.catalog import filled, text_of
from i18n.numbers import locale_of

Day = date | str | None  # datetimes and pandas' timestamps are dates too

PERIOD_KINDS = (
    "year",
    "half",
    "quarter",
    "month",
    "year_to_date",
    "span",
    "average",
    "point",
    "undated",
)
_SHORT = {"de": "{d.day:02}.{d.month:02}.{d.year}", "en": "{d.day} {month} {d.year}"}
_LONG = {"de": "{d.day}. {month} {d.year}", "en": "{d.day} {month} {d.year}"}


def date_of(day: Day) -> date | None:
    """A calendar day; None for None, pandas' NaT and empty text."""
    if day is None or day != day or day == "":  # noqa: PLR0124 - NaT differs from itself
        return None
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    if isinstance(day, str):
        return partial_date(day)[0]
    raise TypeError(f"{day!r} is {type(day).__name__}, expected a date")


def partial_date(text: str) -> tuple[date, str]:
    """First day and precision of ``2016``, ``2016-06`` or ``2016-06-14``."""
    precision = {4: "year", 7: "month", 10: "day"}.get(len(text))
    if precision is None:
        raise ValueError(f"{text!r} is no date, expected YYYY, YYYY-MM or YYYY-MM-DD")
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :]), precision


@lru_cache
def month_names(lang: str, width: str) -> tuple[str, ...]:
    """January to December, ``wide`` or ``abbreviated``."""
    names = locale_of(lang).months["format"][width]
    return tuple(str(names[number]) for number in range(1, 13))


@lru_cache
def day_names(lang: str, width: str) -> tuple[str, ...]:
    """Sunday to Saturday, ``wide`` or ``abbreviated``."""
    names = locale_of(lang).days["format"][width]
    return tuple(str(names[number]) for number in (6, 0, 1, 2, 3, 4, 5))


def short_day(lang: str, d: date) -> str:
    """14.06.2016; in English the month is a word, since 06/07 would read two ways."""
    return _SHORT[lang].format(d=d, month=month_names(lang, "wide")[d.month - 1])


def long_day(lang: str, d: date) -> str:
    """14. Juni 2016."""
    return _LONG[lang].format(d=d, month=month_names(lang, "wide")[d.month - 1])


def month(lang: str, d: date) -> str:
    """Juni 2016."""
    return f"{month_names(lang, 'wide')[d.month - 1]} {d.year}"


def at_precision(lang: str, d: date, precision: str) -> str:
    """A date as precisely as it is known: year, month, day, span (only its start), undated."""
    if precision == "day":
        return short_day(lang, d)
    if precision == "month":
        return month(lang, d)
    if precision == "year":
        return str(d.year)
    if precision == "span":
        return filled(lang, "dates.from", {"date": month(lang, d)})
    if precision == "undated":
        return text_of(lang, "dates.undated")
    raise ValueError(
        f"precision {precision!r} is not known, expected year, month, day, span or undated"
    )


def whole_months(start: date, end: date) -> bool:
    """Whether a span begins with a month and ends with one."""
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def span(lang: str, start: date, end: date) -> str:
    """From–to in the largest unit that fits: years, months or days."""
    if start == end:
        return short_day(lang, start)
    if whole_months(start, end):
        return month_span(lang, start, end)
    if start.year == end.year:
        return day_span(lang, start, end)
    return text_of(lang, "dates.days").format(
        start=short_day(lang, start), end=short_day(lang, end)
    )


def month_span(lang: str, start: date, end: date) -> str:
    """2008–2024, Jan.–Aug. 2022, April 2024 or Dez. 1992 – Mai 2023."""
    if start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    short = month_names(lang, "abbreviated")
    first, last = short[start.month - 1], short[end.month - 1]
    if start.year != end.year:
        return f"{first} {start.year} – {last} {end.year}"
    return month(lang, start) if start.month == end.month else f"{first}–{last} {end.year}"


def day_span(lang: str, start: date, end: date) -> str:
    """09.09.–24.09.2025 or 9–24 September 2025, within one year."""
    if lang == "de":
        return f"{start.day:02}.{start.month:02}.–{short_day(lang, end)}"
    if start.month == end.month:
        return f"{start.day}–{short_day(lang, end)}"
    return f"{start.day} {month_names(lang, 'wide')[start.month - 1]} – {short_day(lang, end)}"


def years(values: Iterable[int]) -> str:
    """Years in order, neighbours joined: 2011–2016, 2018–2019, 2021."""
    runs: list[list[int]] = []
    for year in sorted({int(year) for year in values}):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def period(lang: str, kind: str, start: date | None, end: date | None) -> str:
    """A period by its kind; dates that do not fit the kind are shown as what they say."""
    if kind not in PERIOD_KINDS:
        raise ValueError(f"period kind {kind!r} is not known, expected one of {PERIOD_KINDS}")
    first, last = start or end, end or start
    if kind == "undated" or first is None or last is None:
        return text_of(lang, "dates.undated")
    if kind == "point" or (first == last and kind in ("span", "average", "year_to_date")):
        return short_day(lang, last)
    if first == last and kind in ("year", "month"):  # only one end was given
        return at_precision(lang, first, kind)
    return _between(lang, kind, first, last)


def _between(lang: str, kind: str, first: date, last: date) -> str:
    if kind == "average":
        return filled(lang, "dates.average", {"span": span(lang, first, last)})
    if not whole_months(first, last) or first.year != last.year:
        return span(lang, first, last)
    if kind == "year_to_date" and first.month == last.month:
        return f"{month_names(lang, 'abbreviated')[last.month - 1]} {last.year}"
    months = {"half": 6, "quarter": 3}.get(kind)
    if months and last.month % months == 0 and last.month - first.month == months - 1:
        return filled(lang, f"dates.{kind}.{last.month // months}", {"year": str(last.year)})
    return span(lang, first, last)
