from html import escape
from typing import Any

import streamlit as st

from charts.table import Table
from data import export
from ui import components, filters, html
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask


def description(row: Any, what: str) -> str:
    """What a table or column is, in the language of the visit if it was said in it."""
    return locale.pick(row, what) or str(getattr(row, f"{what}_en"))


def offer(row: Any) -> None:
    """One table: what it holds, how much, its columns, its files."""
    own = [column for column in columns if column.table_name == row.table_name]
    size = locale("method.download.rows", rows=locale.count("row", row.rows_count),
                 columns=locale.count("column", len(own)))  # fmt: skip
    own_words = f"stored_about.{row.table_name}"
    about = locale(own_words) if locale.has(own_words) else description(row, "about")
    day = visit.as_of if row.is_dated else None
    files = [
        (locale(f"block.download_{kind}"), export.table_address(row.table_name, day, kind))
        for kind in export.KINDS
    ]
    rows = tuple((c.column_name, description(c, "meaning"), c.data_type) for c in own)
    headers = tuple(locale(f"method.download.{n}") for n in ("column", "meaning", "type"))
    table = Table(headers, rows, (False, False, False))
    heading = locale("method.download.columns")
    components.draw_html(
        f"<p>{escape(about.removesuffix('.'))}. {escape(size)}.</p>"
        + html.file_links(files)
        + html.folded(heading, html.table(table, heading, captioned=False))
    )


if visit.as_of:
    st.markdown(locale("method.download.as_of", date=locale.date(visit.as_of)))
tables, columns = list(ask("stored_tables")), list(ask("stored_columns"))

st.markdown(locale("method.download.formats_text"))
st.markdown(locale("method.download.licence_text"))

for row in tables:
    if row.schema_name == "core" and locale.has(f"stored.{row.table_name}"):
        with st.container(key=f"stored_{row.table_name}"):
            st.header(locale(f"stored.{row.table_name}"), anchor=row.table_name)
            offer(row)

st.header(locale("method.download.reference_heading"), anchor="reference")
st.markdown(locale("method.download.reference_text"))
references = {row.table_name: row for row in tables if row.schema_name == "reference"}
chosen = filters.one_of(
    "codes",
    list(references),
    label=lambda name: description(references[name], "about"),
    as_list=True,
)
offer(references[chosen])
