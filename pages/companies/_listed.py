"""Firms known from GLEIF alone: their marks on the map, the firms of one point, and all as a table.

Where GLEIF's data were not fetched there are none, and nothing is said of them.
"""

from __future__ import annotations

from html import escape
from typing import Any, Protocol
from urllib.parse import urlencode

import streamlit as st

from charts.cache import cached
from charts.cells import Cell
from charts.maps.listed_companies import COLOUR, POINT, by_point, with_listed_companies
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import cells, company_cases, company_map_key, components, filters, html, visit

_ROOM = "companies.listed"


class FirmRow(Protocol):
    """A listed firm: of the question listed_companies."""

    city_code: Any
    entity_id: str
    kreis_ags: Any
    name: str
    ultimate_country: Any
    ultimate_name: Any
    ultimate_reason: str


def shown_firms() -> Answer | None:
    """The firms, where there are any and the visitor wants to see them."""
    firms = visit.current().ask("listed_companies")
    return firms if firms and filters.switch("listed") else None


def on_map(picture: Picture, firms: Answer, locale: Locale) -> Picture:
    """The map with a mark at each point."""
    names = [
        f"<b>{rows[0].name if len(rows) == 1 else locale.count('listed_firm', len(rows))}</b><br>"
        + company_cases.point(rows[0], locale)
        for rows in by_point(firms).values()
    ]
    return with_listed_companies(picture, firms, names, locale)


def key(locale: Locale) -> str:
    """What the mark means, as HTML."""
    triangle = f"background:{COLOUR};border:0;clip-path:polygon(50% 0,100% 100%,0 100%)"
    return f'<p class="cm-map-key">{company_map_key.swatch(triangle, locale(f"{_ROOM}.key"))}</p>'


def keep(code: str) -> bool:
    """Write a point of ours that was clicked into the link; False for one of another kind."""
    if not code.startswith(POINT):
        st.query_params.pop("point", None)
        return False
    st.query_params["point"] = code.removeprefix(POINT)
    return True


def draw_point(firms: Answer, locale: Locale) -> None:
    """The firms of the point in the link, to choose one: each leads to its dossier."""
    code = filters.read("point")
    if code is None:
        return
    rows = by_point(firms).get(code)
    if rows is None:
        st.warning(locale(f"{_ROOM}.no_point", value=code))
        return
    count = locale.count("listed_firm", len(rows))
    st.header(locale(f"{_ROOM}.at_point", firms=count), anchor="point")
    items = [f"{cells.html(_name(row, locale))}<span class=\"cm-quiet\">"
             f"{escape(_owner(row, firms, locale))}</span>" for row in rows]  # fmt: skip
    components.draw_html(
        html.subtitle(company_cases.point(rows[0], locale))
        + f'<ul class="cm-ways">{"".join(f"<li>{one}</li>" for one in items)}</ul>'
        + html.source_line([firms], locale)
    )


@cached(16)
def table(firms: Answer, locale: Locale) -> Table:
    """A row a firm: name, area, highest owner, newest record."""
    rows = [
        (_name(row, locale), Cell(_town(row, firms, locale), company_cases.point(row, locale)),
         _owner(row, firms, locale),
         company_cases.newest_source(row, locale, is_headed=True))
        for row in firms
    ]  # fmt: skip
    return Table.of(locale, f"{_ROOM}.", ("firm", "place", "owner", "record"), rows)


def _name(row: FirmRow, locale: Locale) -> Cell:
    link = urlencode({"view": "dossier", "company": row.entity_id, "lang": locale.lang})
    return Cell(row.name, href=f"companies?{link}#dossier")


def _town(row: FirmRow, firms: Answer, locale: Locale) -> str:
    kind, code = ("city", row.city_code) if absent(row.city_code) else ("kreis", row.kreis_ags)
    return firms.labels.name(kind, absent(code), locale.lang)


def _owner(row: FirmRow, firms: Answer, locale: Locale) -> str:
    """The highest owner and where it sits, or why none is known."""
    label = firms.labels.name
    name = absent(row.ultimate_name)
    if name is None:
        return label("ultimate_reason", row.ultimate_reason, locale.lang)
    country = label("region", absent(row.ultimate_country), locale.lang)
    return locale(f"{_ROOM}.owned_by", name=name, country=country) if country else str(name)
