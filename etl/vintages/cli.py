"""Keeping: what the verbs say of kept states: compare two, delete old ones, list all."""

from __future__ import annotations

import argparse
from typing import Any

from etl import datasets
from etl.fetch import attempts
from etl.schema import DatasetFile
from etl.vintages import claims, diff, store

Said = dict[str, object]


def compare(asked: argparse.Namespace) -> tuple[int, Said]:
    """What changed between two states of a table; exit code and answer."""
    found = []
    for name in (asked.before, asked.after):
        source, _, vintage = name.partition("/")
        tables = [table for table in datasets.fetched() if table.name == source]
        states_of = {one.name: one for one in store.of(source)} if tables else {}
        if vintage not in states_of:
            there = ", ".join(f"{source}/{one}" for one in states_of) or "no state of it"
            return 2, wrong_call(f"there is no {name}; there is: {there}")
        found.append(claims.parsed(tables[0], states_of[vintage]))
    changes = diff.between(*found)
    return 0, {"ok": True, "text": diff.told(changes), **diff.as_json(changes)}


def prune(asked: argparse.Namespace) -> tuple[int, Said]:
    """Delete all but the newest states; exit code and answer."""
    tables, wrong = chosen(asked.sources)
    if wrong or asked.keep < 1:
        return 2, wrong or wrong_call("--keep must be 1 or more: the last state always stays")
    with store.writing():
        gone = [one for table in tables for one in store.prune(table.name, asked.keep)]
    named = ", ".join(f"{one.source}/{one.name}" for one in gone) or "nothing"
    advice = " Next: python -m etl build" if gone else ""
    return 0, {"ok": True, "text": f"Deleted: {named}.{advice}",
               "deleted": [f"{one.source}/{one.name}" for one in gone]}  # fmt: skip


def status() -> list[dict[str, Any]]:
    """Each published table: its states, what is in quarantine, what came of its last fetch."""
    found: list[dict[str, Any]] = []
    noted = attempts.noted()
    for table in datasets.fetched():
        kept = store.of(table.name)
        last = noted.get(table.name)
        found.append(
            {
                "source": table.name,
                "table": table.dataset.table,
                "account": table.dataset.account,
                "vintages": [one.name for one in kept],
                "state": kept[-1].state.isoformat() if kept else None,
                "fetched": kept[-1].said["fetched"] if kept else None,
                "quarantined": [one.name for one in store.quarantined(table.name)],
                "tried": last["tried"] if last else None,
                "outcome": last["outcome"] if last else None,
                "text": last["text"] if last else None,
            }
        )
    return found


def chosen(names: list[str]) -> tuple[list[DatasetFile], Said | None]:
    """Tables by name, all when none is named; or what is wrong with the names."""
    tables = {table.name: table for table in datasets.fetched()}
    unknown = [name for name in names if name not in tables]
    if unknown:
        return [], wrong_call(f"unknown: {', '.join(unknown)}; there is: {', '.join(tables)}")
    return [tables[name] for name in names] or list(tables.values()), None


def wrong_call(text: str) -> Said:
    """The answer to a wrong call."""
    return {"ok": False, "text": text}
