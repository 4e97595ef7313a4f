"""Cooperation events as tables with their evidence. No Streamlit here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from charts.cache import cached
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import provenance
from ui.cells import Cell
from ui.headlines import KeyFigure

_TEXTS = "cooperation"


@cached(64)
def event_table(events: Answer, locale: Locale, *, numbered: bool = True) -> Table:
    """Events with date, place, what kind of event it is, remark and who says so.

    ``numbered``: with the numbers that the timeline of the same answer shows.
    """
    names = (*(("number",) if numbered else ()), "when", "kind", "what", "theme", "who")
    rows = tuple(
        (
            *((locale.number(number),) if numbered else ()),
            locale.date(absent(row.date), row.date_precision),
            _kind(row, locale),
            _what(row, events, locale),
            events.labels.of("theme", row.theme, locale.lang),
            who(row.source_ids, events, locale, row.confidence),
        )
        for number, row in enumerate(events, start=1)
    )
    return Table(_headers(names, locale), rows, (False,) * len(names))


@cached(16)
def partners(pairs: Answer, locale: Locale) -> Table:
    """Partnerships with both names, kind, since when, an earlier tie, remark and who says so."""
    names = ("number", "pair", "kind", "since", "who")
    rows = tuple(
        (
            locale.number(number),
            Cell(_pair(row, pairs, locale), _chinese(row), note(row, locale)),
            locale.code(f"{_TEXTS}.kind", row.kind),
            Cell(locale.date(absent(row.date), row.date_precision), _earlier(row, locale)),
            who(row.source_ids, pairs, locale, row.confidence),
        )
        for number, row in enumerate(pairs, start=1)
    )
    return Table(_headers(names, locale), rows, (False,) * len(names))


@cached(16)
def fields(themes: Answer, events: Answer, locale: Locale) -> Table:
    """Fields named for a partnership: what belongs to them, and what is documented beyond that."""
    meaning = {row.theme: row for row in themes}
    rows = []
    for row in events:
        if row.kind != "partnership_field":
            continue
        done = [one for one in events if one.theme == row.theme and one.nature == "event"]
        acts: list[str] = [Cell(_dated(one, locale)) for one in done]
        what = meaning.get(row.theme)
        about = "" if what is None else locale.pick(what, "what")
        rows.append(
            (
                Cell(events.labels.of("theme", row.theme, locale.lang), about),
                Cell(_dated(row, locale), note(row, locale)),
                Cell(*(acts or [locale(f"{_TEXTS}.luzhou.no_act")])),
                who([i for one in (row, *done) for i in one.source_ids], events, locale),
            )
        )
    return Table(
        _headers(("theme", "named", "documented", "who"), locale), tuple(rows), (False,) * 4
    )


def counted(events: Answer, locale: Locale) -> str:
    """How much happened, was only intended, ended; intentions are counted apart."""
    counts = {
        key: len(events.where(nature=nature).rows)
        for nature, key in (("event", "event"), ("intention", "intention"), ("end", "ending"))
    }
    return locale.list(locale.count(key, count) for key, count in counts.items() if count)


def who(source_ids: Sequence[str], answer: Answer, locale: Locale, confidence: str = "") -> Cell:
    """Each publisher with a link to where it was read and since when it is known."""
    sources = {row["source_id"]: row for row in answer.sources.to_dict("records")}
    parts: list[str] = []
    for source_id in dict.fromkeys(source_ids):
        parts.append(Cell(provenance.source_link(sources[source_id], locale)))
    if confidence and confidence != "high":
        parts.append(provenance.confidence(confidence, locale))
    return Cell(*parts)


def _headers(names: Sequence[str], locale: Locale) -> tuple[str, ...]:
    return tuple(locale(f"{_TEXTS}.column.{name}") for name in names)


def title(row: Any, locale: Locale) -> str:
    """What happened, in the language of the page."""
    return locale.pick(row, "title")


def _dated(row: Any, locale: Locale) -> str:
    return f"{locale.date(absent(row.date), row.date_precision)}: {title(row, locale)}"


def _kind(row: Any, locale: Locale) -> Cell:
    """Kind of event; what did not happen yet, or ended, says so: no goal is taken for a result."""
    nature = "" if row.nature == "event" else locale.code(f"{_TEXTS}.nature", row.nature)
    return Cell(locale.code(f"{_TEXTS}.kind", row.kind), nature)


def _what(row: Any, events: Answer, locale: Locale) -> Cell:
    """Title, then places and remark."""
    places = "–".join(
        events.labels.of("city", code, locale.lang) for code in (row.place, row.counterpart)
    )
    return Cell(title(row, locale), places, note(row, locale))


def note(row: Any, locale: Locale) -> str:
    """Remark in the language of the page, if there is one."""
    return locale.pick(row, "note")


def _pair(row: Any, pairs: Answer, locale: Locale) -> str:
    return " – ".join(
        pairs.labels.of("city", code, locale.lang) for code in (row.place, row.counterpart)
    )


def _chinese(row: Any) -> str:
    names = (absent(row.place_zh), absent(row.counterpart_zh))
    return " – ".join(name for name in names if name)


def _earlier(row: Any, locale: Locale) -> str:
    kind = absent(row.earlier_kind)
    if kind is None:
        return ""
    kind_name = locale.code(f"{_TEXTS}.kind", kind)
    return locale(f"{_TEXTS}.twins.earlier", kind=kind_name, date=locale.date(row.earlier_date))


def crowded(dated: Answer, since: str, locale: Locale) -> list[str]:
    """That one year holds many of the events, and how to pull it apart; nothing otherwise."""
    counts = Counter(row.first_day.year for row in dated)
    year, most = max(counts.items(), key=lambda pair: pair[1], default=(0, 0))
    if most < 10 or since != "0":
        return []
    return [
        locale("cooperation.timeline.crowded", year=str(year), events=locale.count("event", most))
    ]


_LUZHOU = "cooperation.luzhou"
_VISITS = ("visit", "visit_agreement")
#: What was said to be wanted or hoped for, beside what was founded, announced or presented.
_WANTED = ("goal", "plan", "statement", "idea", "partnership_field")
_FACTS = ("competence_centre", "press_conference", "foundation")


def wanted(part: Answer) -> Answer:
    """Goals, plans and hopes of a part."""
    return part.where(kind=_WANTED)


def facts(part: Answer) -> Answer:
    """What was founded, announced or presented."""
    return part.where(kind=_FACTS)


def visits(part: Answer) -> Answer:
    """Delegations in either direction."""
    return part.where(kind=_VISITS)


def cards(done: Answer, locale: Locale) -> list[KeyFigure]:
    """Key figures of the partnership: since when, decided how, delegations documented."""
    made = [
        _card(row, detail, locale)
        for kind, detail in (("twin_city", "friendship_agreement"), ("council_decision", ""))
        for row in done.where(kind=kind)
        for detail in [_detail(row, done.where(kind=detail), locale)]
    ]
    seen = visits(done).tuples
    if seen:
        last = locale.date(seen[-1].date, seen[-1].date_precision)
        newest = locale(f"{_LUZHOU}.key_visits_detail", date=last)
        made.append(KeyFigure(locale(f"{_LUZHOU}.key_visits"), locale.number(len(seen)), newest))
    return made


@cached(16)
def unknown(part: Answer, name: str, locale: Locale) -> str:
    """What no source says of a part, with the newest report that there is."""
    newest = max(part, key=lambda row: row.known_since, default=None)
    if newest is None:
        return locale(f"{_LUZHOU}.{name}_not_yet")
    sources = part.sources[part.sources["known_since_precision"] != "read"]
    if not len(sources):
        return locale(f"{_LUZHOU}.{name}_unknown_undated")
    last = sources.sort_values("known_since").iloc[-1]
    since = locale.known(last["known_since"], last["known_since_precision"])
    return locale(f"{_LUZHOU}.{name}_unknown", date=since, publisher=str(last["publisher"]))


def _card(row: Any, detail: str, locale: Locale) -> KeyFigure:
    when = locale.date(row.date, row.date_precision)
    return KeyFigure(locale(f"{_LUZHOU}.key_{row.kind}"), when, detail)


def _detail(row: Any, before: Answer, locale: Locale) -> str:
    """What went before, else the remark."""
    for one in before:
        when = locale.date(absent(one.date), one.date_precision)
        return locale(
            f"{_LUZHOU}.key_before", kind=locale.code("cooperation.kind", one.kind), date=when
        )
    return note(row, locale)
