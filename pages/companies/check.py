import streamlit as st

from pages.companies import _register
from ui import components, html, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "companies.register"

found, coverage = ask("companies_to_check"), ask("register_coverage")
components.table(
    f"{TEXTS}.check", _register.to_check(found, locale, companies=links.address("companies/map")),
    found, anchor="check", title=_register.check_title(found, locale),
)  # fmt: skip
components.table(
    f"{TEXTS}.coverage", _register.coverage_table(coverage, locale), coverage, anchor="coverage",
    title=_register.coverage_title(coverage, locale), badges=["companies.badge"],
)  # fmt: skip
st.html(html.subtitle(locale(f"{TEXTS}.not_counted")) + links.page_links("companies/counts"))
