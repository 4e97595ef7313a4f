"""Germany's trade with China by headings and subheadings of the harmonised system (HS4, HS6).

Years, by value and weight, in the Community concept. Which codes there are is asked first: the
system is revised every five years, and one unknown code spoils a whole question. The codes are
asked for in chunks, so that Eurostat's estimate of each answer stays below what it gives at once.
Names of products are Eurostat's own and stay with the state that they came with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import claims, client
from etl.readers.eurostat import codes as eurostat_codes
from etl.readers.eurostat.client import Ask, comext
from etl.schema import Rhythm, Title

DATASET = comext(
    table="DS-045409",
    title=Title(
        "EU-Handel seit 1988 nach HS2-4-6 und KN8 (Warennummern mit zwei bis acht Ziffern): "
        "Positionen und Unterpositionen",
        "EU trade since 1988 by HS2-4-6 and CN8 (codes of two to eight digits): headings and "
        "subheadings",
    ),
    cadence="years, with December, about 45 days after it",
    rhythm=Rhythm("year", 45, 10),
    rows=(500, 2_000_000),
    feeds="product_trade",
)
_FIXED = {"freq": ("A",), "reporter": ("DE",), "partner": ("CN",)}
_MEASURES = {
    "VALUE_IN_EUROS": ("product_trade_value", "meur", 1e6, "EUR"),
    "QUANTITY_IN_100KG": ("product_trade_weight", "tonnes", 10.0, "× 100 kg"),
}
#: Codes asked for at once: with both flows and measures and all years since 1988 well below the
#: 500,000 cells of an answer given at once, and below 4,000 characters of an address.
_AT_ONCE = 200
_PRODUCT = "[0-9]{4}|[0-9]{6}"


def fetch(session: FetchSession) -> None:
    """Ask which products there are, then for years with China by chunks of them."""
    existing = eurostat_codes.fetch(session, DATASET.table, is_comext=True)
    wanted = {**_FIXED, "product": tuple(_products(existing)), "flow": tuple(claims.FLOWS),
              "indicators": tuple(_MEASURES)}  # fmt: skip
    key = eurostat_codes.select(DATASET.table, existing, wanted, {}, is_comext=True)
    for chunk in _chunks(dict(key)["product"]):
        part = tuple((name, chunk if name == "product" else codes) for name, codes in key)
        client.fetch(session, Ask(DATASET.table, part, 2008, is_comext=True, may_be_empty=True))


def _products(existing: eurostat_codes.Codes) -> list[str]:
    """The headings, then the subheadings."""
    codes = [code for code in existing.get("product", ()) if re.fullmatch(_PRODUCT, code)]
    return sorted(codes, key=lambda code: (len(code), code))


def _chunks(codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(codes), _AT_ONCE):
        yield codes[start : start + _AT_ONCE]


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    cells = claims.read(parts)
    for name, codes in _FIXED.items():
        claims.check_constant(cells, **{name: codes[0]})
    strange = cells.loc[~cells["product"].str.fullmatch(_PRODUCT), "product"].unique()
    if len(strange):
        raise ValueError(f"unknown product: {', '.join(strange[:5])}; expected four or six digits")
    columns = ["indicator", "unit", "divisor", "printed"]
    measure = claims.measures(cells, "indicators", _MEASURES, columns)
    return claims.comext(
        cells, measure["divisor"], measure["printed"],
        indicator=measure["indicator"],
        product="hs_" + cells["product"],
        product_scheme="hs" + cells["product"].str.len().astype("str"),
        unit=measure["unit"],
        counterpart="cn",
    )  # fmt: skip


def product_names(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Our code of a product → Eurostat's name, where the answer gives one."""
    labels = claims.labels(parts, "product")
    return {f"hs_{code}": name.strip() for code, name in labels.items() if name.strip()}
