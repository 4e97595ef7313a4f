"""The corridor calculator: assumptions and what the visitor entered → answers to be drawn.

Nothing here knows a figure of its own: spans come from the question ``assumptions`` or from the
visitor, formulas from ``corridor.formulas``. What cannot be worked out names what it lacks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pandas as pd

from corridor import formulas
from corridor.interval import Span, over, single, total
from data.answer import Answer, Column

#: What is known of one way; each is a span of the result, or says what it lacks.
RESULTS = ("days", "freight_eur", "co2_kg", "capital_eur", "total_eur")
#: Where an axis may end, in tenths of a power of ten; an eighth of each is a round figure.
_EIGHTHS = (10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 100)


class AssumptionRow(Protocol):
    """What the visitor may enter: of the question assumptions."""

    least: float
    most: float
    is_single: bool


class StatedAssumption(AssumptionRow, Protocol):
    """What we assume and who says so: of the question assumptions."""

    basis: str
    code: str
    high: float
    low: float
    source_ids: Sequence[str]
    stated: str | None
    unit: str


class CorridorRow(Protocol):
    """A corridor with its legs: of the question corridors."""

    corridor: str
    main_leg: str
    main_mode: str
    last_leg: str | None
    last_mode: str


@dataclass(frozen=True, eq=False)
class Inputs:
    """All assumptions by code, those that the visitor entered in place of ours.

    ``own``: ranges of our own, from no source; a single figure of ours is a convention, no range.
    """

    spans: Mapping[str, Span]
    entered: frozenset[str]
    own: frozenset[str] = frozenset()

    def __getitem__(self, code: str) -> Span | None:
        return self.spans.get(code)

    def lacking(self, codes: Iterable[str]) -> list[str]:
        """Which of these have no figure."""
        return [code for code in dict.fromkeys(codes) if code not in self.spans]

    def of_our_own(self, codes: Iterable[str]) -> list[str]:
        """Which of these are ranges of our own."""
        return [code for code in dict.fromkeys(codes) if code in self.own]

    def fixed(self, spans: Mapping[str, Span]) -> Inputs:
        """The same with other figures for some."""
        return replace(self, spans={**self.spans, **spans})


@dataclass(frozen=True)
class Way:
    """One corridor worked out; ``needs``: which assumptions each result rests on."""

    code: str
    results: Mapping[str, Span | None]
    needs: Mapping[str, Sequence[str]]

    @property
    def base_eur(self) -> Span | None:
        """What is paid per FEU whatever the goods are worth: freight, and CO₂ at its price."""
        return self.results["base_eur"]

    @property
    def days(self) -> Span | None:
        """Days on the way."""
        return self.results["days"]


def inputs_of(assumptions: Answer, entered: Mapping[str, Span]) -> Inputs:
    """Take what the visitor entered, else what the sources or we say; open ones stay away."""
    spans = {row.code: Span(row.low, row.high) for row in assumptions if row.low == row.low}
    own = {row.code for row in assumptions if row.basis == "own" and row.low < row.high}
    return Inputs({**spans, **entered}, frozenset(entered), frozenset(own - set(entered)))


def ways(corridors: Answer, inputs: Inputs) -> list[Way]:
    """Every corridor worked out, in the order of the question ``corridors``."""
    return [_way(row, inputs) for row in corridors]


def _way(row: CorridorRow, inputs: Inputs) -> Way:
    last = row.last_leg if isinstance(row.last_leg, str) else None
    legs = {row.main_leg: row.main_mode} | ({last: row.last_mode} if last else {})
    days = total(*(inputs[f"{leg}_days"] for leg in legs))
    main = over(formulas.in_eur, inputs[f"{row.main_leg}_freight"], inputs["usd_per_eur"])
    freight = total(main, inputs[f"{last}_freight"]) if last else main
    parts = [
        over(formulas.co2_kg, inputs[f"{leg}_km"], inputs[f"co2_{mode}"], inputs["load_tonnes"])
        for leg, mode in legs.items()
    ]
    co2 = total(*parts)
    price = inputs["co2_price"]
    is_priced = price is None or price.high > 0
    base = total(freight, over(formulas.co2_cost, co2, price)) if is_priced else freight
    capital = over(formulas.capital_cost, inputs["goods_value"], inputs["interest"], days)
    needs_days = [f"{leg}_days" for leg in legs]
    needs_freight = [*(f"{leg}_freight" for leg in legs), "usd_per_eur"]
    needs_co2 = [*(f"{leg}_km" for leg in legs), *(f"co2_{m}" for m in legs.values()),
                 "load_tonnes"]  # fmt: skip
    needs_base = [*needs_freight, "co2_price", *(needs_co2 if is_priced else ())]
    needs_capital = ["goods_value", "interest", *needs_days]
    return Way(
        row.corridor,
        {"days": days, "freight_eur": freight, "co2_kg": co2, "base_eur": base,
         "capital_eur": capital, "total_eur": total(base, capital)},
        {"days": needs_days, "freight_eur": needs_freight, "co2_kg": needs_co2,
         "base_eur": needs_base, "capital_eur": needs_capital,
         "total_eur": [*needs_base, *needs_capital]},
    )  # fmt: skip


def results(all_ways: Sequence[Way], inputs: Inputs, assumptions: Answer,
            names: Sequence[str] = RESULTS) -> Answer:  # fmt: skip
    """One row a corridor with the ends of some results, and for each what it lacks."""
    rows = [
        {
            "corridor": way.code,
            **_ends({name: way.results[name] for name in names}),
            **{f"{name}_lacks": inputs.lacking(way.needs[name]) for name in names},
            **{f"{name}_own": inputs.of_our_own(way.needs[name]) for name in names},
            **citations({c for name in names for c in way.needs[name]}, inputs, assumptions),
        }
        for way in all_ways
    ]
    return as_answer("corridor_results", rows, assumptions)


def lines(all_ways: Sequence[Way], inputs: Inputs, assumptions: Answer, up_to_eur: float,
          steps: int = 8) -> Answer:  # fmt: skip
    """Total cost per FEU over the value of the goods, for corridors that can be worked out."""
    rows = []
    for way in all_ways:
        if way.base_eur is None or way.days is None or inputs["interest"] is None:
            continue
        sources = citations(way.needs["total_eur"], inputs, assumptions)
        for step in range(steps + 1):
            value = round(up_to_eur * step / steps)
            cost = over(formulas.cost_at, way.base_eur, inputs["interest"], way.days, single(value))
            rows.append({"corridor": way.code, "goods_eur": value, **_ends({"total_eur": cost}),
                         **sources})  # fmt: skip
    return as_answer("corridor_lines", rows, assumptions)


def cost_lines(all_ways: Sequence[Way], crossing: Threshold, inputs: Inputs,
          assumptions: Answer) -> Answer:  # fmt: skip
    """The lines of some ways, far enough to the right to show the whole threshold."""
    goods = inputs["goods_value"]
    ends = [2 * goods.high if goods else 0.0]
    if crossing.value_eur is not None and math.isfinite(crossing.value_eur.low):
        high = crossing.value_eur.high
        ends.append(1.1 * high if math.isfinite(high) else 4 * crossing.value_eur.low)
    return lines(all_ways, inputs, assumptions, round_up(max(ends) or 100_000.0))


def round_up(figure: float) -> float:
    """The next figure that ends in zeros and parts into eight round steps; above zero."""
    power = 10.0 ** math.floor(math.log10(figure))
    return next(step * power / 10 for step in _EIGHTHS if step * power / 10 >= figure)


@dataclass(frozen=True)
class Threshold:
    """From which value of goods the faster of two ways is the cheaper one.

    ``value_eur``: None when something is lacking or when their days overlap, so that neither is
    the faster one; its ends may be infinite.
    """

    fast: str
    slow: str
    saved: Span | None
    extra_eur: Span | None
    value_eur: Span | None
    lacks: tuple[str, ...]


def threshold(one: Way, other: Way, inputs: Inputs) -> Threshold:
    """Compare two ways, whichever is the faster."""
    fast, slow = one, other
    if one.days and other.days and one.days.low > other.days.high:
        fast, slow = other, one
    lacks = inputs.lacking(
        [*fast.needs["base_eur"], *slow.needs["base_eur"], *fast.needs["days"],
         *slow.needs["days"], "interest"]
    )  # fmt: skip
    saved = over(lambda a, b: b - a, fast.days, slow.days)
    extra = over(lambda a, b: a - b, fast.base_eur, slow.base_eur)
    is_faster = saved is not None and saved.low > 0
    value = over(formulas.indifference_value, extra, saved, inputs["interest"])
    return Threshold(fast.code, slow.code, saved, extra, value if is_faster else None, tuple(lacks))


def used_assumptions(assumptions: Answer, inputs: Inputs) -> Answer:
    """The assumptions as they are reckoned with: for files, with the visitor's in place of ours."""
    rows = [row._asdict() for row in assumptions]
    for row in rows:
        if row["code"] in inputs.entered:
            span = inputs.spans[row["code"]]
            row |= {"low": span.low, "high": span.high, "basis": "entered", "stated": None,
                    "claim_ids": [], "source_ids": []}  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(assumptions.rows.columns))
    return replace(assumptions, rows=frame, only=None).with_own_claims()


def as_answer(question: str, rows: Sequence[Mapping[str, Any]], assumptions: Answer) -> Answer:
    """An answer of figures that we worked out, with the sources of the assumptions behind them.

    It comes from no question: who gives it a file says what values a link has to carry.
    """
    names = list(rows[0]) if rows else []
    columns = {
        name: Column(name, "", name if name in ("corridor", "assumption") else None, computed=True)
        for name in names
    }
    frame = pd.DataFrame(list(rows), columns=names)
    answer = replace(
        assumptions, question=question, values={}, only=None, rows=frame, columns=columns
    )
    return answer.with_own_claims()


def _ends(spans: Mapping[str, Span | None]) -> dict[str, float | None]:
    ends: dict[str, float | None] = {}
    for name, span in spans.items():
        ends[f"{name}_low"] = None if span is None else span.low
        ends[f"{name}_high"] = None if span is None else span.high
    return ends


def citations(codes: Iterable[str], inputs: Inputs, assumptions: Answer) -> dict[str, list[str]]:
    """Claims and sources behind assumptions; what the visitor entered is nobody's claim."""
    wanted = set(codes) - inputs.entered
    rows = [row for row in assumptions if row.code in wanted]
    return {
        "claim_ids": sorted({claim for row in rows for claim in row.claim_ids}),
        "source_ids": sorted({source for row in rows for source in row.source_ids}),
    }
