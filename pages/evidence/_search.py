"""What is found for some words: views, figures, firms, terms. Pure: codes and names → links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Protocol

from charts import table
from charts.cache import cached
from charts.rows import PeriodRow, ValueRow
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined
from matching.folding import fold
from ui import cells, figure_names
from ui.headlines import short_name

#: So many of each kind are shown.
MOST = 8
_WORD = re.compile(r"[\w&.-]*\w")
#: What tells a plural or a case from its stem, in both languages.
_ENDING = re.compile(r"(?<=\w{4})(?:e|en|er|es|n|s)$")
#: The regions that it is all about.
_HERE = ("de-nw", "ruhr", "ihk_mittleres_ruhrgebiet", "herne")
#: Lists that can be searched → their page, and its question.
_LISTS = {"companies": "companies/map", "deals": "companies/deals", "sources": "evidence/sources"}


class NewestRow(PeriodRow, ValueRow, Protocol):
    """The newest figure of a series."""

    status: str
    publisher: str


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
    #: Whether it is of China, whether of here; of how many periods there are figures.
    weight: tuple[bool, bool, int] = (False, False, 0)


def search(query: str, kinds: Mapping[str, Iterable[Hit]], locale: Locale) -> dict[str, list[Hit]]:
    """Kind → what holds most words of the query, those in their names first.

    Of what is found alike China comes first, then NRW and the Ruhr area, then long series. A word
    may end otherwise (exports, Exporte); those that tell nothing apart here do not count. Views are
    shown with one word less: what they hold is more than what they are found by.
    """
    common = set(_stems(locale("search.common")))
    stems = _stems(query)
    words = [one for one in stems if one not in common] or stems
    held = {kind: [(_held(words, one), one) for one in hits] for kind, hits in kinds.items()}
    best = {kind: max((count for count, _ in hits), default=0) for kind, hits in held.items()}
    most = max(best.values())

    def found(kind: str) -> list[Hit]:
        if best[kind] < max(most - (kind == "views"), 1):
            return []
        hits = (one for count, one in held[kind] if count == best[kind])
        return sorted(hits, key=lambda one: (-sum(stem in fold(one.name) for stem in stems),
                                             *(-weight for weight in one.weight),
                                             0 if one.weight[-1] else len(one.name)))  # fmt: skip

    return {kind: found(kind) for kind in kinds}


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
    rows = {row.series: row for row in series}
    lengths = series.rows.groupby("series")["figures_count"].max()
    return tuple(
        Hit(figure_names.series_name(row, series, locale), "news/revisions", (("series", code),),
            "states", weight=(row.partner == "cn", row.region in _HERE, int(lengths[code])))
        for code, row in rows.items()
    )  # fmt: skip


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


def newest(hits: Sequence[Hit], ask: Callable[..., Answer], locale: Locale) -> list[Hit]:
    """Figures with the newest of each series, for when it is, its status and who says so."""
    codes = [dict(one.link)["series"] for one in hits]
    rows = {row.series: row for row in sorted(ask("watched_series", series=codes),
                                              key=lambda row: row.period_end)}  # fmt: skip
    return [replace(one, detail=_newest(rows[code], locale)) if code in rows else one
            for code, one in zip(codes, hits, strict=True)]  # fmt: skip


def _newest(row: NewestRow, locale: Locale) -> str:
    status = "" if row.status in ("unknown", "final") else locale.code("status", row.status)
    told = (table.period(row, locale), status, short_name(locale.called(row.publisher)))
    return joined(" · ", [table.short(row, locale), *filter(None, told)])


def as_list(hits: Sequence[tuple[str, Hit]]) -> str:
    """Addresses and what they lead to, as a list (HTML)."""
    items = "".join(
        f'<li><a href="{escape(address)}" target="_self">{escape(one.name)}</a>'
        f"<span>{cells.text(one.detail)}</span></li>"
        for address, one in hits
    )
    return f'<ul class="cm-ways">{items}</ul>'
