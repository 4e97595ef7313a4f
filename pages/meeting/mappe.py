from datetime import date
from functools import partial

import streamlit as st

from pages.meeting import _mappe
from reports.lagebericht import STORY
from ui import components, filters
from ui.visit import current

visit = current()
locale = visit.locale

opened = _mappe.opened(filters.read("mappe"), locale)
if opened is None:
    st.header(locale("mappe.lagebericht"), anchor="lagebericht")
    components.text(locale("mappe.ready", count=locale.count("figure", len(STORY))))
    _mappe.documents(
        partial(_mappe.lagebericht, locale, visit.as_of), locale, locale("mappe.lagebericht"),
        visit.as_of or date.today(),
    )  # fmt: skip
    components.draw_html(_mappe.saal_link(locale))
    st.header(locale("mappe.own"), anchor="own")
    components.text(locale("mappe.how"))
    _mappe.open_or_begin(locale, visit.as_of)
else:
    mappe = opened.mappe
    components.draw_html(_mappe.way_back(locale, opened.id))
    if not mappe.entries:
        st.info(locale("mappe.empty"))
    else:
        st.header(locale("mappe.documents"), anchor="documents")
        _mappe.documents(lambda: mappe, locale, mappe.title, mappe.as_of)
        components.draw_html(_mappe.saal_link(locale, opened.id))
    st.header(locale("mappe.head"), anchor="head")
    _mappe.fields(opened, locale)
    if mappe.entries:
        st.header(locale("mappe.items", count=locale.count("figure", len(mappe.entries))),
                  anchor="items")  # fmt: skip
        for number, entry in enumerate(mappe.entries):
            _mappe.entry(opened, number, entry, locale)
    _mappe.keeping(opened, locale)
