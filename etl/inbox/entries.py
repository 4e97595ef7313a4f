"""Which rows of a report are entries, and which are a total, a note below, the header once more.

What is left out is said in the notes, with what stood there.
"""

from __future__ import annotations

import re
from typing import Any

from etl.inbox.header import Header
from etl.inbox.issues import Issue
from etl.inbox.table import NoValue

_TOTAL = re.compile(
    r"(Summen?|Gesamt(summe)?|Total|Insgesamt|Zwischensumme|Sum|Durchschnitt|Mittelwert|Average"
    r"|Sub-?total|Grand total|Anzahl|Σ)\b.{0,40}|Σ.{0,40}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+−\d.,\s%]+(t|kg|TEU)?")


def is_entry(row: tuple[Any, ...], required: list[int]) -> bool:
    """Whether a row is an entry, whatever is wrong with it: its required cells and one more."""
    has_required = all(place < len(row) and row[place] is not None for place in required)
    return has_required and sum(cell is not None for cell in row) > 1 and not _is_total(row)


def _is_total(row: tuple[Any, ...]) -> bool:
    """A word such as "Summe", and nothing but figures beside it."""
    words = _words(row)
    return len(words) == 1 and _TOTAL.fullmatch(words[0]) is not None


def _words(row: tuple[Any, ...]) -> list[str]:
    texts = [cell for cell in row if isinstance(cell, str) and not isinstance(cell, NoValue)]
    return [one for one in texts if not _FIGURE.fullmatch(one)]


def is_left_out(entry: tuple[int, tuple[Any, ...]], found: Header, required: list[int],
                 last: int, notes: list[Issue]) -> bool:  # fmt: skip
    """Whether a row is no entry: a total, a note below the table, the header once more."""
    number, row = entry
    if is_entry(row, required):
        return [one for one in row if isinstance(one, str)] == _header_cells(found)
    filled = [(place, one) for place, one in enumerate(row) if one is not None]
    shown = " | ".join(str(one) for _, one in filled)[:80]
    below = number > last
    if _is_total(row) or (below and not _words(row)):
        notes.append(Issue("skipped_total", row=number, found=shown))
        return True
    if below and len(filled) == 1:
        notes.append(Issue("skipped_note", row=number, found=shown))
        return True
    return not any(place in found.columns for place, _ in filled)


def _header_cells(found: Header) -> list[str]:
    """The lowest header row, which some programs repeat on every page."""
    if not found.repeated:
        row = next(row for number, row in found.sheet.rows if number == found.below)
        found.repeated = [one for one in row if isinstance(one, str)]
    return found.repeated


def tell_gaps(body: list[tuple[int, tuple[Any, ...]]], found: Header,
              notes: list[Issue]) -> None:  # fmt: skip
    """Empty rows between the others, which are not there in the sheet as it was read."""
    if body and (empty := body[-1][0] - found.below - len(body)) > 0:
        notes.append(Issue("skipped_empty", found=str(empty)))
