"""Flows of direct investment between Germany and China: Bundesbank, balance of payments.

Annual, by the immediate partner. Another compilation than Eurostat's bop_fdi6_geo and than the
figures that reports quote: a measure of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.bundesbank import investment
from etl.schema import Title

_FLOWS = investment.Measure("BBFFDITV", "T", "flow")
DATASET = investment.dataset(
    table=_FLOWS.dataflow,
    title=Title(
        "Direktinvestitionen laut Zahlungsbilanz: Transaktionen nach Ländern, Jahre",
        "Direct investment in the balance of payments: transactions by country, years",
    ),
    cadence="yearly, in spring; earlier years are revised",
)


def fetch(session: FetchSession) -> None:
    """Ask which series there are, then for those on the whole."""
    investment.fetch(session, _FLOWS)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims both ways. Raises ValueError."""
    return investment.claims(parts, _FLOWS)
