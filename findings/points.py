"""Rows of an answer as points that may be compared: one line, no mixture, bounds by rounding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from math import floor, inf, isfinite, log10
from typing import Any, Protocol

from data.answer import Answer
from i18n.dates import date_of
from i18n.numbers import decimal_of, rounded

#: What makes a line: rows that differ in any of these are never compared.
CONCEPTS = ("indicator", "measure", "region", "partner", "counterpart", "place", "flow", "mode",
            "direction", "product", "scheme", "trade_system", "export_system", "import_system",
            "china_scope", "basis", "adjustment", "unit")  # fmt: skip
#: Kinds of statement that may stand in one line, the strongest first.
_STATEMENTS = (
    {"statistic", "observation", "computed"},
    {"statement", "operator_statement", "report", "context"},
    {"announcement"},
    {"plan", "forecast", "capacity"},
)
_RELIABLE = 15


class FigureRow(Protocol):
    """A figure; it may have what a claim or a change has besides."""

    unit: str
    value: Any
    period_kind: str


class SeveralLines(ValueError):
    """An answer holds more than one line: narrow it first, a finding never mixes them."""


def number(x: Any) -> float | None:
    """A finite number; None for what is missing."""
    d = decimal_of(x)
    return None if d is None or d.is_infinite() else float(d)


def text(x: Any) -> str:
    """A code; empty for what is missing."""
    return x if isinstance(x, str) else ""


def significant_digits(value: float, step: float | None) -> int:
    """With how many digits a figure was stated that say something: formula.significant_digits."""
    if not value or not step:
        return _RELIABLE
    return max(1, floor(log10(abs(value) / step) + 1e-9) + 1)


@dataclass(frozen=True)
class Point:
    """One figure of a line: its row, and between which bounds it lies as rounded and qualified."""

    position: int
    row: FigureRow
    value: float | None
    low: float
    high: float
    step: float | None
    start: date | None
    end: date | None
    claim_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    is_size: bool = False

    @property
    def qualifier(self) -> str:
        """How exactly it is stated."""
        return text(getattr(self.row, "qualifier", None)) or "exact"

    @property
    def is_measurable(self) -> bool:
        """Whether one may calculate with it: a figure, not an end of what was left open."""
        has_ends = isfinite(self.low) and isfinite(self.high)
        return has_ends and self.value is not None and self.qualifier in ("exact", "about")

    @property
    def status(self) -> str:
        """What its publisher thinks of it."""
        return text(getattr(self.row, "status", None)) or "unknown"

    @property
    def sort(self) -> tuple[object, ...]:
        """Kind of period and its place in the year: only the same ones are compared."""
        if self.start is None or self.end is None:
            return (self.row.period_kind,)
        return (self.row.period_kind, self.start.month, self.end.month,
                self.end.year - self.start.year)  # fmt: skip

    def above(self, other: Point) -> bool:
        """Whether it is higher beyond rounding; bounds that only touch belong to neighbours."""
        hair = 1e-12 * max(abs(other.high), abs(self.low)) if isfinite(other.high) else 0.0
        are_ranges = self.high > self.low and other.high > other.low
        return self.low - other.high > (-hair if are_ranges else hair)

    def below(self, other: Point) -> bool:
        """Whether it is lower beyond rounding."""
        return other.above(self)

    def differs(self, other: Point) -> bool:
        """Whether it is another figure beyond rounding."""
        return self.above(other) or other.above(self)

    def negated(self) -> Point:
        """The size of a negative figure."""
        value = None if self.value is None else -self.value
        return Point(self.position, self.row, value, -self.high, -self.low, self.step, self.start,
                     self.end, self.claim_ids, self.source_ids, is_size=True)  # fmt: skip


def bounds(row: FigureRow) -> tuple[float, float]:
    """Between what a figure lies as it was rounded and qualified: as core.claim has it."""
    value, qualifier = number(row.value), text(getattr(row, "qualifier", None))
    if value is None:
        low, high = (number(getattr(row, f"value_{end}", None)) for end in ("low", "high"))
        return -inf if low is None else low, inf if high is None else high
    if row.unit == "rank":
        return value, value
    step = number(getattr(row, "step", None))
    if step is None and qualifier not in ("", "exact", "more_than"):
        return -inf, value if qualifier in ("almost", "up_to", "less_than") else inf
    step = step or 0.0
    low = {"up_to": -inf, "less_than": -inf, "about": value - step, "almost": value - step,
           "more_than": value}.get(qualifier, value - step / 2)  # fmt: skip
    high = {"more_than": inf, "about": value + step, "almost": value, "up_to": value,
            "less_than": value}.get(qualifier, value + step / 2)  # fmt: skip
    return low, high


def ratio(now: Point, base: Point) -> float:
    """One figure over another, no finer than the coarser of both: formula.ratio."""
    return _coarsened(_exact(now, base), now, base, 0)


def growth(now: Point, base: Point) -> float:
    """Change from one figure to another, in percent: formula.growth."""
    return _coarsened(100 * (_exact(now, base) - 1), now, base, 2)


def _exact(now: Point, base: Point) -> float:
    return (now.value or 0.0) / base.value if base.value else 0.0


def _coarsened(x: float, now: Point, base: Point, places: int) -> float:
    """Whole where it may have no digit behind the comma: formula.coarsened.

    ``places``: by how many the comma moved against the ratio.
    """
    exact = _exact(now, base)
    if not exact or not isfinite(exact):
        return x
    digits = min(significant_digits(p.value or 0.0, p.step) for p in (now, base))
    return rounded_to(x, 0 if digits - 1 - floor(log10(abs(exact))) - places < 1 else 9)


def rounded_to(x: float, digits: int) -> float:
    """Half-up to so many digits."""
    d = decimal_of(x)
    return x if d is None else float(rounded(d, digits))


@dataclass(frozen=True)
class Line:
    """The figures of one thing over time that may be compared, oldest first.

    ``later``: newer figures of another kind of period, which are no part of it.
    """

    answer: Answer
    points: tuple[Point, ...]
    later: tuple[Point, ...] = ()

    @property
    def now(self) -> Point:
        """The newest figure."""
        return self.points[-1]

    @property
    def before(self) -> tuple[Point, ...]:
        """All others."""
        return self.points[:-1]

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """Years between the first and the last without a figure."""
        years = [point.end.year for point in self.points if point.end]
        return tuple(sorted({*range(years[0], years[-1])} - {*years})) if years else ()

    def is_whole_from(self, position: int) -> bool:
        """Whether there is a figure for each year from this point on."""
        ends = [point.end for point in self.points[position:]]
        return all(one and two and two.year - one.year == 1
                   for one, two in pairwise(ends))  # fmt: skip

    def sizes(self) -> Line:
        """The same line of negative figures by their size."""
        return Line(self.answer, tuple(point.negated() for point in self.points), self.later)


def points_of(answer: Answer) -> list[Point]:
    """All rows of an answer that say something, in their order."""
    source_of = dict(zip(answer.claims.get("claim_id", ()), answer.claims.get("source_id", ()),
                         strict=True))  # fmt: skip
    return [point for position, row in enumerate(answer)
            if (point := _point(position, row, source_of))]  # fmt: skip


def _point(position: int, row: FigureRow, source_of: dict[str, str]) -> Point | None:
    low, high = bounds(row)
    if number(row.value) is None and low == -inf and high == inf:
        return None
    start, end = (date_of(getattr(row, f"period_{end}", None)) for end in ("start", "end"))
    claim_ids = tuple(ids_in(row, "claim_id"))
    sources = {source_of[one] for one in claim_ids if one in source_of}
    sources.update(ids_in(row, "source_id"))
    return Point(position, row, number(row.value), low, high, number(getattr(row, "step", None)),
                 start or end, end or start, claim_ids, tuple(sorted(sources)))  # fmt: skip


def ids_in(row: object, name: str) -> Iterator[str]:
    """Ids that a row names in one column or in its list."""
    if one := text(getattr(row, name, None)):
        yield one
    many: Any = getattr(row, f"{name}s", None)
    if hasattr(many, "__iter__") and not isinstance(many, str):
        yield from (str(one) for one in many)


def line_of(answer: Answer) -> Line:
    """The line of an answer: its strongest kind of statement, its commonest kind of period.

    Figures that stand apart, and those of low confidence beside surer ones, are no part of it.
    """
    points = [p for p in points_of(answer) if not holds(p.row, "is_apart")]
    sure = [p for p in points if text(getattr(p.row, "confidence", None)) != "low"]
    points = _of_one_statement(sure or points)
    check_one_line(points)
    dated = [p for p in points if p.end is not None] or points
    dated.sort(key=lambda p: (p.end or date.min, p.start or date.min, -p.position))
    counted = Counter(p.sort for p in dated)
    if not dated:
        return Line(answer, ())
    most = max(counted.values())
    sort = next(p.sort for p in reversed(dated) if counted[p.sort] == most
                or p.row.period_kind in ("month", "quarter", "half"))  # fmt: skip
    own = [p for p in dated if p.sort == sort]
    own = [p for p, after in zip(own, [*own[1:], None], strict=True)
           if after is None or after.end != p.end]  # fmt: skip
    later = [p for p in dated if p.sort != sort and p.end and own[-1].end and p.end > own[-1].end]
    return Line(answer, tuple(own), tuple(later[-1:]))


def holds(row: object, column: str) -> bool:
    """Whether a column of a row says yes."""
    return getattr(row, column, False) in (True, 1)


def _of_one_statement(points: Sequence[Point]) -> list[Point]:
    for kinds in _STATEMENTS:
        own = [p for p in points if getattr(p.row, "evidence_kind", "statistic") in kinds]
        if own:
            return own
    return list(points)


def check_one_line(points: Sequence[Point], apart_from: Sequence[str] = ()) -> None:
    """SeveralLines where rows differ in what makes a line, but for some columns."""
    if not points:
        return
    columns = [name for name in CONCEPTS if hasattr(points[0].row, name) and name not in apart_from]
    for name in columns:
        values = {text(getattr(point.row, name)) for point in points}
        if len(values) > 1:
            raise SeveralLines(f"rows differ in {name}: {sorted(values)}; narrow the answer first")
