from dataclasses import replace

import streamlit as st

from charts.maps.companies import LAYERS, company_map
from charts.maps.own_list import with_own_list
from data.ask import ask as ask_today
from pages.companies import _card, _filters, _register
from ui import (
    company_cases,
    components,
    filters,
    glossary,
    html,
    own_list,
    ownership_path,
    pagination,
)
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
all_cases = ask_today("companies", unsure="yes")  # what there is to choose from, whatever the day

choices = _filters.box("sector", "owner", "entry", "reported", "entered", "ruhr", "unsure", "q")
with choices, st.container(horizontal=True):
    sector, owner, entry, reported = (
        _filters.code_of(name, kind, column, all_cases, locale)
        for name, kind, column in (
            ("sector", "sector", "sector_code"),
            ("owner", "owner_scope", "owner_scope"),
            ("entry", "entry_mode", "entry_mode"),
            ("reported", "status", "last_known_status"),
        )
    )
    entered = _filters.period("entered", locale)
with choices, st.container(horizontal=True, vertical_alignment="bottom"):
    text = pagination.search()
    ruhr = filters.switch("ruhr")
    unsure = filters.switch("unsure")
chosen = {
    "text": text or "%", "sector": sector, "owner": owner, "entry": entry, "reported": reported,
    "entered": entered, "ruhr": "yes" if ruhr else "no",
}  # fmt: skip
year = _filters.year(all_cases, locale)
shown_cases = {**chosen, "unsure": "yes" if unsure else "no"}
matches = ask("companies", **shown_cases, year=year)
with_unsure = ask("companies", **chosen, unsure="yes")
layers = [ask("boundaries", layer=layer) for layer in LAYERS]
cases = locale.count("documented_case", len(matches.rows))
title = company_cases.finding(matches, locale)
if year:
    title = company_cases.there_title(matches, year, locale)

with st.container(key="chart_companies_map"):
    st.header(title, anchor="map")
    subtitle = company_cases.subtitle(
        locale("companies.map.subtitle", cases=cases), matches, with_unsure, locale
    )
    if year:
        subtitle = company_cases.there_note(ask("companies", **shown_cases), year, locale)
    badges = glossary.badges("companies.badge")
    components.head(subtitle, badges)
    if visit.as_of:
        st.info(locale("companies.as_of"))
    left, right = st.columns([3, 2], gap="medium")
with right:
    selected = _filters.company(all_cases, locale)
    city = _filters.city(all_cases, matches, selected, locale)
    company_id = _filters.case_list(matches, city, selected, locale)
    if company_id:
        card = ask("company_card", company=company_id)
        name = next(row.name for row in all_cases if row.company_id == company_id)
        st.header(name, anchor="company")
        if card:
            events = ask("entity_events", company=company_id)
            promises = ask("promises_kept", company=company_id)
            st.html(_card.html(card, events, promises, locale))
            path, ties = (ask("ownership_path", company=company_id, ended=one)
                          for one in ("no", "yes"))  # fmt: skip
            components.draw_html(ownership_path.html(path, ties, locale))
        else:
            st.info(locale("companies.card.not_known"))
with left:
    picture = company_map(matches, layers, locale, title=title, chosen=city, near=ruhr)
    picture = components.demo_marked(picture, matches)
    own = own_list.on_map()
    shown = picture if own is None else with_own_list(picture, own, locale)
    st.plotly_chart(
        shown.drawn,
        key=_filters.MAP,
        height="stretch",
        alt=shown.alt,
        on_select=_filters.from_map,
        selection_mode="points",
        config=picture.config,
    )
    if own is not None:
        components.draw_html(html.subtitle(locale("companies.own.map_key")))
    components.draw_html(
        company_cases.map_key(locale) + company_cases.map_source(matches, layers, locale)
        + html.tools(html.collect(locale), figure="companies_map")
    )  # fmt: skip
    components.keep(
        "companies_map", "chart", company_cases.table(matches, locale), [matches], title=title,
        subtitle=locale("companies.map.shown", cases=cases), labels=badges, picture=picture,
        notes=[company_cases.map_key_text(locale),
               company_cases.map_source(matches, layers, locale)],
    )  # fmt: skip

listed = company_cases.table(matches, locale)
if len(listed) > _filters.MOST_LISTED:
    leaf = pagination.leaf(len(listed), narrowed_by=(*shown_cases.values(), year, visit.as_of),
                           size=_filters.MOST_LISTED)  # fmt: skip
    leaf.turn("top")
    listed = replace(listed, rows=listed.rows[leaf.rows])
components.table(
    "companies",
    listed,
    matches,
    title=locale("companies.table.title", cases=cases),
)
promises = ask("promises_kept")
components.table(
    "companies.register.promises", _register.promises_table(promises, locale), promises,
    anchor="promises", title=_register.promises_title(promises, locale), folded=True,
)  # fmt: skip
