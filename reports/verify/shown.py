"""The numbers that a document shows, beside those that it was made with.

The document is made again of the Mappe in it. A text that says the same words with another number,
a row of a table or a series of a chart with another figure, was altered by hand; a number in words
that nobody of ours wrote is somebody's own and only told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from reports.mappe import Mappe
from reports.verify.read import Piece

#: A number as people write it, with how large it is; not the digits of a code, an address, a name.
_NUMBER = re.compile(
    r"(?<![\w.,/#&=-])[-−+]?\d(?:[\d.,]*\d)?(?![\w/]|[.,]\d)"
    r"(?: ?(?:Tsd\.|Mio\.|Mrd\.|Mill\.|million|billion|bn|%|Prozentpunkte|Prozent|percent))?",
    re.ASCII,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[A-Z]{2,5}-[A-Z0-9]{4,}")
_GAPS = re.compile(r"[\s\u00a0\u202f\u200b]+")
#: So alike are two texts of which one was made of the other.
_ALIKE = 0.82
#: Stands for a number in a text of which only the words are compared.
_HOLE = "\x00"
#: So many are told at most.
_MOST = 200


@dataclass(frozen=True)
class Altered:
    """A number that the document was not made with: where, in which words, and what it was.

    ``expected`` is empty where the words are not ours: then somebody added them.
    """

    place: Piece
    found: str
    expected: str

    @property
    def is_own(self) -> bool:
        """Whether somebody wrote it beside what was ours."""
        return not self.expected


def altered(shown: Iterable[Piece], made: Iterable[Piece], mappe: Mappe) -> list[Altered]:
    """What differs between the document's numbers and those of the one made again."""
    known = _Known([*(one.text for one in made), *_texts(mappe)])
    changes: list[Altered] = []
    for piece in shown:
        changes += known.compared(piece)
        if len(changes) >= _MOST:  # another document: its numbers need not be told one by one
            break
    return changes


def _texts(mappe: Mappe) -> Iterable[str]:
    """Every text of a Mappe, however a document lays it out."""
    for entry in mappe.entries:
        item = entry.item
        yield from (item.title, item.subtitle, item.alt, item.source, item.changed, entry.comment)
        yield from item.notes
        yield from (part for label in item.labels for part in label)
        yield from (part for source in item.sources for part in source)
        yield from item.table.headers
        for row in item.table.rows:
            yield from row
    yield from (mappe.title, mappe.meeting, mappe.agenda_item, mappe.paper_number, mappe.author)


class _Known:
    """Texts by their words without numbers, and all their numbers."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.by_words: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.numbers: set[str] = set()
        for text in texts:
            words, numbers = _parted(text)
            if numbers:
                self.by_words[words].add(numbers)
                self.numbers.update(numbers)

    def compared(self, piece: Piece) -> list[Altered]:
        """The numbers of a piece that are not ours."""
        words, numbers = _parted(piece.text)
        if not numbers or numbers in self.by_words.get(words, ()):
            return []
        if words in self.by_words:
            expected = _nearest(numbers, self.by_words[words])
            pairs = zip(numbers, expected, strict=True)
            return [Altered(piece, one, other) for one, other in pairs if one != other]
        strange = [one for one in numbers if one not in self.numbers]
        if not strange:
            return []
        alike = get_close_matches(words, self.by_words, 1, _ALIKE)
        expected = _nearest(numbers, self.by_words[alike[0]]) if alike else ()
        were = dict(zip(numbers, expected, strict=False))
        return [Altered(piece, one, were.get(one, "")) for one in strange]


def _parted(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as its words, with holes for numbers, and the numbers."""
    plain = _GAPS.sub(" ", _ADDRESS.sub("", text)).strip()
    return _NUMBER.sub(_HOLE, plain), tuple(_NUMBER.findall(plain))


def _nearest(numbers: tuple[str, ...], known: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Those of some numbers that share most with others, place by place."""
    return max(sorted(known), key=lambda one: (
        sum(a == b for a, b in zip(one, numbers, strict=False)),
        SequenceMatcher(None, " ".join(one), " ".join(numbers), autojunk=False).ratio()
        if len(known) < 200 else 0.0,
    ))  # fmt: skip
