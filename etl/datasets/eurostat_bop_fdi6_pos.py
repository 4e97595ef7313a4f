"""German direct investment stocks with China (without Hong Kong), Hong Kong and the world.

At the end of each year, both ways, net, by immediate partner. Many cells are confidential.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import claims, client
from etl.readers.eurostat.client import Ask, dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="bop_fdi6_pos",
    title=Title(
        "Bestände der Direktinvestitionen nach Partnerland und Wirtschaftszweig",
        "Direct investment stocks by partner country and industry",
    ),
    cadence="yearly",
    rhythm=Rhythm("year"),
    rows=(4, 2000),
)
#: Item and side → ours: in Germany net inward, abroad net outward.
_SIDES = {
    ("DI__D__F", "NI"): ("fdi_stock_inward_eurostat", "inward"),
    ("DO__D__F", "NO"): ("fdi_stock_outward_eurostat", "outward"),
}


def fetch(session: FetchSession) -> None:
    """Ask for both sides."""
    for item, side in _SIDES:
        client.fetch(session, Ask("bop_fdi6_pos", (
            ("currency", ("MIO_EUR",)), ("nace_r2", ("FDI",)), ("entity", ("TOTAL",)),
            ("fdi_item", (item,)), ("stk_flow", (side,)), ("counterp", ("IMM",)),
            ("partner", ("CN_X_HK", "HK", "WRL_REST")), ("geo", ("DE",)),
        ), 2008))  # fmt: skip


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of both sides. Raises ValueError."""
    cells, columns = _stated(parts)
    return claims.claims(cells, 1.0, "Mio. EUR", unit="meur", **columns)


def suppressed(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Cells that are confidential. Raises ValueError."""
    cells, columns = _stated(parts)
    return claims.suppressed(cells, **columns)


def _stated(parts: Mapping[str, bytes]) -> tuple[pd.DataFrame, dict[str, Any]]:
    """All cells, and what each is about."""
    cells = claims.read(parts)
    claims.check_constant(cells, geo="DE", currency="MIO_EUR", nace_r2="FDI", entity="TOTAL",
                         counterp="IMM", freq="A")  # fmt: skip
    sides = list(zip(cells["fdi_item"], cells["stk_flow"], strict=True))
    return cells, claims.investment(cells, sides, _SIDES, "item and side", "eurostat")
