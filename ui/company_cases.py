"""Documented companies one by one: how a case is said, and the table that is the map's twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui.rows import Aged, Company

_THERE = "companies.there"
#: Before the newest source: solid while it is fresh, hollow when it is old.
_FRESH, _OLD = "●", "○"
COLUMNS = ("company", "city_sector", "entry", "reported", "evidence")


class PlacedCase(Protocol):
    """Where a case is drawn."""

    place_level: Any
    postcode: Any


@cached(32)
def table(companies: Answer, locale: Locale, part: slice = slice(None)) -> Table:
    """One row a company, in the order of the answer; ``part``: those of one page of the list."""
    publishers = companies.sources_by_id
    rows = [
        (
            Cell(locale.called(row.name), owner(row, locale), confidence_note(row, locale)),
            Cell(
                town(row, companies, locale),
                kreis(row, companies, locale),
                companies.labels.name("sector", row.sector_code, locale.lang),
            ),
            Cell(
                companies.labels.name("entry_mode", row.entry_mode, locale.lang),
                entry_year(row, locale),
            ),
            Cell(
                companies.labels.name("status", row.last_known_status, locale.lang),
                report_year(row, locale),
                newest_source(row, locale),
            ),
            Cell(*(Cell(link) for link in links(row.source_ids, publishers))),
        )
        for row in companies.tuples[part]
    ]
    return Table.of(locale, "companies.column.", COLUMNS, rows)


def finding(companies: Answer, locale: Locale) -> str:
    """How many are reported as active, else how many cases there are, and where most are."""
    if not companies:
        return locale("companies.map.none")
    active = companies.where(last_known_status="active")
    counted, key = (active, "active_case") if active else (companies, "documented_case")
    cases = locale.count(key, len(counted.rows))
    places = Counter(row.city_code for row in counted if absent(row.city_code)).most_common(1)
    if not places:
        return cases
    (code, count), towns = places[0], set(counted.rows["city_code"].dropna())
    most = companies.labels.name("city", code, locale.lang)
    if len(towns) == 1:
        return locale("companies.map.title_one", cases=cases, most=most)
    return locale("companies.map.title", cases=cases, most=most, count=locale.number(count))


def there_title(companies: Answer, year: int, locale: Locale) -> str:
    """How many were there at the end of a year, and where most were."""
    count = locale.count("firm_there", len(companies.rows))
    title = locale(f"{_THERE}.title", year=str(year), cases=count)
    places = Counter(row.city_code for row in companies if absent(row.city_code)).most_common(1)
    if not places:
        return title
    (code, most) = places[0]
    town_name = companies.labels.name("city", code, locale.lang)
    return locale(f"{_THERE}.title_most", told=title, most=town_name, count=locale.number(most))


def there_note(cases: Answer, year: int, locale: Locale) -> str:
    """What a year on the map means, and how many of all ``cases`` no year can place."""
    came = [row for row in cases if row.last_known_status not in GROUPS["never"]]
    without = {
        "no_entry": sum(absent(row.entry_year) is None for row in came),
        "no_end": sum(absent(row.end_year) is None and absent(row.entry_year) is not None
                      and row.last_known_status in GROUPS["ended"] for row in came),
    }  # fmt: skip
    parts = [locale(f"{_THERE}.note", year=str(year))]
    parts += [locale(f"{_THERE}.{reason}", cases=locale.count("documented_case", count))
              for reason, count in without.items() if count]  # fmt: skip
    return " ".join(parts)


def links(source_ids: Iterable[str], by_id: dict[str, dict[Any, Any]]) -> list[Cell]:
    """Publishers of sources with the year of publication, each a link to where it was read."""
    sources = [by_id[one] for one in source_ids if one in by_id]
    return [Cell(f"{source['publisher']}{_year(source)}", href=source["url"]) for source in sources]


def _year(source: dict[Any, Any]) -> str:
    """The year of publication; a source without a date has none."""
    is_dated = source["known_since_precision"] != "read"
    return f" {source['known_since'].year}" if is_dated else ""


def gleif(lei: str = "") -> str:
    """Where people read what GLEIF has of an entity, or look one up."""
    return f"https://search.gleif.org/#/{f'record/{lei}' if lei else ''}"


def registers(lei: str = "") -> dict[str, str]:
    """Name → address of where a person looks a firm up; the program asks nothing there."""
    return {
        "handelsregister.de": "https://www.handelsregister.de/",
        "unternehmensregister.de": "https://www.unternehmensregister.de/",
        "GLEIF": gleif(lei),
    }


def last_report(row: Company, answer: Answer, locale: Locale) -> str:
    """The last known status with its year: "zuletzt gemeldet: aktiv (2020)"."""
    if row.last_known_status == "unknown":
        return locale("companies.not_reported")
    status = answer.labels.name("status", row.last_known_status, locale.lang)
    return locale("companies.reported", status=status, year=report_year(row, locale))


def report_year(row: Company, locale: Locale) -> str:
    """The year of the last report."""
    return "" if row.last_known_status == "unknown" else _year_text(row.status_as_of, locale)


def newest_source(row: Aged, locale: Locale, *, is_headed: bool = False) -> str:
    """When a dated source last spoke of it, with a sign that is hollow where that is long ago.

    ``is_headed``: where a heading says already what it is.
    """
    day = absent(row.evidence_day)
    if day is None:
        return locale("companies.evidence.undated", sign=_OLD)
    sign, month = _FRESH if row.is_fresh else _OLD, locale.date(f"{day:%Y-%m}")
    if is_headed:
        return f"{sign} {month}"
    return locale("companies.evidence.newest", sign=sign, month=month)


def entry_year(row: Company, locale: Locale) -> str:
    """The year in which the owner came in."""
    return _year_text(row.entry_year, locale)


def _year_text(year: Any, locale: Locale) -> str:
    return locale("companies.no_year") if absent(year) is None else str(int(year))


def owner(row: Company, locale: Locale) -> str:
    """Who owns it."""
    return locale.called(absent(row.parent_name) or "") or locale("companies.no_owner")


def town(row: Company, answer: Answer, locale: Locale) -> str:
    """The town, or that only the Kreis is known."""
    code = absent(row.city_code)
    return (
        answer.labels.name("city", code, locale.lang) if code else locale("companies.map.no_town")
    )


def point(row: PlacedCase, locale: Locale) -> str:
    """How exactly we know where it lies: in a postcode's area, a town or a Kreis; no address."""
    level = absent(row.place_level) or "kreis"
    return locale(f"companies.point.{level}", postcode=absent(row.postcode) or "")


def kreis(row: Company, answer: Answer, locale: Locale) -> str:
    """The Kreis, where the town does not say it already."""
    label = answer.labels.name
    if label("kreis", row.kreis_ags, "de") == label("city", absent(row.city_code), "de"):
        return ""
    return label("kreis", row.kreis_ags, locale.lang)


def confidence_note(row: Company, locale: Locale) -> str:
    """That a case is of low confidence; nothing for the others."""
    return locale("companies.unsure") if row.confidence == "low" else ""


def captions(companies: Sequence[Company], answer: Answer, locale: Locale) -> list[str]:
    """What stands below each name in the list of a town: sector and last report."""
    return [
        f"{answer.labels.name('sector', row.sector_code, locale.lang)} · "
        f"{last_report(row, answer, locale)}"
        for row in companies
    ]


_ROOM = "companies.standing"
#: Last reported statuses that are told together, in this order. What was forbidden, given up or
#: only announced never became a firm with a Chinese owner.
GROUPS = {
    "active": ("active",),
    "never": ("blocked", "withdrawn", "announced"),
    "doubtful": ("insolvent", "sales_suspended", "sale_agreed"),
    "ended": ("exited", "closed"),
    "unknown": ("unknown", "completed"),
}


def status_summary(cases: Answer, locale: Locale) -> str:
    """How many cases are active, with the years of these reports, and what became of the others.

    Empty where there is no case.
    """
    parts = []
    for group, statuses in GROUPS.items():
        rows = [row for row in cases if row.last_known_status in statuses]
        if rows:
            years = [int(row.status_as_of) for row in rows if absent(row.status_as_of) is not None]
            years_text = f" ({_years(years, locale)})" if group == "active" and years else ""
            parts.append(locale(f"{_ROOM}.{group}", count=locale.number(len(rows))) + years_text)
    return ", ".join(parts)


def _years(years: list[int], locale: Locale) -> str:
    first, last = str(min(years)), str(max(years))
    if first == last:
        return locale(f"{_ROOM}.year", year=first)
    return locale(f"{_ROOM}.years", first=first, last=last)


def ruhr_title(cases: Answer, locale: Locale) -> str:
    """A title on cases in the Ruhr area: how many, and what became of them."""
    if not cases:
        return locale("overview.map_none")
    count = locale.count("documented_case", len(cases.rows))
    return locale("overview.map_title", cases=count, standing=status_summary(cases, locale))


def subtitle(text: str, cases: Answer, with_unsure: Answer, locale: Locale) -> str:
    """A subtitle with what became of the cases and how many are left out as unreliable.

    ``with_unsure``: the same choice with those of low reliability.
    """
    sentences = [text]
    if summary := status_summary(cases, locale):
        sentences.append(locale(f"{_ROOM}.of_these", standing=summary))
    shown = {row.company_id for row in cases}
    unsure = [row.confidence == "low" for row in with_unsure if row.company_id not in shown]
    left_out = {"unsure_case": sum(unsure), "mere_holding": len(unsure) - sum(unsure)}
    if named := [locale.count(kind, count) for kind, count in left_out.items() if count]:
        sentences.append(locale(f"{_ROOM}.hidden", cases=locale.list(named)))
    return " ".join(sentences)
