import streamlit as st

from pages.meeting import _mappe, _since
from ui import components, filters
from ui.visit import current

visit = current()
locale = visit.locale

opened = _mappe.opened(filters.read("mappe"), locale)
if opened is None:
    components.draw_html(_since.choice(locale))
elif not opened.mappe.entries:
    st.info(locale("mappe.empty"))
else:
    found = _since.changes(opened)
    st.header(_since.heading(opened.mappe, found, locale), anchor="since")
    _since.show(opened.mappe, found, locale)
    _since.take(opened, found, locale)
    st.button(locale("since.renew"), key="since_renew", on_click=_since.renew,
              args=(opened, locale))  # fmt: skip
