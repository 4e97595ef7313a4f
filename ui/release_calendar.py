"""The calendar of expected figures in words: the same on the page and in the file to subscribe."""

from __future__ import annotations

from collections.abc import Sequence

from charts.cells import Cell
from charts.table import Table
from data.release_calendar import Expected, late
from data.status import Attempt
from i18n import LANGUAGES, Locale
from ui import lights

_ROOM = "calendar"


def name(one: Expected, locale: Locale) -> str:
    """What is expected: a table by its title, an operator's report by its kind."""
    if one.is_report:
        return locale(f"monitor.kind_{one.source}")
    return locale.source_title(one)


def how(one: Expected, attempt: Attempt | None, locale: Locale) -> Cell:
    """How it stands: its light, and why."""
    if one.is_report:
        return lights.light(one.light, locale(f"light.reason_{one.reason}"), locale)
    return lights.of_table(one, attempt, locale)


def basis(one: Expected, locale: Locale) -> str:
    """Who says that it is to be expected then."""
    if one.is_report:
        return locale(f"{_ROOM}.basis_report", days=locale.value(one.lag_days or 0, "days"))
    return locale(f"light.basis_{one.basis_note or one.basis}")


def title(expected: Sequence[Expected], locale: Locale) -> str:
    """What is overdue, else what comes next."""
    if any(one.reason == "clock" for one in expected):
        return locale(f"{_ROOM}.title_clock")
    if waiting := late(expected):
        light = waiting[0].light
        return locale.count(light, sum(one.light == light for one in waiting))
    coming = next((one for one in expected if one.light == "current" and one.next_day), None)
    if coming is None:
        return locale(f"{_ROOM}.title_none")
    return locale(
        f"{_ROOM}.title_next", name=name(coming, locale), day=locale.date(coming.next_day)
    )


def table(expected: Sequence[Expected], attempts: Sequence[Attempt], locale: Locale) -> Table:
    """What is expected, when, by whose word, and how it stands; ``attempts``: the last fetches."""
    tried = {one.source: one for one in attempts}
    rows = [
        (
            Cell(Cell(name(one, locale), href=one.url), ", ".join(_who(one, locale))),
            how(one, tried.get(one.source), locale),
            _next(one, locale),
            Cell(*_newest(one, locale)),
        )
        for one in expected
    ]  # fmt: skip
    return Table.of(locale, f"{_ROOM}.column_", ("what", "light", "next", "newest"), rows)


def _next(one: Expected, locale: Locale) -> str | Cell:
    if one.is_report:
        return Cell(lights.day_told(one, locale), basis(one, locale))
    return lights.next_day(one, locale)


def _who(one: Expected, locale: Locale) -> list[str]:
    return [part for part in (locale.called(one.publisher), one.table) if part]


def _newest(one: Expected, locale: Locale) -> list[str]:
    """The newest state, and how far its figures go."""
    if one.last_state is None:
        return [locale(f"{_ROOM}.no_state")]
    key = "received" if one.is_report else "state"
    lines = [locale(f"{_ROOM}.{key}", day=locale.date(one.last_state))]
    if one.newest_period is not None:
        lines.append(locale(f"{_ROOM}.up_to", day=locale.date(one.newest_period)))
    return lines


def letter(one: Expected) -> str:
    """A text to the publisher or operator, to be copied; in German, as those write to whom it goes.

    Only of what is overdue.
    """
    german = Locale(LANGUAGES[0])
    if one.is_report:
        return german(f"{_ROOM}.letter_report", kind=name(one, german),
                      received=german.date(one.last_state))  # fmt: skip
    return german(
        f"{_ROOM}.letter", title=one.title, table=one.table, url=one.url,
        expected=german.date(one.next_day), asked=german.date(one.last_asked),
        state=german.date(one.last_state), period=german.date(one.newest_period),
    )  # fmt: skip
