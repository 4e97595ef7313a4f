"""Foreign-controlled enterprises in Germany as Destatis counts them: by continent, not country."""

from __future__ import annotations

from charts.lines import over_time
from charts.table import figure
from ui import components, headlines, indicators
from ui.page import Visit

_ROOM = "companies.control"
_MEASURE = "foreign_controlled_enterprises"
#: Partner and delimitation; China comes first, should the table name it.
_ORIGINS = (("cn", "cn"), ("asia", "none"))


def draw(visit: Visit) -> None:
    """Enterprises controlled from China or, as long as no table names it, from Asia."""
    words, ask = visit.words, visit.ask
    of = {"indicator": _MEASURE, "region": "de", "basis": "official_statistics"}
    asked = [ask("investment_series", partner=partner, scope=scope, **of)
             for partner, scope in _ORIGINS]  # fmt: skip
    answer = next((one for one in asked if one), asked[-1])
    found = headlines.newest(answer)
    if found is None:
        indicators.unfetched(ask("gaps"), _MEASURE, "genesis_48131_0001", words)
        return
    origin = answer.labels.of("region", found.now.partner, words.lang)
    title = words(f"{_ROOM}.title", year=found.year, origin=origin, value=figure(found.now, words))
    definitions = ask("indicators", subject="investment")
    components.chart(
        "foreign_control",
        title,
        over_time(answer, words, title=title, by="partner",
                  columns=("partner", "period", "value", "status")),
        answer,
        words,
        subtitle=words(f"{_ROOM}.subtitle"),
        notes=[indicators.definition(_MEASURE, definitions, words)],
    )  # fmt: skip
