import streamlit as st

from charts.coverage import coverage
from ui import components, filters, indicators, page, provenance

visit = page.visit()
words, ask = visit.words, visit.ask

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

components.title(words("page.freight_herne.title"), words("page.freight_herne.intro"))

sure, every = (
    ask("freight_figures", places=PLACES),
    ask("freight_figures", places=PLACES, unsure="yes"),
)
definitions = ask("indicators", subject="freight")
gaps = ask("gaps").where(subject="freight", region="herne")

cards = []
sources = []
for indicator in ("load_units", "crane_moves", "ship_handling_tonnes", "trains_per_week"):
    own = sure.where(indicator=indicator)
    label = sure.labels.of("indicator", indicator, words.lang)
    if own:
        newest = max(own, key=lambda row: (row.period_kind in ("year", "half"), row.period_end))
        counted = own.labels.of("basis", newest.basis, words.lang)
        detail = provenance.spoken(newest, words, counted)
        cards.append((label, indicators.short(newest, words), detail))
        sources.append(own)
    else:
        cards.append((label, words("note.not_published"), ""))
cards.append(
    (
        words("freight.herne.key_teu"),
        words("note.not_published"),
        words("freight.herne.key_teu_detail"),
    )
)
components.key_figures(cards, sources, words)

title = words("freight.coverage.title")
components.chart(
    "coverage",
    title,
    coverage(gaps, sure, words, title=title),
    [gaps, sure],
    words,
    subtitle=words("freight.coverage.subtitle"),
    notes=[words("freight.coverage.dash")],
)

with st.container(horizontal=True, vertical_alignment="bottom"):
    part = filters.one_of(
        "part", list(PARTS), words, label=lambda code: words(f"freight.part.{code}")
    )
    unsure = filters.switch("unsure", words)
shown = every if unsure else sure
hidden = [
    f"{every.labels.of('indicator', code, words.lang)} ({words.count('claim', count)})"
    for code in PARTS[part]
    if (count := len(every.where(indicator=code).rows) - len(sure.where(indicator=code).rows))
]
if hidden and not unsure:
    st.caption(words("freight.measure.hidden", measures="; ".join(hidden)))
if part == "port":
    st.caption(words("freight.herne.port_note"))
indicators.tables(
    shown, PARTS[part], definitions, words, {row.indicator: list(row.missing) for row in gaps}
)
