"""What was not fetched yet, for two readers: in plain words, and the command, folded, for one.

A council member asks the person who looks after the program; that person finds the command below.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui import visit

_ROOM = "unfetched"
#: Names of sources whose publisher gives nothing without an account begin so.
_WITH_ACCOUNT = "genesis_"


class Unfetched(str):
    """A sentence that says what lacks and who can fetch it; ``html`` has the command as well."""

    __slots__ = ("html",)
    html: str

    def __new__(cls, said: str, html: str) -> Unfetched:
        """Make a text that reads as its sentence."""
        made = super().__new__(cls, said)
        made.html = html
        return made


def not_fetched(said: str, tables: Sequence[str]) -> Unfetched:
    """What to say of tables that nobody has fetched yet.

    ``said``: what lacks; ``tables``: names of their sources, as ``etl update`` takes them.
    """
    locale = visit.locale()
    needs = any(name.startswith(_WITH_ACCOUNT) for name in tables)
    text = f"{said} {locale(f'{_ROOM}.ask_account' if needs else f'{_ROOM}.ask')}".strip()
    commands = [f"python -m etl update {' '.join(tables)}"]
    return Unfetched(text, noted(text, technical(commands)))


def technical(commands: Sequence[str]) -> str:
    """Commands, folded, under a heading that says for whom they are."""
    listed = "".join(f"<li><code>{escape(one)}</code></li>" for one in commands)
    return folded(f"<ul>{listed}</ul>")


def folded(body: str) -> str:
    """HTML of ours for the technician, folded under the same heading."""
    locale = visit.locale()
    heading = escape(locale(f"{_ROOM}.technical"))
    return f'<details class="cm-technical"><summary>{heading}</summary>{body}</details>'


def no_lack(said: str) -> Unfetched:
    """What to say of an empty list where nothing lacks: this text alone."""
    return Unfetched(said, noted(said))


def noted(text: str, below: str = "") -> str:
    """A framed note; ``below`` is HTML."""
    return f'<div class="cm-empty" role="note"><p>{escape(text)}</p>{below}</div>'
