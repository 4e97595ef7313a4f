import streamlit as st

from charts.lines import over_time
from charts.maps.company_towns import HOME
from charts.table import period
from pages.companies import _card, _count_tables, _counts, _studies
from ui import company_cases, components, filters, html, indicators, provenance
from ui.headlines import KeyFigure
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, NRW = "companies.counts", "de-nw"
counts, cases = ask("company_counts"), ask("companies")


def name_of(place: str) -> str:
    """Name of a town or region."""
    return counts.labels.of("region", place, locale.lang)


st.html(html.status(_counts.answered(counts, NRW, locale)))
places = [NRW, "ruhr", "duesseldorf", "duisburg", "bochum", HOME]
components.key_figures(*_counts.cards(counts, places, locale))
if why := _counts.reasons(counts, NRW, locale):
    st.header(locale(f"{TEXTS}.why"), anchor="why")
    st.html(_counts.as_list(why))

st.header(locale(f"{TEXTS}.cases_heading"), anchor="cases")
st.markdown(locale(f"{TEXTS}.cases_text"))
number = {NRW: cases, "ruhr": cases.where(in_rvr=True), HOME: cases.where(city_code=HOME)}
components.key_figures(
    [
        KeyFigure(
            locale(f"{TEXTS}.cases_key", place=name_of(place)),
            locale.number(len(rows.rows)),
            company_cases.detail(rows, locale),
        )
        for place, rows in number.items()
    ],
    [cases],
)

st.header(locale("companies.control.heading"), anchor="control")
_counts.draw(visit)

takeovers = ask("figures_on", regions=["de"],
                indicators=[_studies.TAKEN_OVER, *_studies.OUTCOMES])  # fmt: skip
components.table(
    "companies.studies.outcome",
    provenance.table(takeovers, locale),
    takeovers,
    anchor="takeovers",
    title=_studies.outcome(takeovers, locale),
)

with st.container(border=True, key="home"):
    own = list(number[HOME])
    names = locale.list(f"{row.name}, {company_cases.owner(row, locale)}" for row in own)
    st.header(locale("companies.home.heading", names=names or locale("companies.home.nobody")),
                 anchor="home")  # fmt: skip
    if visit.as_of:
        st.info(locale("companies.as_of"))
    if not own:
        st.markdown(locale("companies.home.none"))
    for row in own:
        card, events, deals = (
            ask(question, company=row.company_id)
            for question in ("company_card", "company_events", "company_deals")
        )
        st.html(_card.since(card, events, deals, locale) + _card.html(card, events, deals, locale))
    stated_at_home = ask("figures_on", regions=[HOME], indicators=list(_studies.CASE))
    if stated_at_home:
        components.table(
            "companies.studies.staff",
            provenance.table(stated_at_home, locale),
            stated_at_home,
            anchor="home_figures",
            title=_studies.staff(stated_at_home, locale),
        )

components.table(f"{TEXTS}.newest", _count_tables.overview(counts, locale), counts, anchor="newest")

codes = sorted({row.region for row in counts} | {NRW}, key=lambda code: name_of(code).casefold())
place = filters.one_of("place", codes, label=name_of, default=NRW, as_list=True)
stated = counts.where(region=place, indicator=_counts.STATED, precedence=1, period_kind="year")
if len(stated.rows) > 1:
    now = _counts.newest(stated)
    title = locale(f"{TEXTS}.chart_title", place=name_of(place), value=_counts.short(now, locale),
                  period=period(now, locale))  # fmt: skip
    components.chart(
        f"{TEXTS}.chart", stated, over_time, anchor="stated", title=title, by="china_scope",
        columns=("period", "value", "china_scope", "evidence_kind", "confidence"),
    )  # fmt: skip
definitions = ask("indicators", subject="investment")
for indicator, title, table, answer in _count_tables.tables(counts, place, locale):
    meaning = indicators.definition(indicator, definitions, locale)
    components.table(indicator, table, answer, title=title, subtitle=meaning)
