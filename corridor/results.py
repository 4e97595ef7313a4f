"""What the corridor calculator works out for one visit, once.

Another visitor with the same link finds the same answers, so that their pictures and tables are
cached too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pandas as pd

from charts.cache import cached
from corridor import headlines, routes, sensitivity, weekly_train
from corridor.interval import Span
from corridor.routes import AssumptionRow, Inputs, Threshold, Way
from data import evidence
from data.answer import Answer
from data.question import UnknownValue
from i18n import Locale
from i18n.parse import for_link, range_in_link

#: What the calculator gives as files → which part of it that is.
FILES = {"corridor_days": "days", "corridor_costs": "drawn", "corridor_results": "results",
         "corridor_swings": "swings", "corridor_train": "loads",
         "corridor_assumptions": "taken", headlines.NAME: "headlines"}  # fmt: skip
#: What the parts hold → its unit; a range ends in ``<name>_low`` and ``<name>_high``.
UNITS = {"days": "days", "freight_eur": "eur_per_feu", "capital_eur": "eur_per_feu",
         "total_eur": "eur_per_feu", "co2_kg": "kg_per_feu", "carried_feu": "feu",
         "train_eur": "eur_per_train", "feu_eur": "eur_per_feu", "year_eur": "eur_per_year",
         "swing_eur": "eur", "limit_eur": "eur", "most_eur": "eur", "saved_days": "days",
         "volume_feu": "feu_per_week", "year_teu": "teu", "share_pct": "percent"}  # fmt: skip
#: How far may be reckoned, the one that we start with first.
REACHES = ("door", "hub")


class WayRow(Protocol):
    """A row of a part that tells of one way."""

    corridor: str


@dataclass(frozen=True)
class Case:
    """What is compared: rail with a way by sea, equally far, and what was worked out of it.

    ``reach``: as far as the hub or to Herne; ``answer``: the assumptions, also for labels;
    ``headlines``: what titles say, see there.
    """

    reach: str
    rail: Way
    sea: Way
    threshold: Threshold
    need: weekly_train.Need
    known: Inputs
    answer: Answer
    headlines: Answer | None = None

    def leading(self, text: str, column: str) -> str:
        """A figure of a title, leading to how it is worked out."""
        row = next(iter(self.headlines or ()), None)
        return text if row is None else evidence.linked(text, row, column)

    def corridor(self, code: str, locale: Locale) -> str:
        """The name of a corridor."""
        return self.answer.labels.name("corridor", code, locale.lang)

    def pair(self, locale: Locale) -> dict[str, str]:
        """The names of both ways, for sentences."""
        return {"rail_name": self.corridor(self.rail.code, locale),
                "sea_name": self.corridor(self.sea.code, locale)}  # fmt: skip

    def scoped(self, text: str, locale: Locale) -> str:
        """A finding that says of itself when it leaves the last leg out."""
        return locale(f"corridor.scope.{self.reach}", text=text)


@dataclass(frozen=True, eq=False)
class Results:
    """All that the page shows of one link.

    ``ways``: all by their codes; ``pair``: those that the visitor chose; ``crossing``: where the
    first two of them cross;
    ``drawn``: their lines, ``undrawn``: those without any; ``swings``: what moves their difference;
    ``results``, ``days``: all ways; ``loads``: the train;
    ``taken``: the assumptions.
    """

    case: Case
    ways: Mapping[str, routes.Way]
    pair: Sequence[routes.Way]
    crossing: routes.Threshold
    drawn: Answer
    undrawn: Sequence[str]
    swings: Answer
    results: Answer
    days: Answer
    loads: Answer
    taken: Answer
    headlines: Answer

    def part(self, name: str) -> Answer:
        """One of FILES."""
        answer: Answer = getattr(self, FILES[name])
        return answer

    def needs(self, name: str, row: WayRow, column: str) -> Sequence[str]:
        """The assumptions that a figure in a row of a part rests on."""
        if name == "corridor_train":
            return list(dict.fromkeys((*weekly_train.SUBSIDY, *weekly_train.VOLUME)))
        if name == "corridor_swings":
            two = (self.ways[code] for code in (self.crossing.fast, self.crossing.slow))
            return list(dict.fromkeys(code for way in two for code in way.needs["total_eur"]))
        if name == headlines.NAME:
            pair = self.case.rail, self.case.sea
            return headlines.needs(self.ways, pair, self.crossing)[column]
        needs = dict.fromkeys(self.ways[row.corridor].needs[column])
        # A point of a line is at its own value of goods.
        return [code for code in needs if code != "goods_value" or name != "corridor_costs"]


def default_routes(corridors: Answer) -> list[str]:
    """The first way by rail and the first by sea."""
    return [
        next(row.corridor for row in corridors if row.main_mode == mode) for mode in ("rail", "sea")
    ]


def of_link(values: Mapping[str, str], ask: Callable[..., Answer]) -> Results:
    """What the calculator works out from the values of a link.

    ``ask`` answers a question as of the day that the link names.
    Raises UnknownValue for a name or value that the calculator does not take.
    """
    given = dict(values)
    assumptions = ask("assumptions")
    reach = given.pop("reach", REACHES[0])
    corridors = ask("corridors", reach=reach)
    codes = [row.corridor for row in corridors]
    route_codes = given.pop("routes", "")
    chosen = route_codes.split(",") if route_codes else default_routes(corridors)
    if unknown := [code for code in chosen if code not in codes]:
        raise UnknownValue("routes", ",".join(unknown), codes)
    rows = {row.code: row for row in assumptions}
    entered = {}
    for code, text in given.items():
        if code not in rows:
            raise UnknownValue("name", code, ["reach", "routes", *rows])
        span = allowed(text, rows[code])
        if span is None:
            raise UnknownValue(code, text, [for_link(rows[code].least, rows[code].most)])
        entered[code] = span
    counts = headlines.yearly_counts(ask)
    return calculate(corridors, assumptions, reach, entered, chosen, counts=counts)


def calculate(corridors: Answer, assumptions: Answer, reach: str, entered: Mapping[str, Span],
           chosen: Sequence[str], *, counts: Answer) -> Results:  # fmt: skip
    """Work out the ways to one end (``reach``) with what the visitor entered and chose.

    ``counts``: what runs today, see ``headlines.counted``.
    """
    asked = [corridors, assumptions, counts]
    return _calculate(asked, reach, sorted(entered.items()), list(chosen))


@cached(64)
def _calculate(asked: Sequence[Answer], reach: str, entered: Sequence[tuple[str, Span]],
            chosen: Sequence[str]) -> Results:  # fmt: skip
    corridors, assumptions, counts = asked
    inputs = routes.inputs_of(assumptions, dict(entered))
    all_ways = routes.ways(corridors, inputs)
    by_code = {way.code: way for way in all_ways}
    rail_first, sea_first = default_routes(corridors)
    rail = by_code[rail_first]
    sea = by_code[next((code for code in chosen if code.startswith("sea_")), sea_first)]
    threshold = routes.threshold(rail, sea, inputs)
    case = Case(reach, rail, sea, threshold, weekly_train.need(inputs), inputs, assumptions)
    pair = [by_code[code] for code in chosen]
    crossing = routes.threshold(pair[0], pair[1], inputs) if len(pair) > 1 else threshold
    drawn = routes.cost_lines(pair, crossing, inputs, assumptions)
    swings = sensitivity.swings(
        [by_code[crossing.fast], by_code[crossing.slow]], corridors, inputs, assumptions
    )
    rests_on = headlines.needs(by_code, (rail, sea), crossing)
    answers = {
        "headlines": headlines.headlines(
            rests_on,
            (rail, sea),
            crossing,
            need=case.need,
            swings=swings,
            counts=counts,
            inputs=inputs,
            assumptions=assumptions,
        ),
        "days": routes.results(all_ways, inputs, assumptions, ["days"]),
        "drawn": drawn,
        "results": routes.results(all_ways, inputs, assumptions),
        "swings": swings,
        "loads": weekly_train.loads(inputs, assumptions),
        "taken": routes.used_assumptions(assumptions, inputs),
    }
    values: dict[str, Any] = {"reach": reach, "routes": list(chosen)}
    values |= {code: for_link(span.low, span.high) for code, span in entered}
    # Their link brings the same files again: see of_link.
    linked = {
        part: replace(answers[part], question=name, values=values, only={})
        for name, part in FILES.items()
    }
    undrawn = [code for code in chosen if code not in {row.corridor for row in drawn}]
    case = replace(case, headlines=linked["headlines"])
    return Results(case, by_code, pair, crossing, undrawn=undrawn, **linked)


def ends(row: object, column: str) -> tuple[float, float] | None:
    """The lower and the upper end of a figure in a row of a part; None where it has none."""
    names = ("at_low_eur", "at_high_eur") if column == "swing_eur" else (
        f"{column}_low", f"{column}_high")  # fmt: skip
    known = [end for name in names if not pd.isna(end := getattr(row, name, None))]
    return (min(known), max(known)) if len(known) == len(names) else None


def figure_text(row: object, column: str, locale: Locale) -> str:
    """The same in words, leading to its evidence; where there is none, that it lacks something."""
    span = ends(row, column)
    if span is None:
        return locale("corridor.not_computable")
    text = locale.interval(*span, UNITS[column], None if column.endswith("days") else 3)
    return evidence.linked(text, row, column)


def allowed(text: str, row: AssumptionRow) -> Span | None:
    """The span that a link gives to an assumption; None when it is none, or not allowed."""
    ends = range_in_link(text)
    if ends is None or not row.least <= ends[0] <= ends[1] <= row.most:
        return None
    return None if row.is_single and ends[0] != ends[1] else Span(*ends)
