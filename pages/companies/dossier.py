from functools import partial

import streamlit as st

from pages.companies import _dossier
from reports.dossier import document
from ui import components, files, filters, html
from ui.dossier import contents, search
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "dossier"

entities = ask("dossier_entities")
with st.form("dossier", border=False):
    text = st.text_area(
        locale(f"{TEXTS}.input"), key="dossier_text", height=100, max_chars=search.LONGEST,
        placeholder=locale(f"{TEXTS}.placeholder"),
    )  # fmt: skip
    is_asked = st.form_submit_button(locale(f"{TEXTS}.search"), type="primary")
components.draw_html(html.paragraph(locale(f"{TEXTS}.kept")))
if is_asked:
    filters.write("company", None)  # of an earlier search

result = search.search(text, entities) if text.strip() else None
if result is not None:
    _dossier.draw_found(result, entities)
entity_id = filters.read("company")
if entity_id:
    hits = result.hits if result else ()
    hit = next((one for one in hits if one.row.entity_id == entity_id), None)
    dossier = contents.dossier_of(entity_id, ask, locale, hit)
    if dossier is None:
        st.warning(locale(f"{TEXTS}.unknown_entity", value=entity_id))
    else:
        _dossier.draw(dossier)
        make = partial(document.pdf, dossier, locale, visit.as_of)
        file_name = document.file_name(dossier, locale)
        files.button(locale(f"{TEXTS}.pdf"), make, file_name, "dossier_pdf",
                     media="application/pdf")  # fmt: skip
components.draw_html(_dossier.elsewhere(locale))
