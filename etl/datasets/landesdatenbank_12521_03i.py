"""Foreign residents by nationality: China, Hong Kong, Macau, Taiwan in NRW and its Kreise.

From the Central Register of Foreigners, on the reference day that the file states. Rounded to
multiples of 5 since 2016. Unconfirmed: that the download serves this code, and which day it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from etl.readers.landesdatenbank import claims, client, table
from etl.readers.landesdatenbank.table import Lines
from etl.schema import Rhythm, Title

DATASET = client.dataset(
    table="12521-03i",
    title=Title(
        "Ausländische Bevölkerung nach Geschlecht und Staatsangehörigkeit: Kreise, Stichtag",
        "Foreign population by sex and citizenship: districts, reference date",
    ),
    cadence="yearly, in the first months after the reference day",
    rhythm=Rhythm("year"),
    rows=(50, 20_000),
)
#: Key of the nationality → partner. 495, Hong Kong as a British territory, is another nationality.
_PARTNERS = {"479": "cn", "411": "hk", "412": "mo", "465": "tw"}
_TOTAL = ("Ausländische Bevölkerung", "Insgesamt")
_LEFT_OUT = {("Ausländische Bevölkerung", "männlich"), ("Ausländische Bevölkerung", "weiblich")}
_STEP = 5
_ROUNDED_SINCE = "2016"
_ROUNDED_DE = (
    "Das Landesamt rundet jeden Wert auf ein Vielfaches von 5 (höchstens 2 Personen daneben)."
)
_ROUNDED_EN = "The office rounds each figure to a multiple of 5 (off by 2 persons at most)."

fetch = partial(client.fetch, table=DATASET.table)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    chosen = _chosen(parts)
    is_rounded = chosen["time"].str.slice(-4) >= _ROUNDED_SINCE
    figures = pd.to_numeric(chosen["number"])
    odd = chosen[is_rounded & figures.notna() & (figures % _STEP != 0)]
    if len(odd):
        row = odd.iloc[0]
        raise ValueError(
            f"{row['ags']}, {row['label']}: {row['printed']} is no multiple of {_STEP}; expected "
            f"figures rounded so since {_ROUNDED_SINCE}"
        )
    return claims.claims(
        chosen,
        indicator="residents_by_nationality",
        unit="inhabitants",
        counterpart=chosen["key"].map(_PARTNERS),
        china_scope=chosen["key"].map({"479": "cn"}),
        qualifier=is_rounded.map({True: "about", False: "exact"}),
        note_de=is_rounded.map({True: _ROUNDED_DE}),
        note_en=is_rounded.map({True: _ROUNDED_EN}),
    )


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Kreise that lack in a download, and Kreise that do not add up to the Land."""
    is_whole = client.is_whole(parts, DATASET)
    return claims.inconsistencies(_chosen(parts), _STEP / 2, is_whole=is_whole, key="479")


def _chosen(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Lines of the four nationalities with the total of both sexes."""
    read = [table.read(raw, DATASET.table) for _, raw in sorted(parts.items())]
    lines = pd.concat([_total(one) for one in read], ignore_index=True)
    chosen = lines[lines["key"].isin(_PARTNERS)]
    if "479" not in set(chosen["key"]):
        raise ValueError("no line for nationality 479, China (Festland)")
    strange = chosen[(chosen["key"] == "479") & ~chosen["label"].str.startswith("China")]
    if len(strange):
        raise ValueError(f"479 is named {strange['label'].iloc[0]!r}; expected China (Festland)")
    return chosen


def _total(read: Lines) -> pd.DataFrame:
    by_labels = {measure.labels: column for column, measure in read.measures.items()}
    unknown = [read.measures[column] for labels, column in by_labels.items()
               if labels not in {_TOTAL, *_LEFT_OUT}]  # fmt: skip
    if unknown or _TOTAL not in by_labels:
        raise read.unexpected(f"{' / '.join(_TOTAL)}, and by sex")
    column = by_labels[_TOTAL]
    if read.measures[column].unit != "Anzahl":
        raise ValueError(f"found unit {read.measures[column].unit!r}, expected 'Anzahl'")
    return read.figures(column)
