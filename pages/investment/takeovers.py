from datetime import date, datetime

import streamlit as st

from data import evidence
from pages.investment import _series
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, GERMANY, EUROPE = "investment.takeovers", "de", "europe"
COUNTS = ("ma_deals_ey", "ma_deals_iw", "ma_deals_gtai", "ma_deals_rhodium", "ma_deals_pwc",
          "stakes_bertelsmann")  # fmt: skip
VALUES = ("ma_value_ey", "ma_value_pwc", "ma_value_ey_eur")
PROJECTS = ("investment_projects_gtai", "investment_projects_ey_monitor",
            "greenfield_projects_rhodium")  # fmt: skip
DRAWN = (COUNTS[0], VALUES[0])

choices = st.container(horizontal=True, vertical_alignment="bottom")
with choices:
    unsure = filters.switch("unsure")
definitions = ask("indicators", subject="investment")
in_germany = _series.asking(visit, [GERMANY], unsure=unsure)
counts = in_germany(indicators=list(COUNTS))
options = _series.compared(counts, COUNTS[:-1])
with choices:
    # To begin with, the newest year that two count: one alone cannot be compared.
    year = filters.one_of(
        "method_year", list(options) or [str((visit.as_of or date.today()).year)], as_list=True,
        label=lambda code: code if code not in options else locale(
            f"{TEXTS}.counted", year=code, counts=locale.count("method", options[code])),
        default=next((code for code, counts in options.items() if counts > 1), None),
    )  # fmt: skip
if not unsure:
    _series.note_left_out(visit, (*COUNTS, *VALUES), (GERMANY,))
same = in_germany(indicators=[*COUNTS, *VALUES, *PROJECTS]).where(
    is_shown=True, partner="cn", period_kind="year", period_start=datetime(int(year), 1, 1)
)
takeovers = [row for row in same if row.indicator in COUNTS]
title = locale(f"{TEXTS}.same_missing", year=year)
if len(takeovers) > 1:
    low, high = (pick(takeovers, key=lambda row: row.value) for pick in (min, max))
    title = locale(f"{TEXTS}.same", year=year, low=evidence.linked(locale.number(low.value), low),
                  low_by=_series.counter(low, same, locale),
                  high=evidence.linked(locale.number(high.value), high),
                  high_by=_series.counter(high, same, locale))  # fmt: skip
components.table(f"{TEXTS}.same", _series.methods(same, locale, definitions), same,
                 anchor="same_year", title=title)  # fmt: skip

with components.side_by_side("drawn"):
    for code in DRAWN:
        claims = in_germany(indicators=[code]).where(period_kind="year")
        lines = _series.series(claims, visit, unsure=unsure)
        _series.draw(f"{code}_year", claims, lines, definitions, locale, axis=_series.years(lines))

rest = in_germany(indicators=[*COUNTS[1:], *VALUES[1:], "takeovers_boeckler"])
rest = rest.having(lambda row: row.period_kind != "half")
_series.claim_table("totals", rest, locale, title=locale(f"{TEXTS}.totals"),
                    subtitle=locale(f"{TEXTS}.totals_text"))  # fmt: skip
elsewhere = _series.asking(visit, [GERMANY, EUROPE], unsure=unsure)(
    indicators=[*COUNTS, *VALUES]
).having(lambda row: row.period_kind == "half" or row.region == EUROPE)
_series.claim_table("europe", elsewhere, locale, title=locale(f"{TEXTS}.europe"),
                    subtitle=locale(f"{TEXTS}.europe_subtitle"))  # fmt: skip
