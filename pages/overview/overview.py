from datetime import date
from html import escape

import streamlit as st

from charts.maps.companies import LAYERS, company_map
from charts.maps.flow import flow
from findings import both
from i18n.marked import joined
from pages.overview import _overview
from reports import store
from ui import company_cases, company_map_key, components, html, link_status, since
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
EVENTS = 3

exports, imports = ask("trade_series", flow="export"), ask("trade_series", flow="import")
so_far = ask("trade_series", flow="import", period="year_to_date")
ranks = ask("trade_position", measure="rank_among_partners").where(flow="export")
projects = ask("series", indicator="investment_projects_nrw_balance", region="de-nw", partner="cn",
               basis="nrw_balance", scope="greater_china")  # fmt: skip
trains, states = ask("rail_trains"), ask("link_state")
heading, flow_title = both(exports, imports, locale)
st.title(heading, anchor=False)
components.text(_overview.lead(exports, imports, locale))

partners, route = ask("partnerships"), ask("route")
outlines = ask("boundaries", layer="eurasia")
components.chart(
    "flow", [exports, imports, so_far], flow, anchor="flow_map",
    title=flow_title, badges=["concept.mixed", "china.cn"],
    imports=imports, so_far=so_far, outlines=outlines, route=route, trains=trains,
    partners=partners,
)  # fmt: skip

components.key_figures(
    [*_overview.tiles(exports, ranks, projects, locale), *_overview.train(states, trains, locale)],
    [exports, ranks, projects, states, trains],
)

left, right = st.columns([3, 2], gap="large")
cases = ask("companies")
near = cases.where(in_rvr=True)
with left, st.container(key="chart_overview_map"):
    layers = [ask("boundaries", layer=layer) for layer in LAYERS]
    title = _overview.firms(near, locale)
    picture = components.demo_marked(
        company_map(cases, layers, locale, title=title, near=True), cases
    )
    st.header(title, anchor="map")
    shown, firms = company_cases.ruhr_title(near, locale), company_cases.table(near, locale)
    subtitle = locale("overview.map_shows", cases=shown)
    components.head(subtitle, ())
    st.plotly_chart(picture.plotly_figure, key="plot_overview", height="stretch", alt=picture.alt,
                    config=picture.config)  # fmt: skip
    key = company_map_key.map_key_text(locale)
    st.html(
        html.legend(escape(key))
        + company_map_key.map_source(near, layers, locale)
        + html.tools(components.twin(firms, title, near), html.collect(locale),
                     figure="overview_map")
    )  # fmt: skip
    below = [key, company_map_key.map_source(near, layers, locale)]
    components.keep("overview_map", "chart", firms, [near], title=title, subtitle=subtitle,
                    picture=picture, notes=below)  # fmt: skip
with right:
    day = since.choose(visit, "overview", store.last_meeting(date.today()))
    new = since.news(visit, day, EVENTS)
    st.header(since.heading(new, locale), anchor="news")
    since.draw(new, locale, most=EVENTS)
    components.draw_html(since.onward(new))

st.header(locale("overview.beats"), anchor="beats")
eu = ask("series", indicator="china_eu_rail_teu", place="china_eu", basis="erai",
         flow="both")  # fmt: skip
twin_city = ask("cooperation_events", where="herne").where(part="partnership", nature="event")
components.draw_html(
    _overview.beats(
        [
            (_overview.customers(ranks, locale), "trade/nrw"),
            (_overview.suppliers(imports, locale), "trade/nrw"),
            (_overview.firms_at_home(near, locale), "companies/map"),
            (
                joined(
                    " ",
                    [
                        link_status.headline(states, ask("thresholds"), locale),
                        _overview.rail(eu, locale),
                    ],
                ),
                "freight/link",
            ),
            (_overview.luzhou(twin_city, locale), "cooperation/luzhou"),
        ],
        locale,
    )
    + html.tools(html.source_line([ranks, imports, trains, eu, twin_city], locale))
)
with st.container(key="ways"):
    st.header(locale("overview.ways_heading"), anchor="ways")
    components.draw_html(_overview.subject_links() + _overview.meeting(locale))
