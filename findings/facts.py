"""Which facts a line holds, without a word of any language, in the published order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from findings.order import (
    EXTREME_LEAST,
    FOLD_LEAST,
    FOLD_MOST,
    ORDER,
    PEAK_LEAST_PCT,
    RATE_DIGITS,
    RUN_LEAST,
    SINCE_LEAST,
    SMALL_COUNT,
)
from findings.points import Line, Point, growth, number, ratio, significant_digits, text

#: Units that are counted one by one.
COUNTED = frozenset([
    "projects", "deals", "companies", "jobs", "employees", "inhabitants", "persons", "trains",
    "containers", "trains_per_week", "services_per_week", "round_trips_per_week", "values", "weeks",
    "trucks",
])  # fmt: skip
Compare = Callable[[Point, Point], bool]

#: Devices of which one is enough for each base.
_COMPARING = ("constant", "peak", "fold", "on_year")


@dataclass(frozen=True)
class Fact:
    """One thing that may be said of the newest figure of a line.

    ``base``: the figure it is compared with; ``amount``: by how much, in percent (``change``),
    times (``fold``) or the unit (``difference``); None where both figures are named instead.
    ``is_stated``: the answer gives the amount itself, in ``column``.
    """

    device: str
    base: Point | None = None
    amount: float | None = None
    formula: str = "change"
    column: str = "value"
    is_other_source: bool = False

    @property
    def is_stated(self) -> bool:
        """Whether the answer gives the amount itself."""
        return self.column != "value"


def of_line(line: Line) -> list[Fact]:
    """All facts of a line, in the published order."""
    if not line.points:
        return []
    by_device = {fact.device: fact for fact in _all_facts(line)}
    by_base: dict[int, Fact] = {}
    for fact in (by_device[device] for device in ORDER if device in by_device):
        by_base.setdefault(-len(by_base) - 1 if fact.base is None or fact.device not in _COMPARING
                           else fact.base.position, fact)  # fmt: skip
    return [*by_base.values()]


def _all_facts(line: Line) -> Iterator[Fact]:
    now, before = line.now, line.before
    if before and now.row.unit != "rank":
        if all((p.value, p.qualifier) == (now.value, "exact") for p in before):
            yield Fact("constant", before[0])
        elif len(line.points) >= EXTREME_LEAST:
            if all(now.above(p) for p in before):
                yield Fact("highest", before[0])
            if all(p.above(now) for p in before):
                yield Fact("lowest", before[0])
        yield from _compared(line)
        yield from _since(line)
        yield from _runs(line)
    yield from on_year(line)


def _compared(line: Line) -> Iterator[Fact]:
    """Against the peak and against the first."""
    now, before = line.now, line.before
    peak = max(before, key=lambda p: p.low)
    is_sole = all(peak.above(p) for p in line.points if p is not peak)
    if is_sole and peak.is_measurable and now.is_measurable and peak.value and peak.value > 0:
        drop = 100 * (1 - (now.value or 0) / peak.value)
        if drop >= PEAK_LEAST_PCT:
            yield change("peak", now, peak)
    first = before[0]
    if can_divide(now, first) and not _is_small(first) and now.row.unit != "percent":
        times = ratio(now, first)
        # Of few digits a ratio may be rounded up to the limit: 5 over 3 is not twice as much.
        if (now.value or 0.0) >= FOLD_LEAST * (first.value or 0.0) and times <= FOLD_MOST:
            yield Fact("fold", first, times, "fold", is_other_source=_across(now, first))


def change(device: str, now: Point, base: Point) -> Fact:
    """By how much a figure differs from its base; without amount where a rate says nothing."""
    across = _across(now, base)
    if not can_divide(now, base) or now.row.unit == "percent" or _is_small(base):
        return Fact(device, base, is_other_source=across)
    return Fact(device, base, growth(now, base), is_other_source=across)


def can_divide(now: Point, base: Point) -> bool:
    """Whether a rate of both means something: exact enough, and neither at nor below zero.

    Of a figure with a single digit that says something, 3 or "5 bn", a rate would be a guess.
    """
    if any(significant_digits(p.value or 0.0, p.step) < RATE_DIGITS for p in (now, base)):
        return False
    return (now.is_measurable and base.is_measurable and (base.value or 0) > 0
            and now.value is not None and now.value > 0)  # fmt: skip


def _is_small(base: Point) -> bool:
    return base.row.unit in COUNTED and abs(base.value or 0) < SMALL_COUNT


def _across(now: Point, base: Point) -> bool:
    return now.source_ids != base.source_ids


def _since(line: Line) -> Iterator[Fact]:
    """The last one that was lower (or higher), where all between were not."""
    now, before = line.now, line.before
    sides: tuple[tuple[str, Compare, Compare], ...] = (
        ("last_lower", Point.above, Point.below), ("last_higher", Point.below, Point.above),
    )  # fmt: skip
    for device, is_on_this_side, is_beyond in sides:
        position = next((n for n in reversed(range(len(before)))
                         if is_on_this_side(now, before[n])), None)  # fmt: skip
        if position is None:
            continue
        between = before[position + 1 :]
        if len(between) >= SINCE_LEAST and line.is_whole_from(position) and all(
                is_beyond(now, p) for p in between):  # fmt: skip
            yield Fact(device, before[position])


def _runs(line: Line) -> Iterator[Fact]:
    """Risen or fallen each year since then."""
    points = line.points
    sides: tuple[tuple[str, Compare], ...] = (("fallen", Point.above), ("risen", Point.below))
    for device, moved in sides:
        length = 0
        while length + 2 <= len(points) and moved(points[-length - 2], points[-length - 1]):
            length += 1
        start = len(points) - 1 - length
        if length >= RUN_LEAST and line.is_whole_from(start) and line.now.row.period_kind == "year":
            yield Fact(device, points[start])


def on_year(line: Line) -> Iterator[Fact]:
    """Change on the year before: as the answer states it, else worked out where both stand."""
    now = line.now
    base = line.before[-1] if line.before else None
    if base and not line.is_whole_from(len(line.points) - 2):
        base = None
    row, claimed = now.row, text(getattr(now.row, "base_claim_id", None))
    if base and claimed and claimed not in base.claim_ids:
        base = None  # the rate is against another figure than the one that stands here
    is_across = text(getattr(row, "growth_note", None)) == "other_source"
    stated = number(getattr(row, "growth_pct", None))
    difference = number(getattr(row, "difference", None))
    if row.unit == "rank":
        if base:
            yield Fact("on_year", base, is_other_source=_across(now, base))
    elif row.unit == "percent":
        if difference is not None and not now.is_size:
            yield Fact("on_year", base, difference, "difference", "difference", is_across)
        elif base and base.is_measurable and now.is_measurable and base.value is not None:
            yield Fact("on_year", base, is_other_source=_across(now, base))
    elif (
        stated is not None
        and not now.is_size
        and not (base and (_is_small(base) or (base.is_measurable and not can_divide(now, base))))
    ):
        if now.is_measurable:
            yield Fact("on_year", base, stated, "change", "growth_pct", is_across)
    elif base and base.is_measurable and now.value is not None:
        hidden = hasattr(row, "growth_pct")
        yield Fact("on_year", base, is_other_source=_across(now, base)) if hidden else \
            change("on_year", now, base)  # fmt: skip
