"""The update that goes on, or was the last: what it has done, whether it still lives.

Only looked at; ``python -m etl update`` writes it, whoever has started it.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from data import paths

#: An update renews its file every second; one that has not for so long is no more.
_SILENT_S = 20
LIVING = ("fetching", "building")
#: From so few tables nothing is said of the time left.
_ENOUGH = 3


@dataclass(frozen=True)
class Step:
    """What came of one table so far: "" while nothing has."""

    source: str
    table: str
    title: str
    title_en: str
    publisher: str
    url: str
    outcome: str
    reason: str
    text: str


@dataclass(frozen=True)
class Run:
    """An update. ``phase``: fetching, building, done, stopped, failed, or interrupted (killed)."""

    id: str
    began: datetime
    ended: datetime | None
    phase: str
    text: str
    steps: tuple[Step, ...]
    under_way: dict[str, str]

    @property
    def is_living(self) -> bool:
        """Whether it goes on."""
        return self.phase in LIVING

    @property
    def done(self) -> tuple[Step, ...]:
        """The tables of which something has come."""
        return tuple(step for step in self.steps if step.outcome)

    @property
    def asked_count(self) -> int:
        """Number of tables already asked for, whatever the outcome."""
        return self.to_ask - sum(not step.outcome for step in self.steps)

    @property
    def to_ask(self) -> int:
        """Number of tables to ask for, without those that lack an account."""
        return sum(step.outcome != "needs_account" for step in self.steps)

    def remaining(self, now: datetime) -> timedelta | None:
        """Time that remains, if the other tables take as long as those asked for so far.

        None while too few are done to tell.
        """
        if self.asked_count < _ENOUGH:
            return None
        return (now - self.began) / self.asked_count * (self.to_ask - self.asked_count)


def last() -> Run | None:
    """The last update; None without one, or where its file cannot be read."""
    file = paths.run()
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        age_s = abs(time.time() - file.stat().st_mtime)
        return _run(content, is_silent=age_s > _SILENT_S)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _run(content: dict[str, Any], *, is_silent: bool) -> Run:
    phase, ended = str(content["phase"]), content["ended"]
    if ended is None and is_silent:
        phase = "interrupted"
    return Run(
        str(content["id"]),
        datetime.fromisoformat(content["began"]).astimezone(UTC),
        datetime.fromisoformat(ended).astimezone(UTC) if ended else None,
        phase,
        str(content["text"]),
        tuple(_step(source, one) for source, one in content["tables"].items()),
        {str(source): str(text) for source, text in content["under_way"].items()},
    )


def _step(source: str, content: dict[str, Any]) -> Step:
    """A file written before titles were English too has one title alone."""
    return Step(source, **{"title_en": content["title"], **content})
