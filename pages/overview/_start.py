"""The door: whoever comes without a page in the link is led to the first one.

It stands in no list. Without it the first page would answer only to the bare address, and a link
that names it would be told that there is no such page.
"""

import streamlit as st

from ui import page

st.switch_page(page.first_page(), query_params=dict(st.query_params.items()))
