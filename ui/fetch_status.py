"""Fetched tables on the screen: what came of the last fetch, what is held back, what was let in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from charts.table import Table
from data import status
from ui import components, etl_process, html, links, missing_data, pagination, visit
from ui.cells import Cell

_ROOM = "fetching"
_EXAMPLE = "landesdatenbank_12521_03i"
#: Outcomes of which the program's own sentences say more.
_TOLD = ("failed", "needs_account")


def draw_attempts(*, may_release: bool) -> None:
    """The section of the page of sources: last attempts, what is held back, releases."""
    locale = visit.locale()
    st.header(locale(f"{_ROOM}.heading"), anchor="fetching")
    tried, held, let_in = status.attempts(), status.held(), status.releases()
    said = escape(locale(f"{_ROOM}.text" if tried else f"{_ROOM}.none"))
    commands = ["python -m etl update", f"python -m etl update {_EXAMPLE}"]
    components.draw_html(f"<p>{said}</p>{missing_data.technical(commands)}")
    if tried:
        caption = locale(f"{_ROOM}.caption")
        pagination.table("attempts", caption, attempts(tried, held, let_in))
        told = [one for one in tried if one.outcome in _TOLD]
        if told:
            said = html.verbatim([f"{one.table}: {one.text}" for one in told])
            components.draw_html(html.folded(locale(f"{_ROOM}.verbatim"), said))
    if held:
        st.subheader(locale(f"{_ROOM}.held_heading"), anchor="held")
        st.markdown(locale(f"{_ROOM}.held_text"))
        components.draw_html("".join(html.folded(_title(one), _held(one)) for one in held))
        if may_release:
            st.html(links.page_links("freight-inbox"))
    if let_in:
        caption = locale(f"{_ROOM}.releases_caption")
        pagination.table("releases", caption, releases(let_in))


def attempts(tried: Sequence[status.Attempt], held: Sequence[status.Held],
             let_in: Sequence[status.Release]) -> Table:  # fmt: skip
    """Each table with the day of its state, when it was tried last, and what came of it."""
    locale = visit.locale()
    waiting = {(one.source, one.name) for one in held}
    released = {(one.source, one.name) for one in let_in}

    def outcome(one: status.Attempt) -> str:
        state = one.source, one.vintage
        if one.outcome == "quarantined" and state not in waiting:
            return locale(f"{_ROOM}.{'released' if state in released else 'put_away'}")
        return locale(f"{_ROOM}.{one.outcome}")

    return Table(
        tuple(locale(f"{_ROOM}.column_{name}") for name in ("table", "outcome", "tried", "state")),
        tuple(
            (
                Cell(Cell(one.title, href=one.url), f"{one.publisher}, {one.table}"),
                outcome(one),
                locale.moment(one.tried),
                locale.date(one.state) if one.state else locale(f"{_ROOM}.no_state"),
            )
            for one in tried
        ),
        (False,) * 4,
    )


def releases(let_in: Sequence[status.Release]) -> Table:
    """What was let in by hand: when, why, against how many findings."""
    locale = visit.locale()
    names = ("table", "state", "released", "reason", "findings")
    return Table(
        tuple(locale(f"{_ROOM}.column_{name}") for name in names),
        tuple(
            (
                Cell(one.title, one.table),
                locale.date(one.state),
                locale.moment(one.at),
                one.reason,
                locale.number(len(one.findings)),
            )
            for one in let_in
        ),
        (False, False, False, False, True),
    )


def draw_release_form() -> None:
    """The section of the page that brings data in: what is held back, let in with a reason."""
    locale = visit.locale()
    tables = status.held()
    st.header(locale(f"{_ROOM}.held_heading"), anchor="held")
    st.markdown(locale(f"{_ROOM}.release_text" if tables else f"{_ROOM}.held_none"))
    for number, table in enumerate(tables):
        with st.expander(_title(table), key=f"held_{number}"):
            components.draw_html(_held(table))
            with st.form(f"release_{table.source}_{table.name}", border=False):
                reason = st.text_input(
                    locale(f"{_ROOM}.reason"),
                    max_chars=500,
                    placeholder=locale(f"{_ROOM}.reason_hint"),
                )
                is_meant = st.form_submit_button(locale(f"{_ROOM}.release"))
            if is_meant and not reason.strip():
                st.warning(locale(f"{_ROOM}.reason_lacks"))
            elif is_meant:
                _release(table, reason.strip())


def _release(one: status.Held, reason: str) -> None:
    locale = visit.locale()
    try:
        with st.spinner(locale(f"{_ROOM}.releasing")):
            result = etl_process.release(one.source, one.name, reason)
    except etl_process.Failed as failed:
        st.error(locale(f"{_ROOM}.release_failed"))
        st.caption(failed.output)
        return
    if not result["ok"]:
        st.error(locale(f"{_ROOM}.release_failed"))
        st.caption(str(result["text"]))
        return
    st.session_state["inbox_told"] = locale(f"{_ROOM}.release_done", table=one.table)
    st.rerun()


def _title(table: status.Held) -> str:
    locale = visit.locale()
    return locale(f"{_ROOM}.held_title", title=table.title, table=table.table,
                 fetched=locale.moment(table.fetched))  # fmt: skip


def _held(table: status.Held) -> str:
    """What was found, line by line, what to do, and where the bytes lie."""
    locale = visit.locale()
    findings = locale.count("finding", len(table.findings))
    state = locale(f"{_ROOM}.held_state", state=locale.date(table.state), findings=findings)
    folder = locale(f"{_ROOM}.held_kept", folder=table.folder)
    return (
        f"<p>{escape(state)}</p>{html.verbatim(table.findings)}"
        f"<p>{escape(locale(f'{_ROOM}.held_advice'))}</p>"
        f'<p class="cm-key">{escape(folder)}</p>'
    )
