import streamlit as st

from charts.table import absent
from pages.companies import _pairs, _register
from ui import components, filters, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "companies.register"

found = ask("companies_to_check")
towns = {row.city_code: found.labels.of("city", row.city_code, locale.lang)
         for row in found if absent(row.city_code)}  # fmt: skip
chosen = filters.several_of("towns", sorted(towns, key=lambda code: towns[code].casefold()),
                            label=lambda code: towns[code], default=(), most=12)  # fmt: skip
if chosen:
    found = found.where(city_code=chosen)
components.table(
    f"{TEXTS}.check", _register.to_check(found, locale, companies=links.address("companies/map")),
    found, anchor="check", title=_register.check_title(found, locale),
)  # fmt: skip
_pairs.draw(ask("entity_pairs"))
st.html(links.page_links("companies/map", "companies/counts", "companies/dossier"))
