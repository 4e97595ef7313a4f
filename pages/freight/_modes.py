"""How much of Germany's trade with China goes by rail, as Comext counts at the border of the EU.

Value and weight of goods: never beside trains, TEU or the tonnes of rail statistics.
"""

from __future__ import annotations

from typing import Any

from charts.bars import ranked
from charts.lines import over_time
from charts.rows import PeriodRow
from charts.table import absent, twin
from data import evidence
from data.answer import Answer
from findings import finding, ranking
from i18n import Locale
from ui import components, filters
from ui.missing_data import not_fetched
from ui.visit import Visit

_TEXTS = "freight.modes"
_FLOWS = ("import", "export")
_MEASURES = ("mode_trade_value", "mode_trade_weight")
_TABLE = "eurostat_ds_058213"
_BADGES = (f"{_TEXTS}.badge_border", "concept.community", "china.cn")
_SPLIT = {"mode_trade_value": ("mode_meur", "all_modes_meur"),
          "mode_trade_weight": ("mode_tonnes", "all_modes_tonnes")}  # fmt: skip


def draw(visit: Visit) -> None:
    """Shares, months, all modes and goods; what fetches them as long as there are none."""
    locale, ask = visit.locale, visit.ask
    if not ask("mode_shares", measure=_MEASURES[0]):
        for name in ("measure", "goods_year"):
            filters.read(name)
        components.draw_html(not_fetched([_TABLE], locale(f"{_TEXTS}.missing")).html)
        return
    measure = filters.one_of("measure", _MEASURES, label=lambda code: locale(f"measure.{code}"))
    shares = ask("mode_shares", measure=measure)
    texts = {"what": locale(f"{_TEXTS}.{measure}")}
    rail = shares.where(mode="rail")
    components.chart(
        f"{_TEXTS}.shares", rail, over_time, by="flow", order=_FLOWS,
        **_titles(rail, "share", locale, **texts), notes=remarks(rail, locale),
        badges=_BADGES,
        columns=("flow", "period", "value", *_SPLIT[measure], "unknown_pct", "status"),
    )  # fmt: skip
    months = ask("mode_months", measure=measure)
    components.chart(
        f"{_TEXTS}.months", months, over_time, by="flow", order=_FLOWS, months=True, mean=12,
        **_titles(months, "months", locale, **texts), badges=_BADGES,
        columns=("flow", "period", "value", "growth_pct", "status"),
    )  # fmt: skip
    _all_modes(shares, measure, locale)
    _goods(visit, list(dict.fromkeys(str(row.period_start.year) for row in reversed(list(rail)))))


def _titles(answer: Answer, name: str, locale: Locale, **texts: str) -> dict[str, Any]:
    """Title and subtitle: what deserves to be said of either direction."""
    parts = [answer.where(flow=flow) for flow in _FLOWS]
    first, second = (finding(part, f"{_TEXTS}.{name}_{flow}", locale, **texts).title.linked(part)
                     for part, flow in zip(parts, _FLOWS, strict=True))  # fmt: skip
    return {"title": first, "subtitle": second if parts[1] else ""}


def remarks(rail: Answer, locale: Locale) -> list[str]:
    """What goes by an unknown mode in the newest period, and which periods have no share for it.

    ``rail``: rows of ``mode_shares`` on one mode.
    """
    notes = []
    for flow in _FLOWS:
        rows = list(rail.where(flow=flow))
        for row in rows[-1:]:
            share = evidence.linked(locale.value(row.unknown_pct, "percent"), row, "unknown_pct")
            notes.append(
                locale(f"{_TEXTS}.unknown_{flow}", value=share, period=_period(row, locale))
            )
        if lacking := [row for row in rows if row.is_too_unknown]:
            periods = locale.list(_period(row, locale) for row in lacking)
            notes.append(locale(f"{_TEXTS}.too_unknown_{flow}", periods=periods))
    return notes


def _period(row: PeriodRow, locale: Locale) -> str:
    return locale.period(row.period_kind, row.period_start, row.period_end)


def _all_modes(shares: Answer, measure: str, locale: Locale) -> None:
    """Every mode, the unknown one too, in the newest year as far as it is known."""
    newest = shares.where(period_start=max(row.period_start for row in shares))
    title = locale(f"{_TEXTS}.all", period=_period(newest.tuples[0], locale),
                   what=locale(f"{_TEXTS}.{measure}"))  # fmt: skip
    columns = ("flow", "mode", "value", *_SPLIT[measure][:1], "status")
    components.table(f"{_TEXTS}.all", twin(newest, locale, columns), newest, title=title,
                     badges=_BADGES)  # fmt: skip


def _goods(visit: Visit, years: list[str]) -> None:
    """The largest chapters by rail of a year, both ways."""
    locale = visit.locale
    year = filters.one_of("goods_year", years, label=str, as_list=True)
    with components.side_by_side("mode_goods"):
        for flow in _FLOWS:
            goods = visit.ask("mode_goods", flow=flow, year=int(year))
            if not goods:
                continue
            top = next(iter(goods))
            sentence = ranking(goods, f"{_TEXTS}.goods_{flow}", locale, by="product").title
            notes = [locale(f"{_TEXTS}.goods_most", shown=locale.number(len(goods.rows)),
                            known=locale.number(int(top.known_count)))]  # fmt: skip
            components.chart(
                f"{_TEXTS}.goods", goods, ranked, anchor=f"mode_goods_{flow}",
                title=sentence.linked(goods),
                notes=notes if absent(top.known_count) != len(goods.rows) else [],
                badges=[*_BADGES, "scheme.wa"], by="product", unit="meur",
                columns=("product", "period", "value", "weight_tonnes", "share_pct", "status"),
            )  # fmt: skip
