"""Tables of GENESIS on Länder, years and industries: flat files, and the CSV of the web page.

On the web page rows, columns and headings stand for years, Länder or industries, as whoever chose
the table arranged them; so each label is taken for what it can only be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from etl.fetch import http
from etl.readers.claims.foreign_trade import laender
from etl.readers.claims.industries import WZ2008, code_of, is_shown
from etl.readers.claims.trade_claims import text
from etl.readers.collected import as_claims
from etl.readers.genesis import ffcsv, webcsv
from etl.readers.genesis.cells import statuses

_TIME = re.compile(r"(?:19|20)\d{2}|\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2}")
_INDUSTRY = "WZ08-"
_ALL = "Insgesamt"
_UNIT = re.compile(r"(.+?) *\(([^()]+)\)$")


@dataclass(frozen=True)
class Measure:
    """What a measure of a table becomes: its label begins so, its unit; our indicator and unit."""

    label: str
    printed_unit: str
    indicator: str
    unit: str
    factor: int = 1


def claims(parts: Mapping[str, bytes], measures: tuple[Measure, ...], basis: str) -> pd.DataFrame:
    """Claims of all parts on the Länder. Raises ValueError naming what was found."""
    lines = pd.concat([_lines(raw) for name, raw in sorted(parts.items())
                       if not name.endswith(".json")], ignore_index=True)  # fmt: skip
    frames = []
    for one in measures:
        ours = lines[lines["measure"].str.startswith(one.label)]
        ours = ours[ours["unit"] == one.printed_unit]
        if ours.empty:
            available = sorted({f"{m} ({u})" for m, u in zip(lines["measure"], lines["unit"],
                                                             strict=True)})  # fmt: skip
            raise ValueError(f"found {', '.join(available)}; expected {one.label} "
                             f"({one.printed_unit})")  # fmt: skip
        value = pd.to_numeric(ours["number"]) * one.factor
        # A number without a unit is read in ours.
        unit = f" × {one.printed_unit}" if one.factor != 1 else ""
        frames.append(ours.assign(indicator=one.indicator, unit=one.unit, value=value,
                                  value_printed=ours["printed"] + unit))  # fmt: skip
    frame = pd.concat(frames, ignore_index=True)
    frame = frame[frame["value"].notna() & frame["industry"].map(is_shown)].reset_index(drop=True)
    products = frame["industry"].map(code_of)
    frame = frame.assign(
        value=frame["value"].map(text),
        region=frame["land"].map(laender("name_de")),
        product=products,
        product_scheme=products.map(WZ2008, "ignore"),
        basis=basis or None,
        status=statuses(frame, frame["time"]),
    )
    frame = pd.concat([frame, pd.DataFrame(list(map(_period, frame["time"])))], axis=1)
    return as_claims(frame)


def _period(time: str) -> dict[str, str]:
    """A year, or a reference day. Raises ValueError naming any other time."""
    if re.fullmatch(r"(?:19|20)\d{2}", time):
        return {"period_kind": "year", "period_start": f"{time}-01-01",
                "period_end": f"{time}-12-31"}  # fmt: skip
    try:
        day = str(datetime.strptime(time, "%Y-%m-%d" if "-" in time else "%d.%m.%Y").date())
    except ValueError:
        raise ValueError(f"{time!r} is no time; expected 2024, 2024-12-31 or 31.12.2024") from None
    return {"period_kind": "point", "period_start": day, "period_end": day}


def _lines(raw: bytes) -> pd.DataFrame:
    """One file as lines: time, land, industry (its key, empty for all), measure, unit, figure."""
    flat = http.unzip(raw) if raw.startswith(b"PK") else raw
    if not webcsv.table_of(flat):
        return _flat(ffcsv.cells(flat))
    frame = pd.DataFrame(list(_cells(flat)), dtype="str")
    if frame.empty:
        raise ValueError("the table holds no figures")
    return frame.assign(number=ffcsv.numbers(frame["printed"]))


def _flat(cells: pd.DataFrame) -> pd.DataFrame:
    """Lines of a flat file: its dimensions are found by what they hold."""
    labels = [
        name for name in map(str, cells) if name.endswith("_label") and name != "measure_label"
    ]
    lands = [name for name in labels if set(cells[name]) <= set(laender("name_de"))]
    if len(lands) != 1:
        raise ValueError(f"its dimensions are {', '.join(labels)}; expected one of Länder")
    industry = pd.Series("", cells.index, dtype="str")
    for name in labels:
        keys = cells[name.removesuffix("_label")]
        industry = keys.where(keys.str.startswith(_INDUSTRY), industry)
    return cells.assign(land=cells[lands[0]], industry=industry, measure=cells["measure_label"])


def _cells(raw: bytes) -> Iterator[dict[str, str]]:
    rows, _ = webcsv.split(raw)
    start = next((number for number, row in enumerate(rows) if _columns(row)), None)
    if start is None:
        raise ValueError("no line names years or Länder above the figures")
    columns = _columns(rows[start])
    stub = min(columns)
    above = next((row[0] for row in reversed(rows[:start]) if row[0].strip()), "")
    title = _UNIT.match(above.strip())
    heading = ""
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if not any(cell.strip() for cell in row[1:]):
            heading = row[0].strip()
            continue
        if len(row) <= max(columns) + 1:
            raise ValueError(f"line {number} has fewer cells than the header")
        labels = [cell.strip() for cell in row[:stub] if cell.strip()]
        by_kind = _sorted_out([heading, *labels])
        if "measure" not in by_kind and title:
            by_kind |= {"measure": title[1], "unit": title[2]}
        for column, label in columns.items():
            line = {"industry": "", **by_kind, **_sorted_out([label])}
            if lacking := {"time", "land", "measure", "unit"} - line.keys():
                raise ValueError(f"line {number} ({'; '.join(labels)}) says no "
                                 f"{', '.join(sorted(lacking))}")  # fmt: skip
            yield line | {"printed": row[column].strip(), "flag": row[column + 1].strip()}


def _columns(row: list[str]) -> dict[int, str]:
    """Column → year or Land, where a line names nothing else."""
    cells = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
    kinds = {kind for cell in cells.values() for kind in (*_sorted_out([cell]), "") if kind}
    return cells if 0 not in cells and kinds in ({"time"}, {"land"}) else {}


def _sorted_out(labels: list[str]) -> dict[str, str]:
    """Labels by kind: time, land, industry (whose name follows and is dropped), measure, unit."""
    by_kind: dict[str, str] = {}
    rest = []
    remaining = iter([label for label in labels if label])
    for label in remaining:
        if _TIME.fullmatch(label):
            by_kind["time"] = label
        elif label in laender("name_de"):
            by_kind["land"] = label
        elif label.startswith(_INDUSTRY):
            by_kind["industry"] = label
            next(remaining, None)
        elif label != _ALL:
            rest.append(label)
    return by_kind | dict(zip(("measure", "unit"), rest, strict=False))
