"""Direct investment both ways as Eurostat counts it: its two tables never share a picture."""

from __future__ import annotations

import streamlit as st

from charts.lines import over_time
from data.answer import Answer
from i18n import Locale
from pages.investment import _series
from ui import components, headlines, indicators
from ui.missing_data import not_fetched
from ui.visit import Visit

_ROOM = "investment.eurostat"
_TABLES = ("eurostat_bop_fdi6_geo", "eurostat_bop_fdi6_pos")
_COLUMNS = ("flow", "period", "value", "status")
#: Name of the picture, stock or flow, Eurostat's table.
_PICTURES = (("geo_stock", "stock", "eurostat_geo"), ("geo_flow", "flow", "eurostat_geo"),
             ("pos_stock", "stock", "eurostat"))  # fmt: skip


def draw(visit: Visit, definitions: Answer) -> None:
    """The section, with a picture for each table and measure that has been fetched."""
    locale = visit.locale
    st.header(locale(f"{_ROOM}.heading"), anchor="eurostat")
    st.markdown(locale(f"{_ROOM}.text"))
    asked = [(name, visit.ask("fdi_both_ways", measure=measure, basis=basis))
             for name, measure, basis in _PICTURES]  # fmt: skip
    if not any(answer for _, answer in asked):
        components.empty(not_fetched(locale(f"{_ROOM}.missing"), _TABLES))
    secret = visit.ask("suppressed_figures")
    for name, answer in asked:
        if answer:
            notes = _kept_secret(secret, answer, locale)
            _picture(name, answer, definitions, locale, notes)


def _picture(name: str, answer: Answer, definitions: Answer, locale: Locale,
             notes: list[str]) -> None:  # fmt: skip
    title = locale(f"{_ROOM}.{name}_missing")
    for flow in ("outward", "inward"):
        if found := headlines.newest(answer.where(flow=flow)):
            back = name == "geo_flow" and found.value < 0
            said = locale.value(abs(found.value), "meur") if back else found.figure(locale)
            kind = f"{flow}_back" if back else flow
            title = locale(f"{_ROOM}.{name}_{kind}", year=found.year, value=said)
    codes = dict.fromkeys(row.indicator for row in answer)
    components.chart(name, answer, over_time, title=title, subtitle=locale(f"{_ROOM}.{name}_subtitle"), badges=_series.badges([answer], locale), notes=[*(indicators.definition(code, definitions, locale) for code in codes), *notes], by="flow", columns=_COLUMNS, order=("outward", "inward"))  # fmt: skip


def _kept_secret(secret: Answer, answer: Answer, locale: Locale) -> list[str]:
    """A sentence for each line of a picture on the years that Eurostat keeps secret."""
    drawn = {(row.indicator, row.basis) for row in answer}
    return [
        locale(f"{_ROOM}.secret", flow=locale.code("flow", row.flow), years=locale.years(row.years))
        for row in secret
        if (row.indicator, row.basis) in drawn
    ]
