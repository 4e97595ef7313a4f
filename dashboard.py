"""The front door: the pages in the order in which a visitor meets them, and the frame around them.

Started by ``streamlit run dashboard.py`` (or ``uvicorn dashboard:app``): imported by the server it
holds the application, run for a visitor it draws the page.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from server import app as server_app
from ui import page
from ui.page import Entry

PAGES = (
    Entry("overview/overview.py"),
    Entry("trade/nrw.py"),
    Entry("trade/partners.py"),
    Entry("trade/laender.py"),
    Entry("trade/products.py"),
    Entry("trade/months.py"),
    Entry("investment/projects.py"),
    Entry("investment/takeovers.py"),
    Entry("investment/fdi.py"),
    Entry("investment/laender.py"),
    Entry("companies/map.py"),
    Entry("companies/kreise.py"),
    Entry("companies/counts.py"),
    Entry("companies/deals.py"),
    Entry("companies/check.py"),
    Entry("companies/dossier.py"),
    Entry("companies/own.py", is_own=True),
    Entry("freight/link.py"),
    Entry("freight/herne.py"),
    Entry("freight/benchmark.py"),
    Entry("freight/monitor.py"),
    Entry("freight/alerts.py"),
    Entry("corridor/corridor.py"),
    Entry("cooperation/luzhou.py"),
    Entry("cooperation/cities.py"),
    Entry("cooperation/timeline.py"),
    Entry("location/herne.py"),
    Entry("location/china.py"),
    Entry("news/news.py"),
    Entry("news/brief.py"),
    Entry("news/revisions.py"),
    Entry("news/calendar.py"),
    Entry("news/alerts.py", is_own=True),
    Entry("evidence/sources.py"),
    Entry("evidence/contradictions.py"),
    Entry("evidence/methods.py"),
    Entry("evidence/search.py"),
    Entry("data/files.py"),
    Entry("data/inbox.py", writes=True),
    Entry("data/setup.py", writes=True),
    Entry("meeting/mappe.py", is_own=True),
    Entry("meeting/text.py", is_own=True),
    Entry("meeting/since.py", is_own=True),
)

if get_script_run_ctx(suppress_warning=True) is None:
    # The server looks for this very assignment in the text of the file.
    app = st.App(
        __file__,
        lifespan=server_app.warm,
        routes=server_app.routes(page.visible_entries(PAGES)),
        middleware=server_app.middleware(page.visible_entries(PAGES)),
    )
else:
    page.show(PAGES)
