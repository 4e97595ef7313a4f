"""People of a place: inhabitants, economy, and who of the Ruhr area has a Chinese passport."""

from __future__ import annotations

from typing import Any

from charts.bars import ranked
from charts.style import Picture
from data.answer import Answer
from i18n import Locale
from ui import components, provenance
from ui.missing_data import not_fetched

_ROOM = "directions.people"
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
    said = title(residents, locale)
    components.chart(
        "people",
        residents,
        picture(residents, said, locale),
        title=said,
        subtitle=locale(f"{_ROOM}.subtitle"),
        missing=not_fetched(locale(f"{_ROOM}.missing"), _TABLES),
    )


def title(residents: Answer, locale: Locale) -> str:
    """The newest reference day, and how many there are in Herne, the Ruhr area and NRW."""
    if not residents:
        return locale(f"{_ROOM}.none")
    found = {row.region: row for row in residents}  # one a region: the day is the same
    told = [_explanation(found.get(region), region, locale) for region in _NAMED]
    day = locale.date(next(iter(residents)).period_start)
    return locale(f"{_ROOM}.title", day=day, told=locale.list(told))


def picture(residents: Answer, said: str, locale: Locale) -> Picture:
    """One bar for each Kreis with a figure, Herne in colour. ``said``: the title."""
    return ranked(residents.where(kind="kreis"), locale, title=said, by="region",
                  unit="inhabitants", strong=["herne"], columns=("region", "period", "value"),
                  label_of=lambda row: locale.number(row.value))  # fmt: skip


def _explanation(row: Any, region: str, locale: Locale) -> str:
    number = locale(f"{_ROOM}.unknown") if row is None else locale.number(row.value)
    key = "about" if row is not None and row.qualifier == "about" else "exact"
    return locale(f"{_ROOM}.{region}", value=locale(f"qualified.{key}", value=number))
