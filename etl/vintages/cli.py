"""The verbs for kept states: compare two, delete old ones, list all; answers are dicts for JSON."""

from __future__ import annotations

import argparse
from typing import Any

from etl import datasets
from etl.fetch import attempts
from etl.schema import DatasetFile
from etl.vintages import claims, diff, records, store

Answer = dict[str, object]


def compare(options: argparse.Namespace) -> tuple[int, Answer]:
    """What changed between two states of a table; exit code and answer."""
    frames = []
    for name in (options.before, options.after):
        source, _, vintage = name.partition("/")
        tables = [table for table in datasets.published() if table.name == source]
        states_of = {one.name: one for one in store.states(source)} if tables else {}
        if vintage in (damaged := store.damaged(source) if tables else {}):
            raise damaged[vintage]
        if vintage not in states_of:
            known = ", ".join(f"{source}/{vintage}" for vintage in states_of) or "no state of it"
            return 2, wrong_call(f"there is no {name}; there is: {known}")
        frames.append(claims.parsed(tables[0], states_of[vintage]))
    if tables[0].dataset.has_records:
        return 0, {"ok": True, **records.changes(tables[0], *frames)}
    changes = diff.between(*frames)
    return 0, {"ok": True, "text": diff.as_text(changes), **diff.as_json(changes)}


def prune(options: argparse.Namespace) -> tuple[int, Answer]:
    """Delete all but the newest states; exit code and answer."""
    tables, wrong = chosen(options.sources)
    if wrong or options.keep < 1:
        return 2, wrong or wrong_call("--keep must be 1 or more: the last state always stays")
    with store.writing():
        gone = [vintage for table in tables for vintage in store.prune(table.name, options.keep)]
    names = ", ".join(f"{vintage.source}/{vintage.name}" for vintage in gone) or "nothing"
    advice = " Next: python -m etl build" if gone else ""
    return 0, {"ok": True, "text": f"Deleted: {names}.{advice}",
               "deleted": [f"{vintage.source}/{vintage.name}" for vintage in gone]}  # fmt: skip


def status() -> list[dict[str, Any]]:
    """Each published table: its states, what is in quarantine, what came of its last fetch."""
    tables: list[dict[str, Any]] = []
    attempt_of, left_out = attempts.recorded(), claims.left_out()
    for table in datasets.published():
        vintages = store.states(table.name)
        newest = max(vintages, key=lambda one: one.state, default=None)
        last = attempt_of.get(table.name)
        tables.append(
            {
                "source": table.name,
                "table": table.dataset.table,
                "account": table.dataset.account,
                "vintages": [vintage.name for vintage in vintages],
                "state": newest.state.isoformat() if newest else None,
                "fetched": newest.note["fetched"] if newest else None,
                "is_bundled": newest is not None and newest.is_bundled,
                "quarantined": [vintage.name for vintage in store.quarantined(table.name)],
                "left_out": [
                    refused.place.rpartition("/")[2]
                    for one, refused in left_out
                    if one.name == table.name
                ],
                "tried": last["tried"] if last else None,
                "outcome": last["outcome"] if last else None,
                "text": last["text"] if last else None,
            }
        )
    return tables


def left_out() -> str:
    """What was kept and feeds nothing, with what to do; nothing when all is whole."""
    return "".join(
        f"\nLeft out, while the rest of {table.dataset.table} is served: {refused}"
        for table, refused in claims.left_out()
    )


def chosen(names: list[str]) -> tuple[list[DatasetFile], Answer | None]:
    """Tables by name, all when none is named; or what is wrong with the names."""
    tables = {table.name: table for table in datasets.fetched()}
    unknown = [name for name in names if name not in tables]
    if unknown:
        return [], wrong_call(f"unknown: {', '.join(unknown)}; there is: {', '.join(tables)}")
    return [tables[name] for name in names] or list(tables.values()), None


def wrong_call(text: str) -> Answer:
    """The answer to a wrong call."""
    return {"ok": False, "text": text}
