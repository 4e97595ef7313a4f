"""One open warehouse: what it was asked, what it holds, and what of that its follower takes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

import duckdb

from data import paths
from data.answer import Answer, Column
from data.behind import Behind
from data.contents import Contents
from data.question import parse_column, read_questions

#: What claims and sources of an answer are read from, whatever its question reads.
_BEHIND = ("claim", "source")

#: Question, day asked for, day of asking, values.
Key = tuple[object, ...]


class Codes(dict[str, tuple[str, ...]]):
    """Codes by kind; a kind written ``schema.table.column`` is what occurs there."""

    def __init__(self, con: duckdb.DuckDBPyConnection, by_kind: dict[str, tuple[str, ...]]) -> None:
        super().__init__(by_kind)
        self._con = con

    def __missing__(self, kind: str) -> tuple[str, ...]:
        table, _, column = kind.rpartition(".")
        rows = self._con.cursor().table(table).project(column).distinct().order(column)
        self[kind] = codes = tuple(str(code) for (code,) in rows.fetchall() if code is not None)
        return codes


@dataclass
class Connection:
    """One open warehouse file and how many are reading it."""

    file: Path
    con: duckdb.DuckDBPyConnection
    built: datetime
    labels: dict[tuple[str, str], tuple[str, str]]
    #: Whether it holds reports generated for the demonstration; then nothing of it is real.
    is_demo: bool = False
    answers: dict[Key, Answer] = field(default_factory=dict)
    #: What the one served before was asked, where both are of the same day.
    before: dict[Key, Answer] = field(default_factory=dict)
    readers: int = 0
    retired: bool = False

    def follow(self, old: Connection) -> None:
        """Take over the answers of an older connection that still hold.

        So what was made of it is not made anew: answers to questions that read nothing changed at
        once, others (``keep``) when they are asked again and tell the same.
        """
        if (self.built.date(), self.is_demo, self.labels, self.columns) != (
            old.built.date(), old.is_demo, old.labels, old.columns
        ):  # fmt: skip
            return
        self.before = dict(old.answers)
        known = read_questions(paths.QUERIES)

        @cache
        def reads_the_same(question: str, *more: str) -> bool:
            sql = known[question].sql
            return self.contents.read_by(sql, *more) == old.contents.read_by(sql, *more)

        for key, one in self.before.items():
            cites = len(one.claims) or len(one.sources)
            if one.question in known and reads_the_same(one.question, *_BEHIND * bool(cites)):
                self.answers[key] = one

    def keep(self, key: Key, answer: Answer, most: int) -> Answer:
        """Keep an answer for as long as this is served, the oldest makes room; the one to give.

        That is the one given before, if that tells the same.
        """
        old = self.before.get(key)
        if old is not None and old.is_as(answer):
            answer = old
        # A list first: other threads add and drop answers meanwhile.
        for oldest in list(self.answers)[: max(0, len(self.answers) - most + 1)]:
            self.answers.pop(oldest, None)
        self.answers[key] = answer
        return answer

    @cached_property
    def contents(self) -> Contents:
        """What lies in it."""
        return Contents(self.con)

    @cached_property
    def codes(self) -> Codes:
        """All codes of each kind."""
        by_kind: dict[str, list[str]] = {}
        for kind, code in self.labels:
            by_kind.setdefault(kind, []).append(code)
        return Codes(self.con, {kind: tuple(codes) for kind, codes in by_kind.items()})

    @cached_property
    def evidence(self) -> Behind:
        """Claims and sources of figures."""
        return Behind(self.con)

    @cached_property
    def columns(self) -> dict[str, dict[str, Column]]:
        """The columns of each table and view, as their comments describe them."""
        described: dict[str, dict[str, Column]] = {}
        rows = self.con.cursor().execute(
            """select schema_name || '.' || table_name, column_name || ': ' || comment
            from duckdb_columns() where comment is not null"""
        )
        for table, text in rows.fetchall():
            if column := parse_column(text):
                described.setdefault(table, {})[column.name] = column
        return described
