import streamlit as st

from data.answer import Answer
from pages.investment import _series
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, NRW, GERMANY = "investment.projects", "de-nw", "de"
BALANCE, EY, GTAI = "investment_projects_nrw_balance", "ma_deals_ey", "investment_projects_gtai"
IN_NRW = (BALANCE, "investment_projects_nrw_assisted")
IN_GERMANY = (EY, "ma_deals_iw", "ma_deals_gtai", "ma_deals_rhodium", "ma_deals_pwc",
              "stakes_bertelsmann", "takeovers_boeckler", GTAI, "investment_projects_ey_monitor",
              "greenfield_projects_rhodium")  # fmt: skip
JOBS = ("jobs_announced_nrw_balance", "jobs_announced_nrw_assisted")
OTHERS = (*IN_NRW[1:], *JOBS, "new_settlements_nrw_assisted", "companies_won_nrw_assisted",
          "investment_projects_ey_monitor", "greenfield_projects_rhodium",
          "rank_among_origins_gtai")  # fmt: skip

first = st.container()
unsure = filters.switch("unsure")
if not unsure:
    _series.note_left_out(visit, (*IN_NRW, *JOBS, EY, GTAI, *OTHERS), (NRW, GERMANY))
definitions = ask("indicators", subject="investment")
asked = _series.asking(visit, [NRW, GERMANY], unsure=unsure)


def pair(name: str, **claims: Answer) -> None:
    """Two pictures beside each other over the same years, never one line."""
    lines = {one: _series.series(rows, visit, unsure=unsure) for one, rows in claims.items()}
    axis = _series.years([line for drawn in lines.values() for line in drawn])
    with components.side_by_side(name):
        for one, rows in claims.items():
            _series.draw(one, rows, lines[one], definitions, locale, axis=axis)


with first:
    projects = asked(indicators=[BALANCE]).where(region=NRW, partner="cn")
    deals = asked(indicators=[EY]).where(region=GERMANY, period_kind="year")
    pair("story", **{BALANCE: projects, f"{EY}_year": deals})

counts = asked(indicators=[*IN_NRW, *IN_GERMANY]).where(partner="cn", is_shown=True)
newest = {}
# Of several that end together the one over the longest time.
for row in sorted(counts, key=lambda row: (row.period_end, -row.period_start.toordinal())):
    if row.region == (NRW if row.indicator in IN_NRW else GERMANY) and row.period_kind != "half":
        newest[row.indicator] = row.claim_id
who = counts.having(lambda row: row.claim_id in newest.values())
components.table("who_counts", _series.methods(who, locale), who,
                 title=locale(f"{TEXTS}.who", count=locale.number(len(newest))))  # fmt: skip

in_germany = asked(indicators=[GTAI]).where(region=GERMANY)
pair("gtai", gtai_cn=in_germany.where(partner="cn"), gtai_world=in_germany.where(partner="world"))
_series.claim_table("others", asked(indicators=list(OTHERS)), locale,
                    title=locale(f"{TEXTS}.others"),
                    subtitle=locale(f"{TEXTS}.others_subtitle"))  # fmt: skip
