import streamlit as st

from charts.maps.places import location
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
#: Towns that are compared.
TOWNS = "herne,bochum,gelsenkirchen,dortmund"
#: Measures with a course, and since when each is counted alike: the census of 2011 is a break.
RATES = {"unemployment_rate": 1995, "gdp_per_inhabitant": 1995,
         "share_of_foreign_residents": 2011, "share_of_gross_value_added": 1995}  # fmt: skip

#: Labour and output of the Land, of which there is no figure for a town.
LAND = ("vacancies", "unemployed", "persons_employed", "gross_value_added")

places, borders = ask("kreise"), ask("boundaries", layer="kreise")
size = ask("figures_on", regions=["herne"], indicators=["population", "gdp"], newest="yes")
kreise = ask("kreis_profile")
rates = [ask("series", indicator=one, region=TOWNS, product="none,wz_b_f", since=since)
         for one, since in RATES.items()]  # fmt: skip
title = _residents.place_title(size, kreise, locale)
with components.side_by_side("place"):
    components.chart(
        "location",
        places,
        location(places, borders, locale, ags=HERNE, near=NEAR, title=title),
        title=title,
        notes=[_events.outlines(borders, locale)],
    )
    _residents.jobs(ask("jobs_by_industry"), locale)
if tiles := _residents.tiles(size, kreise, rates, locale):
    components.key_figures(tiles, [size, kreise, *rates])
else:
    components.empty(locale(f"{TEXTS}.place_unknown"))

cases = ask("companies", ruhr="yes")
here = list(cases.where(city_code="herne"))
if visit.as_of:
    st.info(locale("companies.as_of"))
standing = {"standing": company_cases.status_summary(cases, locale),
            "cases": locale.count("documented_case", len(cases.rows))}  # fmt: skip
names = locale.list(f"{locale.called(row.name)} ({company_cases.owner(row, locale)}, "
                    f"{company_cases.entry_year(row, locale)})" for row in here)  # fmt: skip
st.header(locale(f"{TEXTS}.firms_here", names=names) if here else locale(f"{TEXTS}.firms_nowhere"),
          anchor="firms")  # fmt: skip
components.table(
    f"{TEXTS}.firms", _residents.firms(cases, "herne", locale), cases, folded=True,
    title=locale(f"{TEXTS}.firms_title", **standing) if cases else locale(f"{TEXTS}.firms_none"),
)  # fmt: skip
st.html(links.page_links("companies/map"))

freight = ask("freight_figures", places=["terminal_herne_cth", "port_herne"])
FREIGHT = ("ship_handling_tonnes", "crane_moves")
st.header(locale(f"{TEXTS}.logistics_title"), anchor="logistics")
components.key_figures(provenance.cards(freight, FREIGHT, locale), [freight])
states, trains = ask("link_state"), ask("rail_trains")
st.html(
    html.status([link_status.headline(states, ask("thresholds"), locale)])
    + html.source_line([states, trains], locale)
    + links.page_links("freight/link", "freight/herne", "corridor")
)

learning = ask("cooperation_events", where="ruhr").where(theme=["education", "research"])
done = learning.where(nature="event")
st.header(locale(f"{TEXTS}.learning_title", counts=_events.counts_text(learning, locale))
          if learning else locale(f"{TEXTS}.learning_none"), anchor="learning")  # fmt: skip
newest = done.tuples[-2:]  # all of them below
components.draw_html(html.items(_events.dated(row, locale) for row in newest) if newest else "")
components.table(
    f"{TEXTS}.learning",
    _events.event_table(learning, locale, numbered=False),
    learning,
    title=locale("cooperation.luzhou.sources_title"),
    folded=True,
)
centre = ask("cooperation_events", where="herne").where(part="centre")
st.header(locale("cooperation.luzhou.centre_heading"), anchor="contact")
st.html(html.status([_events.unknown(centre, "centre", locale)])
        + html.source_line([centre], locale) + links.page_links("cooperation/luzhou"))  # fmt: skip

# What goes deeper is not on the sheet that is handed over.
with st.container(key="beyond"):
    others = [ask("kreis_profile", partner=code) for code in ("hk", "mo", "tw")]
    _residents.chart(ask("residents"), kreise, others, locale)
    _residents.kreise_table(kreise, locale)
    _residents.land([ask("series", indicator=one, region="de-nw") for one in LAND], locale)
    claims = ask("figures_on", regions=["herne", "bochum", "wuppertal", "de-nw"],
                 indicators=list(_residents.SAID))  # fmt: skip
    components.table(f"{TEXTS}.said", provenance.table(claims, locale), claims, anchor="said",
                     folded=True)  # fmt: skip
    st.html(links.page_links("investment/projects", "companies/counts"))
