from functools import partial
from urllib.parse import urlencode

import streamlit as st

from charts.deals import deals_over_time
from data.ask import ask as ask_today
from pages.companies import _deals, _filters
from ui import components, filters, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, EVERY = "investment.deals", "all"
WHERE, YEARS = ("nrw", "elsewhere", "unknown", EVERY), (EVERY, "to_2014", "2015_2019", "from_2020")
KINDS, ORDERS = ("investment", "divestment", "relocation"), ("date", "amount")
PAGE = 25
all_deals = [ask_today("deals", direction=kind, land=EVERY, unsure="yes") for kind in KINDS]
# A link to a company keeps language and day.
companies = f"companies?{urlencode({'lang': locale.lang, **filters.page_parameters()})}"


def choice(name: str, options: tuple[str, ...], room: str = "") -> str:
    """Let the visitor choose one of a few codes that have their words here."""
    return filters.one_of(name, options, as_list=True,
                          label=lambda code: locale(f"{TEXTS}.{room or name}_{code}"))  # fmt: skip


def name_of(kind: str, code: str) -> str:
    """Name of a sector or status, or all of them."""
    labels = all_deals[0].labels
    return locale("listing.every") if code == EVERY else labels.name(kind, code, locale.lang)


sector_name, status_name = partial(name_of, "sector"), partial(name_of, "status")
sectors = sorted({row.sector_code for answer in all_deals for row in answer},
                 key=lambda code: sector_name(code).casefold())  # fmt: skip
choices = _filters.box("land", "direction", "deal_status", "sector", "years", "unsure", "q")
with choices, st.container(horizontal=True):
    land = choice("land", WHERE)
    direction = choice("direction", (EVERY, *KINDS))
    status = filters.one_of("deal_status", (EVERY, *_deals.STATUSES), label=status_name,
                            as_list=True)  # fmt: skip
    sector = filters.one_of("sector", [EVERY, *sectors], label=sector_name, as_list=True)
    years = choice("years", YEARS)
with choices, st.container(horizontal=True, vertical_alignment="bottom"):
    text = pagination.search()
    unsure = filters.switch("unsure")
order = filters.one_of("order", ORDERS, label=lambda code: locale(f"{TEXTS}.order_{code}"))
if visit.as_of:
    st.info(locale(f"{TEXTS}.as_of"))

narrowed = {
    "land": land, "status": status, "sector": sector, "years": years, "text": text or "%",
    "unsure": "yes" if unsure else "no", "order": order,
}  # fmt: skip
for kind in KINDS:
    if direction not in (EVERY, kind):
        continue
    matches = ask("deals", direction=kind, **narrowed)
    if kind == KINDS[0]:
        components.chart(
            "deals", matches, deals_over_time, title=_deals.title(matches, locale),
            badges=[*_deals.by_status(matches, locale), f"{TEXTS}.badge"],
        )  # fmt: skip
    cases = locale.count("recorded_case", len(matches.rows))
    st.header(locale(f"{TEXTS}.{kind}_heading", cases=cases), anchor=kind)
    if kind != KINDS[0]:
        components.head(locale(f"{TEXTS}.{kind}_text"), _deals.by_status(matches, locale))
    leaf = pagination.leaf(len(matches.rows), narrowed_by=(*narrowed.values(), visit.as_of),
                        size=PAGE) if kind == KINDS[0] else None  # fmt: skip
    table = _deals.table(
        matches, locale, first=leaf.rows.start if leaf else 0,
        last=leaf.rows.stop if leaf else len(matches.rows), companies=companies,
    )  # fmt: skip
    pagination.table(
        kind,
        f"{locale(f'{TEXTS}.{kind}_caption')}, {locale(f'{TEXTS}.order_{order}')}",
        table,
        answer=matches,
        cited=True,
        leaf=leaf,
    )
