"""What is found for some words: views, figures, firms, terms. Pure: codes and names → links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from charts.cache import cached
from data.answer import Answer
from i18n import Locale
from matching.folding import fold
from ui import figure_names

#: So many of each kind are shown.
MOST = 8


@dataclass(frozen=True)
class Hit:
    """What was found: its name, where it is (place and filters of a link), what is said of it."""

    name: str
    place: str
    link: tuple[tuple[str, str], ...] = ()
    anchor: str = ""
    detail: str = ""
    #: More words by which it is found.
    words: str = ""


def matches(query: str, hits: Iterable[Hit]) -> list[Hit]:
    """Those that hold all words of the query; in their names first, short ones before long."""
    words = fold(query).split()
    texts = ((one, fold(f"{one.name} {one.detail} {one.words}")) for one in hits)
    kept = [one for one, text in texts if all(word in text for word in words)]
    lacking = {one: sum(word not in fold(one.name) for word in words) for one in kept}
    return sorted(kept, key=lambda one: (lacking[one], len(one.name)))


def views(places: Iterable[str], locale: Locale) -> list[Hit]:
    """The views, by title, introduction and the words of what they hold."""
    hits = []
    for place in sorted(places):
        key = f"page.{place.replace('/', '_')}"
        intro, words = (
            locale(f"{key}.{part}") if locale.has(f"{key}.{part}") else ""
            for part in ("intro", "words")
        )
        hits.append(Hit(locale(f"{key}.title"), place, detail=intro, words=words))
    return hits


@cached(4)
def figures(series: Answer, locale: Locale) -> tuple[Hit, ...]:
    """Each series once, leading to all states of its figures. ``series``: ``watchable_series``."""
    names = {row.series: figure_names.series_name(row, series, locale) for row in series}
    return tuple(Hit(name, "news/revisions", (("series", code),), "states")
                 for code, name in names.items())  # fmt: skip


def firms(entities: Answer, locale: Locale) -> list[Hit]:
    """Firms and owners with a dossier, by all their names. ``entities``: ``dossier_entities``."""
    return [
        Hit(locale.called(row.name), "companies/dossier", (("company", row.entity_id),), "dossier",
            words=" ".join(row.names))
        for row in entities
    ]  # fmt: skip


def terms(locale: Locale) -> list[Hit]:
    """The terms of the glossary, with their explanations."""
    return [Hit(term, "evidence/methods", (), code, detail=text)
            for code, term, text in locale.terms()]  # fmt: skip


def as_list(hits: Sequence[tuple[str, Hit]]) -> str:
    """Addresses and what they lead to, as a list (HTML)."""
    items = "".join(
        f'<li><a href="{escape(address)}" target="_self">{escape(one.name)}</a>'
        f"<span>{escape(one.detail)}</span></li>"
        for address, one in hits
    )
    return f'<ul class="cm-ways">{items}</ul>'
