import streamlit as st

from charts.table import figure
from charts.vintages import states
from data.answer import Answer
from pages.investment import _series, _vintages
from ui import components, filters, indicators
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, GERMANY, NRW, EU = "investment.fdi", "de", "de-nw", "eu27_gb"
FLOW, INTO_EUROPE, INWARD = "fdi_flow_outward", "fdi_transactions_rhodium", "fdi_stock_inward"
OUTWARD = ("fdi_stock_outward", "fdi_stock_outward_consolidated")
SHARES = ("share_of_outward_stock", "share_of_outward_flow", "share_of_inward_stock",
          "share_of_german_inward_stock", "share_of_european_investment_rhodium",
          "takeover_share_of_fdi_rhodium", "greenfield_value_rhodium")  # fmt: skip
AREAS = ("eu", "eu27", "eu28", GERMANY)
ELSEWHERE = (*AREAS, EU, "de_fr_gb", "hu")

unsure = filters.switch("unsure")
if not unsure:
    _series.note_left_out(visit, (FLOW, *OUTWARD, INWARD, INTO_EUROPE, *SHARES), (NRW, *ELSEWHERE))
definitions = ask("indicators", subject="investment")
claims_on = _series.asking(visit, [NRW, *ELSEWHERE], unsure=unsure)


def states_of(code: str, region: str = GERMANY) -> Answer:
    """Every published state of the figures of one measure."""
    return ask("fdi_states", indicator=code, region=region, unsure="yes" if unsure else "no")


def draw(name: str, answer: Answer, code: str, *notes: str) -> None:
    """Figures with their states; the title tells the newest, and what it was before."""
    components.chart(
        name, answer, states, title=_vintages.moved(answer, f"{TEXTS}.{name}", locale),
        subtitle=locale(f"{TEXTS}.{name}_subtitle"), badges=_series.badges([answer], locale),
        notes=[indicators.definition(code, definitions, locale), locale(f"{TEXTS}.key"), *notes],
        table=_vintages.all_states(answer, locale),
    )  # fmt: skip


flows, consolidated, stock = states_of(FLOW), states_of(OUTWARD[1]), states_of(OUTWARD[0])
europe, inward = states_of(INTO_EUROPE, EU), claims_on(indicators=[INWARD])
cards = [
    card
    for name, answer in (("flow", flows), ("consolidated", consolidated), ("europe", europe))
    for card in _vintages.state_card(answer, f"{TEXTS}.key_{name}", locale)
]
components.key_figures(cards, [flows, consolidated, europe])

st.header(locale(f"{TEXTS}.outward_heading"), anchor="outward")
draw("flow", flows, FLOW, locale(f"{TEXTS}.flow_note"))
st.markdown(locale(f"{TEXTS}.stock_text"))
with components.side_by_side("stocks"):
    draw("stock", stock, OUTWARD[0])
    draw("consolidated", consolidated, OUTWARD[1])

st.header(locale(f"{TEXTS}.inward_heading"), anchor="inward")
st.markdown(locale(f"{TEXTS}.inward_text"))
title = locale(f"{TEXTS}.inward_missing")
if row := next(iter(inward.where(region=GERMANY, partner="cn")), None):
    title = locale(f"{TEXTS}.inward", year=str(row.period_start.year), value=figure(row, locale),
                  publisher=row.publisher)  # fmt: skip
_series.claim_table("inward", inward, locale, title=title,
                   subtitle=indicators.definition(INWARD, definitions, locale))  # fmt: skip
draw("europe", europe, INTO_EUROPE)
others = _series.asking(visit, AREAS, unsure=unsure)(indicators=[INTO_EUROPE])
_series.claim_table("areas", others, locale, title=locale(f"{TEXTS}.areas"),
                   subtitle=locale(f"{TEXTS}.areas_subtitle"))  # fmt: skip

_series.draw_eurostat(visit, definitions)

shares = claims_on(indicators=list(SHARES))
title = locale(f"{TEXTS}.shares_missing")
if row := next(iter(shares.where(indicator=SHARES[0])), None):
    title = locale(f"{TEXTS}.shares", year=str(row.period_start.year), value=figure(row, locale))
_series.claim_table("shares", shares, locale, title=title,
                   subtitle=locale(f"{TEXTS}.shares_subtitle"))  # fmt: skip
