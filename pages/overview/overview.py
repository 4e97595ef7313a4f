import streamlit as st

from charts.maps.companies import LAYERS, company_map
from pages.overview import _overview
from ui import company_cases, components, conflicts, filters, headlines, page, trade_key_figures

visit = page.visit()
words, ask = visit.words, visit.ask
GAPS_SHOWN = 6

components.title(words("page.overview.title"), words("page.overview.intro"),
             _overview.below_intro(words))  # fmt: skip
exports, imports = ask("trade_series", flow="export"), ask("trade_series", flow="import")
shares = ask("trade_position", measure="share_of_region_trade")
projects, trains, further = ask("investment_series"), ask("rail_trains"), ask("rail_series")
firms = ask("company_counts").having(_overview.is_count_for_nrw)
st.header(_overview.finding(exports, words), anchor="now")
components.key_figures(
    [
        *trade_key_figures.cards(exports, imports, shares, words),
        *headlines.card("overview.projects", projects, words),
        *_overview.firms(firms, words),
        *_overview.train(trains, further, words),
    ],
    [exports, imports, shares, projects, firms, trains, further],
    words,
)

with st.container(horizontal=True, vertical_alignment="bottom", key="news_since"):
    since = filters.since("news_since", words)
    told = (
        ask("latest_publications", since=since, most=100) if since else ask("latest_publications")
    )
    components.draw_html(_overview.to_news(told, since, words))

left, right = st.columns([3, 2], gap="large")
with left, st.container(key="chart_overview_map"):
    cases = ask("companies")
    layers = [ask("boundaries", layer=layer) for layer in LAYERS]
    title = company_cases.in_ruhr(cases, words)
    picture = company_map(cases, layers, words, title=title, near=True)
    picture = components.as_shown(picture, cases, words)
    st.header(title, anchor="map")
    st.plotly_chart(picture.drawn, key="plot_overview", height="stretch", alt=picture.alt,
                    config=picture.config)  # fmt: skip
    st.html(
        company_cases.map_key(words)
        + company_cases.map_source(cases, layers, words)
        + components.twin(company_cases.table(cases, words), title, cases, words)
    )
with right:
    st.header(words("overview.ways_heading"), anchor="ways")
    st.html(_overview.ways(words))

undated = next(iter(ask("undated_sources")))
title = words("overview.news_title_none", date=words.date(since)) if since else ""
if told:
    first = told.tuples[0]
    publisher = _overview.publisher(told, first.source_id)
    title = words("overview.news_title", publisher=publisher,
                  date=words.known(first.known_since, first.known_since_precision))  # fmt: skip
before = "" if told else _overview.news_before(ask("latest_publications"), words)
components.table(
    "news",
    title or words("overview.news_title_empty"),
    _overview.table(told, words),
    told,
    words,
    subtitle=words("overview.news_subtitle") if told else "",
    missing=before + _overview.no_news(undated.read_on, words),
)
if undated.sources_count:
    st.markdown(words("overview.undated", count=words.count("source", undated.sources_count),
                      date=words.date(undated.read_on)))  # fmt: skip

gaps = ask("gaps")

lacking = gaps.having(_overview.has_gap)
components.table(
    "missing",
    words("overview.missing_title", count=words.number(len(lacking.rows))),
    conflicts.gaps(gaps.having(_overview.has_gap, most=GAPS_SHOWN), words),
    lacking,
    words,
    subtitle=words("overview.missing_subtitle"),
)
