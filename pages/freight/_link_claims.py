"""The ledger of the rail link as tables: all claims in the order of time, and who contradicts whom.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell, TableRow
from charts.table import Table
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui.provenance import publisher_cell
from ui.rows import Figure

_LEDGER = ("date", "claimed", "publisher", "judgement")
_AGAINST = ("question", "one_claim", "other_claim", "judgement")
_TEXTS = "freight.ledger"
_RUNS = ("train", "series_of_trains")


class FactRow(Figure, Protocol):
    """An answer to one question on the train: of the question rail_train_facts."""

    measure: str
    publishers: Collection[str]
    said_date: date


class LedgerRow(Protocol):
    """A claim with what became of it: of the question rail_ledger."""

    confidence: str
    contradicts: Sequence[str]
    is_counted: bool
    is_herne_traffic: bool
    is_judged_wrong: bool


@cached(8)
def ledger(answer: Answer, locale: Locale) -> Table:
    """Every row of ``rail_ledger``: when, what is claimed, by whom, what became of it."""
    rows = tuple(
        (
            locale.date(row.date),
            Cell(_text(row, locale), locale(f"rail_kind.{row.event_kind}")),
            publisher_cell(row, locale),
            _judgement(row, locale),
        )
        for row in answer
    )
    return Table.of(locale, "freight.column.", _LEDGER, rows)


@cached(8)
def contradictions(facts: Answer, claims: Answer, locale: Locale) -> Table:
    """Who says what against whom, side by side.

    ``facts``: ``rail_train_facts``, the answers to one question each; ``claims``:
    ``rail_ledger``, whose rows name what they contradict.
    """
    rows = (*_facts(facts, locale), *_claims(claims, locale))
    return Table.of(locale, "freight.column.", _AGAINST, rows)


def fact(row: FactRow, locale: Locale) -> str:
    """One answer to a question on the train: a day, or a figure as exact as it was stated."""
    if row.measure == "date":
        return locale.date(row.said_date)
    return evidence.linked(locale.qualified(row.value, row.unit, row.qualifier), row)


def _text(row: object, locale: Locale) -> str:
    return locale.pick(row, "text")


def _rejected(row: object, locale: Locale) -> Cell:
    reason = locale.pick(row, "reason")
    return Cell(locale(f"{_TEXTS}.judged_wrong"), locale("freight.ledger.reason", reason=reason))


def _judgement(row: LedgerRow, locale: Locale) -> str | Cell:
    """What the row is worth: rejected with the reason, counted, disputed, or on other traffic."""
    if row.is_judged_wrong:
        return _rejected(row, locale)
    kinds = {
        "counted": row.is_counted,
        "elsewhere": not row.is_herne_traffic,
        "disputed": len(row.contradicts) > 0,
        "low": row.confidence == "low",
        "medium": row.confidence == "medium",
    }
    return "; ".join(locale(f"{_TEXTS}.{kind}") for kind, holds in kinds.items() if holds)


def _facts(facts: Answer, locale: Locale) -> Iterator[TableRow]:
    """The answer that most give, and each other answer beside it."""
    for measure in dict.fromkeys(row.measure for row in facts):
        first, *others = [row for row in facts if row.measure == measure]
        for other in others:
            yield (
                locale(f"{_TEXTS}.{measure}"),
                _answer(first, locale),
                _answer(other, locale),
                _verdict(first, other, locale),
            )


def _answer(row: FactRow, locale: Locale) -> Cell:
    return Cell(fact(row, locale), ", ".join(sorted(row.publishers)))


def _verdict(first: Any, other: Any, locale: Locale) -> str | Cell:
    if other.is_judged_wrong:
        return _rejected(other, locale)
    if other.qualifier == "more_than" and first.value > other.value:
        return locale(f"{_TEXTS}.rounded")
    return locale(f"{_TEXTS}.open")


def _claims(claims: Answer, locale: Locale) -> Iterator[TableRow]:
    """Each claim that reports no train, with the reports of trains that it goes against."""
    by_id = {row.claim: row for row in claims}
    for row in claims:
        against = [by_id[claim] for claim in sorted(row.contradicts)]
        trains = [other for other in against if other.event_kind in _RUNS]
        if row.is_judged_wrong or not trains or row.event_kind in _RUNS:
            continue
        turned = row.direction != trains[0].direction and row.event_kind == "context"
        yield (
            locale(f"{_TEXTS}.{'direction' if turned else row.event_kind}"),
            Cell(*(Cell(_text(other, locale), locale.called(other.publisher)) for other in trains)),
            Cell(_text(row, locale), locale.called(row.publisher)),
            locale(f"{_TEXTS}.open"),
        )
