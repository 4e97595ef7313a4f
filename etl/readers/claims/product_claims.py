"""Lines of foreign trade by product group as claims."""

from __future__ import annotations

import pandas as pd

from etl.readers.claims import trade_claims

_INDICATOR = {"trade_value": "product_trade_value", "trade_weight": "product_trade_weight"}


def claims(lines: pd.DataFrame) -> pd.DataFrame:
    """Claims of the lines of a table with products, without who and since when.

    Only what the table states: product groups of the table need not be all there is, so nothing
    is added up. Values in millions of euro and tonnes.
    """
    frame = trade_claims.stated(lines.reset_index(drop=True))
    frame["indicator"] = frame["indicator"].map(_INDICATOR)
    frame["product_scheme"] = frame["product"].str.split("_").str[0]
    return trade_claims.as_claims(frame, has_laender=bool(set(lines["region"]) - {"de"}))
