"""The card of one company: what is documented, its events and deals in time, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from charts.cache import cached
from charts.table import absent
from data.answer import Answer
from i18n import Locale
from pages.companies import _register
from ui import cells, company_cases
from ui import html as ui_html
from ui.cells import Cell

_TEXTS = "companies.card"


@cached(64)
def html(card: Answer, events: Answer, deals: Answer, promises: Answer, locale: Locale) -> str:
    """The card below its heading. ``card``: the answer ``company_card`` with its one row."""
    row = next(iter(card))
    facts = "".join(
        f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>"
        for term, text in _facts(row, card, locale)
        if text
    )
    note = locale.pick(row, "note")
    return "".join(
        (
            f'<dl class="cm-facts">{facts}</dl>',
            f'<p class="cm-key">{escape(note)}</p>' if note else "",
            _part("events", _time_line(events, deals, locale), locale),
            _part("promises", _promises(promises, locale), locale),
            ui_html.source_line([card, events, deals, promises], locale),
        )
    )


def _facts(row: Any, card: Answer, locale: Locale) -> Iterator[tuple[str, str]]:
    """Terms and what is documented on each; nothing where nothing is known."""
    label = card.labels.of

    def term(name: str) -> str:
        return locale(f"{_TEXTS}.{name}")

    yield term("owner"), company_cases.owner(row, locale)
    yield term("ultimate"), ultimate(row, card, locale)
    yield term("owner_scope"), label("owner_scope", row.owner_scope, locale.lang)
    mode = label("entry_mode", row.entry_mode, locale.lang)
    yield term("entry"), f"{mode}, {company_cases.entry_year(row, locale)}"
    yield term("stake"), stake(row, card, locale) or _no_stake(row, locale)
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


def ultimate(row: Any, card: Answer, locale: Locale) -> str:
    """Who stands at the top, or why that is not known; nothing where the owner says it already."""
    name = absent(row.ultimate_name)
    if name == absent(row.parent_name) or row.ultimate_reason == "none":
        return ""
    if name is None:
        return card.labels.of("ultimate_reason", row.ultimate_reason, locale.lang)
    country = card.labels.of("region", absent(row.ultimate_country), locale.lang)
    return locale(f"{_TEXTS}.ultimate_said", name=name, country=country) if country else name


def _newest(row: Any, locale: Locale) -> str:
    told = company_cases.newest_source(row, locale)
    return f"{told} ({_register.age(row, locale)})" if absent(row.evidence_day) else told


def _quality(row: Any, locale: Locale) -> str:
    return locale(
        f"{_TEXTS}.quality_said", n=locale.number(int(row.quality)),
        facts=locale.number(int(row.facts_count)),
        publishers=locale.count("publisher", int(row.publishers_count)),
    )  # fmt: skip


def today(row: Any, card: Answer, locale: Locale) -> str:
    """What may be said of it today; where nothing newer is evidenced, since when."""
    year = absent(row.status_as_of)
    if row.status == "unknown" and year is not None:
        return locale(f"{_TEXTS}.today_unknown", year=str(int(year)))
    return card.labels.of("status", row.status, locale.lang)


def stake(row: Any, answer: Answer, locale: Locale) -> str:
    """How much the owner holds, as it was stated; nothing when it was not."""
    text = answer.labels.of("stake_text", absent(row.stake_text), locale.lang)
    pct = absent(row.stake_pct)
    share = "" if pct is None else locale.value(float(pct), "percent", scale="exact")
    return f"{text} {share}".strip()


def _no_stake(row: Any, locale: Locale) -> str:
    return locale(f"{_TEXTS}.no_stake" if row.is_complete else "companies.left_out")


def employees(row: Any, locale: Locale) -> str:
    """Employees with year and what the number covers: it is often not the site's own."""
    if (count := absent(row.employees)) is None:
        return locale("note.not_published" if row.is_complete else "companies.left_out")
    scope = locale.pick(row, "employees_scope")
    year = absent(row.employees_year)
    return locale(
        f"{_TEXTS}.employees_said",
        count=locale.number(int(count)),
        year=locale("companies.no_year") if year is None else str(int(year)),
        scope=scope or locale(f"{_TEXTS}.no_scope"),
    )


def _part(name: str, items: list[str], locale: Locale) -> str:
    if not items:
        return ""
    list_items = "".join(f"<li>{item}</li>" for item in items)
    title = locale(f"{_TEXTS}.{name}", count=locale.number(len(items)))
    return ui_html.folded(title, f'<ol class="cm-timeline">{list_items}</ol>', f"company_{name}")


def _time_line(events: Answer, deals: Answer, locale: Locale) -> list[str]:
    """Events and deals in one order of time; a deal stands below the last of its own events."""
    last = {absent(row.deal_id): (_day(row.date), 1) for row in events}
    keys = [(_day(row.date), 0) for row in events]
    keys += [last.get(row.deal_id, (_day(_stated(row)), 0)) for row in deals]
    entries = [*_events(events, locale), *_deals(deals, events, locale)]
    order = sorted(range(len(entries)), key=lambda number: (*keys[number], number))
    return [entries[number] for number in order]


def _day(stated: Any) -> str:
    """The first day that a date can mean, to sort by; without a date comes last."""
    day = absent(stated)
    return "9999" if day is None else f"{day}-01-01"[:10]


def _stated(row: Any) -> str:
    """Year or month of a deal, as dates are written."""
    month = absent(row.month)
    return f"{row.year}" if month is None else f"{row.year}-{int(month):02d}"


def _promises(promises: Answer, locale: Locale) -> list[str]:
    """What was promised beside what was reported later, each with who says so."""
    by_id = company_cases.sources(promises)
    entries = []
    for row in promises:
        when = event_date(row, locale)
        told = {"promised": _register.promised(row, locale), "when": when}
        text = (
            locale(f"{_TEXTS}.promise", **told,
                   later=", ".join(_register.later(row, promises, locale)))
            if row.is_documented else locale(f"{_TEXTS}.promise_open", **told)
        )  # fmt: skip
        entries.append(_with_evidence(escape(text), "", company_cases.links(row.source_ids, by_id)))
    return entries


def _events(events: Answer, locale: Locale) -> list[str]:
    """Events in the order of time, each with who says so."""
    by_id = company_cases.sources(events)
    entries = []
    for row in events:
        kind = events.labels.of("event_kind", row.kind, locale.lang)
        parts = [
            absent(row.counterpart) or "",
            _amount(row.amount_meur, row.amount_basis, events, locale),
            _share(row.stake_pct, locale),
            _jobs(row, locale),
        ]
        note = locale.pick(row, "note")
        links = company_cases.links([row.source_id], by_id)
        entries.append(_entry((event_date(row, locale), kind), parts, note, links))
    return entries


def event_date(row: Any, locale: Locale) -> str:
    """When something happened, as far as it is known."""
    day = absent(row.date)
    return locale("companies.no_date") if day is None else locale.date(str(day))


def _deals(deals: Answer, events: Answer, locale: Locale) -> list[str]:
    """Deals in the order of time; what an event of the same deal says already is not repeated.

    A deal's month may be that of its announcement: events of the same deal know better.
    """
    by_id = company_cases.sources(deals)
    dated = {absent(row.deal_id) for row in events}
    event_notes = {row.note_de for row in events}
    entries = []
    for row in deals:
        when = locale.date(_stated(row))
        if row.deal_id in dated:
            when = locale(f"{_TEXTS}.outcome")
        status = deals.labels.of("status", absent(row.status), locale.lang)
        parts = [
            locale(f"{_TEXTS}.deal", investor=row.investor, target=row.target),
            deals.labels.of("entry_mode", absent(row.mode), locale.lang),
            stake(row, deals, locale),
            _amount(row.value_meur, row.value_basis, deals, locale),
            locale(f"{_TEXTS}.divestment") if row.direction == "divestment" else "",
        ]
        note = locale.pick(row, "note")
        note = "" if row.note_de in event_notes else note
        links = company_cases.links(row.source_ids, by_id)
        entries.append(_entry((when, status), parts, note, links))
    return entries


def _entry(head: tuple[str, str], parts: list[str], note: str, links: list[Cell]) -> str:
    """One line of a timeline: when and what, details, remark, evidence."""
    when, what = head
    details = "; ".join(part for part in parts if part)
    text = f"<strong>{escape(when)}</strong> {escape(what)}"
    if details:
        text += f" – {escape(details)}"
    return _with_evidence(text, note, links)


def _with_evidence(text: str, note: str, links: list[Cell]) -> str:
    """A line (HTML) with its remark and who says so below it."""
    evidence = ", ".join(cells.html(link) for link in links)
    tail = " ".join(part for part in (escape(note), f"[{evidence}]" if evidence else "") if part)
    return text + (f'<span class="cm-quiet">{tail}</span>' if tail else "")


def _amount(meur: Any, basis: Any, answer: Answer, locale: Locale) -> str:
    """An amount with what it covers; "not disclosed" is said as well."""
    covers = answer.labels.of("value_basis", absent(basis), locale.lang)
    if (value := absent(meur)) is None:
        return locale(f"{_TEXTS}.amount", amount=covers) if covers else ""
    amount = locale.value(float(value), "meur", scale="exact")
    return locale(f"{_TEXTS}.amount", amount=f"{amount} ({covers})" if covers else amount)


def _share(pct: Any, locale: Locale) -> str:
    value = absent(pct)
    if value is None:
        return ""
    return locale(f"{_TEXTS}.share", share=locale.value(float(value), "percent", scale="exact"))


def _jobs(row: Any, locale: Locale) -> str:
    jobs = absent(row.jobs)
    return "" if jobs is None else locale(f"{_TEXTS}.jobs", jobs=locale.number(int(jobs)))
