"""The update on the page: what it asks of whom, how far it is, what came of each table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st

from charts.cells import Cell
from charts.table import Table
from data import ask
from data.status import Fetchable
from i18n import Locale
from ui import access, components, etl_process, html, links, update_process, visit
from ui.update_process import Run, State, Step

_TEXTS = "setup"
_MINUTE_S = 60
#: What came of a table, as a summary names it.
_OUTCOMES = ("new", "unchanged", "failed", "quarantined", "needs_account")
#: Exit codes of the command line.
_DISK, _TAKEN = 3, 4
_TOLD = "setup_told"


def consent(tables: Sequence[Fetchable], locale: Locale, *, has_account: bool) -> str:
    """Whom the update asks for what, and what stays out without an account, as HTML."""
    asked = [one for one in tables if has_account or not one.needs_account]
    items = "".join(
        f"<li>{html.folded(_request_text(publisher, own, locale), _titles(own, locale))}</li>"
        for publisher, own in _by_publisher(asked).items()
    )
    left = _by_publisher([one for one in tables if one not in asked])
    notes = "".join(
        html.paragraph(
            locale(f"{_TEXTS}.without_account", publisher=publisher,
                   count=locale.count("fetch_table", len(own)))
        ) for publisher, own in left.items()
    )  # fmt: skip
    intro = html.paragraph(locale(f"{_TEXTS}.asks"))
    return f'{intro}<ul class="cm-asked">{items}</ul>{notes}'


def _by_publisher(tables: Sequence[Fetchable]) -> Mapping[str, list[Fetchable]]:
    by_publisher: dict[str, list[Fetchable]] = {}
    for one in tables:
        by_publisher.setdefault(one.publisher, []).append(one)
    return by_publisher


def _request_text(publisher: str, tables: Sequence[Fetchable], locale: Locale) -> str:
    count = locale.count("fetch_table", len(tables))
    return locale(f"{_TEXTS}.asks_of", publisher=locale.called(publisher), count=count)


def _titles(tables: Sequence[Fetchable], locale: Locale) -> str:
    links = ((html.link(one.url, locale.source_title(one)), escape(one.table)) for one in tables)
    items = (f"<li>{title} ({table})</li>" for title, table in links)
    return f"<ul>{''.join(items)}</ul>"


def draw(*, may_start: bool) -> None:
    """How far the update is, looked at every two seconds while one goes on; then its results."""
    every = "2s" if update_process.state().goes_on else None
    st.fragment(_draw, run_every=every)(may_start=may_start, is_watched=every is not None)


def _draw(*, may_start: bool, is_watched: bool) -> None:
    locale, state = visit.locale(), update_process.state()
    if is_watched != state.goes_on:
        # A press begins to be watched, as it reruns this part alone; at the end what else the page
        # shows may be another, and nobody need look any more.
        ask.hasten()
        st.rerun()
    if failure := st.session_state.pop(_TOLD, None):
        st.error(failure[0])
        st.caption(failure[1])
    if text := sentence(state, datetime.now(UTC), locale):
        _say(state)(text)
    if state.output or (state.run and state.phase == "failed" and state.run.text):
        output = state.output or (state.run.text if state.run else "")
        components.draw_html(html.verbatim(output.splitlines()))
    if state.goes_on:
        _draw_going_on(state, locale, may_stop=may_start)
    elif may_start:
        unfinished = state.phase in ("stopped", "interrupted", "failed")
        label = locale(f"{_TEXTS}.{'go_on' if unfinished else 'go'}")
        st.button(label, key="setup_go", type="primary", on_click=_start)
    if state.phase == "done":
        st.html(links.page_links("news"))
    if state.run and state.run.done:
        _draw_results(state.run, locale)


def _say(state: State) -> Callable[[str], object]:
    kinds: Mapping[str, Callable[[str], object]] = {
        "failed": st.error, "refused": st.error, "interrupted": st.warning,
             "stopped": st.warning, "done": st.success,
    }  # fmt: skip
    return kinds.get(state.phase, st.info)


def _draw_going_on(state: State, locale: Locale, *, may_stop: bool) -> None:
    run = state.run
    if run and run.is_living:
        under_way = [
            locale.source_title(step) for step in run.steps if step.source in run.under_way
        ]
        st.progress(run.asked_count / max(1, run.to_ask))
        components.draw_html(html.items(under_way) if under_way else "")
    st.caption(locale(f"{_TEXTS}.stays"))
    if may_stop and state.phase == "fetching":
        st.button(locale(f"{_TEXTS}.stop"), key="setup_stop", on_click=_stop)


def _draw_results(run: Run, locale: Locale) -> None:
    caption = locale(f"{_TEXTS}.results")
    components.draw_html(html.table(results(run.steps, locale), caption))
    failures = [f"{step.table}: {step.text}" for step in run.done if step.outcome == "failed"]
    if failures:
        components.draw_html(html.folded(locale("fetching.verbatim"), html.verbatim(failures)))


def sentence(state: State, now: datetime, locale: Locale) -> str:
    """What is under way, or came of the last update; empty where there was none."""
    run, phase = state.run, state.phase
    if phase in ("starting", "building"):
        return locale(f"{_TEXTS}.{phase}")
    if phase == "refused" or (run and phase == "failed"):
        if state.code == _DISK:
            return locale(f"{_TEXTS}.disk")
        if phase == "refused":
            return locale(f"{_TEXTS}.{'taken' if state.code == _TAKEN else 'refused_start'}")
    if run is None:
        return ""
    texts = {
        "done": locale.number(run.asked_count), "total": locale.count("fetch_table", run.to_ask),
        "began": locale.moment(run.began), "at": locale.moment(run.ended or run.began),
        "left": _time_left(run, now, locale), "summary": _summary(run, locale),
    }  # fmt: skip
    text = locale(f"{_TEXTS}.{phase}", **texts)
    if phase != "done":
        return text
    is_new = any(step.outcome == "new" for step in run.done)
    return f"{text} {locale(f'{_TEXTS}.done_new' if is_new else f'{_TEXTS}.done_none')}"


def _time_left(run: Run, now: datetime, locale: Locale) -> str:
    left = run.remaining(now)
    if left is None:
        return locale(f"{_TEXTS}.left_unknown")
    minutes = round(left.total_seconds() / _MINUTE_S)
    if minutes < 1:
        return locale(f"{_TEXTS}.left_short")
    return locale(f"{_TEXTS}.left", time=locale.count("minute", minutes))


def _summary(run: Run, locale: Locale) -> str:
    counts = Counter(step.outcome for step in run.done)
    return locale.list(
        locale(f"{_TEXTS}.summary_{name}", n=locale.number(counts[name]))
        for name in _OUTCOMES
        if counts[name]
    )


def results(steps: Sequence[Step], locale: Locale) -> Table:
    """Each table with what came of it and what to do; first those that want something done."""
    order = ("failed", "quarantined", "new", "unchanged", "needs_account", "")
    rows = [
        (
            Cell(
                Cell(locale.source_title(step), href=step.url),
                f"{locale.called(step.publisher)}, {step.table}",
            ),
            locale(f"fetching.{step.outcome}") if step.outcome else locale("setup.waiting"),
            _advice(step, locale),
        )
        for step in sorted(steps, key=lambda one: order.index(one.outcome))
    ]
    return Table.of(locale, f"{_TEXTS}.column_", ("table", "outcome", "advice"), rows)


def _advice(step: Step, locale: Locale) -> str:
    if step.outcome == "failed":
        key = f"{_TEXTS}.advice_{step.reason}"
        return locale(key if locale.has(key) else f"{_TEXTS}.advice_failed")
    if step.outcome in ("needs_account", "quarantined"):
        return locale(f"{_TEXTS}.advice_{step.outcome}")
    return locale(f"{_TEXTS}.nothing_to_do") if step.outcome else ""


def _start() -> None:
    if access.refusal():
        return
    try:
        update_process.start()
    except OSError as error:
        st.session_state[_TOLD] = visit.locale()(f"{_TEXTS}.refused_start"), str(error.strerror)


def _stop() -> None:
    if access.refusal():
        return
    try:
        etl_process.stop_update()
    except etl_process.Failed as failed:
        # It may have come to its end meanwhile.
        if update_process.state().phase == "fetching":
            st.session_state[_TOLD] = visit.locale()(f"{_TEXTS}.stop_failed"), failed.output
