import streamlit as st

from charts.maps.twin_map import in_china, in_nrw
from charts.style import Picture
from data.answer import Answer
from pages.cooperation import _events
from ui import components, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "cooperation.twins"

if visit.as_of:
    st.info(locale("cooperation.as_of"))
pairs = ask("partnerships")
kreise, countries = ask("boundaries", layer="kreise"), ask("boundaries", layer="eurasia")
cities = [row for row in pairs if not row.is_land]
tied = [row for row in cities if row.kind == "twin_city"]
others = len(cities) - len(tied)


def draw(name: str, picture: Picture, outlines: Answer, title: str) -> None:
    """A map of the pairs; below it whose outlines they are."""
    attribution = locale.pick(outlines.tuples[0], "attribution")
    components.chart(f"{TEXTS}.{name}", pairs, picture, title=title,
                     notes=[f"{attribution}. {locale(f'{TEXTS}.coordinates')}"],
                     missing=locale(f"{TEXTS}.missing"))  # fmt: skip


with components.side_by_side("twins"):
    title = locale(f"{TEXTS}.nrw_none")
    if cities:
        title = locale(f"{TEXTS}.nrw_title" if others else f"{TEXTS}.nrw_title_only",
                      twins=locale.count("twinning", len(tied)),
                      others=locale.count("other_tie", others))  # fmt: skip
    draw("nrw", in_nrw(pairs, kreise, locale, title=title), kreise, title)
    title = locale(f"{TEXTS}.china_none")
    if pairs:
        provinces = len(pairs.rows) - len(cities)
        title = locale(f"{TEXTS}.china_title", cities=locale.count("chinese_city", len(cities)),
                       provinces=locale.count("province", provinces))  # fmt: skip
    draw("china", in_china(pairs, countries, locale, title=title), countries, title)

components.table(f"{TEXTS}.list", _events.partners(pairs, locale), pairs, anchor="partnerships")
st.html(links.page_links("cooperation/timeline", "cooperation/luzhou"))
