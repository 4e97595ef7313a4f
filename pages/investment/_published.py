"""Direct investment both ways in the series of its publishers: each table a picture of its own."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from charts.lines import over_time
from data.answer import Answer
from findings import finding
from i18n import Locale
from pages.investment import _series
from ui import components
from ui.missing_data import Lacking
from ui.visit import Visit


class Drawn(NamedTuple):
    """A picture: key of its texts, its anchor, stock or flow, and whose count (a basis)."""

    name: str
    anchor: str
    measure: str
    basis: str


#: Room of the texts, also the section's anchor → its pictures.
SECTIONS = {
    "eurostat": (
        Drawn("geo_stock", "geo_stock", "stock", "eurostat_geo"),
        Drawn("geo_flow", "geo_flow", "flow", "eurostat_geo"),
        Drawn("pos_stock", "pos_stock", "stock", "eurostat"),
    ),
    "bundesbank": tuple(
        Drawn(measure, f"bundesbank_{measure}{ending}", measure, basis)
        for basis, ending in (("bundesbank_directional", ""),
                              ("bundesbank_asset_liability", "_assets"))
        for measure in ("stock", "flow")
    ),
}  # fmt: skip


#: Section → the sources of its pictures.
_SOURCES = {
    "eurostat": ("eurostat_bop_fdi6_geo", "eurostat_bop_fdi6_pos"),
    "bundesbank": ("bundesbank_bbffdipv", "bundesbank_bbffditv"),
}


def draw(visit: Visit, definitions: Answer, section: str) -> list[Lacking]:
    """The section of a publisher, with a picture for each table that has been fetched.

    Returns what lacks where none has been.
    """
    locale, room = visit.locale, f"investment.{section}"
    pictures = [(one, visit.ask("fdi_both_ways", measure=one.measure, basis=one.basis))
                for one in SECTIONS[section]]  # fmt: skip
    if not any(answer for _, answer in pictures):
        return [Lacking(locale(f"{room}.missing"), _SOURCES[section])]
    st.header(locale(f"{room}.heading"), anchor=section)
    secret = visit.ask("suppressed_figures")
    for one, answer in pictures:
        if not answer:
            continue
        flow = "inward" if answer.where(flow="inward") else "outward"
        headline = answer.where(flow=flow)
        components.chart(
            f"{room}.{one.name}", answer, over_time, anchor=one.anchor,
            title=finding(headline, "", locale).title.linked(headline),
            badges=_series.badges([answer], definitions, locale),
            notes=suppressed(room, secret, answer, locale), by="flow",
            columns=("flow", "period", "value", "status"), order=("outward", "inward"),
        )  # fmt: skip
    return []


def suppressed(room: str, secret: Answer, answer: Answer, locale: Locale) -> list[str]:
    """A sentence for each line of a picture on the years that its publisher keeps secret."""
    drawn = {(row.indicator, row.basis) for row in answer}
    return [
        locale(f"{room}.secret", flow=locale.code("flow", row.flow), years=locale.years(row.years))
        for row in secret
        if (row.indicator, row.basis) in drawn
    ]
