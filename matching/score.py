"""Entities that may be meant by a name, an LEI or a register number, each with score and reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from rapidfuzz import fuzz

from matching.entities import Entity, is_lei, number
from matching.names import Name, Words, analysed
from matching.pairs import likeness

Reason = Literal["lei", "register", "name", "spelling", "sound", "part", "similar"]
#: Score of each reason (0–100); what only resembles stays below all others.
_SCORES: dict[Reason, float] = {"lei": 100, "register": 100, "name": 100, "spelling": 95,
                                "sound": 93, "part": 80}  # fmt: skip
#: Words are alike from so much on (percent of their letters), and score so much less.
_LEAST, _LESS = 80.0, 21.0
#: Shorter words are alike by chance; so alike, two may be one word spelt twice.
_SHORT, _CLOSE = 4, 85.0
#: What a name's part gains by the share of the whole that it is.
_BY_SHARE = 12.0


@dataclass(frozen=True)
class Candidate:
    """An entity that may be meant: score 0–100, why, and by which of its names."""

    entity_id: str
    score: float
    reason: Reason
    matched: str

    @property
    def is_certain(self) -> bool:
        """Whether it is named by a number of its own, not by what somebody called it."""
        return self.reason in ("lei", "register")


def candidates(query: str, entities: Iterable[Entity], limit: int = 10) -> list[Candidate]:
    """Entities that a query may mean, the likeliest first; empty where none does."""
    text = query.strip()
    known = list(entities)
    code = text.upper()
    if is_lei(code):
        return [Candidate(one.entity_id, _SCORES["lei"], "lei", one.lei)
                for one in known if one.lei.upper() == code][:limit]  # fmt: skip
    matches: list[Candidate] = []
    if entry := number(text):
        matches = [Candidate(one.entity_id, _SCORES["register"], "register", one.number)
                   for one in known if number(one.number) == entry]  # fmt: skip
    if not matches:
        matches = _by_name(analysed(text), known)
    return sorted(matches, key=lambda one: (-one.score, one.entity_id))[:limit]


def _by_name(query: Name, known: Sequence[Entity]) -> list[Candidate]:
    if max((len("".join(one)) for one in query.all), default=0) < 2:
        return []
    matches = []
    for entity in known:
        best: Candidate | None = None
        for name in entity.names:
            score, reason = _scored(query, analysed(name))
            if score > 0 and (best is None or score > best.score):
                best = Candidate(entity.entity_id, round(score, 1), reason, name)
        if best:
            matches.append(best)
    return matches


def _scored(query: Name, name: Name) -> tuple[float, Reason]:
    similar = _similar(query, name)
    if query.words.isdisjoint(name.words) and similar < _CLOSE:  # most of thousands end here
        return max(similar - _LESS, 0.0), "similar"
    alike = likeness(query, name)
    if alike == "equal":
        is_by_sound = query.has_han != name.has_han
        is_same = query.form == name.form or not query.form or not name.form
        reason: Reason = "sound" if is_by_sound else "name" if is_same else "spelling"
        return _SCORES[reason], reason
    if alike == "close":
        return _SCORES["spelling"] - 1, "spelling"
    if query.telling and set(query.all) & set(name.asides):
        return _SCORES["part"] + _BY_SHARE, "part"
    if query.telling and alike == "part":
        share = max(_share(one, other) for one, other in product(query.all, name.all))
        return _SCORES["part"] + _BY_SHARE * share, "part"
    return max(similar - _LESS, 0.0), "similar"


def _similar(query: Name, name: Name) -> float:
    """Similarity of the telling words, by letters (0–100)."""
    best = 0.0
    for one, other in product(query.telling, name.telling):
        if min(len(one), len(other)) >= _SHORT:
            best = max(best, fuzz.ratio(one, other, score_cutoff=_LEAST))
    return best


def _share(one: Words, other: Words) -> float:
    """How much of the longer name the shorter one is, where all its words are in it."""
    if not (set(one) <= set(other) or set(other) <= set(one)):
        return 0.0
    lengths = sorted((len("".join(one)), len("".join(other))))
    return lengths[0] / max(lengths[1], 1)
