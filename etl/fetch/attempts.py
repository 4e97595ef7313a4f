"""Attempts: what came of the last fetch of each table, in one small file beside the vintages.

A table that failed, or that needs an account, leaves no state behind that would tell of it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypedDict

from data import paths
from data.replacing import put
from etl.fetch.update import Outcome
from etl.schema import DatasetFile
from etl.vintages import store

_ANSWERED = ("new", "unchanged")


class Attempt(TypedDict):
    """When a table was tried last (UTC), what came of it: a word of OUTCOMES, and sentences."""

    table: str
    title: str
    publisher: str
    url: str
    tried: str
    outcome: str
    text: str
    vintage: str | None


def record(table: DatasetFile, outcome: Outcome, now: str) -> None:
    """Note what came of a table. Only with the lock of the vintages held. Raises OSError."""
    attempts = recorded()
    dataset = table.dataset
    attempts[table.name] = {
        "table": dataset.table,
        "title": dataset.title.de,
        "publisher": dataset.publisher,
        "url": dataset.page,
        "tried": now,
        "outcome": outcome.outcome,
        "text": without_home(outcome.text),
        "vintage": outcome.vintage.name if outcome.vintage else None,
    }
    file, text = paths.attempts(), json.dumps(attempts, ensure_ascii=False, indent=1)
    put(file, text.encode(), store.unfinished(file))


def recorded() -> dict[str, Attempt]:
    """DatasetFile → its last attempt; nothing where the file is missing or broken."""
    try:
        attempts = json.loads(paths.attempts().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return attempts if isinstance(attempts, dict) else {}


def resting(tables: Iterable[DatasetFile], now: datetime) -> list[DatasetFile]:
    """Tables with a state that answered so lately that they need not be asked again."""
    attempts, rested = recorded(), []
    for table in tables:
        last = attempts.get(table.name)
        if last and last["outcome"] in _ANSWERED and store.states(table.name):
            with contextlib.suppress(ValueError):
                age = now - datetime.fromisoformat(last["tried"])
                rested += [table] if age < timedelta(days=table.dataset.rest_days) else []
    return rested


def without_home(text: str) -> str:
    """A text that everybody may read: paths start at the folder of the vintages."""
    return text.replace(str(paths.vintages()), paths.vintages().name)
