from html import escape
from typing import Protocol

import streamlit as st

from charts.table import Table
from data import export
from ui import components, fetch_status, filters, html, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "method.download"


class StoredTable(Protocol):
    """A table that can be had whole: of the question stored_tables."""

    is_dated: bool
    rows_count: int
    table_name: str


def description(row: object, what: str) -> str:
    """What a table or column is, in the language of the visit if it was said in it."""
    return locale.pick(row, what) or str(getattr(row, f"{what}_en"))


def offer(row: StoredTable, name: str) -> str:
    """One table as HTML: how much it holds, its files; folded, what that is and its columns."""
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
    headers = tuple(locale(f"{TEXTS}.{n}") for n in ("column", "meaning", "type"))
    table = html.table(Table(headers, rows, (False,) * 3), name, captioned=False)
    head = f'<span id="{row.table_name}"><strong>{escape(name)}</strong>: {escape(size)}</span>'
    fold = html.folded(locale(f"{TEXTS}.columns"), html.paragraph(about) + table)
    return f'<div class="cm-tools cm-offer">{head}{html.file_links(files)}{fold}</div>'


tables, columns = list(ask("stored_tables")), list(ask("stored_columns"))
day = locale(f"{TEXTS}.as_of", date=locale.date(visit.as_of)) if visit.as_of else ""
formats = html.paragraph(locale(f"{TEXTS}.formats_text"))
st.header(locale(f"{TEXTS}.core_heading"), anchor="tables")
components.draw_html(
    (html.paragraph(day) if day else "")
    + html.folded(locale(f"{TEXTS}.formats_heading"), formats, "formats")
    + "".join(
        offer(row, locale(f"stored.{row.table_name}"))
        for row in tables
        if row.schema_name == "core" and locale.has(f"stored.{row.table_name}")
    )
)

st.header(locale(f"{TEXTS}.reference_heading"), anchor="reference")
references = {row.table_name: description(row, "about")
              for row in tables if row.schema_name == "reference"}  # fmt: skip
codes = filters.one_of("codes", list(references), label=references.__getitem__, as_list=True)
components.draw_html(
    "".join(offer(row, references[codes]) for row in tables if row.table_name == codes)
)

if links.has_place("data/setup"):
    st.html(links.page_links("data/setup"))
# What lies on the disk today says nothing of an earlier day.
elif visit.as_of is None:
    fetch_status.draw_attempts(may_release=False)
