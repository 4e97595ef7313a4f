"""Limits and snoozes as they are kept: written whole or not at all, by one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from data import alert_choices, paths
from data.alert_choices import Choices, Limit, Snooze
from etl import kept_file
from etl.lock import locked
from etl.validate import Refused

_HEAD = "# Limits and snoozes of alerts. Written by: python -m etl alert\n"


def add(limit: Limit) -> Limit:
    """Keep a limit under a number of its own; one that is kept already stays as it is.

    Raises Refused, Taken or OSError.
    """
    given: list[Limit] = []

    def with_limit(choices: Choices) -> Choices:
        same = [one for one in choices.limits if _same(one, limit)]
        if same:
            given.extend(same[:1])
            return choices
        numbers = [int(one.id.removeprefix("l")) for one in choices.limits]
        given.append(replace(limit, id=f"l{max(numbers, default=0) + 1}"))
        return replace(choices, limits=(*choices.limits, *given))

    _change(with_limit)
    return given[0]


def _same(one: Limit, other: Limit) -> bool:
    """Whether two limits say the same, whenever and for whatever reason."""
    return replace(one, id=other.id, added=other.added, reason=other.reason) == other


def remove(limit_id: str) -> None:
    """Watch a limit no more. Raises Refused, Taken or OSError."""

    def without(choices: Choices) -> Choices:
        if limit_id not in (known := [one.id for one in choices.limits]):
            raise _unknown("limit", limit_id, known)
        return replace(choices, limits=tuple(one for one in choices.limits if one.id != limit_id))

    _change(without)


def snooze(one: Snooze) -> None:
    """Put an alert aside, or anew until another day. Raises Refused, Taken or OSError."""
    if one.until <= one.added:
        raise Refused("alert snooze", [f"found --until {one.until}, expected a day after "
                      f"{one.added}"], "name a day to come.")  # fmt: skip
    _change(lambda choices: replace(choices, snoozes=(*_others(choices, one.alert_id), one)))


def wake(alert_id: str) -> None:
    """Show an alert again that was put aside. Raises Refused, Taken or OSError."""

    def without(choices: Choices) -> Choices:
        if alert_id not in (known := [one.alert_id for one in choices.snoozes]):
            raise _unknown("snoozed alert", alert_id, known)
        return replace(choices, snoozes=_others(choices, alert_id))

    _change(without)


def _others(choices: Choices, alert_id: str) -> tuple[Snooze, ...]:
    return tuple(one for one in choices.snoozes if one.alert_id != alert_id)


def _unknown(what: str, name: str, known: list[str]) -> Refused:
    expected = ", ".join(known) or "none, since nothing is kept"
    return Refused("alert", [f"found no {what} {name!r}, expected one of: {expected}"],
                   "see what is kept: python -m etl alert list")  # fmt: skip


def _change(changed: Callable[[Choices], Choices]) -> None:
    """Read, change and write the choices under the folder's lock."""
    with locked(paths.alerts()):
        choices = alert_choices.read()
        kept_file.check(alert_choices.file(), choices.trouble)
        new = changed(choices)
        lists: dict[str, Sequence[Limit | Snooze]] = {"limit": new.limits, "snooze": new.snoozes}
        kept_file.write(alert_choices.file(), _HEAD, lists)
