"""What the titles of the calculator say, in one row, so that each figure leads to its working."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from corridor import weekly_train
from corridor.interval import Span, over, single
from corridor.routes import Inputs, Threshold, Way, as_answer, citations
from data.answer import Answer

#: The part of the calculator that holds the row.
NAME = "corridor_headlines"
#: What the volume of the trains is compared with: one source, westbound to Germany.
_COUNTED = {"indicator": "china_eu_rail_teu", "place": "china_germany", "basis": "erai",
            "flow": "westbound"}  # fmt: skip


def yearly_counts(ask: Callable[..., Answer]) -> Answer:
    """What is counted from China to Germany by year; ``ask``: how a question is asked."""
    return ask("series", **_COUNTED).where(qualifier="exact")


def difference(rail: Way, sea: Way) -> tuple[str, Span | None]:
    """How the days of two ways compare, as a word, and by how much: faster, slower, overlap."""
    if rail.days is None or sea.days is None:
        return ("lacking" if rail.days is None else "only_rail"), None
    if rail.days.high < sea.days.low:
        return "faster", over(lambda a, b: b - a, rail.days, sea.days)
    if sea.days.high < rail.days.low:
        return "slower", over(lambda a, b: a - b, rail.days, sea.days)
    return "overlap", None


def needs(ways: Mapping[str, Way], pair: tuple[Way, Way], crossing: Threshold) -> Mapping[
        str, list[str]]:  # fmt: skip
    """The assumptions that each figure rests on. ``pair``: rail and sea, whose days compare."""
    two = [ways[code].needs["total_eur"] for code in (crossing.fast, crossing.slow)]
    costs = list(dict.fromkeys(code for each in two for code in each))
    volume = list(weekly_train.VOLUME)
    return {
        "limit_eur": [code for code in costs if code != "goods_value"],
        "most_eur": costs,
        "saved_days": list(dict.fromkeys(code for way in pair for code in way.needs["days"])),
        "volume_feu": volume,
        "year_teu": volume,
        "share_pct": volume,
    }


def headlines(rests_on: Mapping[str, list[str]], pair: tuple[Way, Way], crossing: Threshold, *,
              need: weekly_train.Need, swings: Answer, counts: Answer, inputs: Inputs,
              assumptions: Answer) -> Answer:  # fmt: skip
    """One row: each figure of ``needs`` with its ends, those that can be worked out."""
    first = next(iter(swings), None)
    newest = counts.tuples[-1] if counts else None
    spans = {
        "limit_eur": crossing.value_eur,
        "most_eur": None if first is None else single(first.swing_eur),
        "saved_days": difference(*pair)[1],
        "volume_feu": need.volume,
        "year_teu": weekly_train.teu_a_year(need),
        "share_pct": None if newest is None else weekly_train.share_pct(need, newest.value),
    }
    row: dict[str, Any] = {}
    for name, span in spans.items():
        if span is not None:
            row |= {f"{name}_low": span.low, f"{name}_high": span.high}
    if not row:
        return as_answer(NAME, [], assumptions)
    codes = [code for name, span in spans.items() if span is not None for code in rests_on[name]]
    return as_answer(NAME, [{**row, **citations(codes, inputs, assumptions)}], assumptions)
