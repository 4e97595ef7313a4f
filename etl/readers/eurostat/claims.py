"""Cells of Eurostat as claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd

from etl.readers.claims.trade_claims import text
from etl.readers.collected import SUPPRESSED, as_claims
from etl.readers.eurostat import codes as codes_of
from etl.readers.eurostat import cube

#: Partners by their codes in Comext and in the balance of payments (there China without Hong Kong).
PARTNERS = {"CN": "cn", "CN_X_HK": "cn", "HK": "hk", "MO": "mo", "TW": "tw", "WORLD": "world",
            "WRL_REST": "world"}  # fmt: skip
#: Directions by their codes in Comext.
FLOWS = {"1": "import", "2": "export"}
T = TypeVar("T")
#: What is asked of a dataset before its figures: the codes that it holds.
_CODES = "_codes.xml"
_PERIOD = r"^(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?$"
#: Columns that together make a series.
_SERIES = ["indicator", "region", "counterpart", "flow", "mode", "product", "trade_system",
           "china_scope", "basis", "unit", "confidence"]  # fmt: skip
#: How sure a figure is, from the surest; a sum is no surer than its least sure part.
_SUREST = ("unknown", "final", "revised", "provisional", "estimated")


def read(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Cells of all parts that hold figures, of codes the dataset names. Raises ValueError."""
    of_figures = [raw for name, raw in sorted(parts.items()) if not name.endswith(_CODES)]
    frames = [cube.cells(raw) for raw in of_figures]
    for one in frames:
        if differs := set(frames[0]) ^ set(one):
            raise ValueError(f"only some of its parts have {', '.join(sorted(map(str, differs)))}; "
                             "expected the same dimensions in all")  # fmt: skip
    cells = pd.concat(frames, ignore_index=True)
    for raw in (raw for name, raw in parts.items() if name.endswith(_CODES)):
        for dimension, codes in codes_of.read(raw).items():
            if dimension in cells:
                map_codes(cells, dimension, dict.fromkeys(codes, ""))
    return cells


def labels(parts: Mapping[str, bytes], dimension: str) -> dict[str, str]:
    """Code → label of a dimension, as the answers say them; a CSV says none."""
    labels: dict[str, str] = {}
    for name, raw in sorted(parts.items()):
        if not name.endswith(_CODES):
            labels |= cube.labels(raw).get(dimension, {})
    return labels


def map_codes(cells: pd.DataFrame, dimension: str, mapping: Mapping[str, str]) -> pd.Series:
    """A dimension in our codes. Raises ValueError naming codes that are unknown."""
    strange = sorted(set(cells[dimension].unique()) - mapping.keys())
    if strange:
        raise ValueError(f"unknown {dimension}: {', '.join(strange[:5])}")
    return cells[dimension].map(mapping)


def measures(cells: pd.DataFrame, dimension: str, known: Mapping[str, tuple[object, ...]],
             columns: list[str]) -> pd.DataFrame:  # fmt: skip
    """What each cell measures: ``columns`` of what is known of its code. Raises ValueError."""
    map_codes(cells, dimension, dict.fromkeys(known, ""))
    table = pd.DataFrame(list(known.values()), index=list(known), columns=columns)
    measured: pd.DataFrame = table.loc[cells[dimension]].set_index(cells.index)
    return measured


def check_constant(cells: pd.DataFrame, **expected: str) -> None:
    """Refuse an answer with other codes than those asked for. Raises ValueError."""
    for dimension, code in expected.items():
        values = sorted(cells[dimension].unique()) if dimension in cells else ["nothing"]
        if values != [code]:
            raise ValueError(f"{dimension} is {', '.join(map(str, values[:5]))}; expected {code}")


def periods(cells: pd.DataFrame) -> dict[str, pd.Series]:
    """Kind, first and last day of years, quarters and months."""
    parts = cells["time"].str.extract(_PERIOD)
    if parts["year"].isna().any():
        strange = cells["time"][parts["year"].isna()].iloc[0]
        raise ValueError(f"{strange!r} is neither year, quarter nor month")
    quarter, month = (pd.to_numeric(parts[name]) for name in ("quarter", "month"))
    first = month.fillna(3 * quarter - 2).fillna(1)
    last = month.fillna(3 * quarter).fillna(12)
    start, end = (
        pd.to_datetime({"year": parts["year"].astype(int), "month": at.astype(int), "day": 1})
        for at in (first, last)
    )
    kind = pd.Series("year", cells.index).mask(quarter.notna(), "quarter")
    return {
        "period_kind": kind.mask(month.notna(), "month"),
        "period_start": start.dt.strftime("%Y-%m-%d"),
        "period_end": (end + pd.offsets.MonthEnd(0)).dt.strftime("%Y-%m-%d"),
    }


def claims(cells: pd.DataFrame, divisor: pd.Series | float, unit_printed: pd.Series | str,
           **columns: object) -> pd.DataFrame:  # fmt: skip
    """Claims of cells: figures divided into our unit, and the columns given.

    Divisor and printed unit: one for all, or one for each cell. Cells without a figure give no
    claim. China is without Hong Kong unless told else.
    """
    frame = pd.DataFrame({**periods(cells), **columns}, index=cells.index)
    frame["value"] = (pd.to_numeric(cells["printed"]) / divisor).map(text)
    frame["value_printed"] = (cells["printed"] + " " + unit_printed).str.strip()
    frame["status"] = cube.statuses(cells["flag"])
    if "china_scope" not in frame:
        frame["china_scope"] = _scope(frame)
    return as_claims(frame[cells["printed"].notna()])


def comext(cells: pd.DataFrame, divisor: pd.Series | float, unit_printed: pd.Series | str,
           **columns: object) -> pd.DataFrame:  # fmt: skip
    """Claims of what Germany states to Comext, in the Community concept; see ``claims``."""
    flow = map_codes(cells, "flow", FLOWS)
    about = {"region": "de_estat", "flow": flow, "trade_system": "community"}
    return claims(cells, divisor, unit_printed, **about, **columns)


def sums_of_the_year(stated: pd.DataFrame, table: str) -> pd.DataFrame:
    """Our sums of claims on months or quarters from the beginning of a year, as claims.

    Whole years; of the newest, while it runs, what is known of each series, and the same part of
    the year before.
    """
    frame = stated.sort_values([*_SERIES, "period_start"]).assign(
        year=lambda rows: rows["period_start"].str.slice(0, 4).astype(int),
        last=lambda rows: rows["period_end"].str.slice(5, 7).astype(int),
        months=lambda rows: rows["last"] - rows["period_start"].str.slice(5, 7).astype(int) + 1,
        value=lambda rows: rows["value"].astype(float),
        status=lambda rows: rows["status"].map(_SUREST.index).astype(int),
    )
    groups = frame.groupby([*_SERIES, "year"], dropna=False, sort=False)
    sums = frame.assign(value=groups["value"].cumsum(), months=groups["months"].cumsum(),
                        status=groups["status"].cummax())  # fmt: skip
    end = frame.groupby(_SERIES, dropna=False)["last"].transform("last")
    is_asked = (sums["last"] == 12) | ((sums["year"] >= sums["year"].max() - 1)
                                       & (sums["last"] == end))  # fmt: skip
    sums = sums[(sums["months"] == sums["last"]) & is_asked]
    claims: pd.DataFrame = sums.assign(
        period_kind=(sums["last"] == 12).map({True: "year", False: "year_to_date"}),
        period_start=sums["year"].astype("str") + "-01-01",
        value=sums["value"].map(text),
        value_printed=None,
        status=sums["status"].map(dict(enumerate(_SUREST))),
        evidence_kind="computed",
        note_de=f"Eigene Summe aus dem Datensatz {table}.",
        note_en=f"Own sum from the dataset {table}.",
    )
    return claims[list(stated.columns)].astype("str")


def investment(cells: pd.DataFrame, items: Sequence[T], measures: Mapping[T, tuple[str, str]],
               meaning: str, basis: str) -> dict[str, Any]:  # fmt: skip
    """Columns of Germany's direct investment; ``measures``: item → indicator and flow.

    Raises ValueError on unknown items, named by what they mean.
    """
    if strange := set(items) - measures.keys():
        raise ValueError(f"unknown {meaning}: {min(strange, key=str)}")
    return {
        "indicator": [measures[item][0] for item in items],
        "flow": [measures[item][1] for item in items],
        "basis": basis,
        "region": "de",
        "counterpart": map_codes(cells, "partner", PARTNERS),
    }


def suppressed(cells: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """The cells that are kept secret: what they would say of whom and when, without a figure."""
    frame = pd.DataFrame({**periods(cells), **columns}, index=cells.index)
    if "china_scope" not in frame:
        frame["china_scope"] = _scope(frame)
    frame = frame[cube.is_secret(cells["flag"])]
    return frame.reindex(columns=list(SUPPRESSED.columns)).astype("str").reset_index(drop=True)


def _scope(frame: pd.DataFrame) -> pd.Series:
    return frame["counterpart"].map({"cn": "cn"})


def scopes(parts: Mapping[str, bytes], cells: pd.DataFrame, dimension: str,
           counterpart: pd.Series) -> pd.Series:  # fmt: skip
    """What counts as China in each cell that speaks of it, by a dimension's codes and labels."""
    names = labels(parts, dimension)
    codes = map(str, cells.loc[counterpart == "cn", dimension].unique())
    return cells[dimension].map({code: china_scope(code, names.get(code, "")) for code in codes})


def china_scope(code: str, label: str) -> str:
    """What counts as China: CN_X_HK is without Hong Kong; of CN only its label tells."""
    if code == "CN_X_HK":
        return "cn"
    text = label.lower()
    if "hong kong" not in text:
        return "undefined"
    return "cn_hk" if "includ" in text else "cn"
