"""What the corridor calculator works out for one visit, once.

Another visitor with the same link finds the same answers, so that their pictures and tables are
cached too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from charts.cache import cached
from corridor import routes, sensitivity, weekly_train
from corridor.interval import Span
from corridor.routes import AssumptionRow, Inputs, Threshold, Way
from data.answer import Answer
from data.question import UnknownValue
from i18n import Locale
from i18n.parse import for_link, range_in_link

#: What the calculator gives as files → which part of it that is.
FILES = {"corridor_days": "days", "corridor_costs": "drawn", "corridor_results": "results",
         "corridor_swings": "swings", "corridor_train": "loads",
         "corridor_assumptions": "taken"}  # fmt: skip


#: How far may be reckoned, the one that we start with first.
REACHES = ("door", "hub")


@dataclass(frozen=True)
class Case:
    """What is compared: rail with a way by sea, equally far, and what was worked out of it.

    ``reach``: as far as the hub or to Herne; ``answer``: the assumptions, also for labels.
    """

    reach: str
    rail: Way
    sea: Way
    found: Threshold
    need: weekly_train.Need
    known: Inputs
    answer: Answer

    def corridor(self, code: str, locale: Locale) -> str:
        """The name of a corridor."""
        return self.answer.labels.of("corridor", code, locale.lang)

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

    ``pair``: the ways that the visitor chose; ``crossing``: where the first two of them cross;
    ``drawn``: their lines, ``undrawn``: those without any; ``swings``: what moves their difference;
    ``results``, ``days``: all ways; ``loads``: the train;
    ``taken``: the assumptions.
    """

    case: Case
    pair: Sequence[routes.Way]
    crossing: routes.Threshold
    drawn: Answer
    undrawn: Sequence[str]
    swings: Answer
    results: Answer
    days: Answer
    loads: Answer
    taken: Answer


def default_routes(corridors: Answer) -> list[str]:
    """The first way by rail and the first by sea."""
    return [
        next(row.corridor for row in corridors if row.main_mode == mode) for mode in ("rail", "sea")
    ]


def of_link(name: str, values: Mapping[str, str], ask: Callable[..., Answer]) -> Answer:
    """A part of the calculator, one of FILES, worked out from the values of a link.

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
    answer: Answer = getattr(calculate(corridors, assumptions, reach, entered, chosen), FILES[name])
    return answer


def calculate(corridors: Answer, assumptions: Answer, reach: str, entered: Mapping[str, Span],
           chosen: Sequence[str]) -> Results:  # fmt: skip
    """Work out the ways to one end (``reach``) with what the visitor entered and chose."""
    return _calculate(corridors, assumptions, reach, sorted(entered.items()), list(chosen))


@cached(64)
def _calculate(corridors: Answer, assumptions: Answer, reach: str,
            entered: Sequence[tuple[str, Span]], chosen: Sequence[str]) -> Results:  # fmt: skip
    inputs = routes.inputs_of(assumptions, dict(entered))
    all_ways = routes.ways(corridors, inputs)
    by_code = {way.code: way for way in all_ways}
    rail_first, sea_first = default_routes(corridors)
    rail = by_code[rail_first]
    sea = by_code[next((code for code in chosen if code.startswith("sea_")), sea_first)]
    found = routes.threshold(rail, sea, inputs)
    case = Case(reach, rail, sea, found, weekly_train.need(inputs), inputs, assumptions)
    pair = [by_code[code] for code in chosen]
    crossing = routes.threshold(pair[0], pair[1], inputs) if len(pair) > 1 else found
    drawn = routes.cost_lines(pair, crossing, inputs, assumptions)
    answers = {
        "days": routes.results(all_ways, inputs, assumptions, ["days"]),
        "drawn": drawn,
        "results": routes.results(all_ways, inputs, assumptions),
        "swings": sensitivity.swings(
            [by_code[crossing.fast], by_code[crossing.slow]], corridors, inputs, assumptions
        ),
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
    return Results(case, pair, crossing, undrawn=undrawn, **linked)


def allowed(text: str, row: AssumptionRow) -> Span | None:
    """The span that a link gives to an assumption; None when it is none, or not allowed."""
    ends = range_in_link(text)
    if ends is None or not row.least <= ends[0] <= ends[1] <= row.most:
        return None
    return None if row.is_single and ends[0] != ends[1] else Span(*ends)
