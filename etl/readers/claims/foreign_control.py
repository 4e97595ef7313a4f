"""Foreign-controlled enterprises of GENESIS (statistic 48131, Inward FATS): Germany, years.

The catalogue names the continent of the parent company as the origin, not its country: Asia is
taken as Asia, never as China. Should a table name China, that is taken too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from etl.readers.claims import official
from etl.readers.genesis import cells as genesis_cells
from etl.readers.genesis import metadata
from etl.readers.genesis.metadata import Flat, NoMatch
from etl.readers.genesis.parts import each

ORIGIN = "Herkunft|Muttergesellschaft"
#: Words of a measure → indicator, its unit there → our unit and the factor between.
_MEASURES = {
    r"(?:Auslandskontrollierte )?Unternehmen(?: \(EU\))?":
        ("foreign_controlled_enterprises", {"Anzahl": ("companies", 1.0)}),
    r"Tätige Personen(?: .*)?": ("foreign_controlled_persons", {"Anzahl": ("employees", 1.0)}),
    r"Umsatz": ("foreign_controlled_turnover",
                {"Tsd. EUR": ("meur", 0.001), "Mill. EUR": ("meur", 1.0),
                 "Mio. EUR": ("meur", 1.0)}),
}  # fmt: skip
_KEY = ["indicator", "counterpart", "period_start"]


def claims(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on enterprises controlled from Asia, from China where named, and from all countries.

    Raises ValueError naming what was found and what is expected.
    """
    lines = pd.concat(map(_lines, each(parts, metadata.flat)), ignore_index=True)
    if not {"asia", "cn"} & set(lines["counterpart"].dropna()):
        raise NoMatch(f"the origins {', '.join(lines['origin'].unique()[:12])}", "China or Asien")
    lines = lines[lines["counterpart"].notna()]
    repeated = lines.duplicated(_KEY)
    if repeated.any():
        raise ValueError("the same line twice: " + ", ".join(lines[repeated].iloc[0][_KEY]))
    return official.as_claims(lines)


def _lines(flat: Flat) -> pd.DataFrame:
    cells = flat.cells
    origin = metadata.find_dimension(flat.dimensions, ORIGIN, "origin")
    others = [code for code in flat.dimensions if code != origin and cells[code].nunique() > 1]
    if others:
        raise NoMatch(f"the dimensions {', '.join(others)}", "the origin alone, not crossed")
    measures = {label: _measure(label) for label in cells["measure_label"].unique()}
    cells = cells[cells["measure_label"].map(measures).notna()].reset_index(drop=True)
    if cells.empty:
        raise NoMatch(f"the measures {', '.join(list(measures)[:12])}",
                      "Unternehmen, Tätige Personen or Umsatz")  # fmt: skip
    when = genesis_cells.periods(cells)
    units = [_unit(*pair) for pair in zip(cells["measure_label"], cells["unit"], strict=True)]
    return pd.DataFrame(
        {
            "origin": cells[f"{origin}_label"],
            "counterpart": cells[f"{origin}_label"].map(_counterpart).astype("str"),
            "indicator": cells["measure_label"].map(measures),
            "region": "de", "flow": "inward",
            "china_scope": cells[f"{origin}_label"].map(
                lambda label: "cn" if metadata.is_china(label) else None),
            "unit": [unit for unit, _ in units],
            "value": pd.to_numeric(cells["number"]) * [factor for _, factor in units],
            "value_printed": cells["printed"] + " " + cells["unit"],
            "status": genesis_cells.statuses(cells, when["period_start"]),
            **{name: when[name] for name in when},
        }
    )  # fmt: skip


def _measure(label: str) -> str | None:
    return next((to[0] for pattern, to in _MEASURES.items() if re.fullmatch(pattern, label)), None)


def _unit(label: str, unit: str) -> tuple[str, float]:
    units = next(to[1] for pattern, to in _MEASURES.items() if re.fullmatch(pattern, label))
    if unit not in units:
        raise NoMatch(f"{label} in {unit!r}", " or ".join(units))
    return units[unit]


def _counterpart(label: str) -> str | None:
    """Our code of an origin; none for those that we do not show."""
    if metadata.is_china(label):
        return "cn"
    if metadata.has_name("Asien")(label):
        return "asia"
    return "world" if metadata.is_total(label) else None
