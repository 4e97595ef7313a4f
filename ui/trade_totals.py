"""What NRW sells to all countries and buys from all: two concepts of trade, two lines, no sum."""

from __future__ import annotations

from charts.lines import over_time
from data.answer import Answer
from i18n import Words
from ui import components, glossary, headlines

_ROOM = "trade.nrw"
_COLUMNS = ("period", "flow", "value", "status", "trade_system", "evidence_kind")
_FLOWS = ("export", "import")


def cards(totals: Answer, words: Words) -> list[tuple[str, str, str]]:
    """The newest total of each direction; ``totals``: the question ``trade_totals``."""
    return [
        card
        for flow in _FLOWS
        for card in headlines.card(f"{_ROOM}.key_total_{flow}", totals.where(flow=flow), words)
    ]


def draw(totals: Answer, words: Words) -> None:
    """Both totals over the years, each direction with its concept."""
    title = words(f"{_ROOM}.total_missing")
    sold, bought = (headlines.newest(totals.where(flow=flow)) for flow in _FLOWS)
    if sold and bought:
        title = words(f"{_ROOM}.total_title", year=sold.year, value=sold.said(words),
                      status=sold.status(words), import_year=bought.year,
                      import_value=bought.said(words),
                      import_status=bought.status(words))  # fmt: skip
    own = ["cite.computed"] if any(row.evidence_kind == "computed" for row in totals) else []
    components.chart(
        "nrw_totals",
        title,
        over_time(totals, words, title=title, by="flow", columns=_COLUMNS, order=_FLOWS),
        totals,
        words,
        subtitle=words(f"{_ROOM}.total_subtitle"),
        badges=glossary.badges(words, "concept.special", "concept.general", *own),
        notes=[words(f"{_ROOM}.total_note")] if own else [],
    )
