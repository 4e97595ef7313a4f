"""Discover: which tables the Landesdatenbank NRW lists now, and which of them are read here.

The codes of its tables of foreign trade and of ports stand in no document: they are asked for at
run time, and nothing is read by a code that was only guessed.
"""

from __future__ import annotations

import argparse
import re

from etl import datasets
from etl.fetch.credentials import landesdatenbank
from etl.fetch.errors import Failed, NeedsAccount
from etl.fetch.http import Web
from etl.readers.landesdatenbank import catalogue
from etl.readers.landesdatenbank import client as ask
from etl.vintages.cli import Answer, wrong_call

#: Numbers of statistics are those of all statistical offices: trade, inland shipping, accounts,
#: foreigners, inhabitants.
SELECTIONS = ("51000*", "46321*", "82711*", "12521*", "12411*")
_SELECTION = re.compile(r"[0-9]{1,5}[0-9a-z-]*\*?")


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    verb = verbs.add_parser(
        "discover", help="list the tables of Landesdatenbank NRW, and which of them are read here"
    )
    verb.add_argument("selections", nargs="*", metavar="SELECTION",
                     help=f"codes, * for any rest; else {' '.join(SELECTIONS)}")  # fmt: skip


def list_tables(selections: list[str], web: Web) -> tuple[int, Answer]:
    """Exit code and answer: each table found with code, title, span, and the source that reads it.

    What cannot be asked is said and changes nothing.
    """
    wrong = [entry for entry in selections if not _SELECTION.fullmatch(entry)]
    if wrong:
        return 2, wrong_call(f"no code of tables: {', '.join(wrong)}; expected one as 51000*")
    try:
        account = landesdatenbank()
    except NeedsAccount as needs:
        return 5, {"ok": False, "text": str(needs)}
    ours = {table.dataset.table: table.name for table in datasets.fetched()}
    tables: list[dict[str, str | None]] = []
    lines: list[str] = []
    for selection in selections or SELECTIONS:
        try:
            entries = catalogue.tables(web, account, selection)
        except Failed as failed:
            error = account.redacted(str(failed).encode()).decode()
            return 4, {"ok": False, "text": "\n".join([*lines, error]), "tables": tables}
        lines.append(f"{selection}: {len(entries) or 'no'} table{'s' * (len(entries) != 1)}")
        for entry in entries:
            source = ours.get(entry.code)
            tables.append({"selection": selection, "code": entry.code, "title": entry.title,
                          "time": entry.time, "source": source})  # fmt: skip
            mark = f"read by {source}" if source else "not read here"
            lines.append(f"  {entry.code}  {entry.title} ({entry.time or 'no span'}): {mark}")
    lines.append(
        "A table that is not read here lacks a declaration of its layout: download it at "
        f"{ask.PAGE}CODE and declare it in a file of etl/datasets."
    )
    return 0, {"ok": True, "text": "\n".join(lines), "tables": tables}
