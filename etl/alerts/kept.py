"""Limits and snoozes as they are kept: written whole or not at all, by one at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date

import tomlkit

from data import alert_choices, paths
from data.alert_choices import Choices, Limit, Snooze
from etl.lock import locked
from etl.validate import Refused

_HEAD = "# Limits and snoozes of alerts. Written by: python -m etl alert\n"


def add(limit: Limit) -> Limit:
    """Keep a limit under a number of its own. Raises Refused, Taken or OSError."""
    given: list[Limit] = []

    def with_limit(kept: Choices) -> Choices:
        numbers = [int(one.id.removeprefix("l")) for one in kept.limits]
        given.append(replace(limit, id=f"l{max(numbers, default=0) + 1}"))
        return replace(kept, limits=(*kept.limits, *given))

    _change(with_limit)
    return given[0]


def remove(limit_id: str) -> None:
    """Watch a limit no more. Raises Refused, Taken or OSError."""

    def without(kept: Choices) -> Choices:
        if limit_id not in (known := [one.id for one in kept.limits]):
            raise _unknown("limit", limit_id, known)
        return replace(kept, limits=tuple(one for one in kept.limits if one.id != limit_id))

    _change(without)


def snooze(one: Snooze) -> None:
    """Put an alert aside, or anew until another day. Raises Refused, Taken or OSError."""
    if one.until <= one.added:
        raise Refused("alert snooze", [f"found --until {one.until}, expected a day after "
                      f"{one.added}"], "name a day to come.")  # fmt: skip
    _change(lambda kept: replace(kept, snoozes=(*_others(kept, one.alert_id), one)))


def wake(alert_id: str) -> None:
    """Show an alert again that was put aside. Raises Refused, Taken or OSError."""

    def without(kept: Choices) -> Choices:
        if alert_id not in (known := [one.alert_id for one in kept.snoozes]):
            raise _unknown("snoozed alert", alert_id, known)
        return replace(kept, snoozes=_others(kept, alert_id))

    _change(without)


def _others(kept: Choices, alert_id: str) -> tuple[Snooze, ...]:
    return tuple(one for one in kept.snoozes if one.alert_id != alert_id)


def _unknown(what: str, found: str, known: list[str]) -> Refused:
    expected = ", ".join(known) or "none, since nothing is kept"
    return Refused("alert", [f"found no {what} {found!r}, expected one of: {expected}"],
                   "see what is kept: python -m etl alert list")  # fmt: skip


def _change(changed: Callable[[Choices], Choices]) -> None:
    """Read, change and write what is kept, while nobody else does."""
    with locked(paths.alerts()):
        kept = alert_choices.read()
        if kept.trouble:
            raise Refused(alert_choices.file().name, [f"it cannot be read: {kept.trouble}"],
                          "mend the file or move it away; it was left as it is.")  # fmt: skip
        _write(changed(kept))


def _write(choices: Choices) -> None:
    """Write beside, then put in place: who reads meanwhile finds the old or the new."""
    listed: dict[str, Sequence[Limit | Snooze]] = {
        "limit": choices.limits,
        "snooze": choices.snoozes,
    }
    text = tomlkit.dumps({name: [*map(_plain, of)] for name, of in listed.items() if of})
    file = alert_choices.file()
    # One name, since one writes at a time: what a killed one left is written over.
    fresh = file.with_name(f".new-{file.name}")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as out:
            out.write(f"{_HEAD}\n{text}")
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _plain(one: Limit | Snooze) -> dict[str, object]:
    """Its fields, days as text."""
    return {name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(one).items()}  # fmt: skip
