"""Long series of INKAR on the Kreise of NRW, years: economy, labour market, residents.

An empty cell is not available, never zero. The codebook of the copy calls product per inhabitant
euros; it is thousands of them. Boundaries are those of 2021.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.readers import collected
from etl.readers.claims.trade_claims import text
from etl.readers.inkar import BEFORE_2024, dataset, kreise
from etl.schema import Title

DATASET = dataset(
    table="q_bip_ew, q_alo, a_ausl_bev",
    title=Title(
        "Ausgewählte Indikatoren: Kreise, Jahre 1995 bis 2022",
        "Selected indicators: districts, years 1995 to 2022",
    ),
    rows=(1_000, 20_000),
)
#: Column → indicator, unit, factor, basis, industry.
_COLUMNS: Mapping[str, tuple[str, str, int, str, str | None]] = {
    "gdp_per_capita": ("gdp_per_inhabitant", "eur", 1000, BEFORE_2024, None),
    "unemployment_rate": ("unemployment_rate", "percent", 1, "inkar", None),
    "share_longterm_unemployed": ("share_of_long_term_unemployed", "percent", 1, "inkar", None),
    "share_foreign": ("share_of_foreign_residents", "percent", 1, "inkar", None),
    "share_secondary_sector": ("share_of_gross_value_added", "percent", 1, "inkar", "wz_b_f"),
    "share_tertiary_sector": ("share_of_gross_value_added", "percent", 1, "inkar", "wz_g_t"),
}
_CENSUS_DE = "Ab 2011 auf der Grundlage des Zensus 2011; mit den Jahren davor nicht vergleichbar."
_CENSUS_EN = "From 2011 on the basis of the census of 2011; not comparable with the years before."


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all columns. Raises ValueError."""
    frames = [collected.read(raw) for _, raw in sorted(parts.items())]
    wide = pd.concat(frames, ignore_index=True)
    if lacking := {"county_code", "year", *_COLUMNS} - set(wide):
        raise ValueError(f"no column {', '.join(sorted(lacking))}")
    if strange := set(wide["county_code"]) - kreise("code").keys():
        raise ValueError(f"unknown Kreis: {', '.join(sorted(strange)[:5])}")
    long = wide.melt(["county_code", "year"], list(_COLUMNS), "column", "printed")
    long = long[long["printed"].notna()].reset_index(drop=True)
    meaning = pd.DataFrame([_COLUMNS[name] for name in long["column"]],
                           columns=["indicator", "unit", "factor", "basis", "product"])  # fmt: skip
    value = pd.to_numeric(long["printed"]) * meaning.pop("factor")
    is_jump = (long["column"] == "share_foreign") & (long["year"] >= "2011")
    frame = meaning.assign(
        region=long["county_code"].map(kreise("code")),
        product_scheme=meaning["product"].map(lambda _: "wz2008", "ignore"),
        value=value.round(6).map(text),
        value_printed=long["printed"] + meaning["unit"].map({"eur": " Tsd. EUR"}).fillna(""),
        period_kind="year",
        period_start=long["year"] + "-01-01",
        period_end=long["year"] + "-12-31",
        confidence="medium",
        note_de=is_jump.map({True: _CENSUS_DE}),
        note_en=is_jump.map({True: _CENSUS_EN}),
    )
    return collected.as_claims(frame)
