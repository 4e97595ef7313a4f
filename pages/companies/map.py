import streamlit as st

from charts.maps.companies import LAYERS, company_map
from charts.maps.own_list import with_own_list
from data.ask import ask as ask_today
from pages.companies import _card, _filters, _listed, _register
from ui import (
    company_cases,
    company_map_key,
    components,
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

chosen, unsure, firms = _filters.choices(all_cases, locale)
year = _filters.year(all_cases, locale)
if year:
    firms = None  # of a past year GLEIF says nothing
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
    if firms:
        _listed.draw_point(firms, locale)
    selected = _filters.company(all_cases, locale)
    city = _filters.city(all_cases, matches, selected, locale)
    company_id = _filters.case_list(matches, city, selected, locale)
    if company_id:
        card = ask("company_card", company=company_id)
        name = next(locale.called(row.name) for row in all_cases if row.company_id == company_id)
        st.header(name, anchor="company")
        if card:
            events = ask("entity_events", company=company_id)
            promises = ask("promises_kept", company=company_id)
            st.html(_card.html(card, events, promises, locale))
        else:
            st.info(locale("companies.card.not_known"))
with left:
    picture = company_map(
        matches, layers, locale, title=title, chosen=city, near=chosen["ruhr"] == "yes"
    )
    picture = components.demo_marked(picture, matches)
    if firms:
        picture = _listed.on_map(picture, firms, locale)
    own = own_list.on_map()
    shown = picture if own is None else with_own_list(picture, own, locale)
    st.plotly_chart(
        shown.plotly_figure,
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
        company_map_key.map_key(locale) + (_listed.key(locale) if firms else "")
        + company_map_key.map_source(matches, layers, locale)
        + html.tools(html.collect(locale), figure="companies_map")
    )  # fmt: skip
    components.keep(
        "companies_map", "chart", company_cases.table(matches, locale), [matches], title=title,
        subtitle=locale("companies.map.shown", cases=cases), labels=badges, picture=picture,
        notes=[company_map_key.map_key_text(locale),
               company_map_key.map_source(matches, layers, locale)],
    )  # fmt: skip

# As wide as both columns: beside the map the card alone is about as high as the map.
if company_id and card:
    path, ties = (ask("ownership_path", company=company_id, ended=one) for one in ("no", "yes"))
    components.draw_html(ownership_path.html(path, ties, locale))

part = slice(None)
if len(matches.rows) > _filters.MOST_LISTED:
    leaf = pagination.leaf(len(matches.rows), size=_filters.MOST_LISTED,
                           narrowed_by=(*shown_cases.values(), year, visit.as_of))  # fmt: skip
    leaf.turn("top")
    part = leaf.rows
components.table(
    "companies",
    company_cases.table(matches, locale, part),
    matches,
    title=locale("companies.table.title", cases=cases),
)
if firms:
    components.table(
        "companies.listed", _listed.table(firms, locale), firms, anchor="listed", folded=True,
        title=locale("companies.listed.title", firms=locale.count("listed_firm", len(firms.rows))),
    )  # fmt: skip
promises = ask("promises_kept")
components.table(
    "companies.register.promises", _register.promises_table(promises, locale), promises,
    anchor="promises", title=_register.promises_title(promises, locale), folded=True,
)  # fmt: skip
