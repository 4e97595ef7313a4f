"""What must hold across tables: keys used once, codes declared, units and bounds of indicators."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl import validate
from etl.inbox.load import LoadedTable, by_noun
from etl.reference import TABLES
from etl.schema import codes as schema_codes
from etl.validate import Refused


def check(tables: Mapping[str, pd.DataFrame], fed: list[LoadedTable],
          collected: list[LoadedTable]) -> None:  # fmt: skip
    """Hold reference tables and fed rows against each other, all as text. Raises Refused.

    ``collected``: those of the fed rows that the project carries.
    """
    codes = declared_codes(tables, fed)
    for name, schema in TABLES.items():
        validate.known_codes(f"data/reference/{name}.csv", tables[name], schema, codes)
    check_keys(fed)
    check_known_since(collected)
    try:
        _check_rows(tables, codes, by_noun(fed))
    except Refused:
        _check_rows(tables, codes, fed)  # part by part, which takes longer: the place is named
        raise


def _check_rows(
    tables: Mapping[str, pd.DataFrame], codes: Mapping[str, set[str]], fed: list[LoadedTable]
) -> None:
    for part in fed:
        validate.known_codes(part.place, part.frame, part.schema, codes)
    check_units(tables["indicators"], fed)
    check_bounds(tables, fed)


def declared_codes(
    tables: Mapping[str, pd.DataFrame], fed: list[LoadedTable]
) -> dict[str, set[str]]:
    """Every set of codes that some column may hold: ``table.column`` of references and of nouns.

    The thousands of other cells are left out.
    """
    schemas = [*TABLES.values(), *(part.schema for part in fed)]
    places = {place for schema in schemas for place in schema_codes(schema).values()}
    referenced = {name for place in places for name in place.split("|")}
    codes: dict[str, set[str]] = {}
    frames = [(name, frame) for name, frame in tables.items()]
    frames += [(part.noun, part.frame) for part in fed]
    for name, frame in frames:
        for column in frame.columns:
            if (place := f"{name}.{column}") in referenced:
                codes.setdefault(place, set()).update(frame[column].dropna().unique())
    return codes


def check_keys(fed: list[LoadedTable]) -> None:
    """A key is used once, also over all sources that feed the same noun."""
    place_of: dict[tuple[str, str, str], str] = {}
    for part in fed:
        noun, place = part.noun, part.place
        for column, declaration in part.schema.columns.items():
            if not declaration.unique:
                continue
            keys = [str(key) for key in part.frame[column].dropna()]
            repeated = [
                key for key in keys if place_of.setdefault((noun, column, key), place) != place
            ]
            if repeated:
                raise Refused(
                    place,
                    [
                        f"column {column!r}: found {key!r}, expected a key that is not also in "
                        f"{place_of[noun, column, key]}"
                        for key in repeated
                    ],
                    "give each row a key of its own.",
                )


def check_known_since(collected: list[LoadedTable]) -> None:
    """Collected claims are known since the day of their source. Raises Refused otherwise."""
    sources = pd.concat(part.frame for part in collected if part.noun == "source")
    published = sources.set_index("source_id")["published"]
    for part in collected:
        if part.noun not in ("claim", "rail_claim"):
            continue
        days = part.frame["source_id"].map(published)
        wrong = days.notna() & (part.frame["known_since"] != days)
        finding = "found known_since {0.known_since}, expected {1}, the day of {0.source_id}"
        _refuse(part, wrong, days, finding, "correct known_since, or the day of the source.")


def check_units(indicators: pd.DataFrame, fed: list[LoadedTable]) -> None:
    """Each claim is in the unit of its indicator: a wrong unit is the worst of all slips."""
    unit_of = indicators.set_index("code")["unit"]
    for part in fed:
        if part.noun != "claim":
            continue
        expected = part.frame["indicator"].map(unit_of)
        finding = "found unit {0.unit!r}, expected {1!r} for {0.indicator}"
        remedy = "convert the figure, or use the indicator that has this unit."
        _refuse(part, part.frame["unit"] != expected, expected, finding, remedy)


def _refuse(part: LoadedTable, wrong: pd.Series, expected: pd.Series, finding: str,
            remedy: str) -> None:  # fmt: skip
    """Raises Refused where claims are wrong; ``finding``: of a claim ({0}) and what is expected."""
    if wrong.any():
        issues = [f"line {int(str(row.Index)) + 2} ({row.claim_id}): "
                  + finding.format(row, one)
                  for row, one in zip(part.frame[wrong].itertuples(), expected[wrong],
                                      strict=True)]  # fmt: skip
        raise Refused(part.place, issues, remedy)


def check_bounds(tables: Mapping[str, pd.DataFrame], fed: list[LoadedTable]) -> None:
    """Each claim's figures can be believed of its indicator and unit."""
    for part in fed:
        if part.noun != "claim":
            continue
        issues = validate.out_of_bounds(part.frame, tables["indicators"], tables["units"])
        if issues:
            raise Refused(
                part.place,
                [
                    f"line {number + 2} ({part.frame['claim_id'].iloc[number]}): {text}"
                    for number, text in issues.items()
                ],
                "correct the figure, or if it is right, widen the bounds of its indicator.",
            )
