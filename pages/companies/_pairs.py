"""Pairs of firms that may be one: a person decides, the child keeps it, and it can be undone."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

import streamlit as st

from charts.cells import Cell
from charts.table import Table, absent
from data import match_choices
from data.answer import Answer
from i18n import Locale
from ui import access, company_cases, components, etl_process, html, visit

_ROOM = "matches"
_TOLD = "match_told"
#: So many are offered at once; what is decided makes room.
_MOST = 15


class PairRow(Protocol):
    """A case and a firm of the register that may be one: of the question entity_pairs."""

    company_id: str
    entity_name: str
    how: Any
    lei: str
    name: str


def draw(pairs: Answer) -> None:
    """All pairs as a table; below it, where something may be changed, the buttons."""
    locale = visit.locale()
    choices = match_choices.read()
    if choices.trouble:
        st.error(locale(f"{_ROOM}.damaged"))
        components.draw_html(html.verbatim([choices.trouble]))
    if message := st.session_state.pop(_TOLD, None):
        st.success(message)
    decided = choices.by_pair
    if not pairs and not decided:
        return
    waiting = [row for row in pairs if absent(row.how) is None
               and (row.company_id, row.lei) not in decided]  # fmt: skip
    title = locale(f"{_ROOM}.title", count=locale.count("pair", len(waiting)))
    components.table(
        _ROOM,
        _table(pairs, decided, locale),
        pairs,
        title=title,
        subtitle=locale(f"{_ROOM}.subtitle"),
    )
    if access.refusal() or visit.current().as_of is not None:
        return
    for row in waiting[:_MOST]:
        _draw_pair(row, locale)
    for one in choices.decisions:
        text = locale(f"{_ROOM}.said_{'same' if one.is_same else 'different'}",
                      pair=f"{one.company_id} / {one.lei}", day=locale.date(one.added))  # fmt: skip
        if st.button(locale(f"{_ROOM}.undo", said=text), key=f"undo_{one.company_id}_{one.lei}"):
            _do("undone", "undo", one.company_id, one.lei)
    if choices.decisions and st.button(locale(f"{_ROOM}.rebuild"), key="match_rebuild"):
        _do("rebuilt")


def _table(pairs: Answer, decided: dict[tuple[str, str], Any], locale: Locale) -> Table:
    rows = [
        (
            row.name,
            Cell(row.entity_name, row.lei, href=company_cases.gleif(row.lei)),
            _state(row, decided.get((row.company_id, row.lei)), locale),
        )
        for row in pairs
    ]
    return Table.of(locale, f"{_ROOM}.column_", ("ours", "theirs", "standing"), rows)


def _state(row: PairRow, decision: Any | None, locale: Locale) -> str | Cell:
    """What holds of a pair, and by what."""
    if decision is not None:
        outcome = "same" if decision.is_same else "different"
        return Cell(locale(f"{_ROOM}.decided_{outcome}"), decision.by, decision.reason)
    return locale(f"{_ROOM}.how_{absent(row.how) or 'unsure'}")


def _draw_pair(row: PairRow, locale: Locale) -> None:
    key = f"{row.company_id}_{row.lei}"
    names = locale(f"{_ROOM}.pair", ours=row.name, theirs=row.entity_name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(components.heading(names))
        for verdict in ("same", "different"):
            if st.button(locale(f"{_ROOM}.{verdict}"), key=f"{verdict}_{key}"):
                _do("kept", "decide", row.company_id, row.lei, f"--{verdict}")


def _do(done: str, *words: str) -> None:
    """Let the child do it, say what came of it."""
    locale = visit.locale()
    access.carry_out(
        partial(etl_process.match, *words) if words else etl_process.rebuild,
        _TOLD,
        done=locale(f"{_ROOM}.{done}"),
        failed=locale(f"{_ROOM}.failed"),
        doing="" if words else locale(f"{_ROOM}.rebuilding"),
    )
