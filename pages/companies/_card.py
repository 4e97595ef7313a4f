"""The card of one company: what is documented, its events in time, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined
from pages.companies import _register
from ui import cells, company_cases, entity_events, kept_promises
from ui import html as ui_html
from ui.rows import Aged, Company

_TEXTS = "companies.card"
#: One thing that happened is no life: the timeline says it.
_LEAST_STEPS = 2


class CaseRow(Company, Aged, company_cases.PlacedCase, entity_events.Stake, _register.AgedCase,
              Protocol):  # fmt: skip
    """A documented case: of the question company_card."""

    employees: Any
    employees_year: Any
    facts_count: int
    is_complete: bool
    owner_scope: str
    publishers_count: int
    quality: int
    status: str
    ultimate_country: Any
    ultimate_name: Any
    ultimate_reason: str


@cached(64)
def html(card: Answer, events: Answer, promises: Answer, locale: Locale) -> str:
    """The card below its heading. ``card``: the answer ``company_card`` with its one row."""
    row = next(iter(card))
    facts = "".join(
        f"<dt>{escape(term)}</dt><dd>{cells.text(text)}</dd>"
        for term, text in _facts(row, card, locale)
        if text
    )
    note = locale.pick(row, "note")
    return "".join(
        (
            f'<dl class="cm-facts">{facts}</dl>',
            f'<p class="cm-fact">{escape(note)}</p>' if note else "",
            _life(card, events, locale),
            _part("events", _events(row.name, events, locale), locale),
            _part("promises", _promises(promises, locale), locale),
            ui_html.source_line([card, events, promises], locale),
        )
    )


def _facts(row: CaseRow, card: Answer, locale: Locale) -> Iterator[tuple[str, str]]:
    """Terms and what is documented on each; nothing where nothing is known."""
    label = card.labels.name

    def term(name: str) -> str:
        return locale(f"{_TEXTS}.{name}")

    yield term("owner"), company_cases.owner(row, locale)
    yield term("ultimate"), ultimate(row, card, locale)
    yield term("owner_scope"), label("owner_scope", row.owner_scope, locale.lang)
    mode = label("entry_mode", row.entry_mode, locale.lang)
    yield term("entry"), f"{mode}, {company_cases.entry_year(row, locale)}"
    yield term("stake"), entity_events.share(row, card, locale) or _no_stake(row, locale)
    yield term("reported"), company_cases.last_report(row, card, locale)
    if card.as_of is None:
        yield term("today"), today(row, card, locale)
    yield term("sector"), label("sector", row.sector_code, locale.lang)
    place = [company_cases.town(row, card, locale), company_cases.kreis(row, card, locale)]
    yield term("place"), ", ".join(part for part in place if part)
    yield term("point"), company_cases.point(row, locale)
    yield term("employees"), employees(row, locale)
    yield term("confidence"), locale.code("confidence", row.confidence)
    yield term("newest"), _newest(row, locale)
    yield term("quality"), _quality(row, locale)


def ultimate(row: CaseRow, card: Answer, locale: Locale) -> str:
    """Who stands at the top, or why that is not known; nothing where the owner says it already."""
    name = absent(row.ultimate_name)
    if name == absent(row.parent_name) or row.ultimate_reason == "none":
        return ""
    if name is None:
        return card.labels.name("ultimate_reason", row.ultimate_reason, locale.lang)
    name = locale.called(name)
    country = card.labels.name("region", absent(row.ultimate_country), locale.lang)
    return locale(f"{_TEXTS}.ultimate_said", name=name, country=country) if country else name


def _newest(row: CaseRow, locale: Locale) -> str:
    source = company_cases.newest_source(row, locale, is_headed=True)
    return f"{source} ({_register.age(row, locale)})" if absent(row.evidence_day) else source


def _quality(row: CaseRow, locale: Locale) -> str:
    return locale(
        f"{_TEXTS}.quality_said", n=locale.number(int(row.quality)),
        facts=locale.number(int(row.facts_count)),
        publishers=locale.count("publisher", int(row.publishers_count)),
    )  # fmt: skip


def today(row: CaseRow, card: Answer, locale: Locale) -> str:
    """What may be said of it today; where nothing newer is evidenced, since when."""
    year = absent(row.status_as_of)
    if row.status == "unknown" and year is not None:
        return locale(f"{_TEXTS}.today_unknown", year=str(int(year)))
    return card.labels.name("status", row.status, locale.lang)


def _no_stake(row: CaseRow, locale: Locale) -> str:
    return locale(f"{_TEXTS}.no_stake" if row.is_complete else "companies.left_out")


def employees(row: CaseRow, locale: Locale) -> str:
    """Employees with year and what the number covers: it is often not the site's own."""
    if (count := absent(row.employees)) is None:
        return locale("note.not_published" if row.is_complete else "companies.left_out")
    scope = locale.pick(row, "employees_scope")
    year = absent(row.employees_year)
    return locale(
        f"{_TEXTS}.employees_said",
        count=evidence.linked(locale.number(int(count)), row, "employees"),
        year=locale("companies.no_year") if year is None else str(int(year)),
        scope=scope or locale(f"{_TEXTS}.no_scope"),
    )


def _part(name: str, items: list[str], locale: Locale) -> str:
    if not items:
        return ""
    list_items = "".join(f"<li>{item}</li>" for item in items)
    title = locale(f"{_TEXTS}.{name}", count=locale.number(len(items)))
    return ui_html.folded(title, f'<ol class="cm-timeline">{list_items}</ol>', f"company_{name}")


def _promises(promises: Answer, locale: Locale) -> list[str]:
    """What was promised beside what was reported later, each with who says so."""
    by_id = promises.sources_by_id
    entries = []
    for row in promises:
        when = entity_events.when(row, locale)
        texts = {"promised": kept_promises.promised(row, locale), "when": when}
        text = (
            locale(f"{_TEXTS}.promise", **texts,
                   later=joined(", ", kept_promises.later(row, promises, locale)))
            if row.is_documented else locale(f"{_TEXTS}.promise_open", **texts)
        )  # fmt: skip
        entries.append(
            _with_evidence(cells.text(text), "", company_cases.links(row.source_ids, by_id))
        )
    return entries


def _life(card: Answer, events: Answer, locale: Locale) -> str:
    """Its life in one line: what happened, each once until something else did, with the year."""
    steps: list[tuple[str, str]] = []
    for row in events:
        day = absent(row.date)
        if day is not None and (not steps or steps[-1][0] != row.kind):
            steps.append((row.kind, str(day)[:4]))
    if len(steps) < _LEAST_STEPS:
        return ""
    label = events.labels.name
    phases = [f"{label('event_kind', kind, locale.lang)} {year}" for kind, year in steps]
    if card.as_of is None and next(iter(card)).status == "unknown":
        phases.append(label("event_phase", "unclear", locale.lang))
    return f'<p class="cm-fact">{escape(" → ".join(phases))}</p>'


def _events(name: str, events: Answer, locale: Locale) -> list[str]:
    """Events in the order of time, each with who says so; deals are among them."""
    by_id = events.sources_by_id
    return [
        _with_evidence(_event(name, row, events, locale), locale.pick(row, "note"),
                       company_cases.links(row.source_ids, by_id))
        for row in events
    ]  # fmt: skip


def _event(name: str, row: entity_events.EntityEvent, events: Answer, locale: Locale) -> str:
    """One line of the timeline (HTML): when and what, then the details."""
    what = events.labels.name("event_kind", row.kind, locale.lang)
    text = f"<strong>{escape(entity_events.when(row, locale))}</strong> {escape(what)}"
    details = joined("; ", entity_events.details(name, row, events, locale))
    return f"{text} – {cells.text(details)}" if details else text


def _with_evidence(text: str, note: str, links: list[Cell]) -> str:
    """A line (HTML) with its remark and who says so below it."""
    cited = ", ".join(cells.html(link) for link in links)
    tail = " ".join(part for part in (escape(note), f"[{cited}]" if cited else "") if part)
    return text + (f'<span class="cm-quiet">{tail}</span>' if tail else "")
