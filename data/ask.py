"""The only reader of DuckDB: ``ask(question, **values) → Answer``.

Each query has a cursor of its own, so that threads and as-of dates never meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data import dependencies, paths, tables
from data.answer import Answer, Labels, named_ids
from data.connection import Connection
from data.dependencies import Dependencies
from data.question import (
    RENAMED,
    Question,
    UnknownQuestion,
    UnknownValue,
    asked_today,
    read_questions,
)
from data.tables import StoredTable
from data.warehouse import NoWarehouse, Warehouse

__all__ = [
    "NoWarehouse",
    "Pin",
    "StoredTable",
    "UnknownQuestion",
    "UnknownValue",
    "ask",
    "ask_own",
    "asked_today",
    "hasten",
    "holds",
    "in_full",
    "labels",
    "pinned_warehouse",
    "prepare",
    "questions",
    "state",
    "table",
]

#: Answers kept in memory per warehouse: all that the views ask, today and as of a day, are 460.
_REMEMBERED = 1024


#: The warehouse that all questions of one visit go to, while it goes on.
_pinned: ContextVar[Connection | None] = ContextVar("pinned", default=None)


@lru_cache(maxsize=8)
def _warehouse(folder: Path) -> Warehouse:
    return Warehouse(folder)


@contextmanager
def pinned_warehouse(folder: Path | None = None) -> Iterator[State]:
    """All that is asked meanwhile is answered from one warehouse, even if a newer one is published.

    So no page shows half of each. ``folder``: another than the one served. Raises NoWarehouse.
    """
    with (
        _warehouse(folder or paths.warehouse()).reading() as connection,
        _pinned_to(connection) as pinned,
    ):
        yield pinned


@contextmanager
def _pinned_to(connection: Connection) -> Iterator[State]:
    outer = _pinned.set(connection)
    try:
        yield state()
    finally:
        _pinned.reset(outer)


#: Lets all that is asked meanwhile be answered from one warehouse.
Pin = Callable[[], AbstractContextManager["State"]]


def prepare(work: Callable[[Pin], None], hold_s: float) -> bool:
    """When a newer warehouse is published, do ``work`` pinned to it before anybody reads it.

    The old one is served meanwhile, but not for longer than ``hold_s``. False: none is newer.
    """
    served = _warehouse(paths.warehouse())
    served.hold_s = hold_s
    return served.prepare(lambda connection: work(lambda: _pinned_to(connection)))


def hasten() -> None:
    """Serve the newest warehouse now, ready or not: whoever brought data looks for them."""
    _warehouse(paths.warehouse()).hasten()


def holds(recorded: Dependencies) -> bool:
    """Whether all recorded answers would be given again, word for word, by what is served now."""
    if (answers := recorded.complete()) is None:
        return False
    try:
        return all(ask(one.question, as_of=one.as_of, **one.values) is one for one in answers)
    except (UnknownQuestion, UnknownValue):  # known when it was asked
        return False


@contextmanager
def _connection() -> Iterator[Connection]:
    """The warehouse of the visit that is going on, else the one now served."""
    if (pinned := _pinned.get()) is not None:
        yield pinned
        return
    with _warehouse(paths.warehouse()).reading() as connection:
        yield connection


def questions() -> Mapping[str, Question]:
    """All questions that can be asked, by name."""
    return read_questions(paths.QUERIES)


def in_full(question: Question) -> Question:
    """A question with all columns of its answer; without a warehouse, those that it describes."""
    try:
        return replace(question, columns=ask(question.name).columns)
    except NoWarehouse:
        return question


@dataclass(frozen=True)
class State:
    """What is served: version (file name), when it was built, and trouble to be told, if any."""

    version: str
    built: datetime
    trouble: str | None
    is_demo: bool = False


def state() -> State:
    """What is served now. Raises NoWarehouse."""
    dependencies.untracked()
    with _connection() as connection:
        trouble = _warehouse(paths.warehouse()).trouble
        return State(connection.file.name, connection.built, trouble, connection.is_demo)


def labels() -> Labels:
    """Labels of all codes. Raises NoWarehouse."""
    dependencies.untracked()
    with _connection() as connection:
        return Labels(connection.labels)


def ask(question: str, *, as_of: date | None = None, **values: object) -> Answer:
    """Answer one question from the warehouse now served.

    ``as_of``: only what was known on that day; ``None`` for everything known. A day to come is
    refused.
    Raises NoWarehouse, UnknownQuestion (KeyError), UnknownValue (names what may be said).
    """
    question, today = asked_today(question, values)
    return _answer(questions()[question], as_of, today)


def ask_own(question: str, *, as_of: date | None = None, **values: object) -> Answer:
    """Answer a question on the office's own list, which ``ask`` and ``questions`` do not know.

    So no file, feed, document or command finds it. Who asks has made sure who looks.
    Raises as ``ask``.
    """
    dependencies.untracked()
    return _answer(read_questions(paths.OWN_QUERIES)[question], as_of, values)


def _answer(definition: Question, as_of: date | None, values: Mapping[str, object]) -> Answer:
    _refuse_future(as_of)
    question = definition.name
    with _connection() as connection:
        bound = definition.bind(values, connection.codes)
        # Some questions look at today: what was answered yesterday is not served today.
        day = as_of or date.today()
        values_key = ((name, _hashable(value)) for name, value in bound.items())
        key = (question, as_of, day, *values_key)
        if (cached := connection.answers.get(key)) is not None:
            return dependencies.record(cached)
        rows = _run(connection.con, definition.sql, bound, as_of)
        claim_ids, source_ids = named_ids(rows)
        claims = connection.evidence.claims(claim_ids, as_of)
        sources = connection.evidence.sources(source_ids, claims)
        columns = definition.describe(map(str, rows.columns), connection.columns)
        answer = Answer(
            question,
            bound,
            rows,
            columns,
            claims,
            sources,
            Labels(connection.labels),
            as_of,
            connection.built,
            connection.file.name,
            is_demo=connection.is_demo,
        )
        # Measured: a question costs 16 ms, a page asks up to ten.
        return dependencies.record(connection.keep(key, answer, _REMEMBERED))


def table(name: str, as_of: date | None = None) -> StoredTable:
    """A whole table as it lies in the warehouse, rows known at a date.

    ``claim`` comes with its place in the precedence. Raises NoWarehouse, UnknownValue.
    """
    dependencies.untracked()
    _refuse_future(as_of)
    with _connection() as connection:
        name = RENAMED.get(name, name)
        rows = tables.read(connection.con, name, as_of)
        if connection.is_demo:
            rows = tables.marked(rows)
        return StoredTable(name, rows, as_of, connection.built, connection.file.name)


def _refuse_future(day: date | None) -> None:
    """Nobody can say what will have been known on a day to come."""
    if day is not None and day > (today := date.today()):
        raise UnknownValue("as_of", day.isoformat(), [f"YYYY-MM-DD, ≤ {today.isoformat()}"])


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _run(con: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any],
         as_of: date | None) -> pd.DataFrame:  # fmt: skip
    """One query on a cursor of its own; as-of is set on that cursor alone."""
    cursor = con.cursor()
    try:
        if as_of is not None:
            cursor.execute("set variable as_of = $day", {"day": as_of})
        return cursor.execute(sql, dict(values)).df()
    finally:
        cursor.close()
