"""The dashboard with an empty page in front, for measuring what the frame alone costs."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import dashboard
from server import app as server_app
from ui import page
from ui.page import Entry


class Empty(Entry):
    """A page without content, under a title that there is."""

    @property
    def key(self) -> str:
        """Where its texts stand: the start page's."""
        return "page.overview"


#: A view in front of the start page.
EMPTY = Empty("overview/../../benchmarks/empty_page.py")
PAGES = (EMPTY, *dashboard.PAGES)

if get_script_run_ctx(suppress_warning=True) is None:
    # The same server as the dashboard's, or the measure would be another one.
    app = st.App(
        __file__,
        lifespan=server_app.warm,
        routes=server_app.routes(()),
        middleware=server_app.middleware(PAGES),
    )
else:
    page.show(PAGES)
