"""Published counts of Chinese firms: the newest of each, and why they differ.

All of it is worked out from the claims. Counts of different kind never share a row or a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Protocol

from charts import ranges
from charts.lines import over_time
from charts.table import absent, figure, period
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import components, indicators
from ui.rows import Cited
from ui.visit import Visit

TEXTS = "companies.counts"
STATED = "chinese_firms"
#: What is counted, in the order in which it is shown; firms of all origins and employees last.
CHINESE = (
    STATED, "chinese_firms_registered", "chinese_firms_with_branches",
    "chinese_firms_with_representations", "chinese_firms_producing_or_research",
    "firms_with_chinese_owners", "firms_with_chinese_managers", "new_chinese_firms",
)  # fmt: skip
OTHERS = (
    "employees_in_chinese_firms", "foreign_firms_all", "foreign_firms_registered",
    "foreign_small_businesses",
)  # fmt: skip
#: A count of what exists, not of what was added in a year.
STOCKS = CHINESE[:-1]


class CountRow(ranges.CountRow, Cited, Protocol):
    """A claim on how many firms there are, with who says so and through whom."""

    basis: Any
    relayed_by: Any


def newest(rows: Iterable[CountRow]) -> Any | None:
    """The claim on the newest period, by precedence where several speak of it."""
    return max(rows, key=ranges.newness, default=None)


def scope(row: CountRow, locale: Locale) -> str:
    """What counts as China in a claim; firms of all origins are none of it."""
    code = absent(row.china_scope)
    return locale.code("china_scope", code) if code else locale(f"{TEXTS}.all_origins")


def who(row: CountRow, locale: Locale) -> str:
    """Who says so, and through whom."""
    through = absent(row.relayed_by)
    name = locale.called(row.publisher)
    return f"{name} ({locale('cite.through', name=locale.called(through))})" if through else name


def short(row: CountRow, locale: Locale) -> str:
    """The figure without its unit: "mehr als 1.100"."""
    value = absent(row.value)
    if value is None:
        return figure(row, locale)
    text = locale(f"qualified.{row.qualifier or 'exact'}", value=locale.number(value))
    return evidence.linked(text, row)


def answered(counts: Answer, place: str, locale: Locale) -> tuple[str, str]:
    """How many there are in a place: the newest figure and the range of all; then who says it."""
    own = [row for row in counts if row.region == place and row.indicator == STATED]
    name = counts.labels.name("region", place, locale.lang)
    now = newest(own)
    if now is None:
        return locale(f"{TEXTS}.unknown", place=name), ""
    title = locale(f"{TEXTS}.newest", place=name, value=figure(now, locale),
                   period=period(now, locale))  # fmt: skip
    low, high = (pick(own, key=lambda row: row.value) for pick in (min, max))
    if low.value != high.value:
        title += locale(f"{TEXTS}.range", low=short(low, locale), low_at=period(low, locale),
                        high=short(high, locale), high_at=period(high, locale))  # fmt: skip
    return title, locale(f"{TEXTS}.said_by", scope=scope(now, locale), publisher=who(now, locale))


def uncounted(counts: Answer, places: Sequence[str], locale: Locale) -> list[str]:
    """Places of which no source gives a number: that is said, and not drawn as zero."""
    known = {row.region for row in counts if row.indicator in STOCKS}
    names = [counts.labels.name("region", one, locale.lang) for one in places if one not in known]
    return [locale(f"{TEXTS}.uncounted", places=locale.list(names))] if names else []


def reasons(counts: Answer, place: str, locale: Locale) -> list[str]:
    """Why the figures differ, each reason with an example out of the figures themselves."""
    stocks = [row for row in counts if row.indicator in STOCKS]
    own = [row for row in stocks if row.region == place and row.indicator == STATED]
    defined = [row for row in own if row.china_scope != "undefined"]
    name = counts.labels.name("region", place, locale.lang)

    def what(row: CountRow) -> str:
        return counts.labels.name("indicator", row.indicator, locale.lang)

    def scoped(row: CountRow) -> str:
        return str(row.china_scope)

    examples: tuple[tuple[str, list[Any], Callable[[Any], str], Callable[[Any], str]], ...] = (
        ("scope", defined, what, lambda row: scope(row, locale)),
        ("what", stocks, scoped, what),
        ("who", own, scoped, lambda row: who(row, locale)),
    )
    sentences = []
    for reason, rows, alike, differs in examples:
        pair = _example(rows, alike, differs)
        if pair is None:
            continue
        one, other = pair
        sentences.append(
            locale(
                f"{TEXTS}.why_{reason}",
                place=counts.labels.name("region", one.region, locale.lang),
                period=str(one.period_end.year),
                one=short(one, locale),
                other=short(other, locale),
                **{f"one_{reason}": differs(one), f"other_{reason}": differs(other)},
            )
        )
    undefined = sum(row.china_scope == "undefined" for row in own)
    rounded = sum(row.qualifier != "exact" for row in own)
    if undefined:
        sentences.append(locale(f"{TEXTS}.why_undefined", undefined=locale.number(undefined),
                          all=locale.number(len(own)), place=name))  # fmt: skip
    if rounded:
        sentences.append(locale(f"{TEXTS}.why_rounded", rounded=locale.number(rounded),
                          all=locale.number(len(own)), place=name))  # fmt: skip
    return sentences


def _example(rows: Iterable[CountRow], alike: Callable[[Any], str],
             differs: Callable[[Any], str]) -> tuple[Any, Any] | None:  # fmt: skip
    """The newest two claims on one place and year that agree in ``alike`` but not in number."""

    def key(row: CountRow) -> tuple[Any, ...]:
        return row.region, row.period_end.year, alike(row)

    dated = sorted((row for row in rows if row.period_kind != "undated"), key=key)
    pairs = []
    for _, group in groupby(dated, key):
        first, *others = sorted(group, key=lambda row: row.precedence)
        pairs += [
            (first, other)
            for other in others
            if other.value != first.value and differs(other) != differs(first)
        ]
    return max(pairs, key=lambda pair: pair[0].period_end, default=None)


_TEXTS = "companies.control"
_MEASURE = "foreign_controlled_enterprises"
#: Partner and delimitation; China comes first, should the table name it.
_ORIGINS = (("cn", "cn"), ("asia", "none"))


def draw(visit: Visit) -> None:
    """Enterprises controlled from China or, as long as no table names it, from Asia."""
    locale, ask = visit.locale, visit.ask
    series = {"indicator": _MEASURE, "region": "de", "basis": "official_statistics"}
    answers = [ask("series", partner=partner, scope=scope, **series)
               for partner, scope in _ORIGINS]  # fmt: skip
    answer = next((answer for answer in answers if answer), answers[-1])
    if not answer:
        indicators.draw_missing(ask("gaps"), _MEASURE, "genesis_48131_0001", locale)
        return
    row = answer.tuples[-1]
    origin = answer.labels.name("region", row.partner, locale.lang)
    title = locale(f"{_TEXTS}.title", year=str(row.period_start.year), origin=origin,
                   value=figure(row, locale))  # fmt: skip
    components.chart(
        "foreign_control", answer, over_time, title=title, subtitle=locale(f"{_TEXTS}.subtitle"),
        by="partner", columns=("partner", "period", "value", "status"),
        notes=[indicators.definition(_MEASURE, ask("indicators", subject="investment"), locale)],
    )  # fmt: skip
