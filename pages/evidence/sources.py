import streamlit as st

from data import ask as data_ask
from data import status
from pages.evidence import _sources
from ui import components, fetch_status, filters, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
may_be = {name: value.allowed for name, value in data_ask.questions()["sources"].values.items()}

sources = ask("sources")
components.key_figures(_sources.key_figures(sources, locale), [])

st.header(locale("method.sources.kinds_heading"), anchor="kinds")
pagination.table(
    "kinds",
    locale("filter.publisher_kind"),
    _sources.by_kind(sources, locale),
    notes=[locale("method.sources.kinds_note")],
)

st.header(locale("method.sources.licences_heading"), anchor="licences")
st.markdown(_sources.licences(sources, locale))

# What lies on the disk today says nothing of an earlier day.
if visit.as_of is None:
    fetch_status.draw_attempts(may_release=not status.is_read_only())

st.header(locale("method.sources.list_heading"), anchor="list")
with st.container(horizontal=True):
    topic = filters.one_of("topic", may_be["subject"], label=lambda code: locale(f"topic.{code}"))
    kind = filters.one_of(
        "publisher_kind",
        may_be["kind"],
        label=lambda code: _sources.kind_of(code, locale),
        as_list=True,
    )
    text = pagination.search()
matches = ask("sources", subject=topic, kind=kind, text=text or "%")
leaf = pagination.leaf(len(matches.rows), narrowed_by=(topic, kind, text, visit.as_of))
pagination.table(
    "sources",
    locale(
        "listing.found",
        found=locale.number(len(matches.rows)),
        all=locale.count("source", len(sources.rows)),
    ),
    _sources.source_table(matches, leaf.rows, locale),
    answer=matches,
    notes=[locale("method.sources.dates_note")],
    leaf=leaf,
)
