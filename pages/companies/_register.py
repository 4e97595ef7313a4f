"""What the register says of all its companies: what to look up again, how many there are, promises.

No Streamlit here.
"""

from __future__ import annotations

from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import company_cases, kept_promises

_TEXTS = "companies.register"


class AgedCase(Protocol):
    """How many months ago the newest dated source spoke of it."""

    evidence_months: Any


class RegisterRow(AgedCase, Protocol):
    """A documented case beside what the register says of it: of the question companies_to_check."""

    city_code: Any
    employees: Any
    employees_year: Any
    entity_id: str
    kreis_ags: Any
    lei: Any
    name: str


def check_title(answer: Answer, locale: Locale) -> str:
    """How many have no fresh evidence."""
    count = locale.count("firm_to_check", len(answer.rows))
    undated = sum(absent(row.evidence_day) is None for row in answer)
    title = locale(f"{_TEXTS}.check_title", firms=count)
    return title if not undated else title + locale(f"{_TEXTS}.undated", n=locale.number(undated))


@cached(16)
def to_check(answer: Answer, locale: Locale, *, companies: str) -> Table:
    """The work list; ``companies``: address of the page that shows one, without its key."""
    names = ("firm", "newest", "employees", "reported", "quality", "look")
    rows = [
        (
            Cell(_name(row, companies, locale), _place(row, answer, locale)),
            Cell(company_cases.newest_source(row, locale, is_headed=True), age(row, locale)),
            _employees(row, locale),
            Cell(answer.labels.name("status", absent(row.last_known_status), locale.lang),
                 company_cases.report_year(row, locale)),
            evidence.linked(locale.number(int(row.quality)), row, "quality"),
            Cell(*links(row)),
        )
        for row in answer
    ]  # fmt: skip
    return Table.of(locale, f"{_TEXTS}.", names, rows, figures=("employees", "quality"))


def _name(row: RegisterRow, companies: str, locale: Locale) -> Cell:
    """Its name; what is known from GLEIF alone has no card."""
    has_card = not str(row.entity_id).startswith("lei_")
    address = f"{companies}&company={row.entity_id}#company" if has_card else ""
    return Cell(locale.called(row.name), href=address)


def _place(row: RegisterRow, answer: Answer, locale: Locale) -> str:
    code = absent(row.city_code)
    kind, code = ("city", code) if code else ("kreis", absent(row.kreis_ags))
    return answer.labels.name(kind, code, locale.lang) if code else ""


def _employees(row: RegisterRow, locale: Locale) -> Cell | str:
    count, year = absent(row.employees), absent(row.employees_year)
    if count is None:
        return locale("note.not_published")
    year_text = locale("companies.no_year") if year is None else str(int(year))
    return Cell(evidence.linked(locale.number(int(count)), row, "employees"), year_text)


def links(row: RegisterRow) -> list[Cell]:
    """Where it can be looked up; with an LEI its record at GLEIF."""
    places = company_cases.registers(absent(row.lei) or "")
    return [Cell(Cell(name, href=address)) for name, address in places.items()]


def age(row: AgedCase, locale: Locale) -> str:
    """How long ago the newest dated source spoke of it, in years or months."""
    months = absent(row.evidence_months)
    if months is None:
        return ""
    unit, count = ("month_ago", months) if months < 24 else ("year_ago", months // 12)
    return locale.count(unit, int(count))


def coverage_title(coverage: Answer, locale: Locale) -> str:
    """How many are in the register, and of how many the newest evidence is fresh."""
    counts = {row.definition: int(row.companies_count) for row in coverage}
    return locale(f"{_TEXTS}.coverage_title", all=locale.count("firm_known", counts["all"]),
                  fresh=locale.number(counts["fresh"]))  # fmt: skip


def related(coverage: Answer, by_definition: Answer, locale: Locale) -> str:
    """How those in the register, on the map and with a Chinese owner today hang together."""
    counts = {row.definition: int(row.companies_count) for row in coverage}
    low, *_, high = sorted(int(row.total_count) for row in by_definition)
    gleif = counts["all"] - counts["documented"]
    key = f"{_TEXTS}.related_with_gleif" if gleif else f"{_TEXTS}.related"
    return locale(key, all=locale.count("firm_known", counts["all"]), listed=locale.number(gleif),
                  shown=locale.number(counts["sure"]),
                  low=locale.number(low), high=locale.number(high))  # fmt: skip


@cached(16)
def coverage_table(coverage: Answer, locale: Locale) -> Table:
    """One row a definition."""
    names = ("definition", "count", "newest_day")
    rows = [
        (
            coverage.labels.name("coverage", row.definition, locale.lang),
            evidence.linked(locale.number(int(row.companies_count)), row, "companies_count"),
            _day(row.newest_day, locale),
        )
        for row in coverage
    ]
    return Table.of(locale, f"{_TEXTS}.", names, rows, figures=("count",))


def _day(day: Any, locale: Locale) -> str:
    known = absent(day)
    return "" if known is None else locale.date(f"{known:%Y-%m}")


def promises_title(promises: Answer, locale: Locale) -> str:
    """Of how many promises something was documented later, and of how many nothing."""
    later = promises.where(is_documented=True)
    count = locale.count("promise", len(promises.rows))
    return locale(f"{_TEXTS}.promises_title", promises=count, told=locale.number(len(later.rows)),
                  untold=locale.number(len(promises.rows) - len(later.rows)))  # fmt: skip


@cached(16)
def promises_table(promises: Answer, locale: Locale) -> Table:
    """Promises and what was documented later, if anything, both with who says so."""
    publishers = promises.sources_by_id
    rows = [
        (
            locale.called(row.name),
            Cell(kept_promises.promised(row, locale), locale.date(str(row.date))),
            Cell(*kept_promises.later(row, promises, locale))
            if row.is_documented
            else locale(f"{_TEXTS}.nothing_later"),
            Cell(*(Cell(link) for link in company_cases.links(row.source_ids, publishers))),
        )
        for row in promises
    ]
    return Table.of(locale, f"{_TEXTS}.", ("firm", "promised", "later", "sources"), rows)
