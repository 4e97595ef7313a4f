import streamlit as st

from charts.maps.twin_map import in_china, in_nrw
from pages.cooperation import _events
from ui import components, links, page

visit = page.visit()
words, ask = visit.words, visit.ask
ROOM = "cooperation.twins"

components.title(words("page.cooperation_cities.title"), words("page.cooperation_cities.intro"))
if visit.as_of:
    st.info(words("cooperation.as_of"))
pairs = ask("partnerships")
kreise, countries = ask("boundaries", layer="kreise"), ask("boundaries", layer="eurasia")
attribution = "attribution_de" if words.lang == "de" else "attribution_en"
cities = [row for row in pairs if not row.is_land]
tied = [row for row in cities if row.kind == "twin_city"]
others = len(cities) - len(tied)

with components.side_by_side("twins"):
    title = words(f"{ROOM}.nrw_none")
    if cities:
        title = words(f"{ROOM}.nrw_title" if others else f"{ROOM}.nrw_title_only",
                      twins=words.count("twinning", len(tied)),
                      others=words.count("other_tie", others))  # fmt: skip
    components.chart(
        "twins_nrw",
        title,
        in_nrw(pairs, kreise, words, title=title),
        pairs,
        words,
        subtitle=words(f"{ROOM}.nrw_subtitle"),
        notes=[f"{getattr(kreise.tuples[0], attribution)}. {words(f'{ROOM}.coordinates')}"],
        missing=words(f"{ROOM}.missing"),
    )
    title = words(f"{ROOM}.china_none")
    if pairs:
        title = words(f"{ROOM}.china_title", cities=words.count("chinese_city", len(cities)),
                      provinces=words.count("province", len(pairs.rows) - len(cities)))  # fmt: skip
    components.chart(
        "twins_china",
        title,
        in_china(pairs, countries, words, title=title),
        pairs,
        words,
        subtitle=words(f"{ROOM}.china_subtitle"),
        notes=[f"{getattr(countries.tuples[0], attribution)}. {words(f'{ROOM}.coordinates')}"],
        missing=words(f"{ROOM}.missing"),
    )

components.table(
    "partnerships",
    words(f"{ROOM}.list_title"),
    _events.partners(pairs, words),
    pairs,
    words,
    subtitle=words(f"{ROOM}.list_subtitle"),
)
st.html(links.page_links("cooperation", "cooperation-luzhou"))
