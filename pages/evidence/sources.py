import streamlit as st

from data import ask as data_ask
from pages.evidence import _methods, _sources
from ui import components, filters, html, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
may_be = {name: value.allowed for name, value in data_ask.questions()["sources"].values.items()}

sources = ask("sources")
components.draw_html(_sources.code_form(locale))
st.header(_sources.finding(sources, locale), anchor="official")
components.key_figures(_sources.key_figures(sources, locale), [])

st.header(locale("method.sources.list_heading"), anchor="list")
with st.container(horizontal=True):
    topic = filters.one_of("topic", may_be["subject"], label=lambda code: locale(f"topic.{code}"))
    kind = filters.one_of("publisher_kind", may_be["kind"], as_list=True,
                          label=lambda code: _sources.kind_of(code, locale))  # fmt: skip
    text = pagination.search()
matches = ask("sources", subject=topic, kind=kind, text=text or "%")
leaf = pagination.leaf(len(matches.rows), narrowed_by=(topic, kind, text, visit.as_of))
caption = locale("listing.found", found=locale.number(len(matches.rows)),
                 all=locale.count("source", len(sources.rows)))  # fmt: skip
pagination.table("sources", caption, _sources.source_table(matches, leaf.rows, locale),
                 answer=matches, leaf=leaf)  # fmt: skip

parts = {
    "kinds": html.table(_sources.by_kind(sources, locale), locale("method.sources.kinds_heading")),
    "licences": _methods.definition_list(_sources.licences(sources, locale)),
    "dates": html.paragraph(locale("method.sources.dates_note")),
}
components.draw_html("".join(
    html.folded(locale(f"method.sources.{name}_heading"), body, name)
    for name, body in parts.items()
))  # fmt: skip
