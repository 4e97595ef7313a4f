import streamlit as st

from charts.lines import over_time
from ui import components, filters, glossary, headlines, page

visit = page.visit()
words, ask = visit.words, visit.ask
COLUMNS = ("flow", "period", "value", "growth_pct", "status", "confidence")
#: Rung of the precedence on which copies of official figures stand.
COPIES = 7

components.title(words("page.trade_germany.title"), words("page.trade_germany.intro"))
with st.container(horizontal=True):
    partner = filters.one_of(
        "partner", ["cn", "hk"], words, label=lambda code: words(f"partner.{code}")
    )
    since = filters.one_of(
        "since", ["2008", "2015", "2020"], words, label=lambda y: words("trade.since", year=y)
    )
months = ask("trade_months", partner=partner, since=since)
badges = glossary.badges(words, "concept.special", f"partner.{partner}", "adjustment.none")

title = words("trade.germany.missing")
if found := headlines.newest(months.where(flow="import")):
    title = words(
        "trade.germany.month_title",
        month=words.period("month", found.now.period_start, found.now.period_end),
        value=found.said(words),
        partner=words(f"partner.{partner}"),
    )
copies = any(row.publisher_level == COPIES for row in months)
notes = [words("trade.germany.copy")] if copies else []
if copies and (
    single := dict.fromkeys(
        words.period("month", row.period_start, row.period_end)
        for row in months
        if row.publisher_level != COPIES
    )
):
    notes.append(words("trade.germany.copy_but", months=words.list(single)))
components.chart(
    "germany_months",
    title,
    over_time(months, words, title=title, by="flow", columns=COLUMNS, months=True,
              order=("export", "import")),
    months,
    words,
    subtitle=words("trade.germany.month_subtitle", partner=words(f"partner.{partner}")),
    badges=badges,
    notes=notes,
)  # fmt: skip

title = words("trade.germany.growth_missing")
if found := headlines.newest(months.where(flow="export")):
    growth = found.now.growth_pct
    title = words(
        "trade.germany.growth_title",
        month=words.period("month", found.now.period_start, found.now.period_end),
        change=words.change(growth),
    )
components.chart(
    "germany_growth",
    title,
    over_time(months, words, title=title, by="flow", value="growth_pct", columns=COLUMNS,
              months=True, order=("export", "import")),
    months,
    words,
    subtitle=words("trade.germany.growth_subtitle"),
    badges=[*badges, *glossary.badges(words, "cite.computed")],
)  # fmt: skip

years = ask("trade_both_flows", region="de", partner=partner)
title = words("trade.germany.missing")
if found := headlines.newest(years.where(flow="import")):
    title = words("trade.germany.year_title", year=found.year, value=found.said(words),
                  status=found.status(words), partner=words(f"partner.{partner}"))  # fmt: skip
components.chart(
    "germany_years",
    title,
    over_time(years, words, title=title, by="flow", order=("export", "import"),
              columns=("flow", "period", "value", "status", "evidence_kind", "confidence")),
    years,
    words,
    subtitle=words("trade.germany.year_subtitle", partner=words(f"partner.{partner}")),
    badges=badges[:2],
)  # fmt: skip
