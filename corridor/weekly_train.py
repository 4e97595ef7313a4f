"""The calculator backwards: what one train a week needs in volume, load and subsidy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridor import formulas
from corridor.interval import Span, over, single
from corridor.routes import Inputs, Way, as_answer, citations
from data.answer import Answer

#: Loads of a train for which the subsidy is listed, in percent of its places.
LOADS = (20, 30, 40, 50, 60, 70, 80, 90, 100)
#: What the answers rest on.
VOLUME = ("train_feu", "break_even", "trains_week")
SUBSIDY = ("rail_herne_freight", "usd_per_eur", "train_feu", "break_even")


@dataclass(frozen=True)
class Need:
    """What the trains need in a week; None for what cannot be worked out.

    ``volume``: FEU a week; ``year``: FEU a year; ``carried``: FEU a train with the volume that
    the visitor expects; ``load``: how full that makes it, in percent; ``subsidy``: euros a train
    then lacks; ``subsidy_year``: euros a year for all trains.
    """

    volume: Span | None
    year: Span | None
    carried: Span | None
    load: Span | None
    subsidy: Span | None
    subsidy_year: Span | None


def need(inputs: Inputs) -> Need:
    """What so many trains a week need, and what they lack with the volume expected."""
    capacity, share = inputs["train_feu"], inputs["break_even"]
    trains, expected, rate = inputs["trains_week"], inputs["week_feu"], revenue(inputs)
    volume = over(formulas.volume_needed, capacity, share, trains)
    carried = over(lambda week, number: week / number, expected, trains)
    subsidy = over(formulas.subsidy_per_train, rate, capacity, share, carried)
    return Need(
        volume,
        over(lambda week: week * formulas.WEEKS_A_YEAR, volume),
        carried,
        over(formulas.load_pct, carried, capacity),
        subsidy,
        over(lambda one, number: one * number * formulas.WEEKS_A_YEAR, subsidy, trains),
    )


def teu_a_year(needed: Need) -> Span | None:
    """The volume of a year in containers of 20 feet."""
    return over(lambda feu: feu * formulas.TEU_PER_FEU, needed.year)


def share_pct(needed: Need, counted_teu: float) -> Span | None:
    """The volume of a year in percent of what somebody counts in a year."""
    return over(lambda teu: 100 * teu / counted_teu, teu_a_year(needed))


def revenue(inputs: Inputs) -> Span | None:
    """What a FEU brings the train, in euros: the freight that is paid for it."""
    return over(formulas.in_eur, inputs["rail_herne_freight"], inputs["usd_per_eur"])


def loads(inputs: Inputs, assumptions: Answer, steps: Sequence[int] = LOADS) -> Answer:
    """For each load: FEU a train, and the subsidy per train, per FEU carried and per year.

    Empty when something is lacking.
    """
    capacity, share, rate = inputs["train_feu"], inputs["break_even"], revenue(inputs)
    trains = inputs["trains_week"]
    if capacity is None or share is None or rate is None or trains is None:
        return as_answer("corridor_loads", [], assumptions)
    sources = citations([*SUBSIDY, *VOLUME], inputs, assumptions)
    rows = []
    for step in steps:
        load = single(step)
        carried = over(lambda places, pct: places * pct / 100, capacity, load)
        lacking = over(_lacking, rate, capacity, share, load)
        per_feu = over(lambda *v: _lacking(*v) / (v[1] * v[3] / 100), rate, capacity, share, load)
        year = over(lambda one, number: one * number * formulas.WEEKS_A_YEAR, lacking, trains)
        row: dict[str, object] = {"load_pct": step}
        for name, span in (("carried_feu", carried), ("train_eur", lacking),
                           ("feu_eur", per_feu), ("year_eur", year)):  # fmt: skip
            if span is not None:
                row |= {f"{name}_low": span.low, f"{name}_high": span.high}
        rows.append({**row, **sources})
    return as_answer("corridor_loads", rows, assumptions)


def _lacking(rate: float, capacity: float, share: float, load: float) -> float:
    return formulas.subsidy_per_train(rate, capacity, share, capacity * load / 100)


@dataclass(frozen=True)
class Gap:
    """Euros by which rail is dearer than another way: per FEU, per train, per year."""

    feu: Span
    train: Span
    year: Span


def gap(rail: Way, other: Way, inputs: Inputs) -> Gap | None:
    """What rail lacks at the price of another way, when the trains are as full as they need be.

    None when something is lacking.
    """
    feu = over(formulas.gap_per_feu, rail.results["total_eur"], other.results["total_eur"])
    each = over(formulas.volume_needed, inputs["train_feu"], inputs["break_even"], single(1))
    train = over(lambda euros, number: euros * number, feu, each)
    year = over(
        lambda euros, number: euros * number * formulas.WEEKS_A_YEAR, train, inputs["trains_week"]
    )
    return None if feu is None or train is None or year is None else Gap(feu, train, year)
