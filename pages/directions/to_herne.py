import streamlit as st

from charts.lines import over_time
from charts.location_map import location
from pages._parts import (
    blocks,
    claims,
    company_standing,
    disagreement,
    events,
    frame,
    links,
    markup,
    people,
    place,
    rail_status,
    terms,
)

visit = frame.visit()
words, ask = visit.words, visit.ask
ROOM = "directions.herne"
HERNE = "05916"
#: Kreise by which one finds one's bearings: Duisburg, Düsseldorf, Köln, Dortmund, Münster.
NEAR = ("05112", "05111", "05315", "05913", "05515")

blocks.title(words("page.why_herne.title"), words("page.why_herne.intro"))

kreise, borders = ask("kreise"), ask("boundaries", layer="kreise")
herne = place.profile(kreise.where(ags=HERNE), visit.as_of, words)
attribution = "attribution_de" if words.lang == "de" else "attribution_en"
outlines = f"{getattr(borders.tuples[0], attribution)}. {words(f'{ROOM}.coordinates')}"
title = words(f"{ROOM}.place_title")
left, right = st.columns([3, 2], gap="medium", vertical_alignment="center")
with left:
    blocks.chart(
        "location",
        title,
        location(kreise, borders, words, ags=HERNE, near=NEAR, title=title),
        kreise,
        words,
        subtitle=words(f"{ROOM}.place_subtitle"),
        notes=[f'<span class="cm-source">{outlines}.</span>'],
    )
with right:
    st.html(
        markup.key_figures(herne.cards) + f'<p class="cm-source">{herne.source}</p>'
        if herne.cards
        else f'<p class="cm-key">{words(f"{ROOM}.place_unknown")}</p>'
    )
people.key_figures(
    ask("figures_on", regions=["herne"], indicators=["population", "gdp"], newest="yes"), words
)

st.header(words(f"{ROOM}.logistics_title"), anchor="logistics")
blocks.head(words(f"{ROOM}.logistics_subtitle"), (), words)
freight = ask("freight_figures", places=["terminal_herne_cth", "port_herne"])
FREIGHT = ("ship_handling_tonnes", "load_units", "crane_moves", "terminal_capacity_load_units")
blocks.key_figures(claims.cards(freight, FREIGHT, words), [freight], words)
trains, series, statement = ask("rail_trains"), ask("rail_series"), ask("rail_statement")
st.html(
    markup.status([rail_status.text(trains, series, statement, words)])
    + markup.source_line([trains, series, statement], words)
    + links.page_links("freight-link", "freight-herne", "freight-benchmark", "freight-corridor")
)

cases = ask("companies", ruhr="yes")
here = cases.where(city_code="herne")
title = words(f"{ROOM}.firms_none")
if visit.as_of:
    st.info(words("companies.as_of"))
if cases:
    title = words(f"{ROOM}.firms_title", cases=words.count("documented_case", len(cases.rows)),
                  standing=company_standing.standing(cases, words),
                  here=words.number(len(here.rows)))  # fmt: skip
blocks.table("firms", title, place.firms(cases, "herne", words), cases, words,
             subtitle=words(f"{ROOM}.firms_subtitle"))  # fmt: skip
published = ask("figures_on", regions=["ruhr", "ihk_mittleres_ruhrgebiet", "bochum", "herne"],
                indicators=["chinese_firms_registered", "chinese_firms",
                            "firms_with_chinese_owners"])  # fmt: skip
subtitle = words(f"{ROOM}.published_subtitle")
if not published.where(region="herne"):
    subtitle += " " + words(f"{ROOM}.no_herne")
blocks.table("published", words(f"{ROOM}.published_title"), claims.table(published, words),
             published, words, subtitle=subtitle)  # fmt: skip
st.html(links.page_links("companies", "company-counts"))

people.chart(ask("residents"), words)

learning = ask("cooperation_events", where="ruhr").where(theme=["education", "research"])
blocks.table("learning", words(f"{ROOM}.learning_title", counts=events.counted(learning, words)),
             events.listed(learning, words, numbered=False), learning, words,
             subtitle=words(f"{ROOM}.learning_subtitle"))  # fmt: skip
st.html(links.page_links("cooperation-luzhou", "cooperation"))

balance = ask("figures_on", regions=["de-nw"], indicators=["investment_projects_nrw_balance"])
balance = balance.where(is_shown=True)
projects = balance.where(partner="cn", china_scope="greater_china")
title = claims.of_all(f"{ROOM}.projects", projects, balance.where(partner="world"), words)
blocks.chart(
    "projects",
    title,
    over_time(projects, words, title=title, by="region",
              columns=("period", "value", "status", "evidence_kind", "confidence")),
    [projects, balance],
    words,
    subtitle=words(f"{ROOM}.projects_subtitle"),
    badges=terms.badges(words, "china_scope.greater_china"),
    notes=[words(f"{ROOM}.projects_note")],
)  # fmt: skip
measured = ["share_of_german_projects_in_nrw", "chinese_firms", "fdi_stock_inward"]
nrw = ask("figures_on", regions=["de-nw"], newest="yes", indicators=measured).where(partner="cn")
blocks.table("nrw", words(f"{ROOM}.nrw_title"), claims.table(nrw, words), nrw, words,
             subtitle=words(f"{ROOM}.nrw_subtitle"))  # fmt: skip

gaps = ask("gaps").having(place.is_lacking_in_herne)
blocks.table("gaps", words(f"{ROOM}.gaps_title"), disagreement.gaps(gaps, words), gaps, words,
             subtitle=words(f"{ROOM}.gaps_subtitle"))  # fmt: skip
st.markdown(words(f"{ROOM}.not_here"))
st.html(links.page_links("to-china", "cooperation-luzhou", "data-contradictions"))
