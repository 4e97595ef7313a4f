"""Published counts of Chinese firms: the newest of each, why they differ, and tables.

All of it is worked out from the claims. Counts of different kind never share a row or a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

from charts.memory import remembered
from charts.table import Table, absent, figure
from data.answer import Answer
from pages._parts.cells import Lines, Link
from words import Words

_ROOM = "companies.counts"
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
#: Whose figures come first in a list of all places.
_FIRST = ("de-nw", "ruhr")
#: A count of what exists, not of what was added in a year.
_STOCKS = CHINESE[:-1]


def _end(row: Any) -> Any:
    """When a claim's period ends; an undated one comes first."""
    return date.min if row.period_kind == "undated" else row.period_end.date()


def newest(rows: Iterable[Any]) -> Any | None:
    """The claim on the newest period, by precedence where several speak of it."""
    return max(rows, key=lambda row: (_end(row), -row.precedence), default=None)


def period(row: Any, words: Words) -> str:
    """The period of a claim."""
    return words.period(row.period_kind, row.period_start, row.period_end)


def scope(row: Any, words: Words) -> str:
    """What counts as China in a claim; firms of all origins are none of it."""
    said = absent(row.china_scope)
    return words.code("china_scope", said) if said else words(f"{_ROOM}.all_origins")


def who(row: Any, words: Words) -> str:
    """Who says so, and through whom."""
    through = absent(row.relayed_by)
    return f"{row.publisher} ({words('cite.through', name=through)})" if through else row.publisher


def short(row: Any, words: Words) -> str:
    """The figure without its unit: "mehr als 1.100"."""
    value = absent(row.value)
    if value is None:
        return figure(row, words)
    return words(f"qualified.{row.qualifier or 'exact'}", value=words.number(value))


def newest_stock(counts: Answer, place: str) -> Any | None:
    """The newest count of what exists in a place; of several in a year the first in ``CHINESE``."""
    return max(
        (row for row in counts if row.region == place and row.indicator in _STOCKS),
        key=lambda row: (_end(row).year, -_STOCKS.index(row.indicator), -row.precedence),
        default=None,
    )


def cards(counts: Answer, places: Sequence[str],
          words: Words) -> tuple[list[tuple[str, str, str]], list[Answer]]:  # fmt: skip
    """Key figures, the newest count of each place or that none was published; and their claims."""
    made, said = [], []
    for place in places:
        row = newest_stock(counts, place)
        name = counts.labels.of("region", place, words.lang)
        if row is None:
            made.append((name, words("note.not_published"), words(f"{_ROOM}.none_detail")))
            continue
        what = counts.labels.of("indicator", row.indicator, words.lang)
        detail = words(
            f"{_ROOM}.key_detail",
            period=period(row, words),
            scope=scope(row, words),
            publisher=who(row, words),
        )
        made.append((words(f"{_ROOM}.key", place=name, what=what), short(row, words), detail))
        said.append(counts.where(claim_id=row.claim_id))
    return made, said


def answered(counts: Answer, place: str, words: Words) -> list[str]:
    """How many there are in a place, in sentences: the newest figure and the range of all."""
    own = [row for row in counts if row.region == place and row.indicator == STATED]
    name = counts.labels.of("region", place, words.lang)
    now = newest(own)
    if now is None:
        return [words(f"{_ROOM}.unknown", place=name)]
    said = [
        words(f"{_ROOM}.newest", place=name, value=figure(now, words), period=period(now, words),
              scope=scope(now, words), publisher=who(now, words))
    ]  # fmt: skip
    low, high = (pick(own, key=lambda row: row.value) for pick in (min, max))
    if low.value != high.value:
        said.append(
            words(f"{_ROOM}.range", place=name, low=short(low, words), low_at=period(low, words),
                  high=short(high, words), high_at=period(high, words))
        )  # fmt: skip
    return [*said, words(f"{_ROOM}.no_register")]


def reasons(counts: Answer, place: str, words: Words) -> list[str]:
    """Why the figures differ, each reason with an example out of the figures themselves."""
    stocks = [row for row in counts if row.indicator in _STOCKS]
    own = [row for row in stocks if row.region == place and row.indicator == STATED]
    defined = [row for row in own if row.china_scope != "undefined"]
    name = counts.labels.of("region", place, words.lang)

    def what(row: Any) -> str:
        return counts.labels.of("indicator", row.indicator, words.lang)

    def scoped(row: Any) -> str:
        return str(row.china_scope)

    examples: tuple[tuple[str, list[Any], Callable[[Any], str], Callable[[Any], str]], ...] = (
        ("scope", defined, what, lambda row: scope(row, words)),
        ("what", stocks, scoped, what),
        ("who", own, scoped, lambda row: who(row, words)),
    )
    said = []
    for reason, rows, alike, differs in examples:
        pair = _example(rows, alike, differs)
        if pair is None:
            continue
        one, other = pair
        said.append(
            words(
                f"{_ROOM}.why_{reason}",
                place=counts.labels.of("region", one.region, words.lang),
                period=str(one.period_end.year),
                one=short(one, words),
                other=short(other, words),
                **{f"one_{reason}": differs(one), f"other_{reason}": differs(other)},
            )
        )
    undefined = sum(row.china_scope == "undefined" for row in own)
    rounded = sum(row.qualifier != "exact" for row in own)
    if undefined:
        said.append(words(f"{_ROOM}.why_undefined", undefined=words.number(undefined),
                          all=words.number(len(own)), place=name))  # fmt: skip
    if rounded:
        said.append(words(f"{_ROOM}.why_rounded", rounded=words.number(rounded),
                          all=words.number(len(own)), place=name))  # fmt: skip
    return said


def _example(rows: Iterable[Any], alike: Callable[[Any], str],
             differs: Callable[[Any], str]) -> tuple[Any, Any] | None:  # fmt: skip
    """The newest two claims on one place and year that agree in ``alike`` but not in number."""

    def key(row: Any) -> tuple[Any, ...]:
        return row.region, row.period_end.year, alike(row)

    dated = sorted((row for row in rows if row.period_kind != "undated"), key=key)
    found = []
    for _, group in groupby(dated, key):
        first, *others = sorted(group, key=lambda row: row.precedence)
        found += [
            (first, other)
            for other in others
            if other.value != first.value and differs(other) != differs(first)
        ]
    return max(found, key=lambda pair: pair[0].period_end, default=None)


def as_list(texts: Iterable[str]) -> str:
    """Sentences one below the other, as HTML."""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<ul class="cm-reasons">{items}</ul>'


@remembered(8)
def overview(counts: Answer, words: Words) -> Table:
    """The newest claim for each place and way of counting, one row each."""

    def kind(row: Any) -> tuple[str, ...]:
        basis = absent(row.basis) or ""
        return row.region, row.indicator, absent(row.china_scope) or "", basis

    found = [
        newest(group)
        for _, group in groupby(
            sorted((row for row in counts if row.indicator in CHINESE), key=kind), kind
        )
    ]
    order = {code: number for number, code in enumerate(CHINESE)}
    rows = sorted(
        (row for row in found if row is not None),
        key=lambda row: (
            _FIRST.index(row.region) if row.region in _FIRST else len(_FIRST),
            counts.labels.of("region", row.region, words.lang), order[row.indicator],
            absent(row.china_scope) or "",
        ),
    )  # fmt: skip
    names = ("place", "what", "value", "period", "scope", "who")
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in names),
        tuple(
            (
                counts.labels.of("region", row.region, words.lang),
                Lines(
                    counts.labels.of("indicator", row.indicator, words.lang),
                    _basis(row, counts, words),
                ),
                short(row, words),
                period(row, words),
                scope(row, words),
                said_by(row, words),
            )
            for row in rows
        ),
        (False, False, True, True, False, False),
    )


def _basis(row: Any, counts: Answer, words: Words) -> str:
    """Who counts what, where the name of what is counted does not say it already."""
    if row.indicator != STATED:
        return ""
    return counts.labels.of("basis", absent(row.basis), words.lang)


def said_by(row: Any, words: Words) -> Lines:
    """Who says so since when, as a link to the place."""
    known = words.known(row.known_since, row.known_since_precision)
    return Lines(Link(who(row, words), row.url), known)


def tables(counts: Answer, place: str, words: Words) -> Iterator[tuple[str, str, Table, Answer]]:
    """For one place: indicator, title, table and answer of each way of counting, newest first."""
    own = counts.where(region=place)
    for indicator in (*CHINESE, *OTHERS):
        answer = own.where(indicator=indicator)
        row = newest(answer)
        if row is None:
            continue
        title = words(
            f"{_ROOM}.table_title",
            what=counts.labels.of("indicator", indicator, words.lang),
            newest=f"{short(row, words)} ({period(row, words)})",
        )
        yield indicator, title, _claims(answer, words), answer


def definition(indicator: str, definitions: Answer, words: Words) -> str:
    """What is counted, as the reference table says."""
    row = next(iter(definitions.where(code=indicator)), None)
    if row is None:
        return ""
    return str(row.definition_de if words.lang == "de" else row.definition_en)


@remembered(64)
def _claims(answer: Answer, words: Words) -> Table:
    rows = sorted(answer, key=lambda row: (_end(row), -row.precedence), reverse=True)
    names = ("period", "value", "scope", "who", "note")
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in names),
        tuple(
            (
                period(row, words),
                short(row, words),
                Lines(scope(row, words), _basis(row, answer, words)),
                said_by(row, words),
                absent(row.note_de if words.lang == "de" else row.note_en) or "",
            )
            for row in rows
        ),
        (True, True, False, False, False),
    )
