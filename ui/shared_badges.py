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

from streamlit.delta_generator import DeltaGenerator

from ui import glossary, visit
from ui.glossary import Badge

#: So many figures share what stands in the head.
_LEAST = 2


class Row(NamedTuple):
    """What stands above a figure on the page, and where."""

    place: DeltaGenerator
    #: What comes before the labels, as HTML.
    before: str
    badges: Sequence[Badge]
    #: The labels as HTML, one by one.
    items: Sequence[str]


def most_worn(figures: Sequence[Sequence[Badge]]) -> list[Badge]:
    """Of each family what more than half of the figures wear that wear any of it."""
    shared: list[Badge] = []
    for family in dict.fromkeys(one.family for badges in figures for one in badges if one.family):
        worn = Counter(own for badges in figures if (own := _of(family, badges)))
        most, count = worn.most_common(1)[0]
        if count >= _LEAST and 2 * count > worn.total():
            shared += most
    return shared


def settle() -> str:
    """Take from the figures drawn what most of them share; that, for the head, as HTML."""
    rows = visit.current().rows
    shared = most_worn([row.badges for row in rows])
    if not shared:
        return ""
    families = {one.family for one in shared}
    first: dict[Badge, str] = {}
    for row in rows:
        for one, item in zip(row.badges, row.items, strict=True):
            first.setdefault(one, item)
        same = {family for family in families if _of(family, row.badges) == _of(family, shared)}
        kept = [item for one, item in zip(row.badges, row.items, strict=True)
                if one.family not in same]  # fmt: skip
        if len(kept) < len(row.items):
            left = row.before + glossary.group(kept)
            row.place.html(left) if left else row.place.empty()
    lead = f"<span>{escape(visit.locale()('badges.shared'))}</span>"
    return glossary.group([lead, *(first[one] for one in shared)])


def _of(family: str, badges: Sequence[Badge]) -> tuple[Badge, ...]:
    return tuple(one for one in badges if one.family == family)
