"""What of the work of `etl` may be seen from outside: attempts, what is held back, what is damaged.

Only looked at: `python -m etl` is what writes. What cannot be read is left out; the commands name
it.
"""

from __future__ import annotations

import contextlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data import dependencies, paths

_NOTE, _REPORT = "note.toml", "report.txt"
_RELEASED = "\n[released]\n"
#: A folder of a state; what begins otherwise is of the commands alone.
_STATES = "[!._]*"


@dataclass(frozen=True)
class Attempt:
    """The last fetch of a table: when (UTC), what came of it, the day of the state in use."""

    source: str
    table: str
    title: str
    publisher: str
    url: str
    tried: datetime
    outcome: str
    text: str
    vintage: str
    state: date | None


@dataclass(frozen=True)
class Quarantined:
    """A state that the guard refused, and what it found, line by line."""

    source: str
    name: str
    table: str
    title: str
    fetched: datetime
    state: date
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """A refused state that somebody let in: when (UTC), why, against which findings."""

    source: str
    name: str
    table: str
    title: str
    state: date
    at: datetime
    reason: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A kept state that is damaged: what is served was built without it; what is wrong with it."""

    source: str
    name: str
    table: str
    title: str
    found: tuple[str, ...]


@dataclass(frozen=True)
class Fetchable:
    """A table that can be fetched; without a state in what is served it waits for its first one."""

    source: str
    table: str
    title: str
    title_en: str
    publisher: str
    url: str
    needs_account: bool
    has_state: bool


def fetchable() -> list[Fetchable]:
    """The tables that can be fetched."""
    try:
        return [Fetchable(**one) for one in _pointer()["fetchable"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def left_out() -> list[LeftOut]:
    """The kept states that what is served was built without."""
    try:
        return [LeftOut(**{**one, "found": tuple(one["found"])}) for one in _pointer()["left_out"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _pointer() -> dict[str, Any]:
    """What the build noted beside what is served. Raises OSError, ValueError."""
    dependencies.untracked()
    pointer: dict[str, Any] = json.loads(paths.pointer().read_text(encoding="utf-8"))
    return pointer


def attempts() -> list[Attempt]:
    """The last attempt of each table, by publisher and table."""
    dependencies.untracked()
    try:
        records = json.loads(paths.attempts().read_text(encoding="utf-8"))
        result = [_attempt(name, one) for name, one in records.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return sorted(result, key=lambda one: (one.publisher, one.table))


def _attempt(source: str, record: dict[str, Any]) -> Attempt:
    return Attempt(
        source,
        str(record["table"]),
        str(record["title"]),
        str(record["publisher"]),
        str(record["url"]),
        datetime.fromisoformat(record["tried"]),
        str(record["outcome"]),
        str(record["text"]),
        str(record["vintage"] or ""),
        _state(source),
    )


def _state(source: str) -> date | None:
    """The day of the newest state that came or is bundled, and feeds what is served."""
    damaged = {one.name for one in left_out() if one.source == source}
    notes = [note for folder, note in _notes(source) if folder.name not in damaged]
    with contextlib.suppress(OSError):
        notes.append((paths.SNAPSHOTS / source / _NOTE).read_text(encoding="utf-8"))
    return max((one for note in notes if (one := _day(note))), default=None)


def quarantined() -> list[Quarantined]:
    """The states in quarantine, the newest first."""
    dependencies.untracked()
    result = []
    for folder, text in _notes(f"{paths.QUARANTINE}/*"):
        try:
            note = tomllib.loads(text)
            report = (folder / _REPORT).read_text(encoding="utf-8")
            result.append(
                Quarantined(
                    str(note["source"]),
                    folder.name,
                    str(note["table"]),
                    str(note["title"]),
                    datetime.fromisoformat(note["fetched"]),
                    date.fromisoformat(note["state"]),
                    _findings(report.splitlines()),
                )
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(result, key=lambda one: (one.fetched, one.source), reverse=True)


def releases() -> list[Release]:
    """What was let in by hand, the newest first."""
    dependencies.untracked()
    result = []
    for folder, text in _notes("*"):
        if _RELEASED not in text:
            continue
        try:
            note = tomllib.loads(text)
            let_in = note["released"]
            result.append(
                Release(
                    str(note["source"]),
                    folder.name,
                    str(note["table"]),
                    str(note["title"]),
                    date.fromisoformat(note["state"]),
                    datetime.fromisoformat(let_in["when"]),
                    str(let_in["reason"]),
                    _findings(let_in["findings"]),
                )
            )
        except (ValueError, KeyError, TypeError):
            continue
    return sorted(result, key=lambda one: (one.at, one.source), reverse=True)


def _notes(where: str) -> Iterator[tuple[Path, str]]:
    """Folder and note of each state of the sources in a place."""
    for note in paths.vintages().glob(f"{where}/{_STATES}/{_NOTE}"):
        if where == "*" and note.parent.parent.name.startswith("_"):
            continue
        try:
            yield note.parent, note.read_text(encoding="utf-8")
        except OSError:
            continue


def _day(note: str) -> date | None:
    """The day of a state, without reading all that its note says of its parts."""
    line = next((one for one in note.splitlines() if one.startswith(("state = ", "stated = "))), "")
    try:
        return date.fromisoformat(line.partition(" = ")[2].strip('"'))
    except ValueError:
        return None


def _findings(report: list[str]) -> tuple[str, ...]:
    return tuple(line.removeprefix("- ") for line in report if line.startswith("- "))


#: Refused files that are shown; the folder keeps them all.
_SHOWN = 20


@dataclass(frozen=True)
class Rejected:
    """A file that was refused: when (UTC), and the report beside it."""

    file: str
    at: datetime
    report: dict[str, Any]


def rejected(*, with_own: bool = False) -> list[Rejected]:
    """The files refused last, the newest first; what cannot be read is left out.

    ``with_own``: the office's own lists as well.
    """
    dependencies.untracked()
    homes = (paths.inbox(), paths.own())[: 1 + with_own]
    folders = [one for home in homes for one in (home / "rejected").glob("[!.]*")]
    result = []
    for one in sorted(folders, key=lambda folder: folder.name, reverse=True)[:_SHOWN]:
        try:
            report = json.loads((one / "report.json").read_text(encoding="utf-8"))
            at = datetime.strptime(one.name.partition("-")[0], "%Y%m%dT%H%M%S%fZ")
            result.append(Rejected(str(report["file"]), at.replace(tzinfo=UTC), report))
        except (OSError, ValueError, KeyError):
            continue
    return result
