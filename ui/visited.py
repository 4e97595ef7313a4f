"""Which views were looked at of late, and how: what a server gets ready of newer data."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import NamedTuple

import streamlit as st

from data.dependencies import Dependencies

#: So many links are remembered; ready within ten seconds where nobody reads meanwhile.
_REMEMBERED = 256


class Link(NamedTuple):
    """A view as it was looked at: place, language, day, and what else its link said."""

    place: str
    lang: str
    as_of: date | None
    query: tuple[tuple[str, str], ...]

    def as_mapping(self) -> Mapping[str, str]:
        """The filters by name."""
        return dict(self.query)


#: Each with what it was told.
_links: OrderedDict[Link, Dependencies] = OrderedDict()
_lock = Lock()


def note(place: str, lang: str, as_of: date | None, dependencies: Dependencies) -> None:
    """Remember the visit that goes on, with the filters of its link; the oldest makes room."""
    apart = ("lang", "as_of", "view")
    query = st.query_params.to_dict()
    filters = tuple(sorted((name, value) for name, value in query.items() if name not in apart))
    link = Link(place, lang, as_of, filters)
    with _lock:
        _links[link] = dependencies
        _links.move_to_end(link)
        while len(_links) > _REMEMBERED:
            _links.popitem(last=False)


def links() -> list[tuple[Link, Dependencies]]:
    """What was looked at, last first, and what it was told."""
    with _lock:
        return list(reversed(_links.items()))


def forget() -> None:
    """As if nothing had been looked at."""
    with _lock:
        _links.clear()
