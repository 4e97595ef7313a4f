from datetime import date

import streamlit as st

from pages.news import _publications
from reports import store
from ui import components, since
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
EVENTS = 10

day = since.choose(visit, "news", store.last_meeting(date.today()))
new = since.news(visit, day, EVENTS)
st.header(since.heading(new, locale), anchor="events")
since.draw(new, locale, figured=False)

news = new.publications
undated = next(iter(ask("undated_sources")))
before = "" if news else _publications.news_before(ask("latest_publications"), locale)
components.table(
    "news",
    _publications.publications(news, locale),
    news,
    title=since.figures(new, locale),
    subtitle=locale("news.subtitle") if news else "",
    missing=before + _publications.no_news(undated.read_on, locale),
)
if undated.sources_count:
    count = locale.count("source", undated.sources_count)
    components.text(locale("news.undated", count=count, date=locale.date(undated.read_on)))
