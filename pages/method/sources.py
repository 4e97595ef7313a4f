import streamlit as st

from data import ask as data_ask
from data import status
from pages.method import _sources
from ui import components, fetch_status, filters, page, pagination

visit = page.visit()
words, ask = visit.words, visit.ask
may_be = {name: value.allowed for name, value in data_ask.questions()["sources"].values.items()}

components.title(words("page.data_sources.title"), words("page.data_sources.intro"))
everything = ask("sources")
components.key_figures(_sources.key_figures(everything, words), [], words)

st.header(words("method.sources.kinds_heading"), anchor="kinds")
pagination.table(
    "kinds",
    words("filter.publisher_kind"),
    _sources.by_kind(everything, words),
    words,
    notes=[words("method.sources.kinds_note")],
)

st.header(words("method.sources.licences_heading"), anchor="licences")
st.markdown(_sources.licences(everything, words))

# What lies on the disk today says nothing of an earlier day.
if visit.as_of is None:
    fetch_status.states(words, may_release=not status.is_read_only())

st.header(words("method.sources.list_heading"), anchor="list")
with st.container(horizontal=True):
    topic = filters.one_of(
        "topic", may_be["subject"], words, label=lambda code: words(f"topic.{code}")
    )
    kind = filters.one_of(
        "publisher_kind",
        may_be["kind"],
        words,
        label=lambda code: _sources.kind_of(code, words),
        as_list=True,
    )
    text = pagination.search(words)
found = ask("sources", subject=topic, kind=kind, text=text or "%")
leaf = pagination.leaf(len(found.rows), words, narrowed_by=(topic, kind, text, visit.as_of))
pagination.table(
    "sources",
    words(
        "listing.found",
        found=words.number(len(found.rows)),
        all=words.count("source", len(everything.rows)),
    ),
    _sources.listed(found, leaf.rows, words),
    words,
    answer=found,
    notes=[words("method.sources.dates_note")],
    leaf=leaf,
)
