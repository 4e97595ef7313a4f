"""What of a table of sums may be shown, so that no single firm can be worked out of it.

A table has cells; a cell is what each firm adds to it. The total of the cells is shown as well, and
is the only thing that tables of one list share: what can be worked out beyond a shown cell is the
sum of those that are not shown. So that sum must be one that could be shown itself. Against an
earlier table the same holds of what changed: in every sum that both let one work out, three firms
or more have changed, or none. Firms that moved from one cell to another fall out of a sum of both,
so sums of several are looked at as well.

- Few: fewer than three firms. Jobs too where one firm has more than 85 % of them, and where the
  second could tell those of the first to within 10 % (p % rule).
- Spread: the sum of what is not shown is at least 15 % above each cell that is protected, and at
  least as large as if all but one of them held one and that one three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

FEWEST = 3
LARGEST_SHARE = 0.85
CLOSEST = 0.10
SPREAD = 0.15
#: Sums with the same firms of which every union is looked at.
_MOST_BLOCKS = 8

#: Firm → what it adds; cells by their codes.
Parts = Mapping[str, int]
Cells = Mapping[str, Parts]


@dataclass(frozen=True)
class Table:
    """A table as it was shown: its cells, and the codes of those that were not."""

    cells: Cells
    hidden: frozenset[str]


def is_few(parts: Iterable[int]) -> bool:
    """Whether a count tells of too few firms."""
    return sum(1 for part in parts if part) < FEWEST


def is_telling(parts: Iterable[int]) -> bool:
    """Whether a sum of jobs tells those of a single firm, or nearly so."""
    sizes = sorted((abs(part) for part in parts if part), reverse=True)
    if len(sizes) < FEWEST:
        return True
    total, first, second = sum(sizes), sizes[0], sizes[1]
    return first > LARGEST_SHARE * total or total - first - second < CLOSEST * first


Codes = frozenset[str]
Test = Callable[[Iterable[int]], bool]


def merged(cells: Iterable[Parts]) -> dict[str, int]:
    """What each firm adds to several cells together."""
    sums: dict[str, int] = {}
    for parts in cells:
        for firm, part in parts.items():
            sums[firm] = sums.get(firm, 0) + part
    return sums


def changed(now: Parts, then: Parts) -> dict[str, int]:
    """By how much the firms changed that did."""
    firms = dict(now.items() ^ then.items())
    return {firm: part for firm in firms if (part := now.get(firm, 0) - then.get(firm, 0))}


def hidden(cells: Cells, earlier: Sequence[Table], tells: Test) -> frozenset[str] | None:
    """Codes of the cells that are not shown; None where not even the total may be.

    ``earlier``: the same table as it was shown before. ``tells``: whether parts tell too much.
    """
    if tells(merged(cells.values()).values()):
        return None
    protected = frozenset(code for code, parts in cells.items() if parts and tells(parts.values()))
    closed = set(protected)
    while (more := _lacking(cells, protected, closed, earlier, tells)) is not None:
        if not more:
            return None
        closed |= more
    return frozenset(closed)


def _lacking(cells: Cells, protected: Set[str], closed: Set[str], earlier: Sequence[Table],
             tells: Test) -> set[str] | None:  # fmt: skip
    """What is to be hidden as well: None where all is well, nothing where that helps no more."""
    if closed and not _is_covered(cells, protected, closed, tells):
        return _next(cells, closed, set())
    for then in earlier:
        for block in _sums_of_few(cells, closed, then, tells):
            if block - closed:
                return set(block)
            return _next(cells, closed, _that_changed(cells, then.cells))
    return None


def _sums_of_few(cells: Cells, closed: Set[str], then: Table, tells: Test) -> Iterator[Codes]:
    """Sums that two tables let one work out, of which the change tells too much."""
    changes: dict[Codes, dict[str, int]] = {}
    for block in _blocks(set(cells) | set(then.cells), closed, then.hidden):
        now, before = (merged(one.get(c, {}) for c in block) for one in (cells, then.cells))
        if parts := changed(now, before):
            changes[block] = parts
    for group in _by_firms(changes):
        if len(group) > _MOST_BLOCKS:
            # Too many sums to be looked at: hidden, they are one.
            yield frozenset().union(*group)
            continue
        for many in range(1, len(group) + 1):
            for some in combinations(group, many):
                parts = merged(changes[block] for block in some)
                if any(parts.values()) and tells(parts.values()):
                    yield frozenset().union(*some)


def _by_firms(changes: Mapping[Codes, Parts]) -> list[list[Codes]]:
    """The sums, those together in which the same firms changed; of others none falls out."""
    groups: list[tuple[set[str], list[Codes]]] = []
    for block, parts in changes.items():
        firms, mine = set(parts), [block]
        for group in [one for one in groups if one[0] & firms]:
            groups.remove(group)
            firms |= group[0]
            mine = [*group[1], *mine]
        groups.append((firms, mine))
    return [blocks for _, blocks in groups]


def _is_covered(cells: Cells, protected: Set[str], closed: Set[str], tells: Test) -> bool:
    """Whether what is not shown is a sum that could be shown, and leaves room for each cell."""
    union = merged(cells[code] for code in closed if code in cells)
    total = sum(union.values())
    widest = max((sum(cells[code].values()) for code in protected), default=0)
    return (
        len(closed) > 1
        and not tells(union.values())
        and total >= len(closed) + FEWEST - 1
        and total >= (1 + SPREAD) * widest
    )


def _next(cells: Cells, closed: Set[str], preferred: Set[str]) -> set[str]:
    """The smallest cell that is shown so far, of those preferred if there are any."""
    open_codes = [code for code in cells if code not in closed]
    order = sorted(open_codes, key=lambda c: (c not in preferred, sum(cells[c].values()), c))
    return set(order[:1])


def _that_changed(now: Cells, then: Cells) -> set[str]:
    return {code for code in {*now, *then} if changed(now.get(code, {}), then.get(code, {}))}


def _blocks(codes: Set[str], closed: Set[str], before: Set[str]) -> Iterator[Codes]:
    """The smallest sums that two tables both let one work out, as the codes of their cells."""
    lumps = [frozenset(closed), frozenset(before)]
    if lumps[0] & lumps[1]:
        lumps = [lumps[0] | lumps[1]]
    yield from (lump for lump in lumps if lump)
    yield from (frozenset((code,)) for code in sorted(codes - closed - before))
