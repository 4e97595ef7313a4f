"""Single raw materials: which part of Germany's imports came from China, by value."""

from __future__ import annotations

from typing import Any

from charts.bars import ranked
from findings import ranking
from ui import components
from ui.visit import Visit

_TEXTS = "trade.raw_materials"
_RARE = "cn_rare_earths"
#: Products of smaller imports stand in the table: their shares jump with a single delivery.
LEAST_MEUR = 1
MOST = 15


def is_drawn(row: Any) -> bool:
    """Whether enough was imported for a bar."""
    return bool(row.all_meur >= LEAST_MEUR)


def draw(visit: Visit) -> None:
    """China's share in the imports of single products in the newest year, highest first."""
    locale = visit.locale
    answer = visit.ask("raw_materials")
    drawn = answer.having(is_drawn, most=MOST)
    large = answer.having(is_drawn)
    title = ranking(large, "trade.raw_materials", locale, by="product",
                    about=_RARE).title.linked(large)  # fmt: skip
    picture = ranked(
        drawn, locale, title=title, by="product", unit="percent", strong=[_RARE],
        columns=("product", "period", "value", "china_meur", "all_meur"),
    )  # fmt: skip
    components.chart(
        f"{_TEXTS}.shares", answer, picture, title=title,
        badges=["concept.community", "scheme.cn8", "china.cn", "cite.computed"],
        texts={"most": locale.number(len(drawn.rows)), "all": locale.number(len(answer.rows)),
               "least": locale.value(LEAST_MEUR, "meur", digits=0)},
    )  # fmt: skip
