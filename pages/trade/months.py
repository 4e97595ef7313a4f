import streamlit as st

from charts.lines import over_time
from data.answer import PublisherLevel
from pages.trade import _community, _mirror
from pages.trade._community import FLOWS, titles
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
NATIONAL = ("trade.germany.export", "trade.germany.import")

_community.position(visit)
with st.container(horizontal=True):
    partner = filters.one_of("partner", ["cn", "hk"], label=lambda code: locale(f"partner.{code}"))
    since = filters.one_of(
        "since", ["2008", "2015", "2020"], label=lambda year: locale(
            "trade.since_first" if year == "2008" else "trade.since", year=year)
    )  # fmt: skip
name = locale(f"partner.{partner}")
concept = ["concept.special", f"partner.{partner}"]

_community.months(visit, partner, since)
_community.shares(visit)
_community.sections(visit)

months = ask("trade_months", partner=partner, since=since)
notes, guide = [], []
if any(row.publisher_level == PublisherLevel.COPY for row in months):
    guide = [locale("trade.germany.copy")]
    if single := dict.fromkeys(
        locale.period("month", row.period_start, row.period_end)
        for row in months
        if row.publisher_level != PublisherLevel.COPY
    ):
        notes.append(locale("trade.germany.copy_but", count=locale.number(len(single))))
        guide.append(locale("trade.germany.copy_months", months=locale.list(single)))
components.chart(
    "trade.germany.months", months, over_time, by="flow", order=FLOWS, months=True, mean=12,
    **titles(months, NATIONAL, locale, partner=name),
    badges=[*concept, "adjustment.none"], notes=notes, guide=guide,
    columns=("flow", "period", "value", "growth_pct", "status", "confidence"),
)  # fmt: skip
years = ask("trade_both_flows", region="de", partner=partner)
components.chart(
    "trade.germany.years", years, over_time, by="flow", order=FLOWS, badges=concept,
    **titles(years, NATIONAL, locale, partner=name),
    columns=("flow", "period", "value", "status", "evidence_kind", "confidence"),
)  # fmt: skip

_mirror.draw(visit)
with st.expander(locale("trade.germany.beside")):
    _community.balances(visit)
    _community.context(visit)
