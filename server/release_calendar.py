"""The expected figures as a calendar to subscribe (RFC 5545): all-day events without alarms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from data.release_calendar import Expected
from i18n import Locale
from ui import release_calendar

if TYPE_CHECKING:
    from icalendar import Event

#: Where it is found; relative, to hold below any path.
PATH = "calendar.ics"
#: What all ids are made from; it names nothing that must exist.
_FAMILY = uuid5(NAMESPACE_URL, "urn:china-monitor-ruhr:calendar")
#: How far ahead it goes; a rate of each working day would hide the rest.
_AHEAD = timedelta(days=366)
_TOO_OFTEN = "day"


def ics(figures: list[Expected], today: date, built: datetime, locale: Locale) -> bytes:
    """The calendar as a file. ``built``: moment of the data, so that the same data give the same.

    An event keeps its id when its day moves: a subscriber sees it move.
    """
    from icalendar import Calendar  # noqa: PLC0415 - the server's start does without it

    calendar = Calendar()
    calendar.add("prodid", f"-//China-Monitor Ruhr//{locale('calendar.file_title')}//"
                 f"{locale.lang.upper()}")  # fmt: skip
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", locale("calendar.file_title"), {"language": locale.lang})
    calendar.add("x-wr-calname", locale("calendar.file_title"))
    calendar.add("refresh-interval", timedelta(days=1), {"value": "DURATION"})
    stamp = built.astimezone(UTC) if built.tzinfo else built.replace(tzinfo=UTC)
    for one in figures:
        if one.rhythm == _TOO_OFTEN or one.next_day is None:
            continue
        for period, day in one.upcoming(today + _AHEAD) if one.newest_period else \
                [(one.next_day, one.next_day)]:  # fmt: skip
            calendar.add_component(_event(one, period, day, stamp, locale))
    document: bytes = calendar.to_ical()
    return document


def _event(one: Expected, period: date, day: date, stamp: datetime, locale: Locale) -> Event:
    from icalendar import Event  # noqa: PLC0415 - see above

    event = Event()
    # Of reports only the next is known: it is the one after the last that came.
    about = one.last_state if one.is_report else period
    event.add("uid", f"{uuid5(_FAMILY, f'{one.source}-{about}')}@china-monitor-ruhr")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    name = release_calendar.name(one, locale)
    summary = locale("calendar.event_report" if one.is_report else "calendar.event", name=name)
    event.add("summary", summary, {"language": locale.lang})
    lines = [", ".join(part for part in (locale.called(one.publisher), one.table) if part)]
    if not one.is_report:
        lines.append(locale("calendar.event_period", day=locale.date(period)))
    lines.append(release_calendar.basis(one, locale))
    event.add("description", "\n".join(line for line in lines if line), {"language": locale.lang})
    if one.url:
        event.add("url", one.url)
    return event
