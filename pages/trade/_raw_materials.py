"""Single raw materials: which part of Germany's imports came from China, by value."""

from __future__ import annotations

from typing import Any

from charts.bars import ranked
from data import evidence
from i18n import Locale
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
    title, rare = locale(f"{_TEXTS}.shares_missing"), list(answer.where(product=_RARE))
    if rare:
        now, year = rare[0], rare[0].period_start.year
        before = list(visit.ask("raw_materials", until=year - 1).where(product=_RARE))
        title = locale(f"{_TEXTS}.shares_title", year=str(year), **_said(now, locale))
        if before:
            title += " " + locale(f"{_TEXTS}.before", year=str(year - 1),
                                  **_said(before[0], locale))  # fmt: skip
    drawn = answer.having(is_drawn, most=MOST)
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


def _said(row: Any, locale: Locale) -> dict[str, str]:
    """China's share, and what all countries delivered."""
    whole = evidence.linked(locale.value(row.all_meur, "meur"), row, "all_meur")
    return {"share": evidence.linked(locale.value(row.value, "percent"), row), "all": whole}
