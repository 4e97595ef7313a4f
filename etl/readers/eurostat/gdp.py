"""Gross domestic product by region of Eurostat (nama_10r_2gdp, nama_10r_3gdp) as claims.

NUTS codes are those of data/reference/regions.csv. Borders and codes change with each edition of
NUTS, so where an answer says what a code is called, that must be our name for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers import collected
from etl.readers.claims.trade_claims import least_certain, text
from etl.readers.eurostat import claims as eurostat_claims
from etl.readers.eurostat import codes

#: What names of regions say of their kind: Eurostat's after a comma, ours in front.
_KINDS = re.compile(r"(, (kreisfreie stadt|landkreis|kreis|stadt)$)|(^(kreis|regierungsbezirk) )")


def fetch(session: FetchSession, dataset: str, kinds: Sequence[str]) -> None:
    """Ask for the regions of these kinds that the dataset holds. Raises Failed."""
    wanted = {"geo": tuple(regions(kinds))}
    codes.fetch_figures(session, dataset, {"freq": "A", "unit": "MIO_EUR"}, wanted, 2008)


def parse(parts: Mapping[str, bytes], kinds: Sequence[str]) -> pd.DataFrame:
    """Claims of the regions of these kinds; of the Kreise also our sum over all of the Ruhr.

    Raises ValueError, also when a name does not match.
    """
    cells = eurostat_claims.read(parts)
    eurostat_claims.check_constant(cells, freq="A", unit="MIO_EUR")
    region_of = regions(kinds)
    region = eurostat_claims.map_codes(cells, "geo", region_of)
    check_names(eurostat_claims.labels(parts, "geo"), region_of)
    claims = eurostat_claims.claims(
        cells, 1.0, "Mio. EUR",
        indicator="gdp", unit="meur", basis="eurostat_accounts", region=region, counterpart=None,
    )  # fmt: skip
    return _with_ruhr(claims) if "kreis" in kinds else claims


def regions(kinds: Sequence[str]) -> dict[str, str]:
    """NUTS code → our region: Germany, NRW, its Regierungsbezirke, the towns of the Ruhr area."""
    table, kreise = collected.reference("regions"), collected.reference("kreise")
    ruhr = set(kreise.loc[kreise["in_rvr"] == "yes", "nuts3"])
    of_kind = {
        "country": table["code"] == "de",
        "land": table["code"] == "de-nw",
        "regierungsbezirk": table["kind"] == "regierungsbezirk",
        "kreis": table["nuts"].isin(ruhr),
    }
    chosen = table[pd.concat([of_kind[kind] for kind in kinds], axis=1).any(axis=1)]
    return dict(zip(chosen["nuts"], chosen["code"], strict=True))


def check_names(labels: Mapping[str, str], region_of: Mapping[str, str]) -> None:
    """A code that is called otherwise than here is another region, or an older edition of NUTS.

    Raises ValueError.
    """
    ours = collected.reference("regions").set_index("code")
    for nuts, label in labels.items():
        if nuts not in region_of:
            continue
        names = [str(ours.loc[region_of[nuts], column]) for column in ("name_de", "name_en")]
        if _bare(label) not in [_bare(name) for name in names]:
            raise ValueError(f"{nuts} is called {label!r}; expected {names[0]!r}")


def _bare(name: str) -> str:
    return _KINDS.sub("", name.strip().lower())


def _with_ruhr(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims, and our sums over the towns and districts of the Ruhr where all are known."""
    towns = set(regions(["kreis"]).values())
    period = ["period_kind", "period_start", "period_end"]
    groups = claims[claims["region"].isin(towns)].assign(
        value=lambda frame: frame["value"].astype(float)
    )
    added = groups.groupby(period, as_index=False).agg(
        value=("value", "sum"), status=("status", least_certain), count=("region", "nunique")
    )
    added = added[added["count"] == len(towns)]
    own = {
        "indicator": "gdp", "region": "ruhr", "unit": "meur", "basis": "eurostat_accounts",
        "evidence_kind": "computed",
        "note_de": f"Eigene Summe der {len(towns)} Städte und Kreise des Ruhrgebiets.",
        "note_en": f"Own sum of the {len(towns)} towns and districts of the Ruhr area.",
    }  # fmt: skip
    sums = collected.as_claims(added, value=added["value"].map(text), **own)
    return pd.concat([claims, sums], ignore_index=True).astype("str")
