from pages.trade import _rankings
from ui import components, filters, headlines, page

visit = page.visit()
words, ask = visit.words, visit.ask
#: As many of the largest partners does the question show once they are known, and China's four.
LARGEST = 30

components.title(words("page.trade_partners.title"), words("page.trade_partners.intro"))
years = ask("trade_years")
year = filters.year("year", years, words)
partners = ask("trade_partners", year=year)

title = words("trade.partners.missing", year=year)
china = partners.rows[partners.rows["partner"] == "cn"]
if len(china):
    one = china.iloc[0]
    value = headlines.said_of(one, partners, words)
    title = words("trade.partners.title_only", year=year, value=value)
    if one["share_pct"] == one["share_pct"]:  # a share that is not there is NaN
        share = words.value(one["share_pct"], "percent")
        title = words("trade.partners.title", year=year, value=value, share=share)
subtitle = words("trade.partners.subtitle", year=year)
if str(year) == next((str(row.year) for row in years if row.status == "final"), None):
    subtitle += " " + words("trade.partners.why_year", year=year)
count = len(partners.rows)
_rankings.year(
    "partners", title, partners, words, by="partner", strong="cn",
    subtitle=subtitle,
    notes=[words("trade.partners.largest" if count > LARGEST else "trade.partners.not_all",
                 count=words.number(count)),
           words("trade.partners.rotterdam")],
)  # fmt: skip

codes = list(partners.rows["partner"])
chosen = _rankings.chosen("partners", codes, partners, words, ("cn", "us", "pl", "nl"))
series = ask("trade_partner_series", partners=chosen)
title = words("trade.partners.missing_series")
if found := headlines.newest(series.where(partner=chosen[0])):
    title = words("trade.partners.series_title", year=found.year, value=found.said(words),
                  status=found.status(words),
                  partner=series.labels.of("region", chosen[0], words.lang))  # fmt: skip
_rankings.years(
    "partner_series", title, series, words, by="partner", order=chosen,
    subtitle=words("trade.partners.series_subtitle"),
)  # fmt: skip
