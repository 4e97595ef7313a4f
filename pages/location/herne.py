import streamlit as st

from charts.lines import over_time
from charts.maps.places import location
from data.answer import Answer
from pages.cooperation import _events
from pages.location import _residents
from ui import company_cases, components, html, link_status, links, provenance
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "directions.herne"
HERNE = "05916"
#: Kreise by which one finds one's bearings: Duisburg, Düsseldorf, Köln, Dortmund, Münster.
NEAR = ("05112", "05111", "05315", "05913", "05515")
RATES = ("unemployment_rate", "gdp_per_inhabitant")
#: What changed in town besides, and since when it is counted alike: the census of 2011 is a break.
CHANGED = {"share_of_foreign_residents": 2011, "share_of_gross_value_added": 1995}

places, borders = ask("kreise"), ask("boundaries", layer="kreise")
size = ask("figures_on", regions=["herne"], indicators=["population", "gdp"], newest="yes")
kreise, rates = ask("kreis_profile"), [ask("town_series", indicator=one) for one in RATES]
profile = _residents.profile(places.where(ags=HERNE), locale,
                             with_people=not size.where(indicator="population"))  # fmt: skip
title = _residents.place_title(size, kreise, locale)
with components.side_by_side("place"):
    components.chart(
        "location",
        places,
        location(places, borders, locale, ags=HERNE, near=NEAR, title=title),
        title=title,
        notes=[_events.outlines(borders, locale)],
    )
    _residents.jobs(ask("jobs_by_industry"), kreise, locale)
if tiles := [*_residents.tiles(size, kreise, rates, locale), *profile.cards]:
    components.key_figures(tiles, [size, kreise, *rates], profile.source)
else:
    components.empty(locale(f"{TEXTS}.place_unknown"))

cases = ask("companies", ruhr="yes")
here = list(cases.where(city_code="herne"))
if visit.as_of:
    st.info(locale("companies.as_of"))
standing = {"standing": company_cases.status_summary(cases, locale),
            "cases": locale.count("documented_case", len(cases.rows))}  # fmt: skip
names = locale.list(f"{row.name} ({company_cases.owner(row, locale)}, "
                    f"{company_cases.entry_year(row, locale)})" for row in here)  # fmt: skip
st.header(locale(f"{TEXTS}.firms_here", names=names) if here else locale(f"{TEXTS}.firms_nowhere"),
          anchor="firms")  # fmt: skip
components.table(
    f"{TEXTS}.firms", _residents.firms(cases, "herne", locale), cases, folded=True,
    title=locale(f"{TEXTS}.firms_title", **standing) if cases else locale(f"{TEXTS}.firms_none"),
)  # fmt: skip
st.html(links.page_links("companies/map"))

freight = ask("freight_figures", places=["terminal_herne_cth", "port_herne"])
FREIGHT = ("ship_handling_tonnes", "load_units", "crane_moves", "terminal_capacity_load_units")
st.header(locale(f"{TEXTS}.logistics_title"), anchor="logistics")
components.key_figures(provenance.cards(freight, FREIGHT, locale), [freight])
trains, series, statement = ask("rail_trains"), ask("rail_series"), ask("rail_statement")
st.html(
    html.status([link_status.text(trains, series, statement, locale)])
    + html.source_line([trains, series, statement], locale)
    + links.page_links("freight/link", "freight/herne", "corridor")
)

learning = ask("cooperation_events", where="ruhr").where(theme=["education", "research"])
done = learning.where(nature="event")
st.header(locale(f"{TEXTS}.learning_title", counts=_events.counted(learning, locale))
          if learning else locale(f"{TEXTS}.learning_none"), anchor="learning")  # fmt: skip
components.draw_html(html.items(_events.dated(row, locale) for row in done) if done else "")
components.table(
    f"{TEXTS}.learning",
    _events.event_table(learning, locale, numbered=False),
    learning,
    title=locale("cooperation.luzhou.sources_title"),
    folded=True,
)
centre = ask("cooperation_events", where="herne").where(part="centre")
st.header(locale(f"{TEXTS}.contact_title"), anchor="contact")
st.html(html.status([_events.unknown(centre, "centre", locale)])
        + html.source_line([centre], locale) + links.page_links("cooperation/luzhou"))  # fmt: skip


def told(key: str, claims: Answer, anchor: str, title: str = "") -> None:
    """A folded table of what is said on places; that Herne lacks in it is said too."""
    lacks = "" if claims.where(region="herne") else locale(f"{TEXTS}.no_herne")
    components.table(key, provenance.table(claims, locale), claims, anchor=anchor, title=title,
                     subtitle=lacks, folded=True)  # fmt: skip


# What goes deeper is not on the sheet that is handed over.
with st.container(key="beyond"):
    others = [ask("kreis_profile", partner=code) for code in ("hk", "mo", "tw")]
    _residents.chart(ask("residents"), kreise, others, locale)
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
    with components.side_by_side("rates"):
        for measure, line in zip(RATES, rates, strict=True):
            land = ask("figures_on", indicators=[measure], regions=["de-nw"], newest="yes")
            _residents.long_series(line, land, locale)
    with components.side_by_side("changed"):
        for measure, since in CHANGED.items():
            _residents.long_series(ask("town_series", indicator=measure, since=since), None, locale)
    _residents.kreise_table(kreise, locale)
    published = ask("figures_on", regions=["ruhr", "ihk_mittleres_ruhrgebiet", "bochum", "herne"],
                    indicators=["chinese_firms_registered", "chinese_firms",
                                "firms_with_chinese_owners"])  # fmt: skip
    told(f"{TEXTS}.published", published, "published")
    people = ask("figures_on", regions=["herne", "bochum", "wuppertal", "de-nw"],
                 indicators=["chinese_students", "guest_arrivals_chinese",
                             "chinese_residents"])  # fmt: skip
    told(f"{TEXTS}.people", people, "people_stated", _residents.stated(people, locale))
    measured = ["share_of_german_projects_in_nrw", "chinese_firms", "fdi_stock_inward",
                "share_of_logistics_takeup_chinese"]  # fmt: skip
    nrw = ask("figures_on", regions=["de-nw"], newest="yes", indicators=measured)
    told(f"{TEXTS}.nrw", nrw.where(partner="cn"), "nrw")
    staff = ask("figures_on", regions=["herne"], indicators=list(_residents.CASE))
    if staff:
        told(f"{TEXTS}.staff", staff, "home_figures", _residents.staff(staff, locale))
    st.html(f'<p class="cm-key">{locale(f"{TEXTS}.not_here")}</p>'
            + links.page_links("location/china", "evidence/contradictions"))  # fmt: skip
