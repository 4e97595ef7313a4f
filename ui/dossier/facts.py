"""The lines of a dossier, one function a part: what is stored, in words, with its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from charts.table import absent
from data.answer import Answer
from i18n import Locale
from matching.names import is_han
from ui import company_cases, entity_events, kept_promises
from ui.dossier.search import EntityRow, Hit
from ui.rows import Company

_ROOM = "dossier"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ0-9])")


class ParentRow(Protocol):
    """What the register says of the firm above."""

    exception_reason: Any
    parent_country: Any
    parent_name: Any


@dataclass(frozen=True)
class Line:
    """One line: a term before it (may be empty), the text, who says so, where it leads."""

    text: str
    term: str = ""
    source_ids: tuple[str, ...] = ()
    href: str = ""


def entity(row: EntityRow, card: Answer | None, entities: Answer, locale: Locale) -> Iterator[Line]:
    """Who it is, and where."""

    def line(name: str, text: str, href: str = "", source_ids: Sequence[str] = ()) -> Line:
        return Line(text, locale(f"{_ROOM}.term_{name}"), tuple(source_ids), href)

    others = [one for one in row.names if one != row.name]
    yield line("role", locale(f"{_ROOM}.role_{row.role}"))
    if others:
        yield line("names", locale.list(others))
    if lei := absent(row.lei):
        yield line("lei", lei, company_cases.gleif(lei))
    if number := absent(row.register_number):
        yield line("register", f"{absent(row.register_authority) or ''} {number}".strip())
    if card is None or not card:
        country = entities.labels.name("region", absent(row.country), locale.lang)
        yield line("seat", ", ".join(filter(None, (absent(row.town), country)))
                   or locale(f"{_ROOM}.unknown"))  # fmt: skip
    else:
        yield from _case(next(iter(card)), card, line, locale)
    count = locale.count("source", len(row.source_ids))
    yield line("sources", count, source_ids=row.source_ids)


def _case(
    case: Company, card: Answer, line: Callable[[str, str], Line], locale: Locale
) -> Iterator[Line]:
    """What is documented of a company in NRW."""
    place = (company_cases.town(case, card, locale), company_cases.kreis(case, card, locale))
    yield line("seat", ", ".join(filter(None, place)))
    yield line("sector", card.labels.name("sector", case.sector_code, locale.lang))
    mode = card.labels.name("entry_mode", case.entry_mode, locale.lang)
    yield line("entry", f"{mode}, {company_cases.entry_year(case, locale)}")
    yield line("reported", company_cases.last_report(case, card, locale))
    yield line("confidence", locale.code("confidence", case.confidence))
    if note := locale.pick(case, "note"):
        yield line("note", note)


def owners(path: Answer, locale: Locale) -> Iterator[Line]:
    """Who stands above it, edge by edge: ended ties and plans say so."""
    for row in path:
        share = absent(row.share_pct)
        text = path.labels.name("stake_text", absent(row.share_text), locale.lang)
        how = [path.labels.name("ownership_relation", row.relation, locale.lang)]
        how.append(text)
        how.append("" if share is None
                   else locale.value(float(share), "percent", scale="exact"))  # fmt: skip
        if start := absent(row.start_date):
            how.append(locale(f"{_ROOM}.since", day=locale.date(str(start))))
        if row.is_planned:
            how.append(locale(f"{_ROOM}.planned"))
        elif row.is_ended:
            end = absent(row.end_date)
            how.append(locale(f"{_ROOM}.until", day=locale.date(str(end))) if end
                       else locale(f"{_ROOM}.ended"))  # fmt: skip
        if row.is_ultimate:
            how.append(locale(f"{_ROOM}.ultimate"))
        if row.is_cycle:
            how.append(locale(f"{_ROOM}.cycle"))
        details = ", ".join(filter(None, how))
        yield Line(locale(f"{_ROOM}.edge", child=locale.called(row.child_name),
                          parent=_parent(row, path, locale), how=details),
                   source_ids=tuple(row.source_ids))  # fmt: skip


def _parent(row: ParentRow, path: Answer, locale: Locale) -> str:
    """The owner with country, or why none is named."""
    country = path.labels.name("region", absent(row.parent_country), locale.lang)
    if name := absent(row.parent_name):
        called = locale.called(str(name))
        return f"{called} ({country})" if country else called
    reason = path.labels.name("exception_reason", absent(row.exception_reason), locale.lang)
    return locale(f"{_ROOM}.unnamed", reason=reason or locale(f"{_ROOM}.unknown"))


def state(card: Answer | None, events: Answer, locale: Locale) -> Iterator[Line]:
    """Sentences of our sources that speak of a state behind it; else that none does."""
    speaks = re.compile(locale(f"{_ROOM}.state_words"), re.IGNORECASE)
    has_state = False
    for answer in filter(None, (card, events)):
        for row in answer:
            for sentence in _SENTENCE.split(locale.pick(row, "note")):
                if speaks.search(sentence):
                    has_state = True
                    yield Line(sentence, source_ids=tuple(row.source_ids))
    if not has_state:
        yield Line(locale(f"{_ROOM}.no_state"))


def events(name: str, answer: Answer, locale: Locale) -> Iterator[Line]:
    """What happened, the newest first; ``name``: of the firm."""
    for row in reversed(answer.tuples):
        kind = answer.labels.name("event_kind", row.kind, locale.lang)
        details = "; ".join(entity_events.details(name, row, answer, locale))
        if note := locale.pick(row, "note"):
            details = f"{details}. {note}" if details else note
        yield Line(details, f"{entity_events.when(row, locale)} {kind}", tuple(row.source_ids))


def promises(answer: Answer, locale: Locale) -> Iterator[Line]:
    """What the firm and others of its owners announced, and what was documented later."""
    for row in answer:
        text = locale(f"{_ROOM}.nothing_later")
        if row.is_documented:
            what = ", ".join(kept_promises.later(row, answer, locale))
            text = locale(f"{_ROOM}.later", what=what)
        day = entity_events.when(row, locale)
        promised = kept_promises.promised(row, locale)
        yield Line(locale(f"{_ROOM}.promised", name=locale.called(row.name), amount=promised,
                          day=day, later=text),
                   source_ids=tuple(row.source_ids))  # fmt: skip


def companies(answers: Sequence[Answer], own: str, locale: Locale) -> Iterator[Line]:
    """What else in NRW the owners hold, each once; first what it holds itself."""
    seen = {own}
    for answer in answers:
        for row in answer:
            if row.entity_id in seen:
                continue
            seen.add(row.entity_id)
            town = answer.labels.name("city", absent(row.city_code), locale.lang)
            status = absent(row.last_known_status)
            report = company_cases.last_report(row, answer, locale) if status else ""
            firm = ", ".join(filter(None, (locale.called(row.name), town)))
            text = "; ".join(filter(None, (firm, report)))
            yield Line(text, source_ids=tuple(row.source_ids))


def screening(blocked: Answer, locale: Locale) -> Iterator[Line]:
    """The law on which an entry can be examined, and which cases in NRW our sources name."""
    yield Line(locale(f"{_ROOM}.law"))
    yield Line(locale(f"{_ROOM}.no_screening_figure"))
    for row in blocked:
        day = entity_events.when(row, locale)
        yield Line(
            locale(f"{_ROOM}.blocked", name=locale.called(row.name), day=day),
            source_ids=tuple(row.source_ids),
        )


def open_questions(row: EntityRow, card: Answer | None, path: Answer, hit: Hit | None,
                   locale: Locale) -> Iterator[Line]:  # fmt: skip
    """What is not known and where it can be asked."""
    case = next(iter(card)) if card else None
    edges = [one for one in path if not one.is_ended and not one.is_planned]
    asked = {
        "same": hit is not None and not hit.candidate.is_certain,
        "lei": not absent(row.lei),
        "register": not absent(row.register_number) and row.role == "company",
        "owner": not any(absent(one.parent_id) for one in edges) and row.role != "owner",
        "ultimate": bool(edges) and not any(one.is_ultimate for one in edges),
        "share": any(one.relation == "owner" and absent(one.share_pct) is None for one in edges),
        "today": case is not None and case.status == "unknown",
        "employees": case is not None and absent(case.employees) is None,
        "confidence": case is not None and case.confidence == "low",
        "han": not any(map(is_han, row.names)) and row.role != "company",
    }
    for name, is_open in asked.items():
        if is_open:
            yield Line(locale(f"{_ROOM}.ask_{name}"))
