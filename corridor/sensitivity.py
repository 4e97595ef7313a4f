"""What matters most: how far each range moves the price difference of two ways, by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corridor import routes
from corridor.interval import single
from corridor.routes import Inputs, Way, as_answer, citations
from data.answer import Answer


def swings(pair: Sequence[Way], corridors: Answer, inputs: Inputs, assumptions: Answer) -> Answer:
    """One row a range: by how much the first way is dearer at each of its ends; widest first.

    All other ranges stand at their middle. Empty when something is lacking.
    """
    first, second = (way.code for way in pair)
    two = corridors.where(corridor=[first, second])
    needs = dict.fromkeys(code for way in pair for code in way.needs["total_eur"])
    spans = {code: span for code in needs if (span := inputs[code])}
    middle = inputs.fixed({code: single((one.low + one.high) / 2) for code, one in spans.items()})

    def dearer(with_inputs: Inputs) -> float | None:
        totals = {way.code: way.results["total_eur"] for way in routes.ways(two, with_inputs)}
        one, other = totals[first], totals[second]
        return None if one is None or other is None else one.low - other.low

    base = dearer(middle)
    rows: list[dict[str, Any]] = []
    for code, span in spans.items():
        low, high = (dearer(middle.fixed({code: single(end)})) for end in (span.low, span.high))
        if base is None or low is None or high is None or low == high:
            continue
        rows.append({"assumption": code, "span_low": span.low, "span_high": span.high,
                     "at_low_eur": low, "at_high_eur": high, "base_eur": base,
                     "swing_eur": abs(high - low), "is_own": code in inputs.own,
                     **citations([code], inputs, assumptions)})  # fmt: skip
    rows.sort(key=lambda row: -row["swing_eur"])
    return as_answer("corridor_swings", rows, assumptions)
