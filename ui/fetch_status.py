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
_WITH_DETAILS = ("failed", "needs_account")


def draw_attempts(*, may_release: bool) -> None:
    """What waits for its first fetch, the last attempts, what is held back, releases."""
    locale = visit.locale()
    st.header(locale(f"{_ROOM}.heading"), anchor="fetching")
    attempts, quarantined, releases = status.attempts(), status.held(), status.releases()
    text = escape(locale(f"{_ROOM}.text" if attempts else f"{_ROOM}.none"))
    commands = ["python -m etl update", f"python -m etl update {_EXAMPLE}"]
    components.draw_html(f"<p>{text}</p>{missing_data.technical(commands)}")
    tried = {attempt.source for attempt in attempts}
    if awaited := [
        table for table in status.fetchable() if not table.has_state and table.source not in tried
    ]:
        count = locale.count("awaited", len(awaited))
        pagination.table("awaited", count, _awaited_table(awaited))
    if attempts:
        table = _attempts_table(attempts, quarantined, releases)
        pagination.table("attempts", locale(f"{_ROOM}.caption"), table)
        if details := [f"{t.table}: {t.text}" for t in attempts if t.outcome in _WITH_DETAILS]:
            folded = html.folded(locale(f"{_ROOM}.verbatim"), html.verbatim(details))
            components.draw_html(folded)
    if left_out := status.left_out():
        st.subheader(locale(f"{_ROOM}.left_out_heading"), anchor="left-out")
        told = [f"{one.title} ({one.table}), {one.name}: {' '.join(one.found)}" for one in left_out]
        text = escape(locale(f"{_ROOM}.left_out_text"))
        advice = escape(locale(f"{_ROOM}.left_out_advice"))
        again = dict.fromkeys(f"python -m etl update {one.source}" for one in left_out)
        components.draw_html(
            f"<p>{text}</p>{html.verbatim(told)}<p>{advice}</p>"
            + missing_data.technical(["python -m etl status", *again])
        )
    if quarantined:
        st.subheader(locale(f"{_ROOM}.held_heading"), anchor="held")
        st.markdown(locale(f"{_ROOM}.held_text"))
        components.draw_html("".join(html.folded(_title(t), _held(t)) for t in quarantined))
        if may_release:
            st.html(links.page_links("data/inbox"))
    if releases:
        caption = locale(f"{_ROOM}.releases_caption")
        pagination.table("releases", caption, _releases_table(releases))


def _awaited_table(tables: Sequence[status.Fetchable]) -> Table:
    """Each table that nobody has fetched yet, and whether its publisher asks for an account."""
    locale = visit.locale()
    return Table(
        tuple(locale(f"{_ROOM}.column_{name}") for name in ("table", "account")),
        tuple(
            (
                Cell(Cell(one.title, href=one.url), f"{one.publisher}, {one.table}"),
                locale(f"listing.{'yes' if one.needs_account else 'no'}"),
            )
            for one in tables
        ),
        (False, False),
    )


def _attempts_table(attempts: Sequence[status.Attempt], quarantined: Sequence[status.Held],
                    releases: Sequence[status.Release]) -> Table:  # fmt: skip
    """Each table with the day of its state, when it was tried last, and what came of it."""
    locale = visit.locale()
    waiting = {(table.source, table.name) for table in quarantined}
    released = {(release.source, release.name) for release in releases}

    def outcome(attempt: status.Attempt) -> str:
        state = attempt.source, attempt.vintage
        if attempt.outcome == "quarantined" and state not in waiting:
            return locale(f"{_ROOM}.{'released' if state in released else 'put_away'}")
        return locale(f"{_ROOM}.{attempt.outcome}")

    return Table(
        tuple(locale(f"{_ROOM}.column_{name}") for name in ("table", "outcome", "tried", "state")),
        tuple(
            (
                Cell(Cell(table.title, href=table.url), f"{table.publisher}, {table.table}"),
                outcome(table),
                locale.moment(table.tried),
                locale.date(table.state) if table.state else locale(f"{_ROOM}.no_state"),
            )
            for table in attempts
        ),
        (False,) * 4,
    )


def _releases_table(releases: Sequence[status.Release]) -> Table:
    """What was let in by hand: when, why, against how many findings."""
    locale = visit.locale()
    names = ("table", "state", "released", "reason", "findings")
    return Table(
        tuple(locale(f"{_ROOM}.column_{name}") for name in names),
        tuple(
            (
                Cell(release.title, release.table),
                locale.date(release.state),
                locale.moment(release.at),
                release.reason,
                locale.number(len(release.findings)),
            )
            for release in releases
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
            etl_process.release(one.source, one.name, reason)
    except etl_process.Failed as failed:
        st.error(locale(f"{_ROOM}.release_failed"))
        st.caption(failed.output)
        return
    st.session_state["inbox_told"] = locale(f"{_ROOM}.release_done", table=one.table)
    st.rerun()


def _title(table: status.Held) -> str:
    locale = visit.locale()
    return locale(f"{_ROOM}.held_title", title=table.title, table=table.table,
                 fetched=locale.moment(table.fetched))  # fmt: skip


def _held(table: status.Held) -> str:
    """What was found, line by line, and what to do."""
    locale = visit.locale()
    findings = locale.count("finding", len(table.findings))
    state = locale(f"{_ROOM}.held_state", state=locale.date(table.state), findings=findings)
    return (
        f"<p>{escape(state)}</p>{html.verbatim(table.findings)}"
        f"<p>{escape(locale(f'{_ROOM}.held_advice'))}</p>"
    )
