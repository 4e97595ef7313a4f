"""Foreign trade of GENESIS (statistic 51000): cells of its tables as claims.

Länder exports are special trade, Länder imports general trade; Germany's both are special trade.
"-" is exactly zero; a hidden figure gives no claim, and no sum or rank over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from etl.readers import collected
from etl.readers.genesis import cells as genesis_cells
from etl.readers.genesis import metadata
from etl.readers.genesis import parts as genesis_parts

#: Measure of GENESIS → indicator, flow, its unit there, our unit, digits between the two.
MEASURES = {
    "WERTA": ("trade_value", "export", "Tsd. EUR", "meur", 3),
    "WERTE": ("trade_value", "import", "Tsd. EUR", "meur", 3),
    "GEWA": ("trade_weight", "export", "t", "tonnes", 0),
    "GEWE": ("trade_weight", "import", "t", "tonnes", 0),
}
#: A region's partner lines are all there when there are at least so many.
_ALL_PARTNERS = 100
_KEY = ["region", "partner", "product", "indicator", "flow", "period_start"]
#: Classification of products → how its codes begin there and here.
_PRODUCTS = {"GP19B2": ("GP19-", "gp_"), "WAM2": ("WA", "wa_")}
_SPECIAL_LINES = {"Ausland": "de_ausland", "Waren ausländischen": "de_ausland",
                  "Restposition": "de_rest"}  # fmt: skip


def read(parts: Mapping[str, bytes], *, is_flat: bool = False) -> pd.DataFrame:
    """Lines of all parts of a fetch, or of a table downloaded by hand (only flat, where asked so).

    Raises ValueError.
    """
    if is_flat:
        return lines([one.cells for one in genesis_parts.each(parts, metadata.flat)])
    return lines(genesis_parts.each(parts, genesis_parts.cells))


def lines(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Cells of one or several flat files as lines of trade, each once.

    Columns: region, partner (a code of GENESIS, or world), counterpart (ours; missing for partners
    that we do not show), is_partner, product (ours, or empty), indicator, flow, unit, value,
    printed, status, period_kind, period_start, period_end. Raises ValueError on unknown codes,
    units, signs and double keys.
    """
    read = [_lines(cells) for cells in parts]
    lines = pd.concat(read, ignore_index=True)
    contradicting = lines.drop_duplicates([*_KEY, "printed"]).duplicated(_KEY)
    if contradicting.any():
        raise ValueError("two parts of the answer state different figures for the same line")
    lines = lines.drop_duplicates(_KEY, ignore_index=True)
    # A period in which nothing has a figure is not yet published, whatever sign stands there.
    has_figure = lines["is_figure"].groupby(lines["period_start"]).transform("any")
    return lines[has_figure].drop(columns="is_figure").reset_index(drop=True)


def _lines(cells: pd.DataFrame) -> pd.DataFrame:
    genesis_cells.check_values(cells, "measure", set(MEASURES), "measure")
    measures = pd.DataFrame.from_dict(
        MEASURES, orient="index", columns=["indicator", "flow", "printed_unit", "unit", "digits"]
    ).loc[cells["measure"]].reset_index(drop=True)  # fmt: skip
    cells = cells.reset_index(drop=True)
    wrong = cells["unit"] != measures["printed_unit"]
    if wrong.any():
        row = cells[wrong].iloc[0]
        raise ValueError(f"unit {row['unit']!r} for {row['measure']}; expected "
                         f"{measures['printed_unit'][wrong].iloc[0]!r}")  # fmt: skip
    when = genesis_cells.periods(cells)
    status = genesis_cells.statuses(cells, when["period_start"])
    lines = pd.DataFrame(
        {
            "region": _regions(cells),
            **_partners(cells),
            "product": _products(cells),
            "indicator": measures["indicator"],
            "flow": measures["flow"],
            "unit": measures["unit"],
            "value": pd.to_numeric(cells["number"].where(cells["printed"] != "-", "0"))
            / 10.0 ** measures["digits"],
            "printed": cells["printed"],
            "printed_unit": measures["printed_unit"],
            "is_figure": cells["number"].notna() & (cells["flag"] != "0"),
            "status": status,
            "period_kind": when["period_kind"],
            "period_start": when["period_start"],
            "period_end": when["period_end"],
        }
    )
    repeated = lines.duplicated(_KEY)
    if repeated.any():
        key = lines[repeated].iloc[0][_KEY]
        raise ValueError("the same line twice: " + ", ".join(map(str, key)))
    return lines


def _regions(cells: pd.DataFrame) -> pd.Series:
    if "DINSG" in cells:
        return cells["DINSG"].map(lambda _: "de")
    if "DLANDX" not in cells:
        raise ValueError("neither the dimension DLANDX (Länder) nor DINSG (Germany) is there")
    of_label = {label: code for label in cells["DLANDX_label"].unique()
                for start, code in _SPECIAL_LINES.items() if label.startswith(start)}  # fmt: skip
    # Tables downloaded by hand have names alone.
    regions = cells["DLANDX"].map(laender("ags") | laender("name_de")).astype("str")
    regions = regions.fillna(cells["DLANDX_label"].map(of_label).astype("str"))
    _check_mapped(cells, regions, "DLANDX", "Land")
    return regions


def _partners(cells: pd.DataFrame) -> dict[str, object]:
    if "STLAH" not in cells:
        return {"partner": "world", "counterpart": "world", "is_partner": False}
    codes = collected.reference("partner_codes").set_index("code")
    of_name = {name: code for code, name in codes["label_de"].items()}
    # Tables downloaded by hand have names alone.
    partners = cells["STLAH"].where(cells["STLAH"].isin(codes.index), cells["STLAH"].map(of_name))
    _check_mapped(cells, partners, "STLAH", "country")
    countries = codes.loc[partners].reset_index(drop=True)
    return {
        "partner": partners,
        "counterpart": countries["region"].where(countries["is_current"] == "yes"),
        "is_partner": countries["is_partner"] == "yes",
    }


def _products(cells: pd.DataFrame) -> object:
    """Our code of a product group, or nothing in tables without products."""
    for dimension, (theirs, ours) in _PRODUCTS.items():
        if dimension in cells:
            mine = [
                code for code in collected.reference("products")["code"] if code.startswith(ours)
            ]
            mapping = {theirs + code.removeprefix(ours): code for code in mine}
            products = cells[dimension].map(mapping)
            _check_mapped(cells, products, dimension, "product group")
            return products
    return ""


@cache
def laender(column: str) -> dict[str, str]:
    """What a column of the regions (ags, name_de) holds of each Land → our code."""
    regions = collected.reference("regions")
    lands = regions[regions["kind"] == "land"]
    return dict(zip(lands[column], lands["code"], strict=True))


def _check_mapped(cells: pd.DataFrame, mapped: pd.Series, column: str, meaning: str) -> None:
    strange = cells[mapped.isna()].drop_duplicates(column)
    if len(strange):
        pairs = zip(strange[column], strange[f"{column}_label"], strict=True)
        listing = ", ".join(f"{code} ({label})" for code, label in pairs)
        raise ValueError(f"unknown {meaning}: {listing}")


def has_all_partners(lines: pd.DataFrame) -> pd.Series:
    """Whether a line's region, measure and period comes with all partners."""
    counts = lines.groupby(["region", "indicator", "flow", "period_start"])["partner"]
    return counts.transform("nunique") >= _ALL_PARTNERS


def disagreements(parts: Mapping[str, bytes]) -> list[str]:
    """Where all partners of a region do not add up to its published total.

    Each line is rounded, so a sum may be off by half a unit of the last digit for each.
    """
    lines = read(parts)
    key = ["region", "indicator", "flow", "period_start", "unit"]
    whole = lines[lines["partner"] == "world"].set_index(key)["value"]
    partners = lines[(lines["partner"] != "world") & has_all_partners(lines)]
    added = partners.groupby(key)["value"].agg(["sum", "count", "size"])
    compared = added.join(whole.rename("total"), how="inner").reset_index()
    # A sum over a hidden figure says nothing.
    compared = compared[(compared["count"] == compared["size"]) & compared["total"].notna()]
    digit = compared["unit"].map({"meur": 0.001, "tonnes": 0.1}).astype(float)
    off = (compared["sum"] - compared["total"]).abs() > 0.5 * digit * (compared["count"] + 1)
    return [
        f"{row['region']}, {row['indicator']}, {row['flow']}, {row['period_start']}: the partners "
        f"add up to {row['sum']:.3f}, the published total is {row['total']:.3f} {row['unit']}"
        for row in compared[off].to_dict("records")
    ]
