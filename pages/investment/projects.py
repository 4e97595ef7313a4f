import streamlit as st

from data.answer import Answer
from pages.investment import _series
from pages.investment._series import Small
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "investment.projects"
NRW = "de-nw"
PROJECTS = ("investment_projects_nrw_balance", "investment_projects_nrw_assisted")
JOBS = ("jobs_announced_nrw_balance", "jobs_announced_nrw_assisted")
GTAI = "investment_projects_gtai"
OTHERS = ("new_settlements_nrw_assisted", "companies_won_nrw_assisted",
          "investment_projects_ey_monitor", "greenfield_projects_rhodium",
          "rank_among_origins_gtai")  # fmt: skip

unsure = filters.switch("unsure")
if not unsure:
    _series.note_left_out(visit, (*PROJECTS, *JOBS, GTAI, *OTHERS), (NRW, "de"))
definitions = ask("indicators", subject="investment")
in_nrw = _series.asking(visit, [NRW], unsure=unsure)
everywhere = _series.asking(visit, [NRW, "de"], unsure=unsure)


def small(name: str, code: str, claims: Answer) -> Small:
    """Claims on one measure, and the lines that they make."""
    return Small(name, code, claims, _series.series(claims, visit, unsure=unsure))


for pair, kind in ((PROJECTS, "projects"), (JOBS, "jobs")):
    st.header(locale(f"{TEXTS}.{kind}_heading"), anchor=kind)
    st.markdown(locale(f"{TEXTS}.{kind}_text"))
    pictures = [small(code, code, in_nrw(indicators=[code]).where(partner="cn")) for code in pair]
    all_lines = [line for picture in pictures for line in picture.lines]
    with components.side_by_side(kind):
        for picture in pictures:
            _series.draw(picture, definitions, locale, title_key=f"{TEXTS}.{picture.name}",
                             axis=_series.years(all_lines), top=_series.highest(all_lines),
                             room=len(all_lines) > 2)  # fmt: skip

st.header(locale(f"{TEXTS}.germany_heading"), anchor="germany")
st.markdown(locale(f"{TEXTS}.germany_text"))
projects = everywhere(indicators=[GTAI]).where(region="de")
with components.side_by_side("gtai"):
    for code in ("cn", "world"):
        picture = small(f"gtai_{code}", GTAI, projects.where(partner=code))
        _series.draw(picture, definitions, locale, title_key=f"{TEXTS}.{picture.name}",
                         axis=_series.years(picture.lines))  # fmt: skip

others = everywhere(indicators=list(OTHERS))
_series.claim_table("others", others, locale, title=locale(f"{TEXTS}.others"),
                   subtitle=locale(f"{TEXTS}.others_subtitle"))  # fmt: skip
