"""Labels that most figures of a view share: they stand once in its head, not at each figure.

Of some families each figure wears one: what its trade is counted as, what counts as China. What
most figures wear holds where a figure says nothing else; one that differs keeps its own. What
leaves the page (pictures, documents, files) keeps them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import glossary, html, visit
from ui.glossary import Badge

#: So many figures share what stands in the head.
_LEAST = 2
#: Where a session keeps what the head took when a view was drawn last.
_TAKEN = "shared_badges"


class Row(NamedTuple):
    """What stands above a figure on the page, and where."""

    place: DeltaGenerator
    #: What comes before the labels, as HTML.
    before: str
    badges: Sequence[Badge]
    #: The labels as HTML, one by one.
    items: Sequence[str]
    #: What stands there so far.
    drawn: str


def draw(before: str, badges: Sequence[Badge], items: Sequence[str]) -> None:
    """Draw HTML and labels (``items``: as HTML) below it, some of which may move to the head.

    Those that the head took last time are left out at once: a page drawn anew does not jump.
    """
    if not (before or badges):
        return
    drawn = before + glossary.group(_remaining(badges, items, st.session_state.get(_TAKEN, ())))
    place = st.html(html.Html(drawn)) if drawn else st.empty()
    visit.current().rows.append(Row(place, before, badges, items, drawn))


def most_worn(figures: Sequence[Sequence[Badge]]) -> list[Badge]:
    """Of each family what more than half of the figures wear that wear any of it."""
    shared: list[Badge] = []
    for family in dict.fromkeys(one.family for badges in figures for one in badges if one.family):
        worn = Counter(own for badges in figures if (own := _worn(family, badges)))
        most, count = worn.most_common(1)[0]
        if count >= _LEAST and 2 * count > worn.total():
            shared += most
    return shared


def settle() -> str:
    """Take from the figures drawn what most of them share; that, for the head, as HTML."""
    rows = visit.current().rows
    shared = st.session_state[_TAKEN] = most_worn([row.badges for row in rows])
    first: dict[Badge, str] = {}
    for row in rows:
        for one, item in zip(row.badges, row.items, strict=True):
            first.setdefault(one, item)
        left = row.before + glossary.group(_remaining(row.badges, row.items, shared))
        if left != row.drawn:
            row.place.html(html.Html(left)) if left else row.place.empty()
    if not shared:
        return ""
    lead = f"<span>{escape(visit.locale()('badges.shared'))}</span>"
    return glossary.group([lead, *(first[one] for one in shared)])


def _remaining(badges: Sequence[Badge], items: Sequence[str], shared: Sequence[Badge]) -> list[str]:
    """The labels that stay at a figure."""
    same = {one.family for one in shared if _worn(one.family, badges) == _worn(one.family, shared)}
    return [item for one, item in zip(badges, items, strict=True) if one.family not in same]


def _worn(family: str, badges: Sequence[Badge]) -> tuple[Badge, ...]:
    return tuple(one for one in badges if one.family == family)
