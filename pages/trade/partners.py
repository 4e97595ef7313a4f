from charts.bars import ranked
from charts.lines import over_time
from pages._parts import blocks, filters, findings, frame, terms

visit = frame.visit()
words, ask = visit.words, visit.ask

blocks.title(words("page.trade_partners.title"), words("page.trade_partners.intro"))
years = ask("trade_years")
year = filters.year("year", years, words)
partners = ask("trade_partners", year=year)

title = words("trade.partners.missing", year=year)
china = partners.rows[partners.rows["partner"] == "cn"]
if len(china):
    one = china.iloc[0]
    value = words.value(one["value"], one["unit"])
    title = words("trade.partners.title_only", year=year, value=value)
    if one["share_pct"] == one["share_pct"]:  # a share that is not there is NaN
        share = words.value(one["share_pct"], "percent")
        title = words("trade.partners.title", year=year, value=value, share=share)
blocks.chart(
    "partners",
    title,
    ranked(
        partners,
        words,
        title=title,
        by="partner",
        unit="meur",
        strong=["cn"],
        columns=("partner", "value", "share_pct", "growth_pct", "status"),
    ),
    partners,
    words,
    subtitle=words("trade.partners.subtitle", year=year),
    badges=terms.badges(words, "concept.special"),
    notes=[words("trade.partners.not_all"), words("trade.partners.rotterdam")],
)

codes = list(partners.rows["partner"])
chosen = filters.several_of(
    "partners",
    codes or ["cn"],
    words,
    label=lambda code: partners.labels.of("region", code, words.lang),
    default=[code for code in ("cn", "us", "pl", "nl") if code in codes] or ["cn"],
)
series = ask("trade_partner_series", partners=chosen)
title = words("trade.partners.missing_series")
if found := findings.newest(series.where(partner=chosen[0])):
    title = words("trade.partners.series_title", year=found.year, value=found.said(words),
                  status=found.status(words),
                  partner=series.labels.of("region", chosen[0], words.lang))  # fmt: skip
blocks.chart(
    "partner_series",
    title,
    over_time(
        series, words, title=title, by="partner", order=chosen,
        columns=("partner", "period", "value", "status"),
    ),
    series,
    words,
    subtitle=words("trade.partners.series_subtitle"),
    badges=terms.badges(words, "concept.special"),
)  # fmt: skip
