import streamlit as st

from data.answer import Answer
from pages.investment import _series
from pages.investment._series import Small
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
ROOM = "investment.projects"
NRW = "de-nw"
PROJECTS = ("investment_projects_nrw_balance", "investment_projects_nrw_assisted")
JOBS = ("jobs_announced_nrw_balance", "jobs_announced_nrw_assisted")
GTAI = "investment_projects_gtai"
OTHERS = ("new_settlements_nrw_assisted", "companies_won_nrw_assisted",
          "investment_projects_ey_monitor", "greenfield_projects_rhodium",
          "rank_among_origins_gtai")  # fmt: skip

components.title(locale("page.invest_projects.title"), locale("page.invest_projects.intro"))
unsure = filters.switch("unsure")
if not unsure:
    _series.note_left_out(visit, (*PROJECTS, *JOBS, GTAI, *OTHERS), (NRW, "de"))
definitions = ask("indicators", subject="investment")
in_nrw = _series.asking(visit, [NRW], unsure=unsure)
everywhere = _series.asking(visit, [NRW, "de"], unsure=unsure)


def small(name: str, code: str, told: Answer) -> Small:
    """Claims on one measure, and the lines that they make."""
    return Small(name, code, told, _series.series(told, visit, unsure=unsure))


for pair, kind in ((PROJECTS, "projects"), (JOBS, "jobs")):
    st.header(locale(f"{ROOM}.{kind}_heading"), anchor=kind)
    st.markdown(locale(f"{ROOM}.{kind}_text"))
    drawn = [small(code, code, in_nrw(indicators=[code]).where(partner="cn")) for code in pair]
    every = [line for one in drawn for line in one.lines]
    with components.side_by_side(kind):
        for one in drawn:
            _series.draw(one, definitions, locale, title=f"{ROOM}.{one.name}",
                             axis=_series.years(every), top=_series.highest(every),
                             room=len(every) > 2)  # fmt: skip

st.header(locale(f"{ROOM}.germany_heading"), anchor="germany")
st.markdown(locale(f"{ROOM}.germany_text"))
counted = everywhere(indicators=[GTAI]).where(region="de")
with components.side_by_side("gtai"):
    for code in ("cn", "world"):
        one = small(f"gtai_{code}", GTAI, counted.where(partner=code))
        _series.draw(one, definitions, locale, title=f"{ROOM}.{one.name}",
                         axis=_series.years(one.lines))  # fmt: skip

others = everywhere(indicators=list(OTHERS))
_series.claim_table("others", others, locale, title=locale(f"{ROOM}.others"),
                   subtitle=locale(f"{ROOM}.others_subtitle"))  # fmt: skip
