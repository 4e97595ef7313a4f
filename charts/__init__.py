"""Answer → picture: pure functions, no Streamlit, no SQL, no network."""
