import streamlit as st

from charts.table import absent
from pages.companies import _pairs, _register
from ui import components, filters, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "companies.register"

firms = ask("companies_to_check")
towns = {row.city_code: firms.labels.name("city", row.city_code, locale.lang)
         for row in firms if absent(row.city_code)}  # fmt: skip
chosen = filters.several_of("towns", sorted(towns, key=lambda code: towns[code].casefold()),
                            label=lambda code: towns[code], default=(), most=12)  # fmt: skip
if chosen:
    firms = firms.where(city_code=chosen)
components.table(
    f"{TEXTS}.check", _register.to_check(firms, locale, companies=links.address("companies/map")),
    firms, anchor="check", title=_register.check_title(firms, locale),
)  # fmt: skip
_pairs.draw(ask("entity_pairs"))
st.html(links.page_links("companies/map", "companies/counts", "companies/dossier"))
