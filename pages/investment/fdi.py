import streamlit as st

from charts.table import figure
from charts.vintages import states
from data.answer import Answer
from pages.investment import _eurostat_investment, _series, _vintages
from ui import components, filters, indicators
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
ROOM, GERMANY, NRW, EU = "investment.fdi", "de", "de-nw", "eu27_gb"
FLOW, INTO_EUROPE, INWARD = "fdi_flow_outward", "fdi_transactions_rhodium", "fdi_stock_inward"
OUTWARD = ("fdi_stock_outward", "fdi_stock_outward_consolidated")
SHARES = ("share_of_outward_stock", "share_of_outward_flow", "share_of_inward_stock",
          "share_of_german_inward_stock", "share_of_european_investment_rhodium",
          "takeover_share_of_fdi_rhodium", "greenfield_value_rhodium")  # fmt: skip
AREAS = ("eu", "eu27", "eu28", GERMANY)
ELSEWHERE = (*AREAS, EU, "de_fr_gb", "hu")

components.title(locale("page.invest_fdi.title"), locale("page.invest_fdi.intro"))
unsure = filters.switch("unsure")
if not unsure:
    _series.note_left_out(visit, (FLOW, *OUTWARD, INWARD, INTO_EUROPE, *SHARES),
                              (NRW, *ELSEWHERE))  # fmt: skip
definitions = ask("indicators", subject="investment")
told = _series.asking(visit, [NRW, *ELSEWHERE], unsure=unsure)


def moved(code: str, region: str = GERMANY) -> Answer:
    """Every published state of the figures of one measure."""
    return ask("fdi_states", indicator=code, region=region, unsure="yes" if unsure else "no")


def draw(name: str, answer: Answer, code: str, *notes: str) -> None:
    """Figures with their states; the title tells the newest, and what it was before."""
    title = _vintages.moved(answer, f"{ROOM}.{name}", locale)
    components.chart(
        name,
        answer,
        states,
        title=title,
        subtitle=locale(f"{ROOM}.{name}_subtitle"),
        badges=_series.badges([answer], locale),
        notes=[indicators.definition(code, definitions, locale), locale(f"{ROOM}.key"), *notes],
        table=_vintages.all_states(answer, locale),
    )


flows, consolidated, stock = moved(FLOW), moved(OUTWARD[1]), moved(OUTWARD[0])
europe, inward = moved(INTO_EUROPE, EU), told(indicators=[INWARD])
cards = [
    card
    for name, answer in (("flow", flows), ("consolidated", consolidated), ("europe", europe))
    for card in _vintages.state_card(answer, f"{ROOM}.key_{name}", locale)
]
components.key_figures(cards, [flows, consolidated, europe])

st.header(locale(f"{ROOM}.outward_heading"), anchor="outward")
draw("flow", flows, FLOW, locale(f"{ROOM}.flow_note"))
st.markdown(locale(f"{ROOM}.stock_text"))
with components.side_by_side("stocks"):
    draw("stock", stock, OUTWARD[0])
    draw("consolidated", consolidated, OUTWARD[1])

st.header(locale(f"{ROOM}.inward_heading"), anchor="inward")
st.markdown(locale(f"{ROOM}.inward_text"))
title = locale(f"{ROOM}.inward_missing")
if row := next(iter(inward.where(region=GERMANY, partner="cn")), None):
    title = locale(f"{ROOM}.inward", year=str(row.period_start.year), value=figure(row, locale),
                  publisher=row.publisher)  # fmt: skip
_series.claim_table("inward", inward, locale, title=title,
                   subtitle=indicators.definition(INWARD, definitions, locale))  # fmt: skip
draw("europe", europe, INTO_EUROPE)
others = _series.asking(visit, AREAS, unsure=unsure)(indicators=[INTO_EUROPE])
_series.claim_table("areas", others, locale, title=locale(f"{ROOM}.areas"),
                   subtitle=locale(f"{ROOM}.areas_subtitle"))  # fmt: skip

_eurostat_investment.draw(visit, definitions)

shares = told(indicators=list(SHARES))
title = locale(f"{ROOM}.shares_missing")
if row := next(iter(shares.where(indicator=SHARES[0])), None):
    title = locale(f"{ROOM}.shares", year=str(row.period_start.year), value=figure(row, locale))
_series.claim_table("shares", shares, locale, title=title,
                   subtitle=locale(f"{ROOM}.shares_subtitle"))  # fmt: skip
