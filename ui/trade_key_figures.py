"""NRW's trade with China: key figures, and where it stands among the Länder."""

from __future__ import annotations

from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import headlines
from ui.headlines import KeyFigure

_ROOM = "trade.nrw"
_ALL_LAENDER = 16


def cards(exports: Answer, imports: Answer, shares: Answer, locale: Locale) -> list[KeyFigure]:
    """Exports (the newest, and the newest that is final), imports and China's share of both."""
    options = {"scale": headlines.scale_of(exports, imports), "china": locale("china.named.cn")}
    sold = headlines.card(f"{_ROOM}.key_export", exports, locale, **options)
    newest, final = headlines.newest(exports), headlines.newest(exports, "final")
    if newest and final and newest.year != final.year:
        sold += headlines.card(f"{_ROOM}.key_export_final", exports, locale, "final", **options)
    bought = headlines.card(f"{_ROOM}.key_import", imports, locale, **options)
    sold_share, bought_share = (
        headlines.card(f"{_ROOM}.key_share_{flow}", shares.where(flow=flow), locale)
        for flow in ("export", "import")
    )
    return [*sold, *sold_share, *bought, *bought_share]


def laender_title(laender: Answer, year: int, partner: str, locale: Locale) -> str:
    """Where NRW stands among the Länder in a year, as far as that can be said.

    ``laender``: the question ``trade_laender``; ``partner``: its name.
    """
    texts = {"year": str(year), "partner": partner}
    lands = list(laender.where(kind="land"))
    codes = [row.region for row in lands]
    if "de-nw" not in codes or len(codes) < _ALL_LAENDER:
        key = "title_some" if lands else "missing"
        return locale(f"trade.laender.{key}", count=locale.number(len(lands)), **texts)
    place = codes.index("de-nw")
    share = absent(lands[place].share_pct)
    texts |= {"place": str(place + 1),
              "value": headlines.figure_text(lands[place], laender, locale)}  # fmt: skip
    if share is None:
        return locale("trade.laender.title_alone", **texts)
    return locale(
        "trade.laender.title",
        **texts,
        share=evidence.linked(locale.value(share, "percent"), lands[place], "share_pct"),
    )
