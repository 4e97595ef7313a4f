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


def kind_name(code: str) -> str:
    """Name of a kind of event, or "all"."""
    return locale(f"{TEXTS}.every") if code == "all" else locale.code("cooperation.kind", code)


def theme_name(code: str) -> str:
    """Name of a theme, or "all"."""
    return (
        locale(f"{TEXTS}.every")
        if code == "all"
        else possible.labels.of("theme", code, locale.lang)
    )


with st.container(horizontal=True, vertical_alignment="bottom"):
    where = filters.one_of(
        "where", ["nrw", "ruhr", "herne"], label=lambda code: locale(f"{TEXTS}.where_{code}")
    )
    since = filters.one_of("from", ["0", "2014"], label=lambda code: locale(f"{TEXTS}.from_{code}"))
    theme = filters.one_of(
        "theme", ["all", *sorted({row.theme for row in possible})], label=theme_name, as_list=True
    )
    kind = filters.one_of(
        "event", ["all", *sorted({row.kind for row in possible})], label=kind_name, as_list=True
    )
    unsure = filters.switch("unsure_events")

answers = {
    code: ask("cooperation_events", where=where, since=since, unsure=code) for code in ("yes", "no")
}
chosen = {"theme": theme, "kind": kind}
if chosen := {name: code for name, code in chosen.items() if code != "all"}:
    answers = {code: answer.where(**chosen) for code, answer in answers.items()}
events = answers["yes" if unsure else "no"]
dated, undated = events.where(is_dated=True), events.where(is_dated=False)

title = locale(f"{TEXTS}.none")
if dated:
    first, last = dated.tuples[0], dated.tuples[-1]
    years = locale.years(range(first.first_day.year, last.first_day.year + 1))
    title = locale(f"{TEXTS}.title", years=years, counts=_events.counted(dated, locale))
notes = [locale(f"{TEXTS}.{note}") for note in ("key", "key_stroke")]
components.chart(
    "timeline", dated, timeline, title=title, subtitle=locale(f"{TEXTS}.subtitle"),
    notes=[*notes, *_events.crowded(dated, since, locale)], missing=locale(f"{TEXTS}.missing"),
)  # fmt: skip

components.table(
    f"{TEXTS}.list",
    _events.event_table(dated, locale),
    dated,
    anchor="events",
    subtitle=locale(f"{TEXTS}.list_as_of") if visit.as_of else "",
)
if undated:
    components.table(
        f"{TEXTS}.undated",
        _events.event_table(undated, locale, numbered=False),
        undated,
        anchor="undated",
    )
if (hidden := len(answers["yes"].rows) - len(events.rows)) > 0:
    st.caption(locale(f"{TEXTS}.hidden", events=locale.count("event", hidden)))
st.html(links.page_links("cooperation/luzhou", "cooperation/cities"))
