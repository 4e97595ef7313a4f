"""Which firms of the office's own list are in our register: by LEI, register, name and town.

Judged by the room that compares names; what it is not sure of is shown as a possible match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import streamlit as st

from charts.table import absent
from data.answer import Answer
from i18n import Locale
from matching.entities import Entity
from matching.pairs import judged

#: Kept in the session alone: the list stays in no memory that others share.
_KEPT = "own_matches"


class OwnRow(Protocol):
    """A firm of the reader's own list."""

    name: str
    name_zh: Any
    own_id: str


class RegisterRow(Protocol):
    """A firm of the register."""

    city_code: Any
    entity_id: str
    lei: Any
    name: str
    postcode: Any
    register_authority: Any
    register_number: Any


@dataclass(frozen=True)
class Match:
    """The entity of the register that a firm is, or may be, and by what: lei, register or name."""

    entity_id: str
    name: str
    by: str
    is_sure: bool
    is_documented: bool


def of_session(own: list[Any], register: Answer, locale: Locale) -> dict[str, Match]:
    """The same, each firm looked up once in a session: 50 beside 500 take a second and a half."""
    state = (register.version, register.as_of, own[0].delivery_id if own else "")
    kept = st.session_state.get(_KEPT, ("", {}))
    if kept[0] != state:
        kept = (state, {})
    known: dict[str, Match | None] = kept[1]
    if new := [row for row in own if row.own_id not in known]:
        new_matches = matches(new, register, locale)
        known |= {row.own_id: new_matches.get(row.own_id) for row in new}
    st.session_state[_KEPT] = kept
    return {row.own_id: match for row in own if (match := known[row.own_id])}


def matches(own: Iterable[Any], register: Answer, locale: Locale) -> dict[str, Match]:
    """own_id → the entity that it is; the likeliest where it may be several."""
    known = [(_registered(row, register, locale), row) for row in register]
    by_own_id = {}
    for row in own:
        mine = _own_entity(row)
        judgements = [(*judged(mine, entity), other) for entity, other in known]
        sure = [one for one in judgements if one[0] == "sure"]
        verdicts = sure or [one for one in judgements if one[0] == "unsure"]
        if verdicts:
            _, by, other = verdicts[0]
            by_own_id[row.own_id] = Match(other.entity_id, other.name, by, len(sure) == 1,
                                          bool(other.is_documented))  # fmt: skip
    return by_own_id


def _own_entity(row: OwnRow) -> Entity:
    names = tuple(name for name in (row.name, absent(row.name_zh)) if name)
    return Entity(row.own_id, names, *(absent(getattr(row, column)) or "" for column in (
        "lei", "register_court", "register_number", "town", "postcode")))  # fmt: skip


def _registered(row: RegisterRow, register: Answer, locale: Locale) -> Entity:
    town = absent(row.city_code)
    return Entity(
        row.entity_id, (row.name,), absent(row.lei) or "", absent(row.register_authority) or "",
        absent(row.register_number) or "",
        register.labels.name("city", town, locale.lang) if town else "", absent(row.postcode) or "",
    )  # fmt: skip
