"""China's place among all partners in single goods, from Comext's monthly files; once fetched."""

from __future__ import annotations

from charts.bars import ranked
from charts.lines import over_time
from charts.table import twin
from data.answer import Answer
from i18n import Locale
from ui import components, filters
from ui.visit import Visit

_TEXTS = "trade.product_ranks"
_FLOWS = ("import", "export")
#: Subheadings first: the finer the goods, the more there is to see.
_DIGITS = ("6", "4", "2")
_BADGES = ("concept.community", "china.cn")
_COLUMNS = ("product", "value", "share_pct", "position", "first_partner", "first_share_pct")


def draw(visit: Visit) -> None:
    """The largest goods of each direction with China's place; one of them with all partners."""
    locale, ask = visit.locale, visit.ask
    if not ask("product_ranks", flow=_FLOWS[0]):
        for name in ("digits", "good"):
            filters.read(name)
        return
    digits = filters.one_of("digits", _DIGITS, label=lambda code: locale(f"{_TEXTS}.of_{code}"))
    ranks = {flow: ask("product_ranks", flow=flow, digits=digits) for flow in _FLOWS}
    for flow, answer in ranks.items():
        components.table(
            f"{_TEXTS}.{flow}", twin(answer, locale, _COLUMNS), answer,
            texts=_title_texts(answer, locale),
            badges=[*_BADGES, f"scheme.{'wa' if digits == '2' else f'hs{digits}'}"],
        )  # fmt: skip
    label = {row.product: answer.labels.name("product", row.product, locale.lang)
             for answer in ranks.values() for row in answer}  # fmt: skip
    good = filters.one_of("good", list(label), label=label.__getitem__, as_list=True)
    code = good.partition("_")[2]
    with components.side_by_side("good"):
        for flow in _FLOWS:
            _partners(visit, ask("product_partners", product=code, flow=flow), flow, label[good])
    if digits == "6":
        components.chart(
            f"{_TEXTS}.months", ask("product_months", product=code), over_time, by="flow",
            order=_FLOWS, months=True, mean=12, title=locale(f"{_TEXTS}.months", good=label[good]),
            badges=[*_BADGES, "scheme.hs6"],
            columns=("flow", "period", "value", "weight_tonnes"),
        )  # fmt: skip


def _title_texts(answer: Answer, locale: Locale) -> dict[str, str]:
    """The year, how many goods are shown, and in how many of them China comes first."""
    rows = list(answer)
    return {"year": str(rows[0].period_start.year), "shown": locale.number(len(rows)),
            "firsts": locale.number(sum(row.position == 1 for row in rows))}  # fmt: skip


def _partners(visit: Visit, answer: Answer, flow: str, good: str) -> None:
    """Who trades a good most with Germany in the newest whole year."""
    if not answer:
        return
    newest = answer.where(period_start=max(row.period_start for row in answer))
    title = visit.locale(f"{_TEXTS}.partners_{flow}", good=good,
                         year=str(newest.tuples[0].period_start.year))  # fmt: skip
    components.chart(
        f"{_TEXTS}.partners", newest, ranked, anchor=f"good_{flow}", title=title, by="partner",
        unit="meur", strong=("cn",), badges=_BADGES,
        columns=("partner", "period", "value", "weight_tonnes", "share_pct", "position"),
    )  # fmt: skip
