"""Herne's own cooperation in parts: partnership with Luzhou, Kompetenz-Zentrum, Bildungswerk.

No Streamlit here.
"""

from __future__ import annotations

from typing import Any

from charts.cache import cached
from charts.table import absent
from data.answer import Answer
from i18n import Locale
from pages.cooperation import _events
from ui.headlines import KeyFigure

_ROOM = "cooperation.luzhou"
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
        newest = locale(f"{_ROOM}.key_visits_detail", date=last)
        made.append(KeyFigure(locale(f"{_ROOM}.key_visits"), locale.number(len(seen)), newest))
    return made


@cached(16)
def unknown(part: Answer, name: str, locale: Locale) -> str:
    """What no source says of a part, with the newest report that there is."""
    newest = max(part, key=lambda row: row.known_since, default=None)
    if newest is None:
        return locale(f"{_ROOM}.{name}_not_yet")
    sources = part.sources[part.sources["known_since_precision"] != "read"]
    if not len(sources):
        return locale(f"{_ROOM}.{name}_unknown_undated")
    last = sources.sort_values("known_since").iloc[-1]
    said = locale.known(last["known_since"], last["known_since_precision"])
    return locale(f"{_ROOM}.{name}_unknown", date=said, publisher=str(last["publisher"]))


def _card(row: Any, detail: str, locale: Locale) -> KeyFigure:
    when = locale.date(row.date, row.date_precision)
    return KeyFigure(locale(f"{_ROOM}.key_{row.kind}"), when, detail)


def _detail(row: Any, before: Answer, locale: Locale) -> str:
    """What went before, else the remark."""
    for one in before:
        when = locale.date(absent(one.date), one.date_precision)
        return locale(
            f"{_ROOM}.key_before", kind=locale.code("cooperation.kind", one.kind), date=when
        )
    return _events.note(row, locale)
