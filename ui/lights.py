"""How a table stands: a light with sign, colour and word, and the reason, for whoever lists tables.

No Streamlit here, so that it can be tested without.
"""

from __future__ import annotations

from charts.cells import Cell
from data.release_calendar import Expected
from data.status import Attempt
from i18n import Locale

_ROOM = "light"
#: Outcomes of a fetch that somebody has to look at, whatever the calendar says.
_FAILED = ("failed", "quarantined")
#: Lights of what should have come by now.
_OVER = ("due", "overdue")
#: Light → sign; the colours are in style.css.
SIGNS = {"current": "✓", "due": "▲", "overdue": "!", "failed": "✕", "unknown": "○"}


def light(kind: str, reason: str, locale: Locale, *more: str) -> Cell:
    """A light with the reason below it."""
    return Cell(Cell(locale(f"{_ROOM}.{kind}"), sign=SIGNS[kind], kind=kind), reason, *more)


def of_table(one: Expected, attempt: Attempt | None, locale: Locale, *,
             needs_account: bool = False) -> Cell:  # fmt: skip
    """How a published table stands: as expected, unless its last fetch went wrong."""
    if attempt is not None and attempt.outcome in _FAILED:
        return light("failed", locale(f"{_ROOM}.{attempt.outcome}_reason"), locale)
    is_lacking = attempt is not None and attempt.outcome == "needs_account"
    reason = "not_asked" if is_lacking and one.reason == "failed" else one.reason
    account = locale(f"{_ROOM}.account") if needs_account or is_lacking else ""
    return light(one.light, locale(f"{_ROOM}.reason_{reason}"), locale, account)


def next_day(one: Expected, locale: Locale) -> str | Cell:
    """The day of the next figures and who says so; that nobody does."""
    if one.next_day is None:
        return locale(f"{_ROOM}.no_day")
    basis = f"{_ROOM}.basis_{one.basis_note or one.basis}"
    return Cell(day_told(one, locale), locale(basis))


def day_told(one: Expected, locale: Locale) -> str:
    """The day of the next figures; of one that is over, since when they are due or overdue."""
    day = locale.date(one.next_day)
    return locale(f"{_ROOM}.{one.light}_since", day=day) if one.light in _OVER else day
