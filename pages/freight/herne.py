import streamlit as st

from charts.coverage import coverage
from charts.table import short
from ui import components, filters, indicators, newer_figures, provenance
from ui.headlines import KeyFigure
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

PLACES = [
    "terminal_herne_cth", "port_herne", "herne_whe", "herne_whe_predecessor",
    "herne_power_station", "canal_rhine_herne", "herne_busto", "herne_copenhagen", "herne_malmo",
]  # fmt: skip
PARTS = {
    "terminal": (
        "load_units", "crane_moves", "terminal_capacity_load_units", "trains_per_week",
        "service_trains_per_week", "service_round_trips_per_week", "load_units_per_train",
        "trailer_parking_spaces",
    ),
    "port": (
        "ship_handling_tonnes", "ship_handling_change", "canal_traffic_tonnes",
        "coal_consumption_tonnes",
    ),
    "company": ("rail_carriage_tonnes", "rail_network_km", "result", "revenue", "state_funding"),
}  # fmt: skip

sure, all_claims = (
    ask("freight_figures", places=PLACES),
    ask("freight_figures", places=PLACES, unsure="yes"),
)
definitions = ask("indicators", subject="freight")
gaps = ask("gaps").where(subject="freight", region="herne")

cards = []
sources = []
for indicator in ("load_units", "crane_moves", "ship_handling_tonnes", "trains_per_week"):
    own = sure.where(indicator=indicator)
    label = sure.labels.of("indicator", indicator, locale.lang)
    if own:
        newest = max(own, key=lambda row: (row.period_kind in ("year", "half"), row.period_end))
        basis = own.labels.of("basis", newest.basis, locale.lang)
        detail = provenance.detail(newest, locale, basis)
        cards.append(
            KeyFigure(
                label, short(newest, locale), newer_figures.behind(detail, newest, own, locale)
            )
        )
        sources.append(own)
    else:
        cards.append(KeyFigure(label, locale("note.not_published")))
cards.append(
    KeyFigure(
        locale("freight.herne.key_teu"),
        locale("note.not_published"),
        locale("freight.herne.key_teu_detail"),
    )
)
components.key_figures(cards, sources)

title = locale("freight.coverage.title")
components.chart(
    "coverage",
    [gaps, sure],
    coverage(gaps, sure, locale, title=title),
    title=title,
    subtitle=locale("freight.coverage.subtitle"),
    notes=[locale("freight.coverage.dash")],
)

with st.container(horizontal=True, vertical_alignment="bottom"):
    part = filters.one_of("part", list(PARTS), label=lambda code: locale(f"freight.part.{code}"))
    unsure = filters.switch("unsure")
claims = all_claims if unsure else sure
hidden = [
    f"{all_claims.labels.of('indicator', code, locale.lang)} ({locale.count('claim', count)})"
    for code in PARTS[part]
    if (count := len(all_claims.where(indicator=code).rows) - len(sure.where(indicator=code).rows))
]
if hidden and not unsure:
    st.caption(locale("freight.measure.hidden", measures="; ".join(hidden)))
if part == "port":
    st.caption(locale("freight.herne.port_note"))
indicators.tables(
    claims, PARTS[part], definitions, {row.indicator: list(row.missing) for row in gaps}
)
