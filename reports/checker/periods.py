"""Spans of time in a German sentence: years, months, parts of a year, and what they are for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reports.checker.vocabulary import german

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"


@dataclass(frozen=True)
class Period:
    """A span of time by its kind, as claims have it: year, half, month, year_to_date, span …"""

    kind: str
    start: date
    end: date

    def before(self, years: int = 1) -> Period:
        """The same part of an earlier year."""
        return Period(self.kind, _moved(self.start, years), _moved(self.end, years))

    def in_year(self, year: int) -> Period:
        """The same part of another year."""
        return self.before(self.start.year - year)


@dataclass(frozen=True)
class PeriodMention:
    """Where a period is said, and as what: of a figure, as base of a comparison, the one before."""

    start: int
    end: int
    role: str
    period: Period | None


def _moved(day: date, years: int) -> date:
    year = day.year - years
    return date(year, day.month, calendar.monthrange(year, day.month)[1]) if day.day > 27 else date(
        year, day.month, day.day)  # fmt: skip


def year(number: int) -> Period:
    """A calendar year."""
    return Period("year", date(number, 1, 1), date(number, 12, 31))


def months(year_number: int, first: int, last: int) -> Period:
    """Some months of a year, as the kind of period that they are."""
    start = date(year_number, first, 1)
    end = date(year_number, last, calendar.monthrange(year_number, last)[1])
    kinds = {(1, 12): "year"}
    kind = kinds.get((first, last)) or (
        "month" if first == last else "year_to_date" if first == 1 else "span"
    )
    return Period(kind, start, end)


def part(kind: str, number: int, year_number: int) -> Period:
    """A half or a quarter of a year."""
    size = 6 if kind == "half" else 3
    whole = months(year_number, size * (number - 1) + 1, size * number)
    return Period(kind, whole.start, whole.end)


@lru_cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    words = german().words
    month = "|".join(words("month").values())
    numeral = "|".join([*words("number").values(), r"\d{1,2}"])
    names, glue = words("period"), words("glue")
    until, every = rf"\s*(?:{glue['until']})\s*", glue["so_far"]
    nth = rf"(?P<nth>{glue['nth']}|[1-4]\.|I{{1,3}}|IV)[nsrm]?\s*"
    of_year = rf"(?:\s+{glue['of_year']}(?P<year>{_YEAR}))"
    return [
        (kind, re.compile(text, re.IGNORECASE))
        for kind, text in (
            (
                "months",
                rf"(?<!\w)(?P<first>{month})(?:\s*{_YEAR})?{until}(?P<last>{month})\s*{of_year}",
            ),
            ("so_far", rf"(?:{every})\s+(?P<count>{numeral})\s+(?:{names['months']}){of_year}"),
            (
                "half",
                rf"(?<!\w){nth}(?:{names['half']}){of_year}|(?<!\w)(?:H|HJ\s?)(?P<n>[12])[\s/]*(?P<y>{_YEAR})",
            ),
            (
                "quarter",
                rf"(?<!\w){nth}(?:{names['quarter']}){of_year}|(?<!\w)Q(?P<n>[1-4])[\s/]*(?P<y>{_YEAR})",
            ),
            (
                "day",
                rf"(?<![\d.])\d{{1,2}}\.\s?(?:(?P<m>\d{{1,2}})\.|(?P<first>{month}))\s?(?P<year>{_YEAR})",
            ),
            ("month", rf"(?<!\w)(?P<first>{month}){of_year}"),
            (
                "span",
                rf"(?<![\w.,])(?P<year>{_YEAR})(?:{until}|\s+{glue['and']}\s+(?=\d{{4}}(?!\w)))(?P<to>{_YEAR}|\d\d(?=\D|$))(?![\w]|,\d|\.\d)",
            ),
            ("year", rf"(?<![\w.,/-])(?P<year>{_YEAR})(?![\w/-]|,\d|\.\d)"),
            ("before", rf"(?<!\w)(?:{names['before']})(?!\w)"),
        )
    ]


def periods_in(sentence: str) -> list[PeriodMention]:
    """All periods of a sentence in order; days on which something was published are none."""
    taken: list[tuple[int, int]] = []
    periods: list[PeriodMention] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(sentence):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            taken.append(match.span())
            before = sentence[: match.start()]
            if _ends_with("stated", before):
                continue
            is_base = _ends_with("base", before) or (
                kind == "before" and _ends_with("to_before", before)
            )
            periods += _mentions(kind, match, "base" if is_base and kind != "day" else "of")
    return sorted(periods, key=lambda one: one.start)


def _mentions(kind: str, match: re.Match[str], role: str) -> Iterator[PeriodMention]:
    """What a match says, once or (zwischen 2015 und 2020, a span of two years) twice."""
    start, end, text = match.start(), match.end(), match.group().lower()
    if kind == "before":
        of_before = german().words("glue")["of_before"].split("|")
        is_base = role == "base" or text.split()[0] in of_before
        yield PeriodMention(start, end, "base_before" if is_base else "before", None)
        return
    period = _period(kind, match)
    together = rf"\s{german().words('glue')['and']}\s"
    if (
        kind == "span"
        and re.search(together, text)
        and not _ends_with("between", match.string[:start])
    ):
        for number, place in ((match["year"], start), (match["to"], match.start("to"))):
            yield PeriodMention(place, place + 4, role, year(int(number)))
        return
    if period is not None and (kind != "span" or period.end > period.start):
        yield PeriodMention(start, end, role, period)


def _period(kind: str, match: re.Match[str]) -> Period | None:
    parts = match.groupdict()
    number = int(parts.get("year") or parts.get("y") or 0)
    if kind == "year":
        return year(number)
    if kind == "span":
        last = parts["to"] if len(parts["to"]) == 4 else f"{number // 100}{parts['to']}"
        return Period("span", date(number, 1, 1), date(max(int(last), number), 12, 31))
    if kind == "day":
        month = int(parts["m"]) if parts["m"] else _month(parts["first"])
        return months(number, month, month) if 1 <= month <= 12 else None
    if kind == "so_far":
        count = {w: int(n) for n, w in german().words("number").items()}.get(
            parts["count"].lower(), int(parts["count"]) if parts["count"].isdigit() else 0
        )
        return months(number, 1, count) if 1 <= count <= 12 else None
    if kind in ("half", "quarter"):
        ordinal = (parts["nth"] or parts["n"]).lower().rstrip(".")
        named = german().words("glue")["nth"].split("|")
        order = {
            word: n
            for words in (named, ("i", "ii", "iii", "iv"))
            for n, word in enumerate(words, 1)
        }
        place = order.get(ordinal) or int(ordinal)
        return part(kind, place, number) if place <= (2 if kind == "half" else 4) else None
    first = _month(parts["first"])
    last = _month(parts["last"]) if kind == "months" else first
    return months(number, first, last) if first <= last else None


def _month(name: str) -> int:
    return next(int(n) for n, text in german().words("month").items()
                if re.fullmatch(text, name, re.IGNORECASE))  # fmt: skip


def _ends_with(code: str, before: str) -> bool:
    """Whether words of a kind stand right before what follows."""
    tail = before[-40:]
    return any(
        not tail[match.end() :].strip(" (:")
        for match in german().pattern("period")[code].finditer(tail)
    )
