from charts.bars import ranked
from charts.bump import bump
from charts.lines import over_time
from findings import finding, passed, ranking
from pages.trade import _rankings
from pages.trade._community import FLOWS
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
#: As many of the largest partners does the question show once they are known, and China's four.
LARGEST = 30
#: Of so few a picture says nothing that the line below does not.
FEWEST = 3
GERMANY = "trade.germany_partners"

ranks = ask("trade_partner_ranks")
place = ask("trade_position", measure="rank_among_partners").where(flow="export")
rank = finding(place, "trade.nrw.rank_export", locale).title.linked(place)
overtaking = passed(ranks, "trade.partners.ranks", locale, by="partner", about="cn")
title = overtaking.title.linked(ranks) if overtaking else rank
several = max((row.all_count for row in ranks), default=0)
note = locale("trade.partners.not_all", count=locale.number(several))
components.chart(
    "trade.partners.ranks", [ranks, place], bump, title=title,
    subtitle=rank if overtaking else "", badges=["concept.special", "china.cn"],
    notes=[note] if 0 < several <= LARGEST else [],
)  # fmt: skip

partners = ask("trade_partners", year=filters.year("year", ask("trade_years")))
if len(partners.rows) > FEWEST:
    components.chart(
        "trade.partners.year", partners, ranked, anchor="partners", by="partner", unit="meur",
        strong=["cn"], title=ranking(partners, "trade.partners.year", locale, by="partner",
                                     about="cn").title.linked(partners),
        badges=["concept.special"], guide=[locale("trade.partners.rotterdam")],
        columns=("partner", "value", "share_pct", "growth_pct", "status"),
    )  # fmt: skip

chosen = _rankings.chosen("partners", list(partners.rows["partner"]), partners, locale,
                                ("cn", "us", "pl", "nl"))  # fmt: skip
series = ask("trade_series", partner=chosen, undefined="no")
own = series.where(partner=chosen[0])
partner = series.labels.name("region", chosen[0], locale.lang)
components.chart(
    "trade.partners.series", series, over_time, anchor="partner_series",
    title=finding(own, "trade.partners.series", locale, partner=partner).title.linked(own),
    badges=["concept.special"], by="partner", order=chosen,
    columns=("partner", "period", "value", "status"),
)  # fmt: skip

flow = filters.one_of("flow", list(FLOWS), label=lambda code: locale.code("flow", code))
abroad = ask("trade_partner_ranking", flow=flow)
components.chart(
    f"{GERMANY}.ranking", abroad, ranked, by="partner", unit="meur", strong=["cn"],
    title=ranking(abroad, f"{GERMANY}.{flow}", locale, by="partner",
                  about="cn").title.linked(abroad),
    badges=["concept.community"], notes=[locale(f"{GERMANY}.ranking_chosen")],
    columns=("position", "partner", "value", "share_pct", "growth_pct", "status"),
)  # fmt: skip
if codes := [str(row.partner) for row in abroad]:
    chosen = _rankings.chosen("partners_de", codes, abroad, locale, ("cn", "us", "nl", "pl"))
    months = ask("trade_partner_months", partners=chosen, flow=flow)
    own = months.where(partner=chosen[0])
    partner = months.labels.name("region", chosen[0], locale.lang)
    components.chart(
        f"{GERMANY}.months", months, over_time, by="partner", order=chosen, months=True, mean=12,
        title=finding(own, f"{GERMANY}.months_{flow}", locale, partner=partner).title.linked(own),
        badges=["concept.community", "adjustment.none"],
        columns=("partner", "period", "value", "status"),
    )  # fmt: skip
