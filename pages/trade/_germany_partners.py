"""Germany's partners side by side, as Eurostat counts: who comes first, and how months went."""

from __future__ import annotations

from charts.bars import ranked
from charts.lines import over_time
from pages.trade import _rankings
from pages.trade._community import FLOWS, TABLE
from ui import components, filters, headlines
from ui.missing_data import not_fetched
from ui.visit import Visit

_TEXTS = "trade.germany_partners"


def draw(visit: Visit) -> None:
    """The partners that the table names, by place in the newest year so far, and months of some."""
    locale = visit.locale
    flow = filters.one_of("flow", list(FLOWS), label=lambda code: locale.code("flow", code))
    ranking = visit.ask("trade_partner_ranking", flow=flow)
    missing = not_fetched(locale(f"{_TEXTS}.unknown"), [TABLE])
    title = ""
    if china := list(ranking.where(partner="cn")):
        row = china[0]
        title = locale(
            f"{_TEXTS}.ranking_title_{flow}", place=str(row.position), all=str(row.all_count),
            period=locale.period(row.period_kind, row.period_start, row.period_end),
            value=headlines.figure_text(row, ranking, locale), change=locale.change(row.growth_pct),
            share=locale.value(row.share_pct, "percent"),
        )  # fmt: skip
    components.chart(
        f"{_TEXTS}.ranking", ranking, ranked, title=title, headline=ranking.where(partner=""),
        badges=["concept.community", "cite.computed"], missing=missing, by="partner", unit="meur",
        strong=["cn"],
        columns=("position", "partner", "value", "share_pct", "growth_pct", "status"),
    )  # fmt: skip
    codes = [str(row.partner) for row in ranking]
    if not codes:
        return
    chosen = _rankings.chosen("partners_de", codes, ranking, locale, ("cn", "us", "nl", "pl"))
    months = visit.ask("trade_partner_months", partners=chosen, flow=flow)
    components.chart(
        f"{_TEXTS}.months", months, over_time, headline=months.where(partner=chosen[0]),
        texts={"partner": months.labels.of("region", chosen[0], locale.lang),
               "flow": locale.code("flow", flow)},
        badges=["concept.community", "adjustment.none"], missing=missing, by="partner",
        order=chosen, months=True, columns=("partner", "period", "value", "status"),
    )  # fmt: skip
