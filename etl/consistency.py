"""Consistency: what must hold between sources: codes are declared, keys unique, units right."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.inbox.load import Part
from etl.validate import Refused


def codes(tables: Mapping[str, pd.DataFrame], fed: list[Part]) -> dict[str, set[str]]:
    """Every declared set of codes: ``table.column`` of references and of fed nouns."""
    known: dict[str, set[str]] = {}
    named = [(name, frame) for name, frame in tables.items()]
    named += [(one.noun, one.frame) for one in fed]
    for name, frame in named:
        for column in frame.columns:
            known.setdefault(f"{name}.{column}", set()).update(frame[column].dropna().unique())
    return known


def keys(fed: list[Part]) -> None:
    """A key is used once, also over all sources that feed the same noun."""
    seen: dict[tuple[str, str, str], str] = {}
    for one in fed:
        noun, place = one.noun, one.place
        for column, declaration in one.schema.columns.items():
            if not declaration.unique:
                continue
            used = [str(key) for key in one.frame[column].dropna()]
            twice = [key for key in used if seen.setdefault((noun, column, key), place) != place]
            if twice:
                raise Refused(
                    place,
                    [
                        f"column {column!r}: found {key!r}, expected a key that is not also in "
                        f"{seen[noun, column, key]}"
                        for key in twice
                    ],
                    "give each row a key of its own.",
                )


def units(indicators: pd.DataFrame, fed: list[Part]) -> None:
    """Each claim is in the unit of its indicator: a wrong unit is the worst of all slips."""
    unit_of = indicators.set_index("code")["unit"]
    for one in fed:
        if one.noun != "claim":
            continue
        expected = one.frame["indicator"].map(unit_of)
        wrong = one.frame[one.frame["unit"] != expected]
        if len(wrong):
            raise Refused(
                one.place,
                [
                    f"line {int(str(i)) + 2} ({row.claim_id}): found unit {row.unit!r}, "
                    f"expected {expected[i]!r} for {row.indicator}"
                    for i, row in zip(wrong.index, wrong.itertuples(), strict=True)
                ],
                "convert the figure, or use the indicator that has this unit.",
            )
