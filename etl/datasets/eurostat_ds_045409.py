"""Germany's trade with China, Hong Kong, Macau, Taiwan and the world in the Community concept.

Years and months in total, years with China by chapters of the harmonised system (HS). There is no
NRW in Comext.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import claims, client
from etl.readers.eurostat.client import Ask, comext
from etl.schema import Rhythm, Title

DATASET = comext(
    table="DS-045409",
    title=Title(
        "EU-Handel seit 1988 nach HS2-4-6 und KN8 (Warennummern mit zwei bis acht Ziffern)",
        "EU trade since 1988 by HS2-4-6 and CN8 (codes of two to eight digits)",
    ),
    cadence="monthly, about 45 days after the month",
    rhythm=Rhythm("month", 45, 10),
    rows=(200, 100_000),
)
_PARTNERS = ("CN", "HK", "MO", "TW", "WORLD")
_CHAPTERS = tuple(f"{number:02}" for number in range(1, 100) if number != 77)
#: Indicator → ours for totals, ours for products, unit, divisor, unit as printed.
_MEASURES = {
    "VALUE_IN_EUROS": ("trade_value", "product_trade_value", "meur", 1e6, "EUR"),
    "QUANTITY_IN_100KG": ("trade_weight", "product_trade_weight", "tonnes", 10.0, "× 100 kg"),
}


def fetch(session: FetchSession) -> None:
    """Ask for years and months in total, and for years with China by chapter."""
    for freq, products, partners in (
        ("A", ("TOTAL",), _PARTNERS),
        ("A", _CHAPTERS, ("CN",)),
        ("M", ("TOTAL",), _PARTNERS),
    ):
        key = (
            ("freq", (freq,)), ("reporter", ("DE",)), ("partner", partners),
            ("product", products), ("flow", ("1", "2")), ("indicators", tuple(_MEASURES)),
        )  # fmt: skip
        client.fetch(session, Ask("DS-045409", key, 2008, by_key=True, is_comext=True))


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    cells = claims.read(parts)
    claims.check_constant(cells, reporter="DE")
    columns = ["total", "product", "unit", "divisor", "printed"]
    measure = claims.measures(cells, "indicators", _MEASURES, columns)
    products = {"TOTAL": ""} | {chapter: f"wa_{chapter}" for chapter in _CHAPTERS}
    product = claims.map_codes(cells, "product", products)
    has_product = product != ""
    return claims.comext(
        cells, measure["divisor"], measure["printed"],
        indicator=measure["product"].where(has_product, measure["total"]),
        product=product.where(has_product),
        product_scheme=product.where(has_product).map(lambda _: "wa", na_action="ignore"),
        unit=measure["unit"],
        counterpart=claims.map_codes(cells, "partner", claims.PARTNERS),
    )  # fmt: skip
