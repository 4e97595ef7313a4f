import streamlit as st

from pages.companies import _pairs, _register
from ui import components, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "companies.register"

found = ask("companies_to_check")
components.table(
    f"{TEXTS}.check", _register.to_check(found, locale, companies=links.address("companies/map")),
    found, anchor="check", title=_register.check_title(found, locale),
)  # fmt: skip
_pairs.draw(ask("entity_pairs"))
st.html(links.page_links("companies/map", "companies/counts", "companies/dossier"))
