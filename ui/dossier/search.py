"""Who may be meant by a name, an LEI, a register number or the text of a letter.

Nothing that is typed here is kept. No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from charts.cache import cached
from charts.table import absent
from data.answer import Answer
from i18n import Locale
from matching.entities import Entity
from matching.letter import is_letter, queries
from matching.score import Candidate, candidates

_ROOM = "dossier"
#: So many are offered for a name alone, and for each name in a letter.
_MOST, _MOST_EACH = 8, 3
#: A longer text is no letter: looked through as far as that.
LONGEST = 20_000


class EntityRow(Protocol):
    """A firm of which a dossier is told: of the question dossier_entities."""

    entity_id: str
    country: Any
    lei: Any
    name: str
    names: Sequence[str]
    register_authority: Any
    register_number: Any
    role: str
    source_ids: Sequence[str]
    town: Any


@dataclass(frozen=True)
class Hit:
    """An entity that may be meant: its row of ``dossier_entities``, how likely and by what."""

    row: EntityRow
    candidate: Candidate
    query: str


@dataclass(frozen=True)
class Found:
    """What a search found; ``missed``: names of firms that lead nowhere. A letter is not shown."""

    hits: tuple[Hit, ...]
    missed: tuple[str, ...]
    is_letter: bool


@cached(4)
def entities(answer: Answer) -> tuple[Entity, ...]:
    """All that a dossier can be about. ``answer``: the answer ``dossier_entities``."""
    return tuple(
        Entity(row.entity_id, tuple(row.names), absent(row.lei) or "",
               absent(row.register_authority) or "", absent(row.register_number) or "",
               absent(row.town) or "", absent(row.postcode) or "")
        for row in answer
    )  # fmt: skip


def search(text: str, answer: Answer) -> Found:
    """Who may be meant, the likeliest first, each once."""
    stripped, known = text.strip()[:LONGEST], entities(answer)
    is_long = is_letter(stripped)
    asked = queries(stripped, known) if is_long else [stripped]
    best: dict[str, tuple[Candidate, str]] = {}
    missed = []
    for query in filter(None, asked):
        matches = candidates(query, known, _MOST_EACH if is_long else _MOST)
        for one in matches:
            if one.entity_id not in best or one.score > best[one.entity_id][0].score:
                best[one.entity_id] = one, query
        if not matches:
            missed.append(query)
    rows = {row.entity_id: row for row in answer}
    ordered = sorted(best.values(), key=lambda pair: (-pair[0].score, pair[0].entity_id))
    hits = tuple(Hit(rows[one.entity_id], one, query) for one, query in ordered)
    return Found(hits[:_MOST], tuple(missed), is_long)


def why(hit: Hit, locale: Locale) -> str:
    """By what somebody was found, and how likely it is who was meant."""
    reason = locale(f"{_ROOM}.why_{hit.candidate.reason}", name=hit.candidate.matched)
    if hit.candidate.is_certain:
        return reason
    score = locale.number(hit.candidate.score, 0)
    return locale(f"{_ROOM}.possible", why=reason, score=score)


def place(row: EntityRow, answer: Answer, locale: Locale) -> str:
    """What somebody is and where: "Eigentümer, China"."""
    role = locale(f"{_ROOM}.role_{row.role}")
    country = answer.labels.name("region", absent(row.country), locale.lang)
    return ", ".join(filter(None, (role, absent(row.town) or country)))


def nothing(result: Found, answer: Answer, locale: Locale) -> list[str]:
    """What was looked for where, and what it does not mean that nothing was found."""
    if result.is_letter and not result.missed:
        first = [locale(f"{_ROOM}.no_name")]
    else:
        names = locale.list(locale("filter.quoted", name=one) for one in result.missed)
        first = [locale(f"{_ROOM}.not_found", names=names)]
    looked = locale.number(len(answer.rows))
    return [*first, locale(f"{_ROOM}.looked_in", count=looked), locale(f"{_ROOM}.not_found_means")]
