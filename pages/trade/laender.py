import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from pages.trade import _rankings
from ui import components, filters, headlines
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

components.title(locale("page.trade_laender.title"), locale("page.trade_laender.intro"))
with st.container(horizontal=True):
    partner = filters.one_of(
        "partner", ["cn", "hk", "mo", "tw"], label=lambda code: locale(f"partner.{code}")
    )
    year = filters.year("year", ask("trade_years", partner=partner))

shares = ask("trade_laender", partner=partner, year=year)
lands = shares.where(kind="land").rows
title = locale("trade.laender.missing", year=year)
if len(lands) == 16 and (lands["region"] == "de-nw").any():
    place = list(lands["region"]).index("de-nw") + 1
    own = lands.iloc[place - 1]
    title = locale(
        "trade.laender.title",
        year=year,
        place=str(place),
        value=headlines.figure_text(own, shares, locale),
        share=locale.value(own["share_pct"], "percent"),
        partner=locale(f"partner.{partner}"),
    )
elif len(lands):
    title = locale("trade.laender.title_some", year=year, count=locale.number(len(lands)),
                  partner=locale(f"partner.{partner}"))  # fmt: skip
_rankings.year(
    "laender", title, shares, by="region", strong="de-nw",
    subtitle=locale("trade.laender.subtitle", partner=locale(f"partner.{partner}"), year=year),
    notes=[locale("trade.laender.lines")],
)  # fmt: skip

if partner == "cn":
    codes = [code for code in lands["region"] if code != "de"]
    ratios = ask("exports_to_gdp", regions=codes).having(lambda row: row.period_start.year == year)
    components.chart(
        "trade.laender.ratio", ratios, ranked, headline=ratios.where(region="de-nw"),
        badges=["concept.special", "china.cn", "cite.computed"], by="region", unit="percent",
        strong=["de-nw"], columns=("region", "export_meur", "gdp_meur", "value", "status"),
    )  # fmt: skip

codes = sorted(lands["region"])
chosen = _rankings.chosen("laender", codes, shares, locale, ("de-nw", "de-bw", "de-by", "de-hh"))
series = ask("trade_laender_series", regions=chosen, partner=partner)
components.chart(
    "trade.laender.series", series, over_time, headline=series.where(region=chosen[0]),
    texts={"land": series.labels.of("region", chosen[0], locale.lang),
           "partner": locale(f"partner.{partner}")},
    badges=["concept.special"], by="region", order=chosen,
    columns=("region", "period", "value", "status"),
)  # fmt: skip
