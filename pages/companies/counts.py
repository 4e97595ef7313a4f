import streamlit as st

from charts.lines import over_time
from charts.maps.company_towns import HOME
from pages.companies import _card, _company_count_tables, _counts  # fmt: skip
from ui import company_cases, components, filters, html, indicators, page

visit = page.visit()
words, ask = visit.words, visit.ask
ROOM, NRW = "companies.counts", "de-nw"
counts, cases = ask("company_counts"), ask("companies")


def named(place: str) -> str:
    """Name of a town or region."""
    return counts.labels.of("region", place, words.lang)


components.title(words("page.company_counts.title"), words("page.company_counts.intro"))
st.html(html.status(_counts.answered(counts, NRW, words)))
places = [NRW, "ruhr", "duesseldorf", "duisburg", "bochum", HOME]
components.key_figures(*_counts.cards(counts, places, words), words)
if why := _counts.reasons(counts, NRW, words):
    st.header(words(f"{ROOM}.why"), anchor="why")
    st.html(_counts.as_list(why))

st.header(words(f"{ROOM}.cases_heading"), anchor="cases")
st.markdown(words(f"{ROOM}.cases_text"))
number = {NRW: cases, "ruhr": cases.where(in_rvr=True), HOME: cases.where(city_code=HOME)}
components.key_figures(
    [
        (
            words(f"{ROOM}.cases_key", place=named(place)),
            words.number(len(rows.rows)),
            company_cases.detail(rows, words),
        )
        for place, rows in number.items()
    ],
    [cases],
    words,
)

st.header(words("companies.control.heading"), anchor="control")
_counts.draw(visit)

with st.container(border=True, key="home"):
    own = list(number[HOME])
    names = words.list(f"{row.name}, {company_cases.owner(row, words)}" for row in own)
    st.header(words("companies.home.heading", names=names or words("companies.home.nobody")),
                 anchor="home")  # fmt: skip
    if visit.as_of:
        st.info(words("companies.as_of"))
    if not own:
        st.markdown(words("companies.home.none"))
    for row in own:
        card, events, deals = (
            ask(asked, company=row.company_id)
            for asked in ("company_card", "company_events", "company_deals")
        )
        st.html(_card.since(card, events, deals, words)
                + _card.html(card, events, deals, words))  # fmt: skip

components.table(
    "newest",
    words(f"{ROOM}.newest_title"),
    _company_count_tables.overview(counts, words),
    counts,
    words,
    subtitle=words(f"{ROOM}.newest_subtitle"),
)

known = sorted({row.region for row in counts} | {NRW}, key=lambda code: named(code).casefold())
place = filters.one_of("place", known, words, label=named, default=NRW, as_list=True)
stated = counts.where(region=place, indicator=_counts.STATED, precedence=1,
                      period_kind="year")  # fmt: skip
if len(stated.rows) > 1:
    now = _counts.newest(stated)
    title = words(f"{ROOM}.chart_title", place=named(place), value=_counts.short(now, words),
                  period=_counts.period(now, words))  # fmt: skip
    components.chart(
        "stated",
        title,
        over_time(stated, words, title=title, by="china_scope",
                  columns=("period", "value", "china_scope", "evidence_kind", "confidence")),
        stated,
        words,
        subtitle=words(f"{ROOM}.chart_subtitle"),
        notes=[words(f"{ROOM}.chart_note")],
    )  # fmt: skip
definitions = ask("indicators", subject="investment")
for indicator, title, table, answer in _company_count_tables.tables(counts, place, words):
    meaning = indicators.definition(indicator, definitions, words)
    components.table(indicator, title, table, answer, words, subtitle=meaning)
