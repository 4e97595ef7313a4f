import streamlit as st

from pages.cooperation import _events
from ui import components, html, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "cooperation.luzhou"

if visit.as_of:
    st.info(locale("cooperation.as_of"))
herne, themes = ask("cooperation_events", where="herne"), ask("cooperation_themes")
bond = herne.where(part="partnership")
done, fields = bond.where(nature="event"), bond.where(kind="partnership_field")
components.key_figures(_events.cards(done, locale), [done])

title = locale(f"{TEXTS}.story_none")
if done:
    newest = done.tuples[-1]
    title = locale(f"{TEXTS}.story_title", events=locale.count("event", len(done.rows)),
                  date=locale.date(newest.date, newest.date_precision))  # fmt: skip
components.table(
    f"{TEXTS}.story",
    _events.event_table(done, locale, numbered=False),
    done,
    anchor="story",
    title=title,
)

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
if ideas := bond.where(kind="idea"):
    ideas_texts = [f"{_events.title(row, locale)}. {_events.note(row, locale)}" for row in ideas]
    st.html(html.status(ideas_texts) + html.source_line([ideas], locale))

for name in ("centre", "association"):
    part = herne.where(part=name)
    facts, wanted = _events.facts(part), _events.wanted(part)
    st.header(locale(f"{TEXTS}.{name}_heading"), anchor=name, divider="gray")
    st.html(html.status([_events.unknown(part, name, locale)]))
    if not part:
        continue
    for kind, shown in (("facts", facts), ("goals", wanted)):
        components.table(
            f"{name}_{kind}",
            _events.event_table(shown, locale, numbered=False),
            shown,
            title=locale(f"{TEXTS}.{name}_{kind}"),
            subtitle=locale(f"{TEXTS}.{kind}_subtitle"),
        )

st.html(links.page_links("location/herne", "location/china"))
