"""Claims one by one: as a table, as key figures; each with who says so. No Streamlit here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from charts.cache import cached
from charts.table import Table, absent, figure
from data.answer import Answer
from i18n import Locale, money
from ui.cells import Cell

_ROOM = "directions.claims"
_COLUMNS = ("what", "period", "figure", "who")


@cached(32)
def table(answer: Answer, locale: Locale) -> Table:
    """Every claim of an answer with delimitation, period, figure, remark and who says so."""
    return Table(
        tuple(locale(f"{_ROOM}.{name}") for name in _COLUMNS),
        tuple(
            (
                Cell(*about(row, answer, locale)),
                locale.period(row.period_kind, absent(row.period_start), absent(row.period_end)),
                Cell(figure(row, locale), *remarks(row, locale)),
                speaker(row, locale),
            )
            for row in answer
        ),
        (False,) * len(_COLUMNS),
    )


def about(row: Any, answer: Answer, locale: Locale) -> tuple[str, ...]:
    """What is measured, where, by whose count and for which China or other partner."""
    label = answer.labels.of
    scope, partner = absent(row.china_scope), absent(row.partner)
    other = (
        locale(f"{_ROOM}.world") if partner == "world" else label("region", partner, locale.lang)
    )
    parts = (
        label("region", row.region, locale.lang),
        label("basis", absent(row.basis), locale.lang),
        locale.code("china_scope", scope) if scope else other,
    )
    said = " · ".join(part for part in parts if part)
    return label("indicator", row.indicator, locale.lang), said


def remarks(row: Any, locale: Locale) -> list[str]:
    """What the publisher thinks of it, what is to be noted, and that another says the same."""
    status = "" if row.status == "unknown" else locale.code("status", row.status)
    same = locale(f"{_ROOM}.agrees") if getattr(row, "agrees", False) else ""
    return [status, locale.pick(row, "note"), same]


def speaker(row: Any, locale: Locale) -> Cell:
    """Who says so, since when that is known, what kind of statement it is."""
    known = locale.known_as("source.known_since", row.known_since, row.known_since_precision)
    level = locale("note.confidence", level=locale.code("confidence", row.confidence))
    kind = locale.code("evidence", row.evidence_kind)
    return Cell(
        Cell(row.publisher, href=row.url),
        known,
        f"{kind} · {level}",
    )


def newest(rows: Iterable[Any]) -> Any | None:
    """The claim on the newest whole year, or on the newest period; undated ones come last."""

    def newness(row: Any) -> tuple[bool, bool, Any]:
        dated = row.period_kind != "undated"
        whole = row.period_kind in ("year", "half", "point")
        return dated, whole, row.period_end if dated else date.min

    return max(rows, key=newness, default=None)


def card(row: Any, answer: Answer, locale: Locale) -> tuple[str, str, str]:
    """A key figure: what, how much, for when and by whom."""
    label = answer.labels.of("indicator", row.indicator, locale.lang)
    said = figure(row, locale) if absent(row.value) is None else short(row, locale)
    return label, said, spoken(row, locale)


def spoken(row: Any, locale: Locale, counted: str = "") -> str:
    """Below a key figure: for when, by whose count, who says it, and the remark on it."""
    period = locale.period(row.period_kind, absent(row.period_start), absent(row.period_end))
    told = "; ".join(part for part in (period, counted, str(row.publisher)) if part)
    note = locale.pick(row, "note")
    return f"{told}. {note}" if note else told


def of_all(key: str, some: Answer, every: Answer, locale: Locale) -> str:
    """Title on the newest of some counts, beside that of all for the same period where known."""
    row = newest(some)
    if row is None:
        return locale(f"{key}_none")
    whole = newest(one for one in every if one.period_start == row.period_start)
    values = {"year": str(row.period_start.year), "value": locale.number(row.value)}
    if whole is None:
        return locale(f"{key}_title", **values)
    return locale(f"{key}_title_of", every=locale.number(whole.value), **values)


def claim_texts(row: Any, answer: Answer, locale: Locale) -> dict[str, str]:
    """What a title can say of a claim: measure, region, figure, period, publisher."""
    return {
        "measure": answer.labels.of("indicator", row.indicator, locale.lang),
        "region": answer.labels.of("region", row.region, locale.lang),
        "value": short(row, locale),
        "period": locale.period(row.period_kind, absent(row.period_start), absent(row.period_end)),
        "publisher": str(row.publisher),
    }


def short(row: Any, locale: Locale) -> str:
    """A figure as a title says it, as exact as it was stated and no finer than it was printed."""
    step = absent(getattr(row, "step", None))
    if row.unit == "meur" and money.is_printed_in_billions(row.value, row.unit, step):
        return locale.qualified(row.value, row.unit, row.qualifier or "exact", "mrd")
    return locale.qualified(row.value, row.unit, row.qualifier)


def cards(answer: Answer, indicators: Sequence[str], locale: Locale) -> list[tuple[str, str, str]]:
    """The newest claim on each of some measures; a measure that nobody speaks of says so."""
    made = []
    for indicator in indicators:
        row = newest(answer.where(indicator=indicator))
        label = answer.labels.of("indicator", indicator, locale.lang)
        known = row is not None
        made.append(
            card(row, answer, locale) if known else (label, locale("note.not_published"), "")
        )
    return made
