"""What the corridor calculator works out for one visit, once.

Another visitor with the same link finds the same answers, so that their pictures and tables are
remembered too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from charts.memory import remembered
from data import door
from data.answer import Answer
from data.corridor import train, ways
from data.corridor.span import Span
from pages._parts.corridor_fields import allowed
from pages._parts.corridor_texts import Case, key_sources
from words.reading import for_link

#: What the calculator gives as files → which part of it that is.
FILES = {"corridor_days": "days", "corridor_costs": "drawn", "corridor_results": "results",
         "corridor_train": "loads", "corridor_assumptions": "taken"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Worked:
    """All that the page shows of one link.

    ``pair``: the ways that the visitor chose; ``crossing``: where the first two of them cross;
    ``drawn``: their lines, ``undrawn``: those without any; ``results``, ``days``: all ways;
    ``loads``: the train; ``cited``: what the key figures rest on; ``taken``: the assumptions.
    """

    case: Case
    pair: Sequence[ways.Way]
    crossing: ways.Threshold
    drawn: Answer
    undrawn: Sequence[str]
    results: Answer
    days: Answer
    loads: Answer
    cited: Answer
    taken: Answer


def default_routes(corridors: Answer) -> list[str]:
    """The first way by rail and the first by sea."""
    return [
        next(row.corridor for row in corridors if row.main_mode == mode) for mode in ("rail", "sea")
    ]


def of_link(name: str, values: Mapping[str, str], as_of: date | None) -> Answer:
    """A part of the calculator, one of FILES, worked out from the values of a link.

    Raises UnknownValue for a name or value that the calculator does not take.
    """
    said = dict(values)
    assumptions = door.ask("assumptions", as_of=as_of)
    reach = said.pop("reach", "hub")
    corridors = door.ask("corridors", as_of=as_of, reach=reach)
    codes = [row.corridor for row in corridors]
    routes = said.pop("routes", "")
    chosen = routes.split(",") if routes else default_routes(corridors)
    if strange := [code for code in chosen if code not in codes]:
        raise door.UnknownValue("routes", ",".join(strange), codes)
    rows = {row.code: row for row in assumptions}
    entered = {}
    for code, text in said.items():
        if code not in rows:
            raise door.UnknownValue("name", code, ["reach", "routes", *rows])
        span = allowed(text, rows[code])
        if span is None:
            raise door.UnknownValue(code, text, [for_link(rows[code].least, rows[code].most)])
        entered[code] = span
    answer: Answer = getattr(worked(corridors, assumptions, reach, entered, chosen), FILES[name])
    return answer


def worked(corridors: Answer, assumptions: Answer, reach: str, entered: Mapping[str, Span],
           chosen: Sequence[str]) -> Worked:  # fmt: skip
    """Work out the ways to one end (``reach``) with what the visitor entered and chose."""
    return _worked(corridors, assumptions, reach, sorted(entered.items()), list(chosen))


@remembered(64)
def _worked(corridors: Answer, assumptions: Answer, reach: str,
            entered: Sequence[tuple[str, Span]], chosen: Sequence[str]) -> Worked:  # fmt: skip
    known = ways.assumed(assumptions, dict(entered))
    listed = ways.ways(corridors, known)
    by_code = {way.code: way for way in listed}
    rail_first, sea_first = default_routes(corridors)
    rail = by_code[rail_first]
    sea = by_code[next((code for code in chosen if code.startswith("sea_")), sea_first)]
    found = ways.threshold(rail, sea, known)
    case = Case(reach, rail, sea, found, train.need(known), known, assumptions)
    pair = [by_code[code] for code in chosen]
    crossing = ways.threshold(pair[0], pair[1], known) if len(pair) > 1 else found
    drawn = ways.drawn(pair, crossing, known, assumptions)
    made = {
        "days": ways.results(listed, known, assumptions, ["days"]),
        "drawn": drawn,
        "results": ways.results(listed, known, assumptions),
        "loads": train.loads(known, assumptions),
        "taken": ways.taken(assumptions, known),
    }
    values: dict[str, Any] = {"reach": reach, "routes": list(chosen)}
    values |= {code: for_link(span.low, span.high) for code, span in entered}
    # Their link brings the same files again: see of_link.
    linked = {
        part: replace(made[part], question=name, values=values, only={})
        for name, part in FILES.items()
    }
    undrawn = [code for code in chosen if code not in {row.corridor for row in drawn}]
    return Worked(case, pair, crossing, undrawn=undrawn, cited=key_sources(case), **linked)
