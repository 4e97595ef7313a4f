from datetime import date

import streamlit as st

from data import release_calendar as data_calendar
from data import status
from ui import components, html, release_calendar
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

today = visit.as_of or date.today()
expected = data_calendar.expected(today, visit.as_of)
attempts = status.attempts() if visit.as_of is None else []
answer = ask("release_calendar")
if any(one.reason == "clock" for one in expected):
    newest = max(one.last_state for one in expected if one.last_state)
    st.error(locale("calendar.clock", today=locale.date(today), newest=locale.date(newest)))
with_day = [one for one in expected if one.next_day]
without = [one for one in expected if not one.next_day]
components.table(
    "calendar", release_calendar.table(with_day, attempts, locale), answer,
    title=release_calendar.title(expected, locale), subtitle=locale("calendar.subtitle"),
    missing=locale("calendar.missing"),
)  # fmt: skip
if overdue := [one for one in expected if one.light == "overdue"]:
    st.header(locale("calendar.letters_heading"), anchor="letters")
    components.text(locale("calendar.letters_text"))
    for one in overdue:
        with st.expander(release_calendar.name(one, locale)):
            st.code(release_calendar.letter(one), language=None, wrap_lines=True)
components.table("calendar.without", release_calendar.table(without, attempts, locale), answer,
                 anchor="without", folded=True)  # fmt: skip
address = f"calendar.ics?lang={locale.lang}"
components.draw_html(
    html.paragraph(locale("calendar.subscribe"))
    + f'<p class="cm-more cm-key"><a href="{address}" target="_blank">calendar.ics</a> · '
    f'<a href="{address}" download="calendar.ics">{locale("calendar.download")}</a></p>'
)
