"""What was not fetched yet, for two readers: in plain words, and the command, folded, for one.

A council member asks the person who looks after the program; that person finds the command below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from ui import links, visit

_ROOM = "unfetched"
#: Names of sources whose publisher gives nothing without an account begin so.
_WITH_ACCOUNT = "genesis_"


@dataclass(frozen=True)
class MissingData:
    """A sentence that says what lacks and who can fetch it; ``html`` has the command as well."""

    text: str
    html: str


class Lacking(NamedTuple):
    """What lacks, as a sentence, and the names of the sources that bring it."""

    reason: str
    tables: Sequence[str]


def all_not_fetched(lacking: Sequence[Lacking]) -> MissingData:
    """The same of several things that a page would show one below the other: said once."""
    reason = " ".join(one.reason for one in lacking)
    return not_fetched(reason, [table for one in lacking for table in one.tables])


def not_fetched(reason: str, tables: Sequence[str]) -> MissingData:
    """What to say of tables that nobody has fetched yet, or of which no state was known on a day.

    ``reason``: what lacks; ``tables``: names of their sources, as ``etl update`` takes them.
    """
    locale = visit.locale()
    if visit.current().as_of:
        return nothing_missing(locale(f"{_ROOM}.as_of"))
    needs_account = [name.startswith(_WITH_ACCOUNT) for name in tables]
    who = "ask" if not any(needs_account) else "ask_account" if all(needs_account) else "ask_some"
    advice = locale(f"{_ROOM}.{who}")
    text = f"{reason} {advice}".strip()
    commands = [f"python -m etl update {' '.join(tables)}"]
    where = f" {links.page_link('data/setup')}" if links.has_place("data/setup") else ""
    told = f'<div class="cm-key" role="note">{escape(text)}{where} {technical(commands)}</div>'
    return MissingData(text, told)


def technical(commands: Sequence[str]) -> str:
    """Commands, folded, under a heading that says for whom they are."""
    items = "".join(f"<li><code>{escape(command)}</code></li>" for command in commands)
    return folded(f"<ul>{items}</ul>")


def folded(body: str) -> str:
    """HTML of ours for the technician, folded under the same heading."""
    locale = visit.locale()
    heading = escape(locale(f"{_ROOM}.technical"))
    return f'<details class="cm-technical"><summary>{heading}</summary>{body}</details>'


def nothing_missing(text: str) -> MissingData:
    """What to say of an empty list where nothing lacks: this text alone."""
    return MissingData(text, note(text))


def note(text: str, below: str = "") -> str:
    """A framed note; ``below`` is HTML."""
    return f'<div class="cm-empty" role="note"><p>{escape(text)}</p>{below}</div>'
