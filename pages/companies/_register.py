"""What the register says of all its companies: what to look up again, how many there are, promises.

No Streamlit here.
"""

from __future__ import annotations

from typing import Any

from charts.cache import cached
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import company_cases
from ui.cells import Cell

_TEXTS = "companies.register"
GIVEN_UP = ("withdrawn", "blocked", "closed")


def check_title(found: Answer, locale: Locale) -> str:
    """How many have no fresh evidence."""
    count = locale.count("firm_to_check", len(found.rows))
    undated = sum(absent(row.evidence_day) is None for row in found)
    told = locale(f"{_TEXTS}.check_title", firms=count)
    return told if not undated else told + locale(f"{_TEXTS}.undated", n=locale.number(undated))


@cached(16)
def to_check(found: Answer, locale: Locale, *, companies: str) -> Table:
    """The work list; ``companies``: address of the page that shows one, without its key."""
    names = ("firm", "newest", "employees", "reported", "quality", "look")
    return Table(
        tuple(locale(f"{_TEXTS}.{name}") for name in names),
        tuple(
            (
                Cell(_name(row, companies), _place(row, found, locale)),
                Cell(company_cases.newest_source(row, locale, is_headed=True), age(row, locale)),
                _employees(row, locale),
                Cell(found.labels.of("status", absent(row.last_known_status), locale.lang),
                     company_cases.report_year(row, locale)),
                locale.number(int(row.quality)),
                Cell(*links(row)),
            )
            for row in found
        ),
        (False, False, True, False, True, False),
    )  # fmt: skip


def _name(row: Any, companies: str) -> Cell:
    """Its name; what is known from GLEIF alone has no card."""
    has_card = not str(row.entity_id).startswith("lei_")
    return Cell(row.name, href=f"{companies}&company={row.entity_id}" if has_card else "")


def _place(row: Any, found: Answer, locale: Locale) -> str:
    code = absent(row.city_code)
    kind, code = ("city", code) if code else ("kreis", absent(row.kreis_ags))
    return found.labels.of(kind, code, locale.lang) if code else ""


def _employees(row: Any, locale: Locale) -> Cell | str:
    count, year = absent(row.employees), absent(row.employees_year)
    if count is None:
        return locale("note.not_published")
    said = locale("companies.no_year") if year is None else str(int(year))
    return Cell(locale.number(int(count)), said)


def links(row: Any) -> list[Cell]:
    """Where it can be looked up; with an LEI its record at GLEIF."""
    places = company_cases.registers(absent(row.lei) or "")
    return [Cell(Cell(name, href=address)) for name, address in places.items()]


def age(row: Any, locale: Locale) -> str:
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


@cached(16)
def coverage_table(coverage: Answer, locale: Locale) -> Table:
    """One row a definition."""
    names = ("definition", "count", "newest_day")
    return Table(
        tuple(locale(f"{_TEXTS}.{name}") for name in names),
        tuple(
            (
                coverage.labels.of("coverage", row.definition, locale.lang),
                locale.number(int(row.companies_count)),
                _day(row.newest_day, locale),
            )
            for row in coverage
        ),
        (False, True, True),
    )


def _day(day: Any, locale: Locale) -> str:
    known = absent(day)
    return "" if known is None else locale.date(f"{known:%Y-%m}")


def promises_title(promises: Answer, locale: Locale) -> str:
    """Of how many promises something was documented later, and of how many nothing."""
    told = promises.where(is_documented=True)
    count = locale.count("promise", len(promises.rows))
    return locale(f"{_TEXTS}.promises_title", promises=count, told=locale.number(len(told.rows)),
                  untold=locale.number(len(promises.rows) - len(told.rows)))  # fmt: skip


@cached(16)
def promises_table(promises: Answer, locale: Locale) -> Table:
    """Promises of which something was documented later, both with who says so."""
    publishers = company_cases.sources(promises)
    return Table(
        tuple(locale(f"{_TEXTS}.{name}") for name in ("firm", "promised", "later", "sources")),
        tuple(
            (
                row.name,
                Cell(promised(row, locale), locale.date(str(row.date))),
                Cell(*later(row, promises, locale)),
                Cell(*(Cell(link) for link in company_cases.links(row.source_ids, publishers))),
            )
            for row in promises.where(is_documented=True)
        ),
        (False, False, False, False),
    )


def promised(row: Any, locale: Locale) -> str:
    """What was promised: jobs, or a sum."""
    return _figure(row.promised_value, row.measure, locale, "jobs")


def later(row: Any, promises: Answer, locale: Locale) -> list[str]:
    """What was documented later: a figure with its year and what it covers, or that it was off."""
    when = locale.date(str(row.later_date))
    kind = absent(row.later_kind)
    value = absent(row.later_value)
    if value is None:
        return [promises.labels.of("event_kind", kind, locale.lang), when]
    unit = "jobs" if kind else "staff"
    scope = locale.pick(row, "later_scope")
    return [_figure(value, row.measure, locale, unit), f"{when}; {scope}" if scope else when]


def _figure(value: Any, measure: str, locale: Locale, unit: str) -> str:
    if measure == "sum":
        return locale.value(float(value), "meur", scale="exact")
    return locale(f"{_TEXTS}.{unit}", n=locale.number(int(value)))
