"""Pairs of firms of ours and legal entities of GLEIF: which are sure, which a person has to decide.

Of a firm that is surely several entities at once none is taken: a person decides. A decision goes
before the rule, in both directions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from data.match_choices import Choices
from etl.schema import column, frame_of, table
from matching.entities import Entity
from matching.names import analysed
from matching.pairs import Verdict, judged

#: Which legal entity of GLEIF a company or documented owner of ours is.
ENTITY_MATCH = table(
    {
        "company_id": column("key of the company, or of the documented owner (core.entity)",
                             required=True, unique=True),
        "lei": column("legal entity identifier (LEI)", required=True),
        "how": column("how it was matched", required=True,
                      allowed=("lei", "register", "name_town", "decision")),
    }
)  # fmt: skip
#: What proved a pair → how a match is called.
_HOW = {"lei": "lei", "register": "register", "name": "name_town"}
#: So many first letters of its own words lead to a name that is spelt a little differently.
_FIRST = 4


class Pair(NamedTuple):
    """A firm of ours and a legal entity: what the rule says of them, and by what."""

    company_id: str
    lei: str
    verdict: Verdict
    reason: str


def entities(gleif: pd.DataFrame) -> dict[str, list[Entity]]:
    """Legal entities by their LEI, once with the seat and once with the head office."""
    by_lei: dict[str, list[Entity]] = {}
    for row in gleif.fillna("").to_dict("records"):
        names = (row["name"], *filter(None, str(row["other_names"]).split(";")))
        by_lei[row["lei"]] = [
            Entity(row["lei"], names, authority=row["register_authority"],
                   number=row["register_number"], town=row[f"{seat}_city"],
                   postcode=row[f"{seat}_postcode"])
            for seat in ("legal_address", "headquarters")
            if row[f"{seat}_country"] == "de"
        ]  # fmt: skip
    return by_lei


def firms(companies: pd.DataFrame, towns: Mapping[str, str]) -> list[Entity]:
    """Documented companies; ``towns``: name by code."""
    return [Entity(row["company_id"], (row["name"],), town=towns.get(str(row["city_code"]), ""))
            for row in companies.to_dict("records")]  # fmt: skip


def pairs(ours: Iterable[Entity], theirs: Mapping[str, Sequence[Entity]]) -> list[Pair]:
    """All pairs that may be one, in the order of ours."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for lei, seats in theirs.items():
        for key in {key for one in seats for key in _keys(one)}:
            by_key[key].add(lei)
    likely = []
    for firm in ours:
        for lei in sorted({lei for key in _keys(firm) for lei in by_key.get(key, ())}):
            verdicts = [judged(firm, seat) for seat in theirs[lei]]
            for verdict in ("sure", "unsure"):
                if hits := [reason for one, reason in verdicts if one == verdict]:
                    likely.append(Pair(firm.entity_id, lei, verdict, hits[0]))
                    break
    return likely


def matches(candidates: Sequence[Pair], choices: Choices, known: Iterable[str]) -> pd.DataFrame:
    """Matches that hold, columns of ENTITY_MATCH as text. ``known``: LEIs that there are."""
    sure: dict[str, list[Pair]] = defaultdict(list)
    for one in candidates:
        if one.verdict == "sure" and (one.company_id, one.lei) not in choices.by_pair:
            sure[one.company_id].append(one)
    matched = {pairs[0].company_id: (pairs[0].lei, _HOW[pairs[0].reason])
               for pairs in sure.values() if len(pairs) == 1}  # fmt: skip
    there = set(known)
    matched |= {one.company_id: (one.lei, "decision") for one in choices.decisions
                if one.is_same and one.lei in there}  # fmt: skip
    rows = [(company_id, lei, how) for company_id, (lei, how) in matched.items()]
    return frame_of(ENTITY_MATCH, rows)


def _keys(entity: Entity) -> Iterator[str]:
    """What two names must share to be looked at together."""
    for name in entity.names:
        taken = analysed(name)
        yield from taken.words
        yield from (one[:_FIRST] for one in taken.telling)
