import streamlit as st

from pages.meeting import _marked
from reports.checker import shown
from reports.checker.check import check
from reports.checker.reading import ENDINGS, MOST_BYTES, Unreadable, of_text, read
from ui import components, html
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "meeting_text"

with st.form("text_to_check", border=False):
    text = st.text_area(
        locale(f"{TEXTS}.text"), key="meeting_text", height=200,
        placeholder=locale(f"{TEXTS}.placeholder"),
    )  # fmt: skip
    file = st.file_uploader(
        locale(f"{TEXTS}.file"),
        type=[ending[1:] for ending in ENDINGS],
        key="meeting_file",
        max_upload_size=MOST_BYTES // 1_000_000,
    )
    is_asked = st.form_submit_button(locale(f"{TEXTS}.check"), type="primary")
components.draw_html(html.paragraph(locale(f"{TEXTS}.kept")))

if is_asked and (file is not None or text.strip()):
    try:
        paragraphs = of_text(text) if file is None else read(file.getvalue(), file.name)
        checked = check(paragraphs, ask)
    except Unreadable as error:
        st.error(error.message(locale))
    else:
        st.header(shown.summary(checked, locale), anchor="checked")
        components.draw_html(_marked.text(checked, locale))
        if checked.findings:
            st.header(locale(f"{TEXTS}.findings"), anchor="findings")
            sources = html.source_line([_marked.cited(checked)], locale)
            components.draw_html(_marked.findings(checked, locale) + html.tools(sources))

rules = [locale(f"{TEXTS}.how_{name}") for name in ("right", "wrong", "unchecked", "quality")]
components.draw_html(html.folded(locale(f"{TEXTS}.how"), html.items(rules)))
