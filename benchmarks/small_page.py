"""A Streamlit page with nothing but a title, a sentence and a small chart."""

import plotly.graph_objects as go
import streamlit as st

st.title("A small page")
st.write("One sentence, and a chart of three points.")
st.plotly_chart(go.Figure(data=[{"type": "scatter", "x": [1, 2, 3], "y": [2, 1, 3]}]))
