import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from charts.tiles import PLACES, tile_map
from findings import finding, ranking
from pages.trade import _rankings
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
COLUMNS = ("region", "value", "share_pct", "growth_pct", "status")

with st.container(horizontal=True):
    partner = filters.one_of(
        "partner", ["cn", "hk", "mo", "tw"], label=lambda code: locale(f"partner.{code}")
    )
    year = filters.year("year", ask("trade_years", partner=partner))
name = locale(f"partner.{partner}")

shares = ask("trade_laender", partner=partner, year=year)
lands = shares.where(kind="land")
codes = sorted(row.region for row in lands)
title = locale("trade.laender.title_some", count=locale.number(len(codes)), partner=name, year=year)
if len(codes) == len(PLACES):
    title = ranking(shares, "trade.laender.ranking", locale, by="region", about="de-nw",
                    is_complete=True, partner=name).title.linked(shares)  # fmt: skip
with components.side_by_side("lands"):
    components.chart(
        "laender", shares, tile_map, title=title, columns=COLUMNS,
        badges=["concept.special", f"partner.{partner}"], guide=[locale("trade.laender.lines")],
    )  # fmt: skip
    ratios = ask("exports_to_gdp", regions=codes).having(lambda row: row.period_start.year == year)
    if partner == "cn" and ratios:
        components.chart(
            "trade.laender.ratio", ratios, ranked, by="region", unit="percent", strong=["de-nw"],
            title=ranking(ratios, "trade.laender.ratio", locale, by="region", about="de-nw",
                          is_complete=len(ratios.rows) == len(PLACES)).title.linked(ratios),
            badges=["concept.special", "china.cn"],
            columns=("region", "export_meur", "gdp_meur", "value", "status"),
        )  # fmt: skip

chosen = _rankings.chosen("laender", codes, shares, locale, ("de-nw", "de-bw", "de-by", "de-hh"))
series = ask("trade_series", region=chosen, partner=partner, undefined="no")
own = series.where(region=chosen[0])
land = series.labels.name("region", chosen[0], locale.lang)
components.chart(
    "trade.laender.series", series, over_time, by="region", order=chosen,
    title=finding(own, "trade.laender.series", locale, land=land, partner=name).title.linked(own),
    badges=["concept.special"], columns=("region", "period", "value", "status"),
)  # fmt: skip
