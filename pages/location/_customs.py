"""Trade of two Chinese provinces with Germany, where files of the Chinese customs were brought."""

from __future__ import annotations

from charts.lines import over_time
from charts.table import twin
from findings import finding
from ui import components
from ui.visit import Visit

_TEXTS = "directions.china.customs"
#: What is drawn is the first that there is: months before years, dollars before yuan.
_FORMS = [(currency, kind) for kind in ("month", "year", "year_to_date")
          for currency in ("usd", "cny")]  # fmt: skip
_COLUMNS = ("region", "flow", "period", "value", "trade_system")


def draw(visit: Visit) -> None:
    """The picture; nothing where nobody brought such a file."""
    locale = visit.locale
    for currency, kind in _FORMS:
        answer = visit.ask("customs_trade", currency=currency, period=kind)
        if not answer:
            continue
        headline = answer.where(line=answer.tuples[0].line)
        title = finding(headline, "", locale).title.linked(headline)
        badges = ["concept.general", _TEXTS]
        if kind == "year_to_date":  # parts of a year of different length are no line
            components.table(_TEXTS, twin(answer, locale, _COLUMNS), answer, anchor="customs",
                             title=title, badges=badges)  # fmt: skip
        else:
            components.chart(
                _TEXTS, answer, over_time, title=title, badges=badges, anchor="customs", by="line",
                name=lambda line: locale(f"{_TEXTS}_line.{line}"), months=kind == "month",
                columns=_COLUMNS, notes=[locale(f"{_TEXTS}_limits")],
            )  # fmt: skip
        return
