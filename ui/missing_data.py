"""What was not fetched yet: in a line, and the command, folded, for who runs the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from ui import links, visit

_ROOM = "unfetched"


@dataclass(frozen=True)
class MissingData:
    """A sentence that says what lacks; ``html`` has the way to fetch it as well."""

    text: str
    html: str


class Lacking(NamedTuple):
    """What lacks, by its name, and the names of the sources that bring it."""

    what: str
    tables: Sequence[str]


def all_not_fetched(lacking: Sequence[Lacking]) -> MissingData:
    """The same of several things that a page would show one below the other: said once.

    How many they are, and their names folded.
    """
    names = "; ".join(one.what for one in lacking)
    what = visit.locale().count("lacking", len(lacking)) if len(lacking) > 1 else names
    return not_fetched([table for one in lacking for table in one.tables],
                       visit.locale()(f"{_ROOM}.line", what=what), names)  # fmt: skip


def not_fetched(tables: Sequence[str], reason: str = "", names: str = "") -> MissingData:
    """What to say of tables that nobody has fetched yet, or of which no state was known on a day.

    ``tables``: names of their sources, as ``etl update`` takes them; ``reason``: what lacks, said
    better than by these names; ``names``: what else is told of it, folded.
    """
    locale = visit.locale()
    if visit.current().as_of:
        return nothing_missing(locale(f"{_ROOM}.as_of"))
    reason = reason or locale(f"{_ROOM}.line", what=", ".join(tables))
    commands = [f"python -m etl update {' '.join(tables)}"]
    onward = links.page_link("data/setup") if links.has_place("data/setup") else ""
    where = f' <span class="cm-more">{onward}</span>' if onward else ""
    below = technical(commands, names)
    line = f'<div class="cm-key" role="note">{escape(reason)}{where} {below}</div>'
    return MissingData(reason, line)


def technical(commands: Sequence[str], names: str = "") -> str:
    """Commands, folded, under a heading that says for whom they are; ``names``: said before."""
    items = "".join(f"<li><code>{escape(command)}</code></li>" for command in commands)
    names_html = f"<p>{escape(names)}</p>" if names else ""
    return folded(f"{names_html}<ul>{items}</ul>")


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
