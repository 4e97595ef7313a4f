"""Cooperation events as tables with their evidence. No Streamlit here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

from charts import sparkline
from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import html, provenance
from ui.headlines import KeyFigure

_TEXTS = "cooperation"
#: What the timeline can be narrowed by, as in the link.
FILTERS = ("where", "from", "theme", "event", "unsure_events")


class TownPair(Protocol):
    """What two towns have with one another, and when it happened."""

    counterpart: str
    date: Any
    date_precision: str
    kind: str
    place: str


class EventRow(TownPair, Protocol):
    """A step of the cooperation: of the question cooperation_events."""

    nature: str


class PartnershipRow(TownPair, Protocol):
    """Two towns that are partners: of the question partnerships."""

    counterpart_zh: Any
    earlier_date: str
    earlier_kind: Any
    place_zh: Any


@cached(64)
def event_table(events: Answer, locale: Locale, *, numbered: bool = True) -> Table:
    """Events with date, place, what kind of event it is, remark and who says so.

    ``numbered``: with the numbers that the timeline of the same answer shows.
    """
    names = (*(("number",) if numbered else ()), "when", "kind", "what", "theme", "who")
    rows = tuple(
        (
            *((locale.number(number),) if numbered else ()),
            _when(row, locale),
            _kind(row, locale),
            _what(row, events, locale),
            events.labels.name("theme", row.theme, locale.lang),
            who(row.source_ids, events, locale, row.confidence),
        )
        for number, row in enumerate(events, start=1)
    )
    return Table.of(locale, f"{_TEXTS}.column.", names, rows)


@cached(16)
def partners(pairs: Answer, locale: Locale) -> Table:
    """Partnerships with both names, kind, since when, an earlier tie, remark and who says so."""
    names = ("number", "pair", "kind", "since", "who")
    rows = tuple(
        (
            locale.number(number),
            Cell(_pair(row, pairs, locale), _chinese(row), locale.pick(row, "note")),
            locale.code(f"{_TEXTS}.kind", row.kind),
            Cell(_when(row, locale), _earlier(row, locale)),
            who(row.source_ids, pairs, locale, row.confidence),
        )
        for number, row in enumerate(pairs, start=1)
    )
    return Table.of(locale, f"{_TEXTS}.column.", names, rows)


@cached(16)
def fields(themes: Answer, events: Answer, locale: Locale) -> Table:
    """Fields named for a partnership: what belongs to them, and what is documented beyond that."""
    meaning = {row.theme: row for row in themes}
    rows = []
    for row in events:
        if row.kind != "partnership_field":
            continue
        done = [one for one in events if one.theme == row.theme and one.nature == "event"]
        acts: list[str | Cell] = [Cell(dated(one, locale)) for one in done]
        what = meaning.get(row.theme)
        about = "" if what is None else locale.pick(what, "what")
        rows.append(
            (
                Cell(events.labels.name("theme", row.theme, locale.lang), about),
                Cell(_when(row, locale), locale.pick(row, "note")),
                Cell(*(acts or [locale(f"{_TEXTS}.luzhou.no_act")])),
                who([i for one in (row, *done) for i in one.source_ids], events, locale),
            )
        )
    names = ("theme", "named", "documented", "who")
    return Table.of(locale, f"{_TEXTS}.column.", names, rows)


def counts_text(events: Answer, locale: Locale) -> str:
    """How much happened, was only intended, ended; intentions are counted apart."""
    counts = {
        key: len(events.where(nature=nature).rows)
        for nature, key in (("event", "event"), ("intention", "intention"), ("end", "ending"))
    }
    return locale.list(locale.count(key, count) for key, count in counts.items() if count)


def who(source_ids: Sequence[str], answer: Answer, locale: Locale, confidence: str = "") -> Cell:
    """Each publisher with a link to where it was read and since when it is known."""
    parts: list[str | Cell] = []
    for source_id in dict.fromkeys(source_ids):
        source = answer.sources_by_id[source_id]
        parts.append(Cell(provenance.source_link(source, locale)))
    if confidence and confidence != "high":
        parts.append(provenance.confidence(confidence, locale))
    return Cell(*parts)


def dated(row: EventRow, locale: Locale) -> str:
    """When it happened, and what."""
    return f"{_when(row, locale)}: {locale.pick(row, 'title')}"


def _when(row: TownPair, locale: Locale) -> str:
    return locale.date(absent(row.date), row.date_precision)


def _kind(row: EventRow, locale: Locale) -> Cell:
    """Kind of event; what did not happen yet, or ended, says so: no goal is taken for a result."""
    nature = "" if row.nature == "event" else locale.code(f"{_TEXTS}.nature", row.nature)
    return Cell(locale.code(f"{_TEXTS}.kind", row.kind), nature)


def _what(row: TownPair, events: Answer, locale: Locale) -> Cell:
    """Title, then places and remark."""
    places = "–".join(
        events.labels.name("city", code, locale.lang) for code in (row.place, row.counterpart)
    )
    return Cell(locale.pick(row, "title"), places, locale.pick(row, "note"))


def _pair(row: PartnershipRow, pairs: Answer, locale: Locale) -> str:
    return " – ".join(
        pairs.labels.name("city", code, locale.lang) for code in (row.place, row.counterpart)
    )


def _chinese(row: PartnershipRow) -> str:
    names = (absent(row.place_zh), absent(row.counterpart_zh))
    return " – ".join(name for name in names if name)


def _earlier(row: PartnershipRow, locale: Locale) -> str:
    kind = absent(row.earlier_kind)
    if kind is None:
        return ""
    kind_name = locale.code(f"{_TEXTS}.kind", kind)
    return locale(f"{_TEXTS}.twins.earlier", kind=kind_name, date=locale.date(row.earlier_date))


def crowded(shown: Answer, since: str, locale: Locale) -> list[str]:
    """That one year holds many of the events, and how to pull it apart; nothing otherwise."""
    counts = Counter(row.first_day.year for row in shown)
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


def goals(part: Answer) -> Answer:
    """Goals, plans and hopes of a part."""
    return part.where(kind=_WANTED)


def facts(part: Answer) -> Answer:
    """What was founded, announced or presented."""
    return part.where(kind=_FACTS)


def visits(part: Answer) -> Answer:
    """Delegations in either direction."""
    return part.where(kind=_VISITS)


def cards(done: Answer, locale: Locale) -> list[KeyFigure]:
    """Key figures of the partnership: since when, decided how, delegations reported."""
    made = []
    for kind, before in (("twin_city", "friendship_agreement"), ("council_decision", "")):
        for row in done.where(kind=kind):
            detail = [locale(f"{_LUZHOU}.key_before", date=_when(one, locale),
                             kind=locale.code("cooperation.kind", one.kind))
                      for one in done.where(kind=before)]  # fmt: skip
            detail.append(locale.pick(row, "note"))
            made.append(KeyFigure(locale(f"{_LUZHOU}.key_{kind}"), _when(row, locale), detail[0]))
    if seen := visits(done).tuples:
        last = locale(f"{_LUZHOU}.key_visits_detail", date=_when(seen[-1], locale))
        until = done.as_of or done.built.date()
        course = sparkline.days([row.first_day.date() for row in seen], until, last)
        made.append(KeyFigure(locale(f"{_LUZHOU}.key_visits"), locale.number(len(seen)), last,
                              course))  # fmt: skip
    return made


def story_title(done: Answer, locale: Locale) -> str:
    """Since when the towns are partners and when the last visit was, as far as it is known."""
    tied, seen = done.where(kind="twin_city").tuples, visits(done).tuples
    if tied and seen:
        return locale(f"{_LUZHOU}.story_title", since=_when(tied[-1], locale),
                      visit=_when(seen[-1], locale))  # fmt: skip
    if not done:
        return locale(f"{_LUZHOU}.story_none")
    return locale(f"{_LUZHOU}.story_first", events=locale.count("event", len(done.rows)),
                  date=_when(done.tuples[-1], locale))  # fmt: skip


def where_title(pairs: Answer, locale: Locale) -> str:
    """Which of the Chinese partners of towns in NRW Luzhou is, by the year of its tie."""
    own = [row for row in pairs if row.is_herne]
    if not own:
        return locale("cooperation.twins.china_none")
    others = len({row.counterpart for row in pairs if not row.is_herne})
    return locale(f"{_LUZHOU}.portrait_title", chinese=own[0].counterpart_zh,
                  others=locale.count("other_partner", others))  # fmt: skip


def map_titles(pairs: Answer, locale: Locale) -> dict[str, str]:
    """What the two maps of partners show: how many are tied how closely, and to how many."""
    cities = [row for row in pairs if not row.is_land]
    if not cities:
        return {name: locale(f"{_TEXTS}.twins.{name}_none") for name in ("nrw", "china")}
    twins = sum(row.kind == "twin_city" for row in cities)
    others, provinces = len(cities) - twins, len(pairs.rows) - len(cities)
    counts = {"twins": locale.count("twinning", twins)}
    if others:
        counts["others"] = locale.count("other_tie", others)
    key = "nrw_title" if others else "nrw_title_only"
    abroad = {
        "provinces": locale.count("province", provinces),
        "cities": locale.count("chinese_city", len({row.counterpart for row in cities})),
    }
    return {"nrw": locale(f"{_TEXTS}.twins.{key}", **counts),
            "china": locale(f"{_TEXTS}.twins.china_title", **abroad)}  # fmt: skip


def outlines(layer: Answer, locale: Locale) -> str:
    """Whose outlines a map shows, and whose positions, as HTML."""
    attribution = locale.pick(layer.tuples[0], "attribution")
    text = f"{attribution}. {locale(f'{_TEXTS}.twins.coordinates')}"
    return html.attribution(text)


@cached(16)
def unknown(part: Answer, name: str, locale: Locale) -> str:
    """What no source says of a part, with the newest report that there is."""
    if not part:
        return locale(f"{_LUZHOU}.{name}_not_yet")
    sources = part.sources[part.sources["known_since_precision"] != "read"]
    if not len(sources):
        return locale(f"{_LUZHOU}.{name}_unknown_undated")
    last = sources.sort_values("known_since").iloc[-1]
    since = locale.known(last["known_since"], last["known_since_precision"])
    who = locale.called(str(last["publisher"]))
    return locale(f"{_LUZHOU}.{name}_unknown", date=since, publisher=who)
