"""Refuse what breaks its declaration, saying what was found, what was expected, what to do."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from data import paths
from etl.schema import DatasetFile, codes, kinds

#: Rows named one by one in an error before the rest is only counted.
_NAMED = 8


class Refused(Exception):
    """Bad input. The message is for the person who can mend it."""

    def __init__(self, place: str, found: list[str], remedy: str) -> None:
        self.place = place
        self.found = found
        self.remedy = remedy
        lines = found[:_NAMED]
        if len(found) > _NAMED:
            lines.append(f"… and {len(found) - _NAMED} more")
        text = "\n".join(f"  - {line}" for line in lines)
        super().__init__(f"{place} was refused:\n{text}\n  What to do: {remedy}")


def snapshot(declared: DatasetFile) -> bytes:
    """The bytes of a source's snapshot, after a look at its note.

    Raises Refused when a file is missing or the bytes are not those that the note seals.
    """
    rows, note = declared.folder / "rows.csv", declared.folder / "note.toml"
    place = display_path(rows)
    for file in (rows, note):
        if not file.is_file():
            raise Refused(
                place,
                [f"{file.name} is missing in {display_path(declared.folder)}"],
                "restore the file (git checkout -- data/snapshots) and build again.",
            )
    raw = rows.read_bytes().replace(b"\r\n", b"\n")
    try:
        sealed = tomllib.loads(note.read_text(encoding="utf-8")).get("sha256")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            display_path(note),
            [f"it is no TOML: {error}"],
            "restore the note (git checkout -- data/snapshots).",
        ) from error
    digest = hashlib.sha256(raw).hexdigest()
    if sealed != digest:
        raise Refused(
            place,
            [f"its sha256 is {digest}, its note.toml says {sealed}"],
            "if the change was meant, put the new sha256 into note.toml; "
            "otherwise restore the file (git checkout -- data/snapshots).",
        )
    return raw


def rows(place: str, frame: pd.DataFrame, schema: pa.DataFrameSchema,
         bounds: tuple[int, int] | None = None) -> None:  # fmt: skip
    """Check a frame of text against its declaration: columns, keys, kinds, ranges, row count.

    Raises Refused naming line, column, what was found and what was expected.
    """
    issues: list[str] = []
    unknown = [c for c in frame.columns if c not in schema.columns]
    missing = [c for c in schema.columns if c not in frame.columns]
    issues += [f"unknown column {c!r}" for c in unknown]
    issues += [f"missing column {c!r}" for c in missing]
    issues += [
        f"column {c!r} was parsed to {frame[c].dtype}, expected text"
        for c in frame.columns
        if c in schema.columns and not isinstance(frame[c].dtype, pd.StringDtype)
    ]
    if bounds and not bounds[0] <= len(frame) <= bounds[1]:
        issues.append(f"{len(frame)} rows; expected {bounds[0]} to {bounds[1]}")
    if not issues and len(frame):
        try:
            schema.validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as errors:
            issues += [_line(case) for case in errors.failure_cases.to_dict("records")]
    if issues:
        raise Refused(
            place,
            issues,
            "correct the rows named (line 1 is the header), "
            "or change the declaration if the source has changed on purpose.",
        )


def _line(case: Mapping[str, object]) -> str:
    """One failure of pandera in our words."""
    index, name, value = case.get("index"), case.get("column"), case.get("failure_case")
    where = f"line {int(index) + 2}, " if isinstance(index, int) else ""
    check = str(case.get("check"))
    expected = {
        "not_nullable": "a value (it is empty)",
        "field_uniqueness": "each key once",
        "multiple_fields_uniqueness": "each key once",
    }.get(check, check)
    return f"{where}column {name!r}: found {value!r}, expected {expected}"


def known_codes(place: str, frame: pd.DataFrame, schema: pa.DataFrameSchema,
                declared: Mapping[str, set[str]]) -> None:  # fmt: skip
    """Check that every code of a frame is declared.

    ``declared``: ``table.column`` → the codes there. Raises Refused naming lines and codes.
    """
    kind_of = kinds(schema)
    issues: list[str] = []
    for name, target in codes(schema).items():
        sets = [declared[part] for part in target.split("|")]
        allowed = sets[0] if len(sets) == 1 else set().union(*sets)
        filled = frame[name].dropna()
        # First the few different cells: there are thousands of rows with the same codes.
        strange = {
            cell
            for cell in filled.unique()
            if not {*(str(cell).split(";") if kind_of[name] == "list" else [str(cell)])} <= allowed
        }
        if not strange:
            continue
        filled = filled[filled.isin(strange)]
        for index, cell in filled.items():
            parts = str(cell).split(";") if kind_of[name] == "list" else [str(cell)]
            issues += [
                f"line {int(str(index)) + 2}, column {name!r}: found code {part!r}, "
                f"expected one of {target}"
                for part in parts
                if part not in allowed
            ]
    if issues:
        raise Refused(place, issues, "correct the code, or add it to the reference table named.")


def out_of_bounds(claims: pd.DataFrame, indicators: pd.DataFrame,
                  units: pd.DataFrame) -> dict[int, str]:  # fmt: skip
    """Row number → what is wrong, for claims whose figures cannot be believed.

    Bounds are those of the indicator, or of its unit where the indicator has none.
    """
    of_indicator = indicators.set_index("code")
    of_unit = units.set_index("code").reindex(of_indicator["unit"]).set_axis(of_indicator.index)
    issues: dict[int, str] = {}
    low, high = (
        pd.to_numeric(of_indicator[name].fillna(of_unit[name])).reindex(claims["indicator"])
        for name in ("min_value", "max_value")
    )
    for column in ("value", "value_low", "value_high"):
        values = pd.to_numeric(claims[column]).to_numpy()
        for number in ((values < low.to_numpy()) | (values > high.to_numpy())).nonzero()[0]:
            row = claims.iloc[number]
            issues[int(number)] = (
                f"found {column} {row[column]} {row['unit']}, expected "
                f"{low.iloc[number]:,.12g} to {high.iloc[number]:,.12g} for {row['indicator']} "
                "(min_value and max_value in data/reference/indicators.csv or units.csv)"
            )
    return dict(sorted(issues.items()))


def display_path(path: Path) -> str:
    """A path as a person in the project folder sees it."""
    return path.relative_to(paths.ROOT).as_posix() if path.is_relative_to(paths.ROOT) else str(path)
