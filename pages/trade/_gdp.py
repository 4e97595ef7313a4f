"""The size of the economy beside its trade: gross domestic product, never a share of it."""

from __future__ import annotations

import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from ui import components, glossary, headlines
from ui.missing_data import not_fetched
from ui.visit import Visit

_ROOM = "trade.gdp"
_TABLES = ("eurostat_nama_10r_2gdp", "eurostat_nama_10r_3gdp")
_COLUMNS = ("region", "period", "value", "status", "evidence_kind")


def draw(visit: Visit) -> None:
    """NRW and the Ruhr area over time, the towns of the Ruhr area in the newest year."""
    locale = visit.locale
    st.header(locale(f"{_ROOM}.heading"), anchor="gdp")
    st.markdown(locale(f"{_ROOM}.text"))
    missing = not_fetched(locale(f"{_ROOM}.missing"), _TABLES)
    years, towns = visit.ask("gdp"), visit.ask("gdp_towns")
    if not years and not towns:
        components.empty(missing)
        return
    counted = (years or towns).labels.of("basis", "eurostat_accounts", locale.lang)
    badges = [glossary.badge("basis", text=counted)]
    title = locale(f"{_ROOM}.years_missing")
    for region in ("ruhr", "de-nw"):
        if found := headlines.newest(years.where(region=region)):
            title = locale(f"{_ROOM}.years", year=found.year, value=found.figure(locale),
                          region=years.labels.of("region", region, locale.lang))  # fmt: skip
    components.chart("gdp_years", years, over_time, title=title, subtitle=locale(f"{_ROOM}.years_subtitle"), badges=badges, missing=missing, by="region", columns=_COLUMNS, order=("de-nw", "ruhr"))  # fmt: skip
    title = locale(f"{_ROOM}.towns_missing")
    if herne := headlines.newest(towns.where(region="herne")):
        places = [row.region for row in towns]
        title = locale(f"{_ROOM}.towns", year=herne.year, value=herne.figure(locale),
                      place=str(places.index("herne") + 1), all=str(len(places)))  # fmt: skip
    components.chart("gdp_towns", towns, ranked, title=title, subtitle=locale(f"{_ROOM}.towns_subtitle"), badges=badges, missing=missing, by="region", unit="meur", columns=_COLUMNS[:4], strong=["herne"])  # fmt: skip
