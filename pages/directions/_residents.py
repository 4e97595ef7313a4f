"""People of a place: inhabitants, economy, and who of the Ruhr area has a Chinese passport."""

from __future__ import annotations

from typing import Any

from charts.bars import ranked
from charts.cache import remembered
from charts.style import Picture
from data.answer import Answer
from i18n import Words
from ui import components, provenance
from ui.missing_data import not_fetched

_ROOM = "directions.people"
_TABLES = ("landesdatenbank_12521_03i",)
#: Regions that the title names, in this order.
_NAMED = ("herne", "ruhr", "de-nw")


def key_figures(stated: Answer, words: Words) -> None:
    """The newest figure on each measure of which there is one; nothing when there is none."""
    if stated:
        measures = list(dict.fromkeys(row.indicator for row in stated))
        components.key_figures(provenance.cards(stated, measures, words), [stated], words)


def chart(residents: Answer, words: Words) -> None:
    """Residents by Kreis on the newest reference day, or what fetches them."""
    said = title(residents, words)
    components.chart("people", said, picture(residents, said, words), residents, words,
                 subtitle=words(f"{_ROOM}.subtitle"),
                 missing=not_fetched(words(f"{_ROOM}.missing"), _TABLES, words))  # fmt: skip


def title(residents: Answer, words: Words) -> str:
    """The newest reference day, and how many there are in Herne, the Ruhr area and NRW."""
    if not residents:
        return words(f"{_ROOM}.none")
    found = {row.region: row for row in residents}  # one a region: the day is the same
    told = [_told(found.get(region), region, words) for region in _NAMED]
    day = words.date(next(iter(residents)).period_start)
    return words(f"{_ROOM}.title", day=day, told=words.list(told))


@remembered(32)
def picture(residents: Answer, said: str, words: Words) -> Picture:
    """One bar for each Kreis with a figure, Herne in colour. ``said``: the title."""
    return ranked(residents.where(kind="kreis"), words, title=said, by="region",
                  unit="inhabitants", strong=["herne"], columns=("region", "period", "value"),
                  said=lambda row: words.number(row.value))  # fmt: skip


def _told(row: Any, region: str, words: Words) -> str:
    number = words(f"{_ROOM}.unknown") if row is None else words.number(row.value)
    key = "about" if row is not None and row.qualifier == "about" else "exact"
    return words(f"{_ROOM}.{region}", value=words(f"qualified.{key}", value=number))
