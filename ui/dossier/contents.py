"""A dossier: what is stored of one firm or owner, part by part, each line with who says so.

The same for the page, the file and the command line. No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from charts.table import absent
from data.answer import Answer
from i18n import Locale
from ui import sources
from ui.dossier import facts, search
from ui.dossier.facts import Line
from ui.dossier.search import Hit

_ROOM = "dossier"
Ask = Callable[..., Answer]
#: Parts whose lines are left out first where there is too much for two pages.
_LONG = ("events", "promises", "siblings", "owners")


@dataclass(frozen=True)
class Part:
    """Lines of one kind (a key of the headings); ``more``: how many are left out."""

    kind: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True)
class Dossier:
    """A dossier: of whom, how it was found (empty where it was chosen), its parts, its sources."""

    entity_id: str
    name: str
    hit: str
    parts: tuple[Part, ...]
    answers: tuple[Answer, ...]

    def most(self, count: int) -> Dossier:
        """The same with at most so many lines in each long part."""
        parts = (
            replace(one, lines=one.lines[:count], more=max(len(one.lines) - count, 0))
            if one.kind in _LONG else one
            for one in self.parts
        )  # fmt: skip
        return replace(self, parts=tuple(parts))

    @property
    def sources(self) -> dict[str, dict[Any, Any]]:
        """Sources that its lines name, by id, in the order of their naming."""
        known: dict[str, dict[Any, Any]] = {}
        for answer in self.answers:
            known |= answer.sources_by_id
        named = (one for part in self.parts for line in part.lines for one in line.source_ids)
        return {one: known[one] for one in dict.fromkeys(named) if one in known}


def dossier_of(entity_id: str, ask: Ask, locale: Locale, hit: Hit | None = None) -> Dossier | None:
    """The dossier of an entity; None for one that nobody knows (at the day asked for)."""
    entities = ask("dossier_entities")
    row = next((one for one in entities if one.entity_id == entity_id), None)
    if row is None:
        return None
    is_company = entity_id in {one.company_id for one in ask("companies", unsure="yes")}
    card = ask("company_card", company=entity_id) if is_company else None
    path = ask("ownership_path", company=entity_id, ended="yes")
    events = ask("entity_events", company=entity_id)
    owned = ask("owned_companies", entity=entity_id)
    above = {one.parent_id for one in path if absent(one.parent_id) and not one.is_ended}
    siblings = [ask("owned_companies", entity=one) for one in sorted(above)]
    group = {entity_id, *(one.entity_id for answer in (owned, *siblings) for one in answer)}
    promises = ask("promises_kept").having(lambda one: one.entity_id in group)
    blocked = ask("blocked_entries")
    lines_by_kind: list[tuple[str, Iterator[Line]]] = [
        ("entity", facts.entity(row, card, entities, locale)),
        ("owners", facts.owners(path, locale)),
        ("state", facts.state(card, events, locale)),
        ("events", facts.events(row.name, events, locale)),
        ("promises", facts.promises(promises, locale)),
        ("siblings", facts.companies([owned, *siblings], entity_id, locale)),
        ("screening", facts.screening(blocked, locale)),
        ("open", facts.open_questions(row, card, path, hit, locale)),
    ]
    parts = tuple(Part(kind, tuple(lines)) for kind, lines in lines_by_kind)
    answers = tuple(
        one for one in (entities, card, path, events, owned, *siblings, promises, blocked) if one
    )
    how = search.why(hit, locale) if hit else ""
    return Dossier(
        entity_id, locale.called(row.name), how, tuple(one for one in parts if one.lines), answers
    )


def heading(part: Part, locale: Locale) -> str:
    """What stands over a part."""
    return locale(f"{_ROOM}.heading_{part.kind}")


def rest_text(part: Part, locale: Locale) -> str:
    """That lines were left out; empty where none were."""
    return locale(f"{_ROOM}.more", count=locale.number(part.more)) if part.more else ""


def source_texts(dossier: Dossier, locale: Locale) -> Sequence[tuple[str, str, str]]:
    """Id, text and address of each source that a line names."""
    lines = [(one, sources.source(row, locale)) for one, row in dossier.sources.items()]
    return [(one, f"{line.publisher}: {line.title}, {line.state}", line.url) for one, line in lines]
