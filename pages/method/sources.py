import streamlit as st

from data import door
from data.door import received
from pages._parts import blocks, fetching, filters, frame, listing, source_list

visit = frame.visit()
words, ask = visit.words, visit.ask
may_be = {name: value.allowed for name, value in door.questions()["sources"].values.items()}

blocks.title(words("page.data_sources.title"), words("page.data_sources.intro"))
everything = ask("sources")
blocks.key_figures(source_list.key_figures(everything, words), [], words)

st.header(words("method.sources.kinds_heading"), anchor="kinds")
listing.table(
    "kinds",
    words("filter.publisher_kind"),
    source_list.by_kind(everything, words),
    words,
    notes=[words("method.sources.kinds_note")],
)

st.header(words("method.sources.licences_heading"), anchor="licences")
st.markdown(source_list.licences(everything, words))

# What lies on the disk today says nothing of an earlier day.
if visit.as_of is None:
    fetching.states(words, may_release=not received.is_read_only())

st.header(words("method.sources.list_heading"), anchor="list")
with st.container(horizontal=True):
    topic = filters.one_of(
        "topic", may_be["subject"], words, label=lambda code: words(f"topic.{code}")
    )
    kind = filters.one_of(
        "publisher_kind",
        may_be["kind"],
        words,
        label=lambda code: source_list.kind_of(code, words),
        as_list=True,
    )
    text = listing.search(words)
found = ask("sources", subject=topic, kind=kind, text=text or "%")
leaf = listing.leaf(len(found.rows), words, narrowed_by=(topic, kind, text, visit.as_of))
listing.table(
    "sources",
    words(
        "listing.found",
        found=words.number(len(found.rows)),
        all=words.count("source", len(everything.rows)),
    ),
    source_list.listed(found, leaf.rows, words),
    words,
    answer=found,
    notes=[words("method.sources.dates_note")],
    leaf=leaf,
)
