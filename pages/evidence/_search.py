"""What is found for some words: views, figures, firms, terms. Pure: codes and names → links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts.cache import cached
from data.answer import Answer
from i18n import Locale
from matching.folding import fold
from ui import figure_names

#: So many of each kind are shown.
MOST = 8
_WORD = re.compile(r"[\w&.-]*\w")
#: What tells a plural or a case from its stem, in both languages.
_ENDING = re.compile(r"(?<=\w{4})(?:e|en|er|es|n|s)$")
#: Lists that can be searched → their page, and its question.
_LISTS = {"companies": "companies/map", "deals": "companies/deals", "sources": "evidence/sources"}


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


def search(query: str, kinds: Mapping[str, Iterable[Hit]], locale: Locale) -> dict[str, list[Hit]]:
    """Kind → what holds most words of the query; in their names first, short ones before long.

    A word may end otherwise (exports, Exporte); those that tell nothing apart here do not count.
    """
    common = set(_stems(locale("search.common")))
    stems = _stems(query)
    words = [one for one in stems if one not in common] or stems
    held = {kind: [(one, _held(words, one)) for one in hits] for kind, hits in kinds.items()}
    most = max((count for hits in held.values() for _, count in hits), default=0)
    if not most:
        return {}
    return {
        kind: sorted((one for one, count in hits if count == most),
                     key=lambda one: (-sum(word in fold(one.name) for word in words),
                                      len(one.name)))
        for kind, hits in held.items()
    }  # fmt: skip


def _stems(text: str) -> list[str]:
    return [_ENDING.sub("", word) for word in _WORD.findall(fold(text))]


def _held(words: Sequence[str], hit: Hit) -> int:
    text = fold(f"{hit.name} {hit.detail} {hit.words}")
    return sum(word in text for word in words)


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


def lists(query: str, ask: Callable[..., Answer], locale: Locale) -> list[Hit]:
    """How many rows of each list hold the words, leading to these; ``ask``: asks a question."""
    counts = {name: len(ask(name, text=query).rows) for name in _LISTS} if query else {}
    return [Hit(locale(f"search.list_{name}", count=locale.number(count)), _LISTS[name],
                (("q", query),)) for name, count in counts.items() if count]  # fmt: skip


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
