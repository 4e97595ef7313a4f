"""A figure with all that belongs to it: what every renderer draws, on the screen, a slide, paper.

Texts are plain, numbers in them may be marked (``i18n.marked``) with what they rest on. What the
picture shows is said once, by its plain plotly dict: the screen, ``charts.svg`` and the native
charts of a deck read the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from charts.style import Picture
from charts.table import Table
from data.answer import Answer


class Label(NamedTuple):
    """A label that travels with a figure (its concept), and what it means."""

    text: str
    meaning: str


class Source(NamedTuple):
    """Who says it, where, since when that is known, under which licence: all in words."""

    publisher: str
    title: str
    url: str
    state: str
    licence: str


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure of a page.

    ``name``: unique on its page, also its anchor. ``kind``: ``chart``, ``table`` or ``cards`` (key
    figures: label, figure, detail). ``picture``: None for all but charts. ``source``: who says it,
    in a line. ``changed``: what is to be said of our own computations; empty where there are none.
    """

    name: str
    kind: str
    title: str
    subtitle: str
    labels: tuple[Label, ...]
    picture: Picture | None
    table: Table
    notes: tuple[str, ...]
    source: str
    sources: tuple[Source, ...]
    changed: str
    answers: tuple[Answer, ...]
