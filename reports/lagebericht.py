"""The ready Mappe: the story of the start page, so that the first click yields something good."""

from __future__ import annotations

from datetime import date

from charts.figure import Figure
from i18n import Locale
from reports import store
from reports.comparing import Figures
from reports.item import Origin, freeze
from reports.mappe import Entry, Mappe

#: View and figure, in the order of the story.
STORY = (
    ("overview", "flow_map"),
    ("overview", "cards_1"),
    ("trade/nrw", "nrw_flows"),
    ("trade/partners", "partners_ranks"),
    ("trade/products", "products_import"),
    ("investment/projects", "investment_projects_nrw_balance"),
    ("investment/takeovers", "ma_deals_ey_year"),
    ("overview", "overview_map"),
    ("freight/link", "route_map"),
    ("freight/benchmark", "eu_teu"),
    ("cooperation/luzhou", "luzhou_story"),
)


def ready(locale: Locale, as_of: date | None, figures: Figures, *, is_kept: bool = True) -> Mappe:
    """The report on the situation as known on a day; figures that are not there are left out.

    ``is_kept``: its figures get codes under which they are found again; else nothing is written.
    """
    seen: dict[str, dict[str, Figure]] = {}
    entries = []
    for place, name in STORY:
        if place not in seen:
            seen[place] = figures(place, locale, as_of, {})
        if (figure := seen[place].get(name)) is not None:
            origin = Origin(place, locale.lang, as_of or date.today())
            item = freeze(figure, origin)
            entries.append(Entry(store.cite(item) if is_kept else item))
    return Mappe(title=locale("mappe.lagebericht"), entries=tuple(entries))
