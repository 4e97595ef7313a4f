import streamlit as st

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
FIRST = ("crane_moves", "load_units", "ship_handling_tonnes", "trains_per_week")

sure, all_claims = (
    ask("freight_figures", places=PLACES),
    ask("freight_figures", places=PLACES, unsure="yes"),
)
definitions = ask("indicators", subject="freight")
gaps = ask("gaps").where(subject="freight", region="herne")

cards, shown = [], []
for indicator in FIRST:
    own = sure.where(indicator=indicator)
    label = sure.labels.name("indicator", indicator, locale.lang)
    if not own:
        cards.append(KeyFigure(label, locale("note.not_published")))
        continue
    newest = max(own, key=lambda row: (row.period_kind in ("year", "half"), row.period_end))
    basis = own.labels.name("basis", newest.basis, locale.lang)
    detail = provenance.detail(newest, locale, basis)
    cards.append(
        KeyFigure(label, short(newest, locale), newer_figures.append(detail, newest, own, locale))
    )
    shown.append(own)
if shown:
    rows = [row for own in shown for row in own if row.period_kind != "undated"]
    newest = max(rows, key=lambda row: row.period_end)
    period = locale.period(newest.period_kind, newest.period_start, newest.period_end)
    title = locale("freight.herne.newest", period=period, figure=short(newest, locale))
    st.header(components.heading(title), anchor="newest")
components.key_figures(cards, shown, locale("freight.herne.no_teu"))

official = ask("series", indicator="ship_handling_tonnes", place="port_herne", flow="none",
               basis="official_statistics", since=2000)  # fmt: skip
if len(official.rows) >= indicators.LEAST_POINTS:
    indicators.line("port_years", official, definitions, subject="freight.herne.years")

with st.container(horizontal=True, vertical_alignment="bottom"):
    part = filters.one_of("part", list(PARTS), label=lambda code: locale(f"freight.part.{code}"))
    unsure = filters.switch("unsure")
claims = all_claims if unsure else sure
of_part = {"indicator": list(PARTS[part])}
hidden = len(all_claims.where(**of_part).rows) - len(sure.where(**of_part).rows)
notes = [locale("freight.herne.port_note")] if part == "port" else []
if hidden and not unsure:
    notes.append(locale("freight.measure.hidden", claims=locale.count("claim", hidden)))
claims = claims.where(**of_part)
components.table(
    "freight_figures", indicators.table(claims, PARTS[part], definitions, gaps, locale), claims,
    title=locale(f"freight.herne.all_{part}", count=locale.number(len(claims.rows))),
    subtitle=" ".join(notes),
)  # fmt: skip
