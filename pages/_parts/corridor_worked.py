"""What the corridor calculator works out for one visit, once.

Another visitor with the same link finds the same answers, so that their pictures and tables are
remembered too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.memory import remembered
from data.answer import Answer
from data.corridor import train, ways
from data.corridor.span import Span
from pages._parts.corridor_texts import Case, key_sources


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
    first = {
        mode: next(row.corridor for row in corridors if row.main_mode == mode)
        for mode in ("rail", "sea")
    }
    rail = by_code[first["rail"]]
    sea = by_code[next((code for code in chosen if code.startswith("sea_")), first["sea"])]
    found = ways.threshold(rail, sea, known)
    case = Case(reach, rail, sea, found, train.need(known), known, assumptions)
    pair = [by_code[code] for code in chosen]
    crossing = ways.threshold(pair[0], pair[1], known) if len(pair) > 1 else found
    drawn = ways.drawn(pair, crossing, known, assumptions)
    return Worked(
        case,
        pair,
        crossing,
        drawn,
        [code for code in chosen if code not in {row.corridor for row in drawn}],
        ways.results(listed, known, assumptions),
        ways.results(listed, known, assumptions, ["days"]),
        train.loads(known, assumptions),
        key_sources(case),
        ways.taken(assumptions, known),
    )
