import streamlit as st

from charts.maps.twin_map import in_china
from charts.story import story
from pages.cooperation import _events
from ui import components, filters, html, links
from ui.visit import current

# A link with filters but no view is from when the timeline came first: it still shows its events.
if not st.query_params.get("view") and any(name in st.query_params for name in _events.FILTERS):
    filters.write("view", "timeline")
    st.rerun()

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "cooperation.luzhou"

if visit.as_of:
    st.info(locale("cooperation.as_of"))
herne, themes = ask("cooperation_events", where="herne"), ask("cooperation_themes")
bond = herne.where(part="partnership")
done, fields = bond.where(nature="event"), bond.where(kind="partnership_field")
pairs, countries = ask("partnerships"), ask("boundaries", layer="eurasia")
left, right = st.columns([2, 3], gap="large")
with left:
    components.key_figures(_events.cards(done, locale), [done])
    title = _events.where_title(pairs, locale)
    components.chart(
        f"{TEXTS}.portrait", pairs, in_china(pairs, countries, locale, title=title, about="luzhou"),
        title=title, notes=[_events.outlines(countries, locale)],
        missing=locale("cooperation.twins.missing"),
    )  # fmt: skip
with right:
    components.chart(
        f"{TEXTS}.story", bond, story, title=_events.story_title(done, locale),
        notes=[locale("cooperation.timeline.key")],
    )  # fmt: skip

title = locale(f"{TEXTS}.fields_none")
if fields:
    acts = len({row.theme for row in fields} & {row.theme for row in done})
    title = locale(f"{TEXTS}.fields_title", fields=locale.count("field", len(fields.rows)),
                  acts=locale.number(acts))  # fmt: skip
components.table(
    f"{TEXTS}.fields",
    _events.fields(themes, bond, locale),
    bond.where(theme=[row.theme for row in fields]),
    anchor="fields",
    title=title,
)
components.table(
    f"{TEXTS}.sources", _events.event_table(bond, locale, numbered=False), bond, folded=True
)

for name in ("centre", "association"):
    part = herne.where(part=name)
    st.header(locale(f"{TEXTS}.{name}_heading"), anchor=name)
    st.html(html.status([_events.unknown(part, name, locale)]))
    for kind, shown in (("facts", _events.facts(part)), ("goals", _events.goals(part))):
        if shown:
            components.table(
                f"{name}_{kind}",
                _events.event_table(shown, locale, numbered=False),
                shown,
                title=locale(f"{TEXTS}.{name}_{kind}"),
                folded=True,
            )

st.html(links.page_links("cooperation/cities", "location/herne"))
