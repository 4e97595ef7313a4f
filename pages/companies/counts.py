import streamlit as st

from charts.definitions import definition_bars
from charts.maps.company_towns import HOME
from charts.ranges import ranges
from pages.companies import _count_tables, _counts, _definitions, _register, _studies
from ui import components, filters, html, indicators, links, provenance
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, NRW = "companies.counts", "de-nw"
PLACES = [NRW, "ruhr", "duesseldorf", "duisburg", "bochum", HOME]
counts = ask("company_counts")


def name_of(place: str) -> str:
    """Name of a town or region."""
    return counts.labels.name("region", place, locale.lang)


title, said_by = _counts.answered(counts, NRW, locale)
components.chart(
    f"{TEXTS}.ranges", counts, ranges, anchor="ranges", title=title, subtitle=said_by,
    badges=[f"{TEXTS}.badge"], notes=_counts.uncounted(counts, PLACES, locale), places=PLACES,
    indicators=_counts.STOCKS,
)  # fmt: skip
if why := _counts.reasons(counts, NRW, locale):
    st.html(html.folded(locale(f"{TEXTS}.why"), html.items(why), "why"))

cases = ask("companies")
numbers = [locale.number(len(rows.rows))
           for rows in (cases, cases.where(in_rvr=True), cases.where(city_code=HOME))]  # fmt: skip
st.header(locale(f"{TEXTS}.cases_heading", **dict(zip(("all", "ruhr", "home"), numbers,
                                                      strict=True))), anchor="cases")  # fmt: skip
coverage, by_definition = ask("register_coverage"), ask("owner_definitions")
st.html(html.subtitle(_register.related(coverage, by_definition, locale))
        + html.source_line([cases], locale) + links.page_links("companies/map"))  # fmt: skip
components.table(
    "companies.register.coverage", _register.coverage_table(coverage, locale), coverage,
    anchor="coverage", title=_register.coverage_title(coverage, locale),
    badges=["companies.badge"], folded=True,
)  # fmt: skip

defined = _definitions.title(by_definition, locale)
components.chart(
    "companies.definitions", by_definition, definition_bars, anchor="definitions", title=defined,
    subtitle=locale("companies.definitions.subtitle"), badges=["companies.badge"],
    notes=_definitions.notes(by_definition, locale),
)  # fmt: skip

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

codes = sorted({row.region for row in counts} | {NRW}, key=lambda code: name_of(code).casefold())
place = filters.one_of("place", codes, label=name_of, default=NRW, as_list=True)
definitions = ask("indicators", subject="investment")
for indicator, title, table, answer in _count_tables.tables(counts, place, locale):
    meaning = indicators.definition(indicator, definitions, locale)
    components.table(indicator, table, answer, title=title, subtitle=meaning, folded=True)
