"""The dashboard with an empty page in front, for measuring what the frame alone costs."""

from streamlit.runtime.scriptrunner import get_script_run_ctx

import dashboard
from data import paths
from pages._parts import frame
from pages._parts.frame import Entry

EMPTY = Entry(str(paths.ROOT / "benchmarks" / "empty_page.py"), "empty")

if get_script_run_ctx(suppress_warning=True) is not None:
    frame.show((EMPTY, *dashboard.PAGES))
