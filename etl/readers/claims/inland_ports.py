"""Inland shipping of GENESIS (statistic 46321): what ports of NRW handle by ship.

Official figures cover all berths of a port, works ports included, and are never one line with
those of an operator. Tonnes and TEU are two indicators. The codes of ports are not documented:
ports are found by their names, and only those of NRW that we hold are taken.
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

#: Name of a port in the statistic → ours.
PORTS = {
    "Bergkamen": "port_bergkamen", "Bonn": "port_bonn", "Bottrop": "port_bottrop",
    "Dormagen": "port_dormagen", "Dortmund": "port_dortmund", "Duisburg": "port_duisburg",
    "Essen": "port_essen", "Gelsenkirchen": "port_gelsenkirchen", "Hamm": "port_hamm",
    "Herne": "port_herne", "Ibbenbüren": "port_ibbenbueren", "Köln": "port_koeln",
    "Marl": "port_marl", "Neuss": "port_neuss", "Wesel": "port_wesel",
}  # fmt: skip
#: What a claim is about whose region is not the Land.
_REGIONS = {"port_herne": "herne"}
_MUST_BE_THERE = "Duisburg"
_AROUND = re.compile(r"^(?:Hafen|Häfen) |,? ?\(?(?:Hafen|Häfen)\)?$")
#: Unit → indicator of a whole port, and of one division of goods ("" for none).
_MEASURES = {"t": ("ship_handling_tonnes", "ship_handling_goods_tonnes", "tonnes"),
             "TEU": ("container_handling_teu", "", "teu")}  # fmt: skip
_HANDLED = "Umgeschlagene"
#: Words of the dimension of ports.
PORT = "häfen|hafen"
_DIVISION = re.compile(r"(?:NST[^-]*-)?(0[1-9]|1[0-9]|20)")
_KEY = ["indicator", "region", "place", "mode", "product_scheme", "product", "unit",
        "period_kind", "period_start", "period_end"]  # fmt: skip


def claims(parts: Mapping[str, bytes], table: str) -> pd.DataFrame:
    """Claims of ports, whole and by division of goods. Raises ValueError."""
    lines = _all_lines(parts)
    whole = lines[lines["product"].isna()].drop_duplicates(_KEY)
    stated = pd.concat([whole, lines[lines["product"].notna()]], ignore_index=True)
    repeated = stated.duplicated(_KEY)
    if repeated.any():
        row = stated[repeated].iloc[0]
        raise ValueError(f"the same line twice: {row['name']}, {row['period_start']}")
    frames = [stated]
    if len(added := _sums_of_ports(lines)):
        official_sums = whole[["place", "period_start"]].assign(is_stated="yes")
        own = added.merge(official_sums, on=["place", "period_start"], how="left")
        frames.append(own[own["is_stated"].isna()].assign(
            evidence_kind="computed",
            note_de=f"Eigene Summe über die Güterabteilungen der Tabelle {table}.",
            note_en=f"Own sum over the goods divisions of table {table}.",
        ))  # fmt: skip
    return official.as_claims(pd.concat(frames, ignore_index=True))


def disagreements(parts: Mapping[str, bytes]) -> list[str]:
    """Where the divisions of a port do not add up to its published total.

    Each is rounded to a tonne, so a sum may be off by half a tonne for each.
    """
    lines = _all_lines(parts)
    whole = lines[lines["product"].isna() & (lines["unit"] == "tonnes")]
    key = ["place", "period_start"]
    compared = _sums_of_ports(lines).merge(whole, on=key, suffixes=("", "_whole"))
    over = compared["value"] - compared["value_whole"]
    # A lower bound may well lie below the whole.
    over = over.where((compared["qualifier"] == "exact") | (over > 0), 0)
    off = over.abs() > 0.5 * (compared["count"] + 1)
    return [
        f"{row['place']}, {row['period_start'][:4]}: the divisions add up to {row['value']:.0f}, "
        f"the published total is {row['value_whole']:.0f} tonnes"
        for row in compared[off].to_dict("records")
    ]


def _sums_of_ports(lines: pd.DataFrame) -> pd.DataFrame:
    """Sums over all divisions of a port and period; over a hidden one they are lower bounds."""
    parts = lines[lines["product"].notna()]
    by = [name for name in _KEY if name not in ("indicator", "product_scheme", "product")]
    sums = official.summed(parts, by)
    return sums[~sums["is_empty"]].assign(indicator=_MEASURES["t"][0])


def _all_lines(parts: Mapping[str, bytes]) -> pd.DataFrame:
    lines = pd.concat(map(_lines, each(parts, metadata.flat)), ignore_index=True)
    if PORTS[_MUST_BE_THERE] not in set(lines["place"]):
        raise NoMatch(f"the ports {', '.join(sorted(lines['name'].unique())[:12])}",
                      f"{_MUST_BE_THERE} among them")  # fmt: skip
    return lines[lines["place"].notna()].reset_index(drop=True)


def _lines(flat: Flat) -> pd.DataFrame:
    """Cells of handling by port; what else the table measures is left out."""
    cells, dimensions = flat.cells, flat.dimensions
    port = metadata.find_dimension(dimensions, PORT, "ports")
    is_meant = cells["measure_label"].str.startswith(_HANDLED) & cells["unit"].isin(_MEASURES)
    if not is_meant.any():
        listing = (cells["measure_label"] + " in " + cells["unit"]).unique()
        raise NoMatch(", ".join(listing[:8]), f"{_HANDLED} Güter in t")
    cells = cells[is_meant].reset_index(drop=True)
    others = [code for code in dimensions if code != port and cells[code].nunique() > 1]
    if len(others) > 1:
        raise NoMatch(f"the dimensions {', '.join(others)}", "divisions of goods alone")
    product = _divisions(cells, others[0]) if others else pd.Series(pd.NA, cells.index, dtype="str")
    when = genesis_cells.periods(cells)
    names = cells[f"{port}_label"].str.replace(_AROUND, "", regex=True).str.strip()
    measures = [_MEASURES[unit][0 if alone else 1]
                for unit, alone in zip(cells["unit"], product.isna(), strict=True)]  # fmt: skip
    place = names.map(PORTS)
    lines = pd.DataFrame(
        {
            "name": names, "place": place, "mode": "ship", "indicator": measures,
            "region": place.map(_REGIONS).fillna("de-nw"), "product": product,
            "product_scheme": pd.Series("nst2007", cells.index).where(product.notna()),
            "unit": cells["unit"].map({unit: ours[2] for unit, ours in _MEASURES.items()}),
            "value": pd.to_numeric(cells["number"]), "printed": cells["printed"],
            "value_printed": cells["printed"] + " " + cells["unit"],
            "status": genesis_cells.statuses(cells, when["period_start"]),
            **{name: when[name] for name in when},
        }
    )  # fmt: skip
    return lines[lines["indicator"] != ""]


def _divisions(cells: pd.DataFrame, goods: str) -> pd.Series:
    """Our code of a division of NST 2007, none for the total of all. Raises Lacking."""
    labels = cells[f"{goods}_label"]
    is_whole = labels.map({label: metadata.is_total(label) for label in labels.unique()})
    codes = {code: match[1] for code in cells[goods].unique()
             if (match := _DIVISION.fullmatch(code))}  # fmt: skip
    strange = cells[~is_whole & ~cells[goods].isin(codes)].drop_duplicates(goods)
    if len(strange):
        pairs = zip(strange[goods], strange[f"{goods}_label"], strict=True)
        raise NoMatch("; ".join(f"{code} ({label})" for code, label in [*pairs][:5]),
                      "divisions of NST 2007 (01 to 20)")  # fmt: skip
    return cells[goods].map(codes).where(~is_whole).astype("str")
