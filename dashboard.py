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
    Entry("overview/overview.py", "overview"),
    Entry("trade/nrw.py", "trade-nrw"),
    Entry("trade/partners.py", "trade-partners"),
    Entry("trade/laender.py", "trade-laender"),
    Entry("trade/germany.py", "trade-germany"),
    Entry("trade/products.py", "trade-products"),
    Entry("investment/projects.py", "invest-projects"),
    Entry("investment/takeovers.py", "invest-takeovers"),
    Entry("investment/laender.py", "invest-laender"),
    Entry("investment/fdi.py", "invest-fdi"),
    Entry("investment/deals.py", "invest-deals"),
    Entry("companies/map.py", "companies"),
    Entry("companies/counts.py", "company-counts"),
    Entry("freight/link.py", "freight-link"),
    Entry("freight/herne.py", "freight-herne"),
    Entry("freight/monitor.py", "freight-monitor"),
    Entry("freight/alerts.py", "freight-alerts"),
    Entry("freight/benchmark.py", "freight-benchmark"),
    Entry("freight/corridor.py", "freight-corridor"),
    Entry("freight/inbox.py", "freight-inbox", writes=True),
    Entry("cooperation/timeline.py", "cooperation"),
    Entry("cooperation/twins.py", "cooperation-cities"),
    Entry("cooperation/luzhou.py", "cooperation-luzhou"),
    Entry("directions/to_herne.py", "why-herne"),
    Entry("directions/to_china.py", "to-china"),
    Entry("method/sources.py", "data-sources"),
    Entry("method/contradictions.py", "data-contradictions"),
    Entry("method/revisions.py", "data-revisions"),
    Entry("method/definitions.py", "data-methods"),
    Entry("method/downloads.py", "data-download"),
)

if get_script_run_ctx(suppress_warning=True) is None:
    # The server looks for this very assignment in the text of the file.
    app = st.App(
        __file__,
        lifespan=server_app.warm,
        routes=server_app.routes(),
        middleware=server_app.middleware([entry.path for entry in page.visible_entries(PAGES)]),
    )
else:
    page.show(PAGES)
