"""What NRW sells to all countries and buys from all: two concepts of trade, two lines, no sum."""

from __future__ import annotations

from charts.lines import over_time
from data.answer import Answer
from i18n import Locale
from ui import components, headlines, visit

_ROOM = "trade.nrw"
_COLUMNS = ("period", "flow", "value", "status", "trade_system", "evidence_kind")
_FLOWS = ("export", "import")


def cards(totals: Answer, locale: Locale) -> list[tuple[str, str, str]]:
    """The newest total of each direction; ``totals``: the question ``trade_totals``."""
    return [
        card
        for flow in _FLOWS
        for card in headlines.card(f"{_ROOM}.key_total_{flow}", totals.where(flow=flow), locale)
    ]


def draw(totals: Answer) -> None:
    """Both totals over the years, each direction with its concept."""
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
