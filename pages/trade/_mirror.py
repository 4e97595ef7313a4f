"""The same goods as either side reports them: two lines beside each other, never a sum of both."""

from __future__ import annotations

from charts.lines import over_time
from data.answer import Answer
from findings import finding
from i18n import Locale
from pages.trade._community import FLOWS
from ui import cells, components
from ui.glossary import Badge
from ui.indicators import definition
from ui.missing_data import not_fetched
from ui.visit import Visit

_TEXTS = "trade.mirror"
_SOURCE = "comtrade_mirror"
_LIMITS = ("cif_fob", "cif_fob_least", "cif_fob_most")


def draw(visit: Visit) -> None:
    """A picture for each direction, or what fetches them."""
    locale = visit.locale
    answers = {flow: visit.ask("trade_mirror", flow=flow) for flow in FLOWS}
    if not any(answers.values()):
        components.draw_html(not_fetched([_SOURCE], locale(f"{_TEXTS}.missing")).html)
        return
    meaning = definition("trade_value_reported", visit.ask("indicators", subject="trade"), locale)
    with components.side_by_side("mirror"):
        for flow, answer in answers.items():
            components.chart(
                f"{_TEXTS}.{flow}", answer, over_time, by="region", order=("de", "cn"),
                title=_title(flow, answer, locale),
                badges=[Badge(locale(f"{_TEXTS}.badge"), meaning), "china.cn"],
                guide=[locale(f"{_TEXTS}.note")], notes=_gap(visit, answer),
                columns=("region", "flow", "period", "value", "gap_pct"),
            )  # fmt: skip


def _title(flow: str, answer: Answer, locale: Locale) -> str:
    """What deserves to be said of Germany's own report."""
    own = answer.where(region="de")
    return finding(own, f"{_TEXTS}.{flow}", locale).title.linked(own)


def _gap(visit: Visit, answer: Answer) -> list[str]:
    """A sentence on what is left between both once freight is added; none where a side lacks."""
    locale = visit.locale
    known = [row for row in answer if row.gap_pct is not None and row.gap_pct == row.gap_pct]
    if not known:
        return []
    newest = max(known, key=lambda row: row.period_start)
    limits = {row.code: locale.value(row.threshold, "percent") for row in visit.ask("thresholds")}
    freight, least, most = (limits[code] for code in _LIMITS)
    gap, low, high = (locale.growth(getattr(newest, name))
                      for name in ("gap_pct", "gap_least_pct", "gap_most_pct"))  # fmt: skip
    text = locale(f"{_TEXTS}.gap", year=str(newest.period_start.year), freight=freight, least=least,
                  most=most, gap=gap, low=low, high=high)  # fmt: skip
    return [cells.text(text)]
