"""Documented deals one by one: what was bought by whom, what became of it, and who says so.

Amounts cover what their basis says; nothing here adds them up. No Streamlit here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale, money
from i18n.marked import joined
from ui import entity_events, glossary, provenance
from ui.glossary import Badge

_TEXTS = "investment.deals"
_COLUMNS = ("when", "deal", "status", "terms", "who")
NRW = "de-nw"
UNDONE = ["blocked", "withdrawn"]
STATUSES = ("completed", "announced", "blocked", "withdrawn", "exited")


class DealRow(entity_events.Amount, Protocol):
    """A deal: of the question deals."""

    buyer: str
    buyer_country: str
    cities: Any
    confidence: str
    entity_id: str
    mode: Any
    month: Any
    sector_code: str
    source_ids: Sequence[str]
    states: Any
    target: str
    year: int


@cached(64)
def table(deals: Answer, locale: Locale, *, first: int, last: int, companies: str) -> Table:
    """Deals in the order of the answer, those of one page of the list: ``first`` up to ``last``.

    ``companies``: address of the page that shows a company, to which ``&company=`` is added.
    """
    publishers = deals.sources_by_id
    rows = [
        (
            Cell(when(row, locale), *where(row, deals, locale)),
            Cell(locale.called(row.target), bought(row, deals, locale), *_about(row, deals, locale),
                  *_company(row, companies, locale)),
            Cell(deals.labels.name("status", row.status, locale.lang), _unsure(row, locale)),
            Cell(value(row, deals, locale), entity_events.stake(row, deals, locale)),
            Cell(*(Cell(link) for link in _links(row, publishers, locale))),
        )
        for row in deals.tuples[first:last]
    ]  # fmt: skip
    return Table.of(locale, f"{_TEXTS}.", _COLUMNS, rows)


def title(deals: Answer, locale: Locale) -> str:
    """How many there are, how many came to nothing, and which has the highest amount stated."""
    cases = locale.count("entry_case", len(deals.rows))
    undone = len(deals.where(status=UNDONE).rows)
    text = locale(f"{_TEXTS}.title", cases=cases, undone=locale.number(undone)) if undone else cases
    valued = [row for row in deals if absent(row.amount_meur) is not None]
    if not valued:
        return text
    most = max(valued, key=lambda row: float(row.amount_meur))
    scale = "mrd" if money.reaches_billions(most.amount_meur, "meur") else "exact"
    return joined("", (text, locale(
        f"{_TEXTS}.title_most", target=locale.called(most.target), when=when(most, locale),
        value=entity_events.amount(most, deals, locale, scale),
    )))  # fmt: skip


def when(row: DealRow, locale: Locale) -> str:
    """Month and year, or the year where the month is not known."""
    month = absent(row.month)
    return locale.date(str(row.year) if month is None else f"{row.year}-{int(month):02d}")


def bought(row: DealRow, deals: Answer, locale: Locale) -> str:
    """Who bought, and from where."""
    country = deals.labels.name("region", row.buyer_country, locale.lang)
    named = locale.has(f"{_TEXTS}.country.{row.buyer_country}")
    if named:
        country = locale(f"{_TEXTS}.country.{row.buyer_country}")
    return locale(f"{_TEXTS}.buyer", investor=locale.called(row.buyer), country=country)


def _about(row: DealRow, deals: Answer, locale: Locale) -> list[str]:
    label = deals.labels.name
    kind = label("entry_mode", absent(row.mode), locale.lang)
    sector = label("sector", row.sector_code, locale.lang)
    return [f"{kind} · {sector}" if kind else sector, locale.pick(row, "note")]


def _company(row: DealRow, companies: str, locale: Locale) -> list[Cell]:
    address = f"{companies}&company={row.entity_id}"
    # What is no company of ours has a dossier, no card.
    is_ours = not str(row.entity_id).startswith("target_")
    address += "#company" if is_ours else "&view=dossier#dossier"
    return [Cell(Cell(locale(f"{_TEXTS}.company", name=locale.called(row.target)), href=address))]


def where(row: DealRow, deals: Answer, locale: Locale) -> tuple[str, ...]:
    """Towns, and Länder other than NRW alone, as far as a source names them."""
    towns, lands = _several(row.cities), _several(row.states)
    if not lands:
        return (locale(f"{_TEXTS}.no_place"),)
    label = deals.labels.name
    towns_text = locale.list(label("city", code, locale.lang) for code in towns)
    if lands == [NRW]:
        return (towns_text,)
    states = locale.list(label("region", code, locale.lang) for code in lands)
    return (towns_text,) if states == towns_text else (towns_text, states)


def _several(codes: Any) -> list[str]:
    """A list of codes; none where the list itself is missing (None, NaN, NA)."""
    return [str(code) for code in codes] if hasattr(codes, "__iter__") else []


def value(row: DealRow, deals: Answer, locale: Locale) -> str:
    """An amount as ``amount`` says it, or that none is known."""
    return entity_events.amount(row, deals, locale) or locale(f"{_TEXTS}.no_amount")


def _unsure(row: DealRow, locale: Locale) -> str:
    return provenance.confidence("low", locale) if row.confidence == "low" else ""


def _links(row: DealRow, publishers: dict[str, dict[Any, Any]], locale: Locale) -> list[Cell]:
    """Publishers with the day from which each is known, linked to where they were read."""
    sources = [publishers[source_id] for source_id in row.source_ids if source_id in publishers]
    return [
        Cell(
            f"{source['publisher']}, "
            f"{locale.known(source['known_since'], source['known_since_precision'])}",
            href=source["url"],
        )
        for source in sources
    ]


def by_status(deals: Answer, locale: Locale) -> list[Badge]:
    """How many of the listed rows have each status: recorded cases, no more."""
    counts = Counter(row.status for row in deals)
    return [
        glossary.badge(
            f"status.{code}",
            text=f"{locale.number(counts[code])} {deals.labels.name('status', code, locale.lang)}",
        )
        for code in (*STATUSES, "unknown")
        if counts[code]
    ]
