"""NRW's trade with China and with all countries: key figures, and the totals over the years."""

from __future__ import annotations

from charts.lines import over_time
from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import components, headlines, visit
from ui.headlines import KeyFigure

_ROOM = "trade.nrw"
_COLUMNS = ("period", "flow", "value", "status", "trade_system", "evidence_kind")
_FLOWS = ("export", "import")
_ALL_LAENDER = 16


def cards(exports: Answer, imports: Answer, shares: Answer, locale: Locale, *,
          china: str = "cn", measure: str = "trade_value") -> list[KeyFigure]:  # fmt: skip
    """Exports (the newest, and the newest that is final), imports and China's share of both.

    ``china`` and ``measure``: what counts as China and how it is measured in exports and imports.
    The shares are always those of the mainland by value; where the others are not, they say so.
    """
    options = {"scale": headlines.scale_of(exports, imports),
               "china": locale(f"china.named.{china}")}  # fmt: skip
    sold = headlines.card(f"{_ROOM}.key_export", exports, locale, **options)
    newest, final = headlines.newest(exports), headlines.newest(exports, "final")
    if newest and final and newest.year != final.year:
        sold += headlines.card(f"{_ROOM}.key_export_final", exports, locale, "final", **options)
    bought = headlines.card(f"{_ROOM}.key_import", imports, locale, **options)
    sold_share, bought_share = (
        qualified(headlines.card(f"{_ROOM}.key_share_{flow}", shares.where(flow=flow), locale),
                  china, measure, locale)
        for flow in _FLOWS
    )  # fmt: skip
    if measure != "trade_value":
        sold, bought = (
            [card._replace(label=f"{card.label}: {locale(f'measure.{measure}')}") for card in cards]
            for cards in (sold, bought)
        )
    return [*sold, *sold_share, *bought, *bought_share]


def total_cards(totals: Answer, measure: str, locale: Locale) -> list[KeyFigure]:
    """The newest trade with all countries in each direction; ``totals``: ``trade_totals``.

    ``measure``: how the cards beside are measured.
    """
    cards = [
        card
        for flow in _FLOWS
        for card in headlines.card(f"{_ROOM}.key_total_{flow}", totals.where(flow=flow), locale)
    ]
    return qualified(cards, "cn", measure, locale)


def qualified(cards: list[KeyFigure], china: str, measure: str, locale: Locale) -> list[KeyFigure]:
    """Cards on the mainland by value, which name that beside others on something else."""
    concept = [locale("china.cn")] if china != "cn" else []
    concept += [locale(f"{_ROOM}.by_value")] if measure != "trade_value" else []
    return [card._replace(label=", ".join([card.label, *concept])) for card in cards]


def draw_totals(totals: Answer) -> None:
    """Trade with all countries over the years: two concepts of trade, two lines, no sum."""
    locale = visit.locale()
    title = locale(f"{_ROOM}.totals_missing")
    sold, bought = (headlines.newest(totals.where(flow=flow)) for flow in _FLOWS)
    if sold and bought:
        title = locale(f"{_ROOM}.totals_title", year=sold.year, value=sold.figure(locale),
                      status=sold.status(locale), import_year=bought.year,
                      import_value=bought.figure(locale),
                      import_status=bought.status(locale))  # fmt: skip
    own = ["cite.computed"] if any(row.evidence_kind == "computed" for row in totals) else []
    components.chart(
        "nrw_totals",
        totals,
        over_time,
        title=title,
        subtitle=locale(f"{_ROOM}.totals_subtitle"),
        badges=["concept.special", "concept.general", *own],
        notes=[locale(f"{_ROOM}.totals_own_sum")] if own else [],
        by="flow",
        columns=_COLUMNS,
        order=_FLOWS,
    )


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
