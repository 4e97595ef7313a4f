"""Single raw materials: which part of Germany's imports came from China, by value."""

from __future__ import annotations

from typing import Protocol

from charts.bars import ranked
from charts.rows import PeriodRow, ValueRow
from data import evidence
from findings import ranking
from i18n import Locale
from i18n.marked import joined
from ui import components
from ui.visit import Visit

_TEXTS = "trade.raw_materials"
_RARE = "cn_rare_earths"
#: Products of smaller imports stand in the table: their shares jump with a single delivery.
LEAST_MEUR = 1
MOST = 15


class ShareRow(ValueRow, PeriodRow, Protocol):
    """China's share in a raw material, and what all countries delivered."""

    all_meur: float


def is_drawn(row: ShareRow) -> bool:
    """Whether enough was imported for a bar."""
    return bool(row.all_meur >= LEAST_MEUR)


def draw(visit: Visit) -> None:
    """China's share in the imports of single products in the newest year, highest first."""
    locale = visit.locale
    answer = visit.ask("raw_materials")
    large = answer.having(is_drawn)
    drawn = answer.where(product=[*large.rows["product"][:MOST], _RARE])
    title = ranking(large, "trade.raw_materials", locale, by="product",
                    about=_RARE).title.linked(large)  # fmt: skip
    years = [row.period_start.year for row in answer.tuples[:1]]
    asked = [answer, *(visit.ask("raw_materials", until=year - 1) for year in years)]
    rare = [_share_text(row, locale) for one in asked for row in one.where(product=_RARE)]
    picture = ranked(
        drawn, locale, title=title, by="product", unit="percent", strong=[_RARE],
        columns=("product", "period", "value", "china_meur", "all_meur"),
    )  # fmt: skip
    shown = locale(f"{_TEXTS}.shown", most=locale.number(MOST), all=locale.number(len(answer.rows)),
                   least=locale.value(LEAST_MEUR, "meur", digits=0))  # fmt: skip
    rare_texts = [locale(f"{_TEXTS}.rare", told=locale.list(rare))] if rare else []
    components.chart(
        f"{_TEXTS}.shares", answer, picture, title=title,
        subtitle=joined(" ", [shown, *rare_texts]),
        badges=["concept.community", "scheme.cn8", "china.cn"],
    )  # fmt: skip


def _share_text(row: ShareRow, locale: Locale) -> str:
    """China's share in a year, and what all countries delivered."""
    whole = evidence.linked(locale.value(row.all_meur, "meur"), row, "all_meur")
    return locale(f"{_TEXTS}.rare_of", year=str(row.period_start.year), all=whole,
                  share=evidence.linked(locale.value(row.value, "percent"), row))  # fmt: skip
