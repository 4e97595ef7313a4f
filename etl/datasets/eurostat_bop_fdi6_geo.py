"""Direct investment of Germany with China, Hong Kong and the world: stocks and flows by partner.

Eurostat states stocks in bop_fdi6_pos as well. Both follow the same manual and the same direction
of investment, but they are put together and revised apart, and nothing says that they must agree:
each has a basis of its own here, so that they never share a line. The dimension ``indic_bp`` tells
stocks from flows. Many cells are confidential: they give no claim, but a known gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import claims, client
from etl.readers.eurostat import codes as eurostat_codes
from etl.readers.eurostat.client import Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="bop_fdi6_geo",
    title=Title(
        "Direktinvestitionen: Bestände und Flüsse nach Partnerland",
        "Direct investment: stocks and flows by partner country",
    ),
    cadence="yearly",
    rhythm=Rhythm("year"),
    rows=(4, 2000),
)
#: Stock or flow, and item → ours: in Germany from abroad, abroad from Germany.
_MEASURES = {
    "STOCKS DI__D__F": ("fdi_stock_inward_eurostat", "inward"),
    "STOCKS DO__D__F": ("fdi_stock_outward_eurostat", "outward"),
    "FLOWS DI__D__F": ("fdi_flow_inward_eurostat", "inward"),
    "FLOWS DO__D__F": ("fdi_flow_outward_eurostat", "outward"),
}
_FIXED = {"freq": ("A",), "currency": ("MIO_EUR",), "entity": ("TOTAL",), "geo": ("DE",)}
_ITEMS = {"indic_bp": ("STOCKS", "FLOWS"), "fdi_item": ("DI__D__F", "DO__D__F")}
#: Dimensions that the tables beside this one have; here they may come only as the whole.
_WHOLE = {"nace_r2": ("FDI",), "counterp": ("IMM",)}


def fetch(session: FetchSession) -> None:
    """Ask which codes there are, then for stocks and flows both ways."""
    existing = eurostat_codes.fetch(session, "bop_fdi6_geo")
    # Without China there is nothing to ask for; CN may be with Hong Kong or without.
    wanted = {**_FIXED, **_ITEMS, "partner": ("CN_X_HK", "CN")}
    china = dict(eurostat_codes.select("bop_fdi6_geo", existing, wanted, _WHOLE))["partner"][0]
    wanted["partner"] = (china, "HK", "WRL_REST")
    key = eurostat_codes.select("bop_fdi6_geo", existing, wanted, _WHOLE)
    client.fetch(session, Ask("bop_fdi6_geo", key, 2008))


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on stocks and flows. Raises ValueError."""
    cells, columns = _stated(parts)
    return claims.claims(cells, 1.0, "Mio. EUR", unit="meur", **columns)


def suppressed(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Cells that are confidential. Raises ValueError."""
    cells, columns = _stated(parts)
    return claims.suppressed(cells, **columns)


def _stated(parts: Mapping[str, bytes]) -> tuple[pd.DataFrame, dict[str, Any]]:
    """All cells, and what each is about."""
    cells = claims.read(parts)
    if "indic_bp" not in cells:
        names = ", ".join(name for name in map(str, cells) if name not in ("printed", "flag"))
        raise ValueError(f"the dimensions are {names}; expected indic_bp among them, which tells "
                         "stocks from flows")  # fmt: skip
    whole = {name: codes for name, codes in _WHOLE.items() if name in cells}
    for name, codes in (_FIXED | whole).items():
        claims.check_constant(cells, **{name: codes[0]})
    measures = [
        f"{kind} {item}" for kind, item in zip(cells["indic_bp"], cells["fdi_item"], strict=True)
    ]
    columns = claims.investment(
        cells, measures, _MEASURES, "stock or flow and item", "eurostat_geo"
    )
    scopes = claims.scopes(parts, cells, "partner", columns["counterpart"])
    return cells, columns | {"china_scope": scopes}
