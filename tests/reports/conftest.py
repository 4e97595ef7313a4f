"""Figures as a visitor would gather them, frozen once for all tests of documents."""

from __future__ import annotations

from datetime import date

import pytest

from i18n import Locale
from reports.item import Item, Origin, freeze
from reports.mappe import Entry, Mappe
from ui import offstage

#: One of each kind: lines, a bump chart, areas of a map, cards, a table, ranges.
GATHERED = (
    ("trade/nrw", "nrw_flows"),
    ("trade/partners", "partners_ranks"),
    ("overview", "overview_map"),
    ("overview", "cards_1"),
    ("cooperation/cities", "partnerships"),
    ("companies/counts", "ranges"),
)
DAY = date(2026, 11, 28)


def item(place: str, name: str, lang: str = "de", as_of: date | None = DAY,
         **parameters: str) -> Item:  # fmt: skip
    """A figure of a view, frozen as it was known on a day."""
    figure = offstage.figures(place, Locale(lang), as_of, parameters)[name]
    return freeze(figure, Origin(place, lang, as_of or date.today(), parameters), "TEST-ABCDEFGH")


@pytest.fixture(scope="session")
def pack(warehouse: object) -> Mappe:
    """A Mappe with a figure of each kind, all its fields filled."""
    del warehouse
    items = [item(place, name) for place, name in GATHERED]
    return Mappe(
        "Lage im Herbst", "Ausschuss für Wirtschaft", "Ö 4", "2026/0815", "Wirtschaftsförderung",
        date(2026, 12, 10), tuple(Entry(one, "=1+1 <b>*x*</b>") for one in items),
    )  # fmt: skip
