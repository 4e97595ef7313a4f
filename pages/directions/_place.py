"""What is documented of a town: area and people, firms with a Chinese owner. No Streamlit here.

Area and people come from the reference table and are no claims: each stands with the day that it
speaks of and where it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from charts.cache import cached
from charts.table import Table
from data.answer import Answer
from i18n import Locale
from ui import company_cases
from ui.headlines import KeyFigure

_ROOM = "directions.place"


@dataclass(frozen=True)
class Profile:
    """Key figures of a Kreis and the line that says where they were read."""

    cards: tuple[KeyFigure, ...]
    source: str


def is_lacking_in_herne(gap: Any) -> bool:
    """Whether a gap is one of Herne's own, or of the projects in NRW that "Why Herne?" shows."""
    return bool(gap.region == "herne" or gap.code == "nrw_projects_cn")


def profile(kreis: Answer, as_of: date | None, locale: Locale) -> Profile:
    """What was known of a Kreis on a day; nothing before the days that its figures speak of."""
    cards: list[KeyFigure] = []
    counted: list[KeyFigure] = []  # the older count first
    sources: list[str] = []
    for row in kreis:
        if _known(row.population_2018_date, as_of):
            day = locale.date(row.population_2018_date)
            area = locale.value(row.area_km2, "km2", scale="exact")
            state = locale(f"{_ROOM}.state", date=day)
            cards.append(KeyFigure(locale(f"{_ROOM}.area"), area, state))
            counted.append(_people(row.population_2018, "register", day, locale))
            sources.append(locale(f"{_ROOM}.source_register"))
        if _known(row.population_zensus2022_known_since, as_of):
            day = locale.date(row.population_zensus2022_date)
            counted.append(_people(row.population_zensus2022, "census", day, locale))
            sources.append(locale(f"{_ROOM}.source_census"))
    line = locale(f"{_ROOM}.sources", sources="; ".join(sources)) if sources else ""
    return Profile((*cards, *reversed(counted)), line)


@cached(8)
def firms(cases: Answer, home: str, locale: Locale) -> Table:
    """Documented companies as on their own page, those in one town first."""
    table = company_cases.table(cases, locale)
    ordered = sorted(
        zip(cases, table.rows, strict=True), key=lambda pair: pair[0].city_code != home
    )
    return Table(table.headers, tuple(cells for _, cells in ordered), table.numeric)


def _known(since: Any, as_of: date | None) -> bool:
    return since == since and (as_of is None or since.date() <= as_of)  # noqa: PLR0124 - NaT


def _people(count: Any, kind: str, day: str, locale: Locale) -> KeyFigure:
    said = locale(f"{_ROOM}.state", date=day)
    return KeyFigure(locale(f"{_ROOM}.people_{kind}"), locale.number(int(count)), said)
