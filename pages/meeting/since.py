from datetime import date

import streamlit as st

from pages.meeting import _mappe, _since
from reports import store
from ui import components, filters, since
from ui.visit import current

visit = current()
locale, meeting = visit.locale, store.last_meeting(date.today())
EVENTS = 5

opened = _mappe.opened(filters.read("mappe"), locale)
day = since.choose(visit, "meeting/since", meeting,
                   default=(opened and _since.day_of(opened.mappe)) or meeting,
                   **({"mappe": opened.id} if opened else {}))  # fmt: skip
new = since.news(visit, day, EVENTS)
st.header(since.heading(new, locale), anchor="new")
since.draw(new, locale, most=EVENTS)
if opened is None:
    components.draw_html(_since.choice(locale))
elif not opened.mappe.entries:
    st.info(locale("mappe.empty"))
else:
    by_figure = _since.changes(opened)
    st.header(_since.heading(opened.mappe, by_figure, locale), anchor="since")
    _since.show(opened.mappe, by_figure, locale)
    _since.take(opened, by_figure, locale)
    st.button(locale("since.renew"), key="since_renew", on_click=_since.renew,
              args=(opened, locale))  # fmt: skip
