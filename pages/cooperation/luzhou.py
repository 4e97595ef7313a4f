import streamlit as st

from pages.cooperation import _events, _luzhou
from ui import components, html, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
ROOM = "cooperation.luzhou"

components.title(locale("page.cooperation_luzhou.title"), locale("page.cooperation_luzhou.intro"))
if visit.as_of:
    st.info(locale("cooperation.as_of"))
herne, themes = ask("cooperation_events", where="herne"), ask("cooperation_themes")
bond = herne.where(part="partnership")
done, fields = bond.where(nature="event"), bond.where(kind="partnership_field")
components.key_figures(_luzhou.cards(done, locale), [done])

title = locale(f"{ROOM}.story_none")
if done:
    newest = done.tuples[-1]
    title = locale(f"{ROOM}.story_title", events=locale.count("event", len(done.rows)),
                  date=locale.date(newest.date, newest.date_precision))  # fmt: skip
components.table(
    "story",
    title,
    _events.event_table(done, locale, numbered=False),
    done,
    subtitle=locale(f"{ROOM}.story_subtitle"),
)

title = locale(f"{ROOM}.fields_none")
if fields:
    acts = len({row.theme for row in fields} & {row.theme for row in done})
    title = locale(f"{ROOM}.fields_title", fields=locale.count("field", len(fields.rows)),
                  acts=locale.number(acts))  # fmt: skip
components.table(
    "fields",
    title,
    _events.fields(themes, bond, locale),
    bond.where(theme=[row.theme for row in fields]),
    subtitle=locale(f"{ROOM}.fields_subtitle"),
)
if ideas := bond.where(kind="idea"):
    said = [f"{_events.title(row, locale)}. {_events.note(row, locale)}" for row in ideas]
    st.html(html.status(said) + html.source_line([ideas], locale))

for name in ("centre", "association"):
    part = herne.where(part=name)
    facts, wanted = _luzhou.facts(part), _luzhou.wanted(part)
    st.header(locale(f"{ROOM}.{name}_heading"), anchor=name, divider="gray")
    st.html(html.status([_luzhou.unknown(part, name, locale)]))
    if not part:
        continue
    for kind, shown in (("facts", facts), ("goals", wanted)):
        components.table(
            f"{name}_{kind}",
            locale(f"{ROOM}.{name}_{kind}"),
            _events.event_table(shown, locale, numbered=False),
            shown,
            subtitle=locale(f"{ROOM}.{kind}_subtitle"),
        )

st.html(links.page_links("cooperation", "cooperation-cities", "why-herne", "to-china"))
