from functools import partial

import streamlit as st

from charts.timeline import timeline
from data.ask import ask as ask_today
from pages.cooperation import _events
from ui import components, filters, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "cooperation.timeline"

possible = ask_today("cooperation_events", unsure="yes")  # what can be chosen, whatever the day


def name_of(choice: str, code: str) -> str:
    """What a code of a filter is called."""
    if code == "all":
        return locale(f"{TEXTS}.every")
    if choice == "theme":
        return possible.labels.name("theme", code, locale.lang)
    return locale.code("cooperation.kind", code) if choice == "event" \
        else locale(f"{TEXTS}.{choice}_{code}")  # fmt: skip


picture = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    where, since = (
        filters.one_of(name, codes, label=partial(name_of, name))
        for name, codes in (("where", ["nrw", "ruhr", "herne"]), ("from", ["0", "2014"]))
    )
    theme, kind = (
        filters.one_of(name, ["all", *sorted({getattr(row, column) for row in possible})],
                       as_list=True, label=partial(name_of, name))
        for name, column in (("theme", "theme"), ("event", "kind"))
    )  # fmt: skip
    unsure = filters.switch("unsure_events")

chosen = {name: code for name, code in (("theme", theme), ("kind", kind)) if code != "all"}
every, sure = (
    ask("cooperation_events", where=where, since=since, unsure=code).where(**chosen)
    for code in ("yes", "no")
)
events = every if unsure else sure
dated, undated = events.where(is_dated=True), events.where(is_dated=False)
title = locale(f"{TEXTS}.none")
if dated:
    first, last = dated.tuples[0], dated.tuples[-1]
    years = locale.years(range(first.first_day.year, last.first_day.year + 1))
    title = locale(f"{TEXTS}.title", years=years, counts=_events.counts_text(dated, locale))
with picture:
    components.chart(
        "timeline", dated, timeline, title=title,
        notes=[locale(f"{TEXTS}.key")], guide=_events.crowded(dated, since, locale),
        missing=locale(f"{TEXTS}.missing"),
    )  # fmt: skip

components.table(
    f"{TEXTS}.list",
    _events.event_table(dated, locale),
    dated,
    anchor="events",
    subtitle=locale("cooperation.as_of") if visit.as_of else "",
)
if undated:
    components.table(
        f"{TEXTS}.undated",
        _events.event_table(undated, locale, numbered=False),
        undated,
        anchor="undated",
    )
if (hidden := len(every.rows) - len(events.rows)) > 0:
    st.caption(locale(f"{TEXTS}.hidden", events=locale.count("event", hidden)))
st.html(links.page_links("cooperation/luzhou", "cooperation/cities"))
