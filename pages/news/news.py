import streamlit as st

from pages.news import _publications
from ui import components, filters, html, latest_events
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
EVENTS, SINCE, PUBLICATIONS = 10, 20, 100

since = filters.since("news_since")
days = {"since": since} if since else {}
events = ask("latest_events", most=SINCE if since else EVENTS, **days)
heading = locale("news.events_since", day=locale.date(since)) if since else locale("news.events")
st.header(heading, anchor="events")
components.draw_html(
    latest_events.as_list(events, locale) + html.tools(html.source_line([events], locale))
)

news = ask("latest_publications", **days, **({"most": PUBLICATIONS} if since else {}))
undated = next(iter(ask("undated_sources")))
title = locale("news.title_none", date=locale.date(since)) if since else ""
if news:
    first = news.tuples[0]
    title = locale("news.title", publisher=_publications.publisher(news, first.source_id),
                   date=locale.known(first.known_since, first.known_since_precision))  # fmt: skip
before = "" if news else _publications.news_before(ask("latest_publications"), locale)
components.table(
    "news",
    _publications.publications(news, locale),
    news,
    title=title or locale("news.title_empty"),
    subtitle=locale("news.subtitle") if news else "",
    missing=before + _publications.no_news(undated.read_on, locale),
)
if undated.sources_count:
    count = locale.count("source", undated.sources_count)
    components.text(locale("news.undated", count=count, date=locale.date(undated.read_on)))
