"""The size of the economy beside its trade: gross domestic product, never a share of it."""

from __future__ import annotations

import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from ui import components, glossary
from ui.missing_data import not_fetched
from ui.visit import Visit

_TEXTS = "trade.gdp"
_TABLES = ("eurostat_nama_10r_2gdp", "eurostat_nama_10r_3gdp")
_COLUMNS = ("region", "period", "value", "status", "evidence_kind")


def draw(visit: Visit) -> None:
    """NRW and the Ruhr area over time, the towns of the Ruhr area in the newest year."""
    locale = visit.locale
    st.header(locale(f"{_TEXTS}.heading"), anchor="gdp")
    st.markdown(locale(f"{_TEXTS}.text"))
    missing = not_fetched(locale(f"{_TEXTS}.missing"), _TABLES)
    years, towns = visit.ask("gdp"), visit.ask("gdp_towns")
    if not years and not towns:
        components.empty(missing)
        return
    basis = (years or towns).labels.of("basis", "eurostat_accounts", locale.lang)
    badges = [glossary.badge("basis", text=basis)]
    region = "de-nw" if years.where(region="de-nw") else "ruhr"
    components.chart(
        f"{_TEXTS}.years", years, over_time, headline=years.where(region=region),
        texts={"region": years.labels.of("region", region, locale.lang)}, badges=badges,
        missing=missing, by="region", columns=_COLUMNS, order=("de-nw", "ruhr"),
    )  # fmt: skip
    places = [row.region for row in towns]
    place = str(places.index("herne") + 1) if "herne" in places else ""
    components.chart(
        f"{_TEXTS}.towns", towns, ranked, headline=towns.where(region="herne"),
        texts={"place": place, "all": str(len(places))}, badges=badges, missing=missing,
        by="region", unit="meur", columns=_COLUMNS[:4], strong=["herne"],
    )  # fmt: skip
