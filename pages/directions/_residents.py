"""People of a place: inhabitants, economy, and who of the Ruhr area has a Chinese passport."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charts.bars import ranked
from charts.cache import cached
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import company_cases, components, provenance
from ui.headlines import KeyFigure
from ui.missing_data import not_fetched

_PEOPLE = "directions.people"
_TABLES = ("landesdatenbank_12521_03i",)
#: Regions that the title names, in this order.
_NAMED = ("herne", "ruhr", "de-nw")


def key_figures(stated: Answer, locale: Locale) -> None:
    """The newest figure on each measure of which there is one; nothing when there is none."""
    if stated:
        measures = list(dict.fromkeys(row.indicator for row in stated))
        components.key_figures(provenance.cards(stated, measures, locale), [stated])


def chart(residents: Answer, locale: Locale) -> None:
    """Residents by Kreis on the newest reference day, or what fetches them."""
    heading = title(residents, locale)
    components.chart(
        "people",
        residents,
        picture(residents, heading, locale),
        title=heading,
        subtitle=locale(f"{_PEOPLE}.subtitle"),
        missing=not_fetched(locale(f"{_PEOPLE}.missing"), _TABLES),
    )


def title(residents: Answer, locale: Locale) -> str:
    """The newest reference day, and how many there are in Herne, the Ruhr area and NRW."""
    if not residents:
        return locale(f"{_PEOPLE}.none")
    by_region = {row.region: row for row in residents}  # one a region: the day is the same
    parts = [_explanation(by_region.get(region), region, locale) for region in _NAMED]
    day = locale.date(next(iter(residents)).period_start)
    return locale(f"{_PEOPLE}.title", day=day, told=locale.list(parts))


def picture(residents: Answer, title: str, locale: Locale) -> Picture:
    """One bar for each Kreis with a figure, Herne in colour. ``title``: the title."""
    return ranked(residents.where(kind="kreis"), locale, title=title, by="region",
                  unit="inhabitants", strong=["herne"], columns=("region", "period", "value"),
                  label_of=lambda row: locale.number(row.value))  # fmt: skip


def _explanation(row: Any, region: str, locale: Locale) -> str:
    number = locale(f"{_PEOPLE}.unknown") if row is None else locale.number(row.value)
    key = "about" if row is not None and row.qualifier == "about" else "exact"
    return locale(f"{_PEOPLE}.{region}", value=locale(f"qualified.{key}", value=number))


_PLACE = "directions.place"


@dataclass(frozen=True)
class Profile:
    """Key figures of a Kreis and the line that says where they were read."""

    cards: tuple[KeyFigure, ...]
    source: str


def is_lacking_in_herne(gap: Any) -> bool:
    """Whether a gap is one of Herne's own, or of the projects in NRW that "Why Herne?" shows."""
    return bool(gap.region == "herne" or gap.code == "nrw_projects_cn")


def profile(kreis: Answer, locale: Locale) -> Profile:
    """What was known of a Kreis on a day; nothing before the days that its figures speak of."""
    cards: list[KeyFigure] = []
    people: list[KeyFigure] = []  # the older count first
    sources: list[str] = []
    for row in kreis:
        if absent(row.population_2018) is not None:
            day = locale.date(row.population_2018_date)
            area = locale.value(row.area_km2, "km2", scale="exact")
            cards.append(
                KeyFigure(locale(f"{_PLACE}.area"), area, locale(f"{_PLACE}.state", date=day))
            )
            people.append(_people(row.population_2018, "register", day, locale))
            sources.append(locale(f"{_PLACE}.source_register"))
        if absent(row.population_zensus2022) is not None:
            day = locale.date(row.population_zensus2022_date)
            people.append(_people(row.population_zensus2022, "census", day, locale))
            sources.append(locale(f"{_PLACE}.source_census"))
    line = locale(f"{_PLACE}.sources", sources="; ".join(sources)) if sources else ""
    return Profile((*cards, *reversed(people)), line)


@cached(8)
def firms(cases: Answer, home: str, locale: Locale) -> Table:
    """Documented companies as on their own page, those in one town first."""
    table = company_cases.table(cases, locale)
    ordered = sorted(
        zip(cases, table.rows, strict=True), key=lambda pair: pair[0].city_code != home
    )
    return Table(table.headers, tuple(cells for _, cells in ordered), table.numeric)


def _people(count: Any, kind: str, day: str, locale: Locale) -> KeyFigure:
    state = locale(f"{_PLACE}.state", date=day)
    return KeyFigure(locale(f"{_PLACE}.people_{kind}"), locale.number(int(count)), state)
