"""Key figures on NRW's trade with China, as the start page and the trade page show them."""

from __future__ import annotations

from data.answer import Answer
from i18n import Locale
from ui import headlines

Card = tuple[str, str, str]


def cards(exports: Answer, imports: Answer, shares: Answer, locale: Locale, *,
          china: str = "cn", measure: str = "trade_value") -> list[Card]:  # fmt: skip
    """Exports (the newest, and the newest that is final), imports and China's share of both.

    ``china`` and ``measure``: what counts as China and how it is measured in exports and imports.
    The shares are always those of the mainland by value; where the others are not, they say so.
    """
    scale, meant = headlines.scale_of(exports, imports), locale(f"china.named.{china}")
    sold = headlines.card("trade.nrw.key_export", exports, locale, scale=scale, china=meant)
    newest, final = headlines.newest(exports), headlines.newest(exports, "final")
    if newest and final and newest.year != final.year:
        sold += headlines.card("trade.nrw.key_export_final", exports, locale, "final", scale=scale,
                              china=meant)  # fmt: skip
    bought = headlines.card("trade.nrw.key_import", imports, locale, scale=scale, china=meant)
    sold_share, bought_share = (
        qualified(headlines.card(f"trade.nrw.key_share_{flow}", shares.where(flow=flow), locale),
                  china, measure, locale)
        for flow in ("export", "import")
    )  # fmt: skip
    if measure != "trade_value":
        named = locale(f"measure.{measure}")
        sold, bought = (
            [(f"{label}: {named}", said, detail) for label, said, detail in some]
            for some in (sold, bought)
        )
    return [*sold, *sold_share, *bought, *bought_share]


def qualified(cards: list[Card], china: str, measure: str, locale: Locale) -> list[Card]:
    """Cards on the mainland by value, which name that beside others on something else."""
    concept = [locale("china.cn")] if china != "cn" else []
    concept += [locale("trade.nrw.by_value")] if measure != "trade_value" else []
    return [(", ".join([label, *concept]), said, detail) for label, said, detail in cards]
