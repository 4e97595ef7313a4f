"""A document checked against the data: every figure as of its state and today, every number shown.

What is checked lies in the document itself: the Mappe that it was made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data import ask as data_ask
from i18n import LANGUAGES, Locale
from reports.mappe import SUFFIX, Entry, Mappe
from reports.verify.answers import WRONG, Asked, asked_again
from reports.verify.read import Piece, opened, pieces
from reports.verify.shown import Altered, altered

#: A short fact sheet has two pages; what has more is the long form.
_SHORT = 2


@dataclass(frozen=True)
class Verified:
    """What became of a document: its Mappe, of each figure what asking again gave, its numbers.

    ``is_compared``: whether the numbers that it shows were looked at too.
    """

    mappe: Mappe
    asked: tuple[tuple[Entry, Asked], ...]
    altered: tuple[Altered, ...]
    is_compared: bool

    @property
    def is_fine(self) -> bool:
        """Whether every figure is as it was known, and every number as it was made."""
        findings = [finding for _, one in self.asked for finding in one.findings]
        own = [one for one in self.altered if not one.is_own]
        return not own and not any(one.kind in WRONG for one in findings)


def verify(raw: bytes, name: str, today: date) -> Verified:
    """Check a document or a Mappe by its contents and the ending of its name.

    Raises Unreadable (with a reason for its reader) and NoWarehouse.
    """
    ending, mappe = opened(raw, name)
    shown = pieces(raw, ending)
    with data_ask.pinned_warehouse() as state:
        asked = tuple(
            (entry, asked_again(entry.item, Locale(entry.item.lang), today, is_demo=state.is_demo))
            for entry in mappe.entries
        )
    is_compared = ending != SUFFIX
    changes = _compared(mappe, ending, shown) if is_compared else []
    return Verified(mappe, asked, tuple(changes), is_compared)


def _compared(mappe: Mappe, ending: str, shown: Sequence[Piece]) -> list[Altered]:
    """What differs from the document made again, in the language in which least does."""
    own = next((entry.item.lang for entry in mappe.entries), LANGUAGES[0])
    best: list[Altered] | None = None
    for lang in sorted(LANGUAGES, key=lambda one: one != own):
        changes = altered(shown, _made_again(mappe, ending, shown, Locale(lang)), mappe)
        if best is None or len(changes) < len(best):
            best = changes
        if not best:
            break
    return best or []


def _made_again(mappe: Mappe, ending: str, shown: Sequence[Piece],
                locale: Locale) -> list[Piece]:  # fmt: skip
    """What the same document shows when it is made of the Mappe now."""
    from reports.documents import DOCUMENTS  # noqa: PLC0415 - a Mappe alone needs no libraries

    kind = ending[1:]
    if kind == "pdf" and max((int(one.number) for one in shown), default=0) > _SHORT:
        kind = "pdf_long"
    return pieces(DOCUMENTS[kind].make(mappe, locale), ending)
