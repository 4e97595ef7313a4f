from charts.lines import over_time
from pages.trade import _germany_partners, _rankings
from ui import components, filters, headlines
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
#: As many of the largest partners does the question show once they are known, and China's four.
LARGEST = 30

years = ask("trade_years")
year = filters.year("year", years)
partners = ask("trade_partners", year=year)

title = locale("trade.partners.missing", year=year)
china = partners.rows[partners.rows["partner"] == "cn"]
if len(china):
    row = china.iloc[0]
    value = headlines.figure_text(row, partners, locale)
    title = locale("trade.partners.title_only", year=year, value=value)
    if row["share_pct"] == row["share_pct"]:  # a share that is not there is NaN
        share = locale.value(row["share_pct"], "percent")
        title = locale("trade.partners.title", year=year, value=value, share=share)
subtitle = locale("trade.partners.subtitle", year=year)
if str(year) == next((str(row.year) for row in years if row.status == "final"), None):
    subtitle += " " + locale("trade.partners.why_year", year=year)
count = len(partners.rows)
_rankings.year(
    "partners", title, partners, by="partner", strong="cn",
    subtitle=subtitle,
    notes=[locale("trade.partners.largest" if count > LARGEST else "trade.partners.not_all",
                 count=locale.number(count)),
           locale("trade.partners.rotterdam")],
)  # fmt: skip

codes = list(partners.rows["partner"])
chosen = _rankings.chosen("partners", codes, partners, locale, ("cn", "us", "pl", "nl"))
series = ask("trade_partner_series", partners=chosen)
components.chart(
    "trade.partners.series", series, over_time, headline=series.where(partner=chosen[0]),
    texts={"partner": series.labels.of("region", chosen[0], locale.lang)},
    anchor="partner_series", badges=["concept.special"], by="partner", order=chosen,
    columns=("partner", "period", "value", "status"),
)  # fmt: skip

_germany_partners.draw(visit)
