import streamlit as st

from charts.maps.twin_map import in_china, in_nrw
from pages.cooperation import _events
from ui import components, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "cooperation.twins"

if visit.as_of:
    st.info(locale("cooperation.as_of"))
pairs = ask("partnerships")
titles = _events.map_titles(pairs, locale)
with components.side_by_side("twins"):
    for name, draw, layer in (("nrw", in_nrw, "kreise"), ("china", in_china, "eurasia")):
        title, outlines = titles[name], ask("boundaries", layer=layer)
        components.chart(f"{TEXTS}.{name}", pairs, draw(pairs, outlines, locale, title=title),
                         title=title, notes=[_events.outlines(outlines, locale)],
                         missing=locale(f"{TEXTS}.missing"))  # fmt: skip
components.table(f"{TEXTS}.list", _events.partners(pairs, locale), pairs, anchor="partnerships")
st.html(links.page_links("cooperation/luzhou"))
