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
    found = trade_claims.stated(lines.reset_index(drop=True))
    found["indicator"] = found["indicator"].map(_INDICATOR)
    found["product_scheme"] = found["product"].str.split("_").str[0]
    return trade_claims.finished(found, has_laender=bool(set(lines["region"]) - {"de"}))
