"""How wide the columns of a table are on paper, so that all of it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from charts.paper import font
from reports.item import Cells

#: Room at both sides of a cell together, in points.
_INSET = 8.5
_BREAKS = re.compile("[ \u200b]")


def widths(table: Cells, room: float, size: float) -> list[float]:
    """Width of each column in points, together ``room`` at most: long texts give way to short ones.

    A column is never narrower than its longest word or figure, unless all of those together are
    too wide.
    """
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.headers)
    wide = [[_wide(text, size) for text in column] for column in cells]
    whole = [max(_wide(head, size), *own, 0) for head, own in zip(table.headers, wide, strict=True)]
    if sum(whole) <= room:
        return whole
    least = narrowest(table, size)
    if (needed := sum(least)) >= room:
        return [one * room / needed for one in least]
    # What nine cells of ten need: a single long one does not take the room of all others.
    wanted = [
        max(low, sorted(own)[len(own) * 9 // 10] if own else 0)
        for low, own in zip(least, wide, strict=True)
    ]
    share = min(1.0, (room - needed) / max(sum(wanted) - needed, 1.0))
    return [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]


def narrowest(table: Cells, size: float) -> list[float]:
    """How wide each column must be for its longest word or figure."""
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.headers)
    return [
        max(
            _longest((head,), size),
            max((_wide(text, size) for text in texts), default=0)
            if is_figure else _longest(texts, size),
        )
        for head, texts, is_figure in zip(table.headers, cells, table.numeric, strict=True)
    ]  # fmt: skip


def _longest(texts: Iterable[str], size: float) -> float:
    """How wide the longest word of some cells is."""
    return max((_wide(word, size) for text in texts for word in _BREAKS.split(text)), default=0)


def _wide(text: str, size: float) -> float:
    return font.width(text, size, bold=True) + _INSET
