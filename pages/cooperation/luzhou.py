import streamlit as st

from pages.cooperation import _events, _luzhou
from ui import components, html, links, page

visit = page.visit()
words, ask = visit.words, visit.ask
ROOM = "cooperation.luzhou"

components.title(words("page.cooperation_luzhou.title"), words("page.cooperation_luzhou.intro"))
if visit.as_of:
    st.info(words("cooperation.as_of"))
herne, themes = ask("cooperation_events", where="herne"), ask("cooperation_themes")
bond = herne.where(part="partnership")
done, fields = bond.where(nature="event"), bond.where(kind="partnership_field")
components.key_figures(_luzhou.cards(done, words), [done], words)

title = words(f"{ROOM}.story_none")
if done:
    newest = done.tuples[-1]
    title = words(f"{ROOM}.story_title", events=words.count("event", len(done.rows)),
                  date=words.date(newest.date, newest.date_precision))  # fmt: skip
components.table(
    "story",
    title,
    _events.listed(done, words, numbered=False),
    done,
    words,
    subtitle=words(f"{ROOM}.story_subtitle"),
)

title = words(f"{ROOM}.fields_none")
if fields:
    acts = len({row.theme for row in fields} & {row.theme for row in done})
    title = words(f"{ROOM}.fields_title", fields=words.count("field", len(fields.rows)),
                  acts=words.number(acts))  # fmt: skip
components.table(
    "fields",
    title,
    _events.fields(themes, bond, words),
    bond.where(theme=[row.theme for row in fields]),
    words,
    subtitle=words(f"{ROOM}.fields_subtitle"),
)
if ideas := bond.where(kind="idea"):
    said = [f"{_events.title(row, words)}. {_events.note(row, words)}" for row in ideas]
    st.html(html.status(said) + html.source_line([ideas], words))

for name in ("centre", "association"):
    part = herne.where(part=name)
    facts, wanted = _luzhou.facts(part), _luzhou.wanted(part)
    st.header(words(f"{ROOM}.{name}_heading"), anchor=name, divider="gray")
    st.html(html.status([_luzhou.unknown(part, name, words)]))
    if not part:
        continue
    for kind, shown in (("facts", facts), ("goals", wanted)):
        components.table(
            f"{name}_{kind}",
            words(f"{ROOM}.{name}_{kind}"),
            _events.listed(shown, words, numbered=False),
            shown,
            words,
            subtitle=words(f"{ROOM}.{kind}_subtitle"),
        )

st.html(links.page_links("cooperation", "cooperation-cities", "why-herne", "to-china"))
