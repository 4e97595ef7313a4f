"""How a figure moved: its name, its title, tables of its states and concepts. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.revisions import claims_by_day
from charts.rows import PeriodRow
from charts.table import Table, figure
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import marked
from ui import provenance
from ui.figure_names import coarsened, concept_of, gap_text, period, series_name

TEXTS = "revision"


class StateRow(PeriodRow, Protocol):
    """One state of a figure, and when it was shown."""

    agrees: bool
    held_days: Sequence[str]
    is_shown: bool


def moved(states: Answer, locale: Locale) -> str:
    """A title: what was shown first, what is shown now, how far apart they are."""
    held = claims_by_day(states)
    if not held:
        return locale(f"{TEXTS}.moved_none")
    (_, first), (_, now) = held[0], held[-1]
    values = {
        "period": period(now, locale),
        "now": evidence.linked(coarsened(now, first, locale), now),
        "now_known": _known(held, now, locale),
    }
    if first.claim_id == now.claim_id:
        others = locale.count("claim", len(states.rows) - 1)
        return locale(f"{TEXTS}.unmoved" if len(states.rows) > 1 else f"{TEXTS}.single",
                     **values, others=others)  # fmt: skip
    change = gap_text(now.value - first.value, first.value, now.unit, locale)
    return locale(
        f"{TEXTS}.moved",
        **values,
        first=evidence.linked(coarsened(first, now, locale), first),
        first_known=locale.known(first.known_since, first.known_since_precision),
        change=marked(change, "" if now.unit in ("percent", "rank") else evidence.of_claims(
            [now.claim_id, first.claim_id], "growth_full")),
    )  # fmt: skip


def _known(held: Sequence[tuple[date, Any]], now: Any, locale: Locale) -> str:
    """Since when the figure that is shown is known, and since when one that rounds to it is."""
    known = locale.known(now.known_since, now.known_since_precision)
    run = takewhile(lambda row: row.agrees, (row for _, row in reversed(held)))
    *_, first = run
    if first.known_since == now.known_since:
        return known
    since = locale.known(first.known_since, first.known_since_precision)
    return locale(f"{TEXTS}.known_rounded", since=since, now=known)


def later_day(before: date | None, newest: date, today: date) -> date:
    """The later of two days, where nobody typed one: the newest with news, or today after that."""
    return newest if before is None or before < newest else today


@cached(32)
def states(answer: Answer, locale: Locale) -> Table:
    """Every claim on one figure: since when, how much, by whom, and whether it was ever shown."""
    rows = [
        (
            locale.known(row.known_since, row.known_since_precision),
            Cell(figure(row, locale), *provenance.remarks(row, locale)),
            _role(row, locale),
            Cell(
                Cell(locale.called(row.publisher), href=row.url),
                locale.code("evidence", row.evidence_kind),
            ),
        )
        for row in answer
    ]
    return Table.of(locale, f"{TEXTS}.", ("known", "figure", "role", "who"), rows)


def _role(row: StateRow, locale: Locale) -> Cell:
    if row.is_shown:
        return Cell(locale(f"{TEXTS}.is_shown"))
    if len(row.held_days):
        first = date.fromisoformat(row.held_days[0])
        return Cell(locale(f"{TEXTS}.was_shown", date=locale.date(first)))
    return Cell(locale(f"{TEXTS}.agrees" if row.agrees else f"{TEXTS}.never_shown"))


def concepts(answer: Answer, locale: Locale) -> Table:
    """The same thing in other concepts: which, how much, by whom."""
    rows = [
        (
            Cell(*[part for part in concept_of(row, answer, locale) if part] or
                  [series_name(row, answer, locale)]),
            Cell(figure(row, locale), *provenance.remarks(row, locale)),
            provenance.evidence_cell(row, locale),
        )
        for row in answer
    ]  # fmt: skip
    return Table.of(locale, f"{TEXTS}.", ("concept", "figure", "who"), rows)


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a leap day."""
    year = max(day.year - 1, 1)
    return date(year, day.month, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
