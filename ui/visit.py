"""The visit now going on: the reader's language and the day whose knowledge is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from charts.figure import Figure
from data import ask as data_ask
from data import dependencies
from data.answer import Answer
from data.ask import State
from data.dependencies import Dependencies
from i18n import Locale


@dataclass(frozen=True)
class Visit:
    """What a page needs of its visitor: a locale, and the day asked for."""

    locale: Locale
    as_of: date | None
    #: Terms, labels, notes and newer figures that this page has told so far.
    explained: set[str] = field(default_factory=set, compare=False)
    #: What stands above the figures that the page has drawn so far (ui.shared_badges).
    rows: list[Any] = field(default_factory=list, compare=False)
    #: The page's figures by name, where somebody collects them: off stage.
    figures: dict[str, Figure] | None = field(default=None, compare=False)
    #: Rows of key figures that the page has drawn: they have no names.
    cards: Counter[str] = field(default_factory=Counter, compare=False)

    @property
    def is_off_stage(self) -> bool:
        """Whether nobody looks: the view is run for its figures alone."""
        return self.figures is not None

    def ask(self, question: str, **values: object) -> Answer:
        """Ask the data as of the day chosen."""
        return data_ask.ask(question, as_of=self.as_of, **values)


class Drawn(NamedTuple):
    """What a page stands on: the state that it was drawn from, and what it was told."""

    state: State
    dependencies: Dependencies

    def stands(self, now: State) -> bool:
        """Whether it would look the same if it were drawn now."""
        if self.state.version == now.version:
            return True
        mine, new = ((one.built.date(), one.is_demo) for one in (self.state, now))
        return mine == new and data_ask.holds(self.dependencies)


def draw(drawn: Drawn | None) -> None:
    """Keep what the visitor's page stands on; None while that is not known."""
    st.session_state["drawn"] = drawn


@contextmanager
def drawing(state: State) -> Iterator[Dependencies]:
    """Keep what the page stands on that is drawn meanwhile; one that fails is soon drawn anew."""
    draw(Drawn(state, Dependencies(is_untracked=True)))
    with dependencies.recording() as recorded:
        yield recorded
    draw(Drawn(state, recorded))


def drawn() -> Drawn | None:
    """What the visitor's page stands on."""
    stood: Drawn | None = st.session_state.get("drawn")
    return stood


def collect(figures: dict[str, Figure]) -> None:
    """Let the next visit of a page put its figures here; nobody looks at it."""
    st.session_state["figures"] = figures


def collected() -> dict[str, Figure] | None:
    """Where the figures of a page are to be put, if anywhere."""
    figures: dict[str, Figure] | None = st.session_state.get("figures")
    return figures


def start(visit: Visit) -> None:
    """Let a visit go on from here; done before a page runs."""
    st.session_state["visit"] = visit


def current() -> Visit:
    """The visit now going on."""
    visit: Visit = st.session_state["visit"]
    return visit


def locale() -> Locale:
    """The language of the visit now going on."""
    return current().locale
