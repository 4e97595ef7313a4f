import streamlit as st

from charts.lines import over_time
from ui import components, filters, glossary, headlines
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
COLUMNS = ("flow", "period", "value", "growth_pct", "status", "confidence")
#: Rung of the precedence on which copies of official figures stand.
COPIES = 7

components.title(locale("page.trade_germany.title"), locale("page.trade_germany.intro"))
with st.container(horizontal=True):
    partner = filters.one_of("partner", ["cn", "hk"], label=lambda code: locale(f"partner.{code}"))
    since = filters.one_of(
        "since", ["2008", "2015", "2020"], label=lambda y: locale("trade.since", year=y)
    )
months = ask("trade_months", partner=partner, since=since)
badges = glossary.badges("concept.special", f"partner.{partner}", "adjustment.none")

title = locale("trade.germany.missing")
if found := headlines.newest(months.where(flow="import")):
    title = locale(
        "trade.germany.month_title",
        month=locale.period("month", found.now.period_start, found.now.period_end),
        value=found.said(locale),
        partner=locale(f"partner.{partner}"),
    )
copies = any(row.publisher_level == COPIES for row in months)
notes = [locale("trade.germany.copy")] if copies else []
if copies and (
    single := dict.fromkeys(
        locale.period("month", row.period_start, row.period_end)
        for row in months
        if row.publisher_level != COPIES
    )
):
    notes.append(locale("trade.germany.copy_but", months=locale.list(single)))
components.chart(
    "germany_months",
    title,
    over_time(months, locale, title=title, by="flow", columns=COLUMNS, months=True,
              order=("export", "import")),
    months,
    subtitle=locale("trade.germany.month_subtitle", partner=locale(f"partner.{partner}")),
    badges=badges,
    notes=notes,
)  # fmt: skip

title = locale("trade.germany.growth_missing")
if found := headlines.newest(months.where(flow="export")):
    growth = found.now.growth_pct
    title = locale(
        "trade.germany.growth_title",
        month=locale.period("month", found.now.period_start, found.now.period_end),
        change=locale.change(growth),
    )
components.chart(
    "germany_growth",
    title,
    over_time(months, locale, title=title, by="flow", value="growth_pct", columns=COLUMNS,
              months=True, order=("export", "import")),
    months,
    subtitle=locale("trade.germany.growth_subtitle"),
    badges=[*badges, *glossary.badges("cite.computed")],
)  # fmt: skip

years = ask("trade_both_flows", region="de", partner=partner)
title = locale("trade.germany.missing")
if found := headlines.newest(years.where(flow="import")):
    title = locale("trade.germany.year_title", year=found.year, value=found.said(locale),
                  status=found.status(locale), partner=locale(f"partner.{partner}"))  # fmt: skip
components.chart(
    "germany_years",
    title,
    over_time(years, locale, title=title, by="flow", order=("export", "import"),
              columns=("flow", "period", "value", "status", "evidence_kind", "confidence")),
    years,
    subtitle=locale("trade.germany.year_subtitle", partner=locale(f"partner.{partner}")),
    badges=badges[:2],
)  # fmt: skip
