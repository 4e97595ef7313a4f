"""Documented deals one by one: what was bought by whom, what became of it, and who says so.

Amounts cover what their basis says; nothing here adds them up. No Streamlit here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from charts.cache import remembered
from charts.table import Table, absent
from data.answer import Answer
from i18n import Words
from ui import company_cases, glossary
from ui.cells import Lines, Link
from ui.glossary import Badge

_ROOM = "investment.deals"
_COLUMNS = ("when", "deal", "status", "terms", "who")
NRW = "de-nw"
STATUSES = ("completed", "announced", "blocked", "withdrawn", "exited")


@remembered(64)
def table(deals: Answer, words: Words, *, first: int, last: int, companies: str) -> Table:
    """Deals in the order of the answer, those of one page of the list: ``first`` up to ``last``.

    ``companies``: address of the page that shows a company, to which ``&company=`` is added.
    """
    speakers = company_cases.sources(deals)
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in _COLUMNS),
        tuple(
            (
                Lines(when(row, words), *where(row, deals, words)),
                Lines(row.target, bought(row, deals, words), *_about(row, deals, words),
                      *_company(row, companies, words)),
                Lines(deals.labels.of("status", row.status, words.lang), _unsure(row, words)),
                Lines(value(row, deals, words), stake(row, deals, words)),
                Lines(*(Lines(link) for link in _links(row, speakers, words))),
            )
            for row in deals.tuples[first:last]
        ),
        (False,) * len(_COLUMNS),
    )  # fmt: skip


def when(row: Any, words: Words) -> str:
    """Month and year, or the year where the month is not known."""
    month = company_cases.known(row.month)
    return words.date(str(row.year) if month is None else f"{row.year}-{int(month):02d}")


def bought(row: Any, deals: Answer, words: Words) -> str:
    """Who bought, and from where."""
    country = deals.labels.of("region", row.investor_country, words.lang)
    named = words.has(f"{_ROOM}.country.{row.investor_country}")
    if named:
        country = words(f"{_ROOM}.country.{row.investor_country}")
    return words(f"{_ROOM}.buyer", investor=row.investor, country=country)


def _about(row: Any, deals: Answer, words: Words) -> list[str]:
    label = deals.labels.of
    kind = label("entry_mode", company_cases.known(row.mode), words.lang)
    sector = label("sector", row.sector_code, words.lang)
    note = absent(row.note_de if words.lang == "de" else row.note_en)
    return [f"{kind} · {sector}" if kind else sector, str(note or "")]


def _company(row: Any, companies: str, words: Words) -> list[Lines]:
    code = company_cases.known(row.company_id)
    if code is None:
        return []
    return [Lines(Link(words(f"{_ROOM}.company", name=row.target), f"{companies}&company={code}"))]


def where(row: Any, deals: Answer, words: Words) -> tuple[str, ...]:
    """Towns, and Länder other than NRW alone, as far as a source names them."""
    towns, lands = _several(row.cities), _several(row.states)
    if not lands:
        return (words(f"{_ROOM}.no_place"),)
    label = deals.labels.of
    named = words.list(label("city", code, words.lang) for code in towns)
    if lands == [NRW]:
        return (named,)
    states = words.list(label("region", code, words.lang) for code in lands)
    return (named,) if states == named else (named, states)


def _several(codes: Any) -> list[str]:
    """A list of codes; none where the list itself is missing (None, NaN, NA)."""
    return [str(code) for code in codes] if hasattr(codes, "__iter__") else []


def value(row: Any, deals: Answer, words: Words) -> str:
    """An amount with what it covers; what was not disclosed is said as well."""
    covers = deals.labels.of("value_basis", company_cases.known(row.value_basis), words.lang)
    meur, original = company_cases.known(row.value_meur), company_cases.known(row.value_original)
    if meur is not None:
        amount = words.value(float(meur), "meur", scale="exact")
    elif original is not None:
        amount = words(f"{_ROOM}.other_currency", amount=words.number(float(original)),
                       currency=row.currency)  # fmt: skip
    else:
        return words(f"{_ROOM}.no_value", why=covers) if covers else words(f"{_ROOM}.no_amount")
    return f"{amount} ({covers})" if covers else amount


def stake(row: Any, deals: Answer, words: Words) -> str:
    """How much was bought, as it was stated; nothing when it was not."""
    text = deals.labels.of("stake_text", company_cases.known(row.stake_text), words.lang)
    pct = company_cases.known(row.stake_pct)
    share = "" if pct is None else words.value(float(pct), "percent", scale="exact")
    said = f"{text} {share}".strip()
    return words(f"{_ROOM}.stake", share=said) if said else ""


def _unsure(row: Any, words: Words) -> str:
    level = words.code("confidence", row.confidence)
    return words("note.confidence", level=level) if row.confidence == "low" else ""


def _links(row: Any, speakers: dict[str, dict[Any, Any]], words: Words) -> list[Link]:
    """Publishers with the day from which each is known, linked to where they were read."""
    sources = [speakers[one] for one in row.source_ids if one in speakers]
    return [
        Link(
            f"{source['publisher']}, "
            f"{words.known(source['known_since'], source['known_since_precision'])}",
            source["url"],
        )
        for source in sources
    ]


def by_status(deals: Answer, words: Words) -> list[Badge]:
    """How many of the listed rows have each status: recorded cases, no more."""
    counts = Counter(row.status for row in deals)
    return [
        glossary.badge(
            f"status.{code}",
            words,
            said=f"{deals.labels.of('status', code, words.lang)}: "
            + words.count("recorded_case", counts[code]),
        )
        for code in STATUSES
        if counts[code]
    ]
