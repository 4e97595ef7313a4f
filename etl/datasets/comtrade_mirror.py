"""Trade of Germany and China as each of the two reports it to the United Nations, in US dollars.

The same goods, counted twice: at the border that they leave (without freight) and at the border
that they reach (with freight and insurance). Both sides come in dollars from one place, so that no
exchange rate of ours stands between them. The terms of the United Nations do not allow the data to
be passed on as a whole: every user fetches them, the project carries none.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.comtrade import preview
from etl.schema import Dataset, Rhythm, Title

DATASET = Dataset(
    table="C.A.HS.TOTAL",
    series=Title("UN Comtrade, Abfrage", "UN Comtrade, query"),
    title=Title(
        "Warenhandel zwischen Deutschland und China, wie ihn jede Seite selbst meldet",
        "Goods trade between Germany and China as each side itself reports it",
    ),
    publisher="Vereinte Nationen",
    page="https://comtradeplus.un.org/",
    licence="un_comtrade",
    cadence="yearly, some months after the year, by country",
    rhythm=Rhythm("year"),
    rows=(8, 200),
)
#: Who reports → on whom, in the codes of the United Nations.
_PAIRS = {"156": "276", "276": "156"}


def fetch(session: FetchSession) -> None:
    """Ask for both sides."""
    for reporter, partner in _PAIRS.items():
        preview.fetch(session, reporter, partner)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of both sides. Raises ValueError."""
    return preview.claims(parts, _PAIRS, indicator="trade_value_reported", basis="un_comtrade")
