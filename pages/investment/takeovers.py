from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from data.answer import Answer
from pages.investment import _series
from pages.investment._series import Small
from ui import components, filters, html
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, GERMANY, EUROPE = "investment.takeovers", "de", "europe"
COUNTS = ("ma_deals_ey", "ma_deals_iw", "ma_deals_gtai", "ma_deals_rhodium", "ma_deals_pwc",
          "stakes_bertelsmann")  # fmt: skip
VALUES = ("ma_value_ey", "ma_value_pwc", "ma_value_ey_eur")
PROJECTS = ("investment_projects_gtai", "investment_projects_ey_monitor",
            "greenfield_projects_rhodium")  # fmt: skip

choices = st.container(horizontal=True, vertical_alignment="bottom")
with choices:
    unsure = filters.switch("unsure")
MISSING = "" if unsure else locale(f"{TEXTS}.only_unsure")
definitions = ask("indicators", subject="investment")
in_germany = _series.asking(visit, [GERMANY], unsure=unsure)
in_europe = _series.asking(visit, [EUROPE], unsure=unsure)


def small(code: str, claims: Answer) -> Small:
    """Claims on one measure by year, and the lines that they make."""
    claims = claims.where(indicator=code, period_kind="year")
    return Small(f"{code}_year", code, claims, _series.series(claims, visit, unsure=unsure))


def grid(pictures: Sequence[Small], *, shared: bool) -> None:
    """Small pictures in pairs on one axis of years; of one height where they share a unit."""
    all_lines = [line for picture in pictures for line in picture.lines]
    top = _series.highest(all_lines) if shared else None
    with components.side_by_side(pictures[0].name):
        for picture in pictures:
            _series.draw(picture, definitions, locale, title_key=f"{TEXTS}.method", top=top,
                             axis=_series.years(all_lines), is_named=False,
                             missing=MISSING)  # fmt: skip


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
    title = locale(f"{TEXTS}.same", year=year, low=locale.number(low.value),
                  low_by=_series.counter(low, same, locale),
                  high=locale.number(high.value),
                  high_by=_series.counter(high, same, locale))  # fmt: skip
components.table(
    f"{TEXTS}.same",
    _series.methods(same, definitions, locale),
    same,
    anchor="same_year",
    title=title,
)
st.markdown(locale(f"{TEXTS}.why"))

st.header(locale(f"{TEXTS}.counts_heading"), anchor="counts")
components.text(locale(f"{TEXTS}.counts_text"), html.marks_key(("single",), locale))
grid([small(code, counts) for code in COUNTS[:-1]], shared=True)

totals = in_germany(indicators=["ma_deals_iw", COUNTS[-1], "takeovers_boeckler"])
totals = totals.where(period_kind="span")
totals_text = locale.list(
    locale(f"{TEXTS}.total", value=locale.number(row.value),
           by=_series.counter(row, totals, locale),
           period=locale.period(row.period_kind, row.period_start, row.period_end))
    for row in totals.where(is_shown=True)
)  # fmt: skip
title = (
    locale(f"{TEXTS}.totals", named=totals_text)
    if totals_text
    else locale(f"{TEXTS}.totals_missing")
)
_series.claim_table("totals", totals, locale, title=title, subtitle=locale(f"{TEXTS}.totals_text"),
                   missing=MISSING)  # fmt: skip

st.header(locale(f"{TEXTS}.values_heading"), anchor="values")
components.text(locale(f"{TEXTS}.values_text"), html.marks_key(("estimated", "single"), locale))
values = in_germany(indicators=list(VALUES))
grid([small(code, values) for code in VALUES[:2]], shared=False)

more = in_europe(indicators=[*COUNTS, *VALUES]).where(period_kind="year")
rest = _series.asking(visit, [GERMANY, EUROPE], unsure=unsure)(indicators=[*COUNTS, *VALUES]).where(
    period_kind="half"
)
_series.claim_table("europe", more, locale, title=locale(f"{TEXTS}.europe"),
                   subtitle=locale(f"{TEXTS}.europe_subtitle"))  # fmt: skip
_series.claim_table("halves", rest, locale, title=locale(f"{TEXTS}.halves"),
                   subtitle=locale(f"{TEXTS}.halves_subtitle"))  # fmt: skip
