import streamlit as st

from charts.lines import over_time
from charts.maps.places import location
from data.answer import Answer
from pages.cooperation import _events
from pages.location import _residents
from ui import company_cases, components, conflicts, html, link_status, links, provenance
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "directions.herne"
HERNE = "05916"
#: Kreise by which one finds one's bearings: Duisburg, Düsseldorf, Köln, Dortmund, Münster.
NEAR = ("05112", "05111", "05315", "05913", "05515")

places, borders = ask("kreise"), ask("boundaries", layer="kreise")
size = ask("figures_on", regions=["herne"], indicators=["population", "gdp"], newest="yes")
herne = _residents.profile(places.where(ags=HERNE), locale,
                           with_people=not size.where(indicator="population"))  # fmt: skip
outlines = f"{locale.pick(borders.tuples[0], 'attribution')}. {locale(f'{TEXTS}.coordinates')}"
title = locale(f"{TEXTS}.place_title")
left, right = st.columns([3, 2], gap="medium", vertical_alignment="center")
with left:
    components.chart(
        "location",
        places,
        location(places, borders, locale, ags=HERNE, near=NEAR, title=title),
        title=title,
        subtitle=locale(f"{TEXTS}.place_subtitle"),
        notes=[f'<span class="cm-source">{outlines}.</span>'],
    )
with right:
    st.html(
        html.key_figures(herne.cards) + f'<p class="cm-source">{herne.source}</p>'
        if herne.cards
        else f'<p class="cm-key">{locale(f"{TEXTS}.place_unknown")}</p>'
    )
_residents.key_figures(size, locale)

st.header(locale(f"{TEXTS}.logistics_title"), anchor="logistics")
components.head(locale(f"{TEXTS}.logistics_subtitle"), ())
freight = ask("freight_figures", places=["terminal_herne_cth", "port_herne"])
FREIGHT = ("ship_handling_tonnes", "load_units", "crane_moves", "terminal_capacity_load_units")
components.key_figures(provenance.cards(freight, FREIGHT, locale), [freight])
trains, series, statement = ask("rail_trains"), ask("rail_series"), ask("rail_statement")
st.html(
    html.status([link_status.text(trains, series, statement, locale)])
    + html.source_line([trains, series, statement], locale)
    + links.page_links("freight/link", "freight/herne", "freight/benchmark", "corridor")
)

cases = ask("companies", ruhr="yes")
here = cases.where(city_code="herne")
title = locale(f"{TEXTS}.firms_none")
if visit.as_of:
    st.info(locale("companies.as_of"))
if cases:
    title = locale(f"{TEXTS}.firms_title", cases=locale.count("documented_case", len(cases.rows)),
                  standing=company_cases.status_summary(cases, locale),
                  here=locale.number(len(here.rows)))  # fmt: skip
components.table(
    f"{TEXTS}.firms", _residents.firms(cases, "herne", locale), cases, anchor="firms", title=title
)


def told_of_herne(key: str, claims: Answer, anchor: str, title: str = "") -> None:
    """A table of what is said on places of which Herne may lack, which is said too."""
    subtitle = locale(f"{key}_subtitle")
    if not claims.where(region="herne"):
        subtitle += " " + locale(f"{TEXTS}.no_herne")
    components.table(key, provenance.table(claims, locale), claims, anchor=anchor, title=title,
                     subtitle=subtitle)  # fmt: skip


published = ask("figures_on", regions=["ruhr", "ihk_mittleres_ruhrgebiet", "bochum", "herne"],
                indicators=["chinese_firms_registered", "chinese_firms",
                            "firms_with_chinese_owners"])  # fmt: skip
told_of_herne(f"{TEXTS}.published", published, "published")
st.html(links.page_links("companies/map", "companies/counts"))

kreise = ask("kreis_profile")
others = [ask("kreis_profile", partner=code) for code in ("hk", "mo", "tw")]
_residents.chart(ask("residents"), kreise, others, locale)
_residents.kreise_table(kreise, locale)
_residents.jobs(ask("jobs_by_industry"), kreise, locale)
for measure in ("unemployment_rate", "gdp_per_inhabitant"):
    land = ask("figures_on", indicators=[measure], regions=["de-nw"], newest="yes")
    _residents.long_series(ask("town_series", indicator=measure), land, locale)
people = ask("figures_on", regions=["herne", "bochum", "wuppertal", "de-nw"],
             indicators=["chinese_students", "guest_arrivals_chinese",
                         "chinese_residents"])  # fmt: skip
told_of_herne(f"{TEXTS}.people", people, "people_stated", _residents.stated(people, locale))

learning = ask("cooperation_events", where="ruhr").where(theme=["education", "research"])
components.table(
    f"{TEXTS}.learning",
    _events.event_table(learning, locale, numbered=False),
    learning,
    anchor="learning",
    texts={"counts": _events.counted(learning, locale)},
)
st.html(links.page_links("cooperation/luzhou", "cooperation/timeline"))

balance = ask("figures_on", regions=["de-nw"], indicators=["investment_projects_nrw_balance"])
balance = balance.where(is_shown=True)
projects = balance.where(partner="cn", china_scope="greater_china")
title = provenance.comparison_title(
    f"{TEXTS}.projects", projects, balance.where(partner="world"), locale
)
components.chart(
    f"{TEXTS}.projects", [projects, balance], over_time, anchor="projects", title=title,
    badges=["china_scope.greater_china"], by="region",
    columns=("period", "value", "status", "evidence_kind", "confidence"),
)  # fmt: skip
measured = ["share_of_german_projects_in_nrw", "chinese_firms", "fdi_stock_inward",
            "share_of_logistics_takeup_chinese"]  # fmt: skip
nrw = ask("figures_on", regions=["de-nw"], newest="yes", indicators=measured).where(partner="cn")
components.table(f"{TEXTS}.nrw", provenance.table(nrw, locale), nrw, anchor="nrw")

gaps = ask("gaps").having(_residents.is_lacking_in_herne)
components.table(f"{TEXTS}.gaps", conflicts.gaps(gaps, locale), gaps, anchor="gaps")
st.markdown(locale(f"{TEXTS}.not_here"))
st.html(links.page_links("location/china", "cooperation/luzhou", "evidence/contradictions"))
