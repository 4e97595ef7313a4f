"""How a figure moved: its name, its title, tables of its states and concepts. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from types import SimpleNamespace
from typing import Any

from charts.cache import cached
from charts.revisions import claims_by_day
from charts.table import Table, absent, figure
from data.answer import Answer
from i18n import Locale
from ui import provenance
from ui.cells import Cell
from ui.provenance import facets

TEXTS = "revision"
_SUBJECT = ("indicator", "region", "place", "flow", "partner", "mode", "product")
_CONCEPT = ("trade_system", "china_scope", "basis")


def series_name(row: Any, answer: Answer, locale: Locale) -> str:
    """A figure without its period: measure, whose, way, partner, product, concept."""
    return " · ".join(facets(row, answer, locale, *_SUBJECT, *_CONCEPT))


def concept_of(row: Any, answer: Answer, locale: Locale, prefix: str = "") -> list[str]:
    """Trade concept, what counts as China, who counts: one text each, empty where it has none."""
    stated = SimpleNamespace(**{name: getattr(row, prefix + name) for name in _CONCEPT})
    return ["".join(facets(stated, answer, locale, name)) for name in _CONCEPT]


def period(row: Any, locale: Locale) -> str:
    """The period of a figure."""
    return locale.period(row.period_kind, absent(row.period_start), absent(row.period_end))


def moved(states: Answer, locale: Locale) -> str:
    """A title: what was shown first, what is shown now, how far apart they are."""
    held = claims_by_day(states)
    if not held:
        return locale(f"{TEXTS}.moved_none")
    (_, first), (_, now) = held[0], held[-1]
    values = {
        "period": period(now, locale),
        "now": beside(now, first, locale),
        "now_known": _known(held, now, locale),
    }
    if first.claim_id == now.claim_id:
        others = locale.count("claim", len(states.rows) - 1)
        return locale(f"{TEXTS}.unmoved" if len(states.rows) > 1 else f"{TEXTS}.single",
                     **values, others=others)  # fmt: skip
    return locale(
        f"{TEXTS}.moved",
        **values,
        first=beside(first, now, locale),
        first_known=locale.known(first.known_since, first.known_since_precision),
        change=apart(now.value - first.value, first.value, now.unit, locale),
    )


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


def beside(row: Any, other: Any, locale: Locale) -> str:
    """A figure no finer than the one it is compared with."""
    steps = [absent(claim.step) for claim in (row, other)]
    coarsest = max((float(step) for step in steps if step is not None), default=None)
    return locale.printed(row.value, row.unit, coarsest) or figure(row, locale)


def apart(gap: float, base: float, unit: str, locale: Locale) -> str:
    """By how much two figures of one unit differ; shares in points, ranks in places."""
    if unit == "percent":
        return locale.points(gap, 2 if abs(gap) < 1 else 1)
    if unit == "rank" or not base:
        return locale.number(gap, signed=True)
    return in_percent(100 * gap / base, locale)


def in_percent(pct: float, locale: Locale) -> str:
    """A change in percent, as fine as it takes to be seen."""
    return locale.change(pct, 1 if abs(pct) >= 1 else 2 if abs(pct) >= 0.01 else 4)


@cached(32)
def states(answer: Answer, locale: Locale) -> Table:
    """Every claim on one figure: since when, how much, by whom, and whether it was ever shown."""
    names = ("known", "figure", "role", "who")
    return Table(
        tuple(locale(f"{TEXTS}.{name}") for name in names),
        tuple(
            (
                locale.known(row.known_since, row.known_since_precision),
                Cell(figure(row, locale), *provenance.remarks(row, locale)),
                _role(row, locale),
                Cell(Cell(row.publisher, href=row.url), locale.code("evidence", row.evidence_kind)),
            )
            for row in answer
        ),
        (False,) * len(names),
    )


def _role(row: Any, locale: Locale) -> Cell:
    if row.is_shown:
        return Cell(locale(f"{TEXTS}.is_shown"))
    if len(row.held_days):
        first = date.fromisoformat(row.held_days[0])
        return Cell(locale(f"{TEXTS}.was_shown", date=locale.date(first)))
    return Cell(locale(f"{TEXTS}.agrees" if row.agrees else f"{TEXTS}.never_shown"))


def concepts(answer: Answer, locale: Locale) -> Table:
    """The same thing in other concepts: which, how much, by whom."""
    names = ("concept", "figure", "who")
    return Table(
        tuple(locale(f"{TEXTS}.{name}") for name in names),
        tuple(
            (
                Cell(*[part for part in concept_of(row, answer, locale) if part] or
                      [series_name(row, answer, locale)]),
                Cell(figure(row, locale), *provenance.remarks(row, locale)),
                provenance.evidence_cell(row, locale),
            )
            for row in answer
        ),
        (False,) * len(names),
    )  # fmt: skip


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a leap day."""
    year = max(day.year - 1, 1)
    return date(year, day.month, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
