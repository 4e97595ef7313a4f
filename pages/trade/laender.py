import streamlit as st

from pages.trade import _rankings
from ui import components, filters, headlines, page

visit = page.visit()
words, ask = visit.words, visit.ask

components.title(words("page.trade_laender.title"), words("page.trade_laender.intro"))
with st.container(horizontal=True):
    partner = filters.one_of(
        "partner", ["cn", "hk", "mo", "tw"], words, label=lambda code: words(f"partner.{code}")
    )
    year = filters.year("year", ask("trade_years", partner=partner), words)

shares = ask("trade_laender", partner=partner, year=year)
lands = shares.where(kind="land").rows
title = words("trade.laender.missing", year=year)
if len(lands) == 16 and (lands["region"] == "de-nw").any():
    place = list(lands["region"]).index("de-nw") + 1
    own = lands.iloc[place - 1]
    title = words(
        "trade.laender.title",
        year=year,
        place=str(place),
        value=headlines.said_of(own, shares, words),
        share=words.value(own["share_pct"], "percent"),
        partner=words(f"partner.{partner}"),
    )
elif len(lands):
    title = words("trade.laender.title_some", year=year, count=words.number(len(lands)),
                  partner=words(f"partner.{partner}"))  # fmt: skip
_rankings.year(
    "laender", title, shares, words, by="region", strong="de-nw",
    subtitle=words("trade.laender.subtitle", partner=words(f"partner.{partner}"), year=year),
    notes=[words("trade.laender.lines")],
)  # fmt: skip

codes = sorted(lands["region"])
chosen = _rankings.chosen("laender", codes, shares, words, ("de-nw", "de-bw", "de-by", "de-hh"))
series = ask("trade_laender_series", regions=chosen, partner=partner)
title = words("trade.laender.missing_series")
if found := headlines.newest(series.where(region=chosen[0])):
    title = words("trade.laender.series_title", year=found.year, value=found.said(words),
                  status=found.status(words),
                  land=series.labels.of("region", chosen[0], words.lang),
                  partner=words(f"partner.{partner}"))  # fmt: skip
_rankings.years(
    "laender_series", title, series, words, by="region", order=chosen,
    subtitle=words("trade.laender.series_subtitle", partner=words(f"partner.{partner}")),
)  # fmt: skip
