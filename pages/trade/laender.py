import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from pages.trade import _rankings
from ui import components, filters, trade_key_figures
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

with st.container(horizontal=True):
    partner = filters.one_of(
        "partner", ["cn", "hk", "mo", "tw"], label=lambda code: locale(f"partner.{code}")
    )
    year = filters.year("year", ask("trade_years", partner=partner))

shares = ask("trade_laender", partner=partner, year=year)
title = trade_key_figures.laender_title(shares, year, locale(f"partner.{partner}"), locale)
_rankings.year(
    "laender", title, shares, by="region", strong="de-nw",
    subtitle=locale("trade.laender.subtitle", partner=locale(f"partner.{partner}"), year=year),
    notes=[locale("trade.laender.lines")],
)  # fmt: skip

if partner == "cn":
    codes = [row.region for row in shares.where(kind="land")]
    ratios = ask("exports_to_gdp", regions=codes).having(lambda row: row.period_start.year == year)
    components.chart(
        "trade.laender.ratio", ratios, ranked, headline=ratios.where(region="de-nw"),
        badges=["concept.special", "china.cn", "cite.computed"], by="region", unit="percent",
        strong=["de-nw"], columns=("region", "export_meur", "gdp_meur", "value", "status"),
    )  # fmt: skip

codes = sorted(row.region for row in shares.where(kind="land"))
chosen = _rankings.chosen("laender", codes, shares, locale, ("de-nw", "de-bw", "de-by", "de-hh"))
series = ask("trade_laender_series", regions=chosen, partner=partner)
components.chart(
    "trade.laender.series", series, over_time, headline=series.where(region=chosen[0]),
    texts={"land": series.labels.of("region", chosen[0], locale.lang),
           "partner": locale(f"partner.{partner}")},
    badges=["concept.special"], by="region", order=chosen,
    columns=("region", "period", "value", "status"),
)  # fmt: skip
