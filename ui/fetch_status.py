"""Fetched tables on the screen: what came of the last fetch, what is held back, what was let in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from charts.cells import Cell
from charts.table import Table
from data import release_calendar, status
from data.release_calendar import Expected
from ui import access, components, etl_process, html, lights, links, missing_data, pagination, visit

_ROOM = "fetching"
_EXAMPLE = "landesdatenbank_12521_03i"
#: Outcomes of which the program's own sentences say more.
_WITH_DETAILS = ("failed", "needs_account")


def draw_attempts(*, may_release: bool) -> None:
    """What waits for its first fetch, the last attempts, what is held back, releases."""
    locale = visit.locale()
    st.header(locale(f"{_ROOM}.heading"), anchor="fetching")
    attempts, quarantined, releases = status.attempts(), status.quarantined(), status.releases()
    text = escape(locale(f"{_ROOM}.text" if attempts else f"{_ROOM}.none"))
    commands = ["python -m etl update", f"python -m etl update {_EXAMPLE}"]
    components.draw_html(f"<p>{text}</p>{missing_data.technical(commands)}")
    tried = {attempt.source: attempt for attempt in attempts}
    awaited = [one for one in status.fetchable() if not (one.has_state or one.source in tried)]
    if awaited:
        components.draw_html(html.paragraph(f"{locale.count('awaited', len(awaited))}."))
    tables = [one for one in release_calendar.expected(date.today()) if not one.is_report]
    outcomes = {one.source: _outcome(one, quarantined, releases) for one in attempts}
    table = _tables(tables, tried, outcomes, {one.source for one in awaited if one.needs_account})
    pagination.table("tables", locale(f"{_ROOM}.caption"), table)
    if details := [f"{t.table}: {t.text}" for t in attempts if t.outcome in _WITH_DETAILS]:
        folded = html.folded(locale(f"{_ROOM}.verbatim"), html.verbatim(details))
        components.draw_html(folded)
    if left_out := status.left_out():
        st.subheader(locale(f"{_ROOM}.left_out_heading"), anchor="left-out")
        rows = [f"{_called(one)} ({one.table}), {one.name}: {' '.join(one.found)}"
                for one in left_out]  # fmt: skip
        text = escape(locale(f"{_ROOM}.left_out_text"))
        advice = escape(locale(f"{_ROOM}.left_out_advice"))
        again = dict.fromkeys(f"python -m etl update {one.source}" for one in left_out)
        components.draw_html(
            f"<p>{text}</p>{html.verbatim(rows)}<p>{advice}</p>"
            + missing_data.technical(["python -m etl status", *again])
        )
    if quarantined:
        st.subheader(locale(f"{_ROOM}.held_heading"), anchor="held")
        st.markdown(locale(f"{_ROOM}.held_text"))
        components.draw_html("".join(html.folded(_title(t), _findings(t)) for t in quarantined))
        if may_release:
            st.html(links.page_links("data/inbox"))
    if releases:
        caption = locale(f"{_ROOM}.releases_caption")
        pagination.table("releases", caption, _releases_table(releases))


def _tables(tables: Sequence[Expected], tried: Mapping[str, status.Attempt],
            outcomes: Mapping[str, str], needing: Collection[str]) -> Table:  # fmt: skip
    """Each published table: how it stands and why, its last state, the next, the last fetch.

    ``needing``: those that wait for an account.
    """
    locale = visit.locale()
    rows = [
        (
            lights.of_table(one, tried.get(one.source), locale,
                            needs_account=one.source in needing),
            Cell(Cell(locale.source_title(one), href=one.url),
                 f"{locale.called(one.publisher)}, {one.table}"),
            _state(one, tried.get(one.source)),
            lights.next_day(one, locale),
            Cell(outcomes[one.source], locale.moment(tried[one.source].tried))
            if one.source in tried else locale(f"{_ROOM}.not_tried"),
        )
        for one in tables
    ]  # fmt: skip
    return Table.of(locale, f"{_ROOM}.column_", ("light", "table", "state", "next", "tried"), rows)


def _state(one: Expected, attempt: status.Attempt | None) -> str:
    """The day of the last state: that of the last fetch, where what is served lacks it yet."""
    locale, day = visit.locale(), (attempt.state if attempt else None) or one.last_state
    return locale.date(day) if day else locale(f"{_ROOM}.no_state")


def _outcome(attempt: status.Attempt, quarantined: Sequence[status.Quarantined],
             releases: Sequence[status.Release]) -> str:  # fmt: skip
    """What came of an attempt, and of what it brought since."""
    locale, state = visit.locale(), (attempt.source, attempt.vintage)
    if attempt.outcome == "quarantined" and state not in [(t.source, t.name) for t in quarantined]:
        is_released = state in [(one.source, one.name) for one in releases]
        return locale(f"{_ROOM}.{'released' if is_released else 'put_away'}")
    return locale(f"{_ROOM}.{attempt.outcome}")


def _releases_table(releases: Sequence[status.Release]) -> Table:
    """What was let in by hand: when, why, against how many findings."""
    locale = visit.locale()
    names = ("table", "state", "released", "reason", "findings")
    rows = [
        (
            Cell(_called(release), release.table),
            locale.date(release.state),
            locale.moment(release.at),
            release.reason,
            locale.number(len(release.findings)),
        )
        for release in releases
    ]
    return Table.of(locale, f"{_ROOM}.column_", names, rows, figures=("findings",))


def draw_release_form() -> None:
    """The section of the page that brings data in: what is held back, let in with a reason."""
    locale = visit.locale()
    tables = status.quarantined()
    if not tables:
        components.draw_html(html.subtitle(locale(f"{_ROOM}.held_none")))
        return
    st.header(locale(f"{_ROOM}.held_heading"), anchor="held")
    st.markdown(locale(f"{_ROOM}.release_text"))
    for number, table in enumerate(tables):
        with st.expander(_title(table), key=f"held_{number}"):
            components.draw_html(_findings(table))
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
                release = partial(etl_process.release, table.source, table.name, reason.strip())
                done = locale(f"{_ROOM}.release_done", table=table.table)
                failed = locale(f"{_ROOM}.release_failed")
                access.carry_out(release, "inbox_told", done=done, failed=failed,
                                 doing=locale(f"{_ROOM}.releasing"))  # fmt: skip


def _title(table: status.Quarantined) -> str:
    locale = visit.locale()
    return locale(f"{_ROOM}.held_title", title=_called(table), table=table.table,
                 fetched=locale.moment(table.fetched))  # fmt: skip


def _called(one: status.Quarantined | status.Release | status.LeftOut) -> str:
    """What its table is called in this language; the state itself says it in German alone."""
    titles = {known.source: visit.locale().source_title(known) for known in status.fetchable()}
    return titles.get(one.source, one.title)


def _findings(table: status.Quarantined) -> str:
    """What was found, line by line, and what to do."""
    locale = visit.locale()
    findings = locale.count("finding", len(table.findings))
    state = locale(f"{_ROOM}.held_state", state=locale.date(table.state), findings=findings)
    return (
        f"<p>{escape(state)}</p>{html.verbatim(table.findings)}"
        f"<p>{escape(locale(f'{_ROOM}.held_advice'))}</p>"
    )
