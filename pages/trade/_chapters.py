"""What must be said of product groups: whether they are all there are, and of which years."""

from __future__ import annotations

from data.answer import Answer
from i18n import Words
from ui.missing_data import not_fetched

_OFFICIAL_TABLE = 1
#: Region → the table that has its product groups by years.
_TABLES = {"de": "genesis_51000_0007", "de-nw": "genesis_51000_0036"}


def notes(products: Answer, words: Words) -> list[str]:
    """Releases name a selection; a table has all groups, of which the largest are shown.

    ``products``: the question ``trade_products``, one direction.
    """
    rows = list(products)
    if not rows or any(row.publisher_rung != _OFFICIAL_TABLE for row in rows):
        return [words("trade.products.selection")]
    known = int(rows[0].known_count)
    return [words("trade.products.largest", shown=words.number(len(rows)),
                  known=words.number(known))] if known > len(rows) else []  # fmt: skip


def gap(gaps: Answer, region: str, words: Words) -> str:
    """The years without any figure, and who can fetch them, as HTML; empty when there are none.

    ``gaps``: the question of that name.
    """
    of_both = [row for row in gaps if (row.indicator, row.region, row.period_kind)
               == ("product_trade_value", region, "year") and len(row.missing)]  # fmt: skip
    if not of_both or region not in _TABLES:
        return ""
    years = sorted({int(year) for row in of_both for year in row.missing})
    why = of_both[0].why_de if words.lang == "de" else of_both[0].why_en
    said = words("trade.products.gap", years=words.years(years), why=why)
    return not_fetched(said, [_TABLES[region]], words).html
