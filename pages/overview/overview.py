import streamlit as st

from charts.maps.companies import LAYERS, company_map
from pages.overview import _overview
from ui import (
    company_cases,
    components,
    conflicts,
    filters,
    headlines,
    html,
    trade_key_figures,
)
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
GAPS_SHOWN = 6

st.html(_overview.below_intro(locale))
exports, imports = ask("trade_series", flow="export"), ask("trade_series", flow="import")
shares = ask("trade_position", measure="share_of_region_trade")
projects, trains, further = ask("investment_series"), ask("rail_trains"), ask("rail_series")
firms = ask("company_counts").having(_overview.is_count_for_nrw)
st.header(_overview.finding(exports, locale), anchor="now")
components.key_figures(
    [
        *trade_key_figures.cards(exports, imports, shares, locale),
        *headlines.card("overview.projects", projects, locale),
        *_overview.firms(firms, locale),
        *_overview.train(trains, further, locale),
    ],
    [exports, imports, shares, projects, firms, trains, further],
)

with st.container(horizontal=True, vertical_alignment="bottom", key="news_since"):
    since = filters.since("news_since")
    news = (
        ask("latest_publications", since=since, most=100) if since else ask("latest_publications")
    )
    components.draw_html(_overview.to_news(news, since, locale))

left, right = st.columns([3, 2], gap="large")
with left, st.container(key="chart_overview_map"):
    cases = ask("companies")
    layers = [ask("boundaries", layer=layer) for layer in LAYERS]
    near = cases.where(in_rvr=True)
    title = company_cases.ruhr_title(near, locale)
    picture = company_map(cases, layers, locale, title=title, near=True)
    picture = components.demo_marked(picture, cases)
    st.header(title, anchor="map")
    st.plotly_chart(picture.drawn, key="plot_overview", height="stretch", alt=picture.alt,
                    config=picture.config)  # fmt: skip
    st.html(
        company_cases.map_key(locale)
        + company_cases.map_source(near, layers, locale)
        + html.tools(components.twin(company_cases.table(near, locale), title, near))
    )
with right:
    st.header(locale("overview.ways_heading"), anchor="ways")
    st.html(_overview.ways(locale))

undated = next(iter(ask("undated_sources")))
title = locale("overview.news_title_none", date=locale.date(since)) if since else ""
if news:
    first = news.tuples[0]
    publisher = _overview.publisher(news, first.source_id)
    title = locale("overview.news_title", publisher=publisher,
                  date=locale.known(first.known_since, first.known_since_precision))  # fmt: skip
before = "" if news else _overview.news_before(ask("latest_publications"), locale)
components.table(
    "news",
    _overview.table(news, locale),
    news,
    title=title or locale("overview.news_title_empty"),
    subtitle=locale("overview.news_subtitle") if news else "",
    missing=before + _overview.no_news(undated.read_on, locale),
)
if undated.sources_count:
    st.markdown(locale("overview.undated", count=locale.count("source", undated.sources_count),
                      date=locale.date(undated.read_on)))  # fmt: skip

gaps = ask("gaps")

lacking = gaps.having(_overview.has_gap)
components.table(
    "overview.missing",
    conflicts.gaps(gaps.having(_overview.has_gap, most=GAPS_SHOWN), locale),
    lacking,
    texts={"count": locale.number(len(lacking.rows))},
)
