"""A file brought in on the page: what it would change, what is wrong with it, and the decision."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

import streamlit as st

from charts.table import Table
from data.answer import Labels
from i18n import Locale
from ui import access, components, etl_process, html, own_list, visit
from ui.headlines import KeyFigure

_TEXTS = "inbox"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: A code such as 03 is none.
_FIGURE = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
#: Lines of a list that are shown; the count is always said.
_LINES = 100


def read(raw: bytes, name: str, kind: str, supplier: str) -> dict[str, Any]:
    """What accepting the file would change; asked once for each file, kind and supplier.

    Raises etl_process.Failed.
    """
    key = (hashlib.sha256(raw).hexdigest(), name, kind, supplier)
    preview = st.session_state.get("inbox_preview")
    if preview is None or preview[0] != key:
        preview = (key, etl_process.add(raw, name, kind, supplier, accept=False))
        st.session_state["inbox_preview"] = preview
    report: dict[str, Any] = preview[1]
    return report


def show(report: Mapping[str, Any], labels: Labels, locale: Locale) -> None:
    """The preview: counts, errors by row, what changes, what was left out; or the table's."""
    if etl_process.is_table(report):
        _table(report, locale)
        return
    if is_closed(report):
        # What it would change tells of the list that is there.
        st.error(locale(f"{_TEXTS}.own_refused"))
        return
    counts = report["counts"]
    st.header(locale(f"{_TEXTS}.preview", file=report["file"]), anchor="preview")
    kind = report["kind"]
    kind_name = labels.name("report_kind", kind, locale.lang) if kind != "auto" else ""
    parts = [kind_name, locale.count("row", counts["rows"])]
    if report["supplier"]:
        parts.append(locale(f"{_TEXTS}.from", supplier=report["supplier"]))
    if report["sheet"]:
        parts.append(locale(f"{_TEXTS}.sheet", sheet=report["sheet"]))
    components.draw_html(html.subtitle(" · ".join(part for part in parts if part)))
    if not counts["errors"]:
        cards = [
            KeyFigure(locale(key := f"{_TEXTS}.{name}"), locale.number(counts[name]),
                      locale(f"{key}_detail"))
            for name in ("new", "changed", "unchanged", "withdrawn")
        ]  # fmt: skip
        components.draw_html(html.key_figures(cards))
    _issues(report, labels, locale)
    if report["notes"]:
        items = "".join(
            f"<li>{escape(note['text_' + locale.lang])}</li>" for note in report["notes"]
        )
        components.draw_html(
            f"<p><strong>{escape(locale(f'{_TEXTS}.notes'))}</strong></p><ul>{items}</ul>"
        )


def is_closed(report: Mapping[str, Any]) -> bool:
    """Whether it is a list of the office's own firms, and this visitor may not see any."""
    return report.get("kind") == own_list.KIND and bool(access.refusal())


def _table(report: Mapping[str, Any], locale: Locale) -> None:
    """What would come of a table of an office; the program's own sentence below."""
    st.header(locale(f"{_TEXTS}.table"), anchor="preview")
    show_outcome = st.info if report["ok"] else st.error
    show_outcome(locale(f"{_TEXTS}.table_{report['outcome']}"))
    components.draw_html(html.verbatim([str(report["text"])]))


def _column(labels: Labels, kind: str, name: str, locale: Locale) -> str:
    """A column by its name; what begins with @ is none of the file's."""
    is_named = name and not name.startswith("@")
    return labels.name("report_field", f"{kind}.{name}", locale.lang) if is_named else ""


def _issues(report: Mapping[str, Any], labels: Labels, locale: Locale) -> None:
    """Errors by row and changes of known rows, as tables."""
    counts, kind = report["counts"], report["kind"]
    errors = tuple(
        (
            str(error.get("row", "–")),
            _column(labels, kind, str(error.get("column", "")), locale),
            str(error[f"text_{locale.lang}"]),
        )
        for error in report["errors"][:_LINES]
    )
    changes = tuple(
        (
            str(change["row"]),
            str(change["entry"]),
            _column(labels, kind, str(change["column"]), locale),
            _value(change["old"], labels, locale),
            _value(change["new"], labels, locale),
        )
        for change in report["changes"][:_LINES]
    )
    if errors:
        st.error(locale(f"{_TEXTS}.errors", count=locale.count("error", counts["errors"])))
    changed = locale(f"{_TEXTS}.changes", count=locale.count("change", counts["changes"]))
    for caption, rows, names in (
        (locale(f"{_TEXTS}.errors_by_row"), errors, ("row", "column", "wrong")),
        (changed, changes, ("row", "entry", "column", "old", "new")),
    ):
        headers = tuple(locale(f"{_TEXTS}.column_{name}") for name in names)
        numeric = (True, *(False,) * (len(names) - 1))
        components.draw_html(html.table(Table(headers, rows, numeric), caption) if rows else "")


def _value(text: str | None, labels: Labels, locale: Locale) -> str:
    """A stored cell as a person reads it: moments in local time, figures, names of terminals."""
    if text is None:
        return locale.missing("unknown")
    if _MOMENT.fullmatch(text):
        return locale.moment(datetime.fromisoformat(text).replace(tzinfo=UTC))
    if _DAY.fullmatch(text):
        return locale.date(text)
    if _FIGURE.fullmatch(text):
        return locale.number(float(text))
    if locale.has(f"{_TEXTS}.value_{text}"):
        return locale(f"{_TEXTS}.value_{text}")
    return labels.name("terminal", text, locale.lang)


def decide(report: Mapping[str, Any], raw: bytes, name: str, kind: str,
           supplier: str) -> None:  # fmt: skip
    """Take a file in or put it away; what is wrong, or here already, can only be put away.

    Raises etl_process.Failed.
    """
    is_table, locale = etl_process.is_table(report), visit.locale()
    if is_table:
        kind, supplier = "official_table", ""
    elif report["already"]:
        st.info(locale(f"{_TEXTS}.already"))
    may_accept = report["outcome"] == "new" if is_table else report["is_acceptable"]
    is_own = report.get("kind") == own_list.KIND
    may_accept = may_accept and not is_closed(report)
    may_publish = is_own and not is_closed(report) and (may_accept or bool(report["already"]))
    publish = may_publish and st.checkbox(
        locale(f"{_TEXTS}.own_publish"),
        key="inbox_publish",
        help=locale(f"{_TEXTS}.own_publish_help"),
    )
    # A list that is here already can still be published.
    may_accept = may_accept or publish
    with st.container(horizontal=True):
        if may_accept and st.button(locale(f"{_TEXTS}.accept"), type="primary", key="inbox_accept"):
            with st.spinner(locale(f"{_TEXTS}.accepting")):
                done = etl_process.add(raw, name, kind, supplier, accept=True, publish=publish)
            st.session_state["inbox_preview"] = None
            if is_table and not done["ok"]:
                raise etl_process.Failed(None, str(done["text"]))
            if is_table or done["delivery_id"] is not None:
                put_away(locale(f"{_TEXTS}.accepted", file=name))
            st.rerun()
        if st.button(locale(f"{_TEXTS}.reject"), key="inbox_reject"):
            put_away(locale(f"{_TEXTS}.put_away", file=name))
            st.rerun()


def put_away(message: str) -> None:
    """Empty the field for files and say what became of the last one."""
    st.session_state["inbox_told"] = message
    st.session_state["inbox_upload"] = st.session_state.get("inbox_upload", 0) + 1
    st.session_state["inbox_preview"] = None
