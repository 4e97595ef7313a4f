"""Germany's trade as Eurostat counts it, and what stands beside it: services, currency, economies.

Eurostat's figures reach further than the national ones in our sources, and are another concept:
they have pictures, shares and differences of their own.
"""

from __future__ import annotations

from typing import Any

from charts.lines import over_time
from data.answer import Answer
from i18n import Locale
from ui import components, headlines
from ui.missing_data import not_fetched
from ui.visit import Visit

_TEXTS = "trade.germany"
TABLE = "eurostat_ds_059331"
FLOWS = ("export", "import")


def so_far(answer: Answer, locale: Locale) -> dict[str, str]:
    """The newest year so far in words: period, value and change both ways, if all known."""
    of_flow = {row.flow: row for row in answer}
    if set(of_flow) != set(FLOWS) or len({row.period_end for row in answer}) > 1:
        return {}
    row = of_flow["export"]
    period = locale.period(row.period_kind, row.period_start, row.period_end)
    values = {flow: headlines.figure_text(of_flow[flow], answer, locale) for flow in FLOWS}
    changes = {f"{flow}_change": locale.change(of_flow[flow].growth_pct) for flow in FLOWS}
    before = locale.period(row.period_kind, row.before_start, row.before_end)
    return {"period": period, "before": before, **values, **changes}


def months(visit: Visit, partner: str, since: str) -> None:
    """Months of both directions, to the newest that Eurostat states."""
    locale, key = visit.locale, f"{_TEXTS}.community"
    answer = visit.ask("trade_months", region="de_estat", partner=partner, since=since)
    newest = visit.ask("trade_year_so_far", region="de_estat", partner=partner)
    texts = {"partner": locale(f"partner.{partner}")}
    found = so_far(newest, locale)
    components.chart(
        key, [answer, newest], over_time, texts=texts,
        title=locale(f"{key}_title", **found, **texts) if found else "",
        headline=answer.where(flow=""),
        badges=["concept.community", f"partner.{partner}", "adjustment.none"],
        missing=not_fetched(locale(f"{key}_unknown"), [TABLE]),
        by="flow", months=True, order=FLOWS,
        columns=("flow", "period", "value", "growth_pct", "status"),
    )  # fmt: skip


def shares(visit: Visit) -> None:
    """China's share in all exports and imports, numerator and denominator from one table."""
    locale, key = visit.locale, f"{_TEXTS}.shares"
    answer = visit.ask("trade_partner_share")
    last = {row.flow: row for row in answer}
    title = ""
    if set(last) == set(FLOWS):
        row = last["import"]
        values = {flow: locale.value(last[flow].value, "percent") for flow in FLOWS}
        period = locale.period(row.period_kind, row.period_start, row.period_end)
        title = locale(f"{key}_title", period=period, **values)
    components.chart(
        key, answer, over_time, title=title, headline=answer.where(flow=""),
        badges=["concept.community", "china.cn", "cite.computed"], by="flow", order=FLOWS,
        missing=not_fetched(locale(f"{_TEXTS}.community_unknown"), [TABLE]),
        columns=("flow", "period", "value", "part_meur", "whole_meur", "status"),
    )  # fmt: skip


def balances(visit: Visit) -> None:
    """What is left in goods and in services: two concepts beside each other, never one sum."""
    locale, key = visit.locale, f"{_TEXTS}.balances"
    answer = visit.ask("goods_and_services")
    last = {row.indicator: row for row in answer}
    newest = so_far(
        visit.ask("trade_year_so_far", indicator="services_trade_value", region="de"), locale
    )
    title = ""
    if len(last) > 1 and len({row.period_start for row in last.values()}) == 1:
        services, goods = last["services_trade_value"], last["trade_value"]
        title = locale(f"{key}_title", year=str(services.period_start.year),
                       services=_balance(services, answer, locale),
                       goods=_balance(goods, answer, locale))  # fmt: skip
    components.chart(
        key, answer, over_time, title=title, headline=answer.where(indicator=""),
        badges=["concept.balance_of_payments", "concept.community", "china.cn", "cite.computed"],
        notes=[locale(f"{key}_so_far", **newest)] if newest else [],
        by="indicator", name=lambda code: locale(f"{key}_{code}"), from_zero=False,
        columns=("indicator", "period", "export_meur", "import_meur", "value", "status",
                 "confidence"),
    )  # fmt: skip


def _balance(row: Any, answer: Answer, locale: Locale) -> str:
    """A surplus or deficit in words."""
    size = headlines.figure_text(row._replace(value=abs(row.value), step=None), answer, locale)
    return locale(f"{_TEXTS}.{'surplus' if row.value >= 0 else 'deficit'}", size=size)


def context(visit: Visit) -> None:
    """What a euro buys, and how large both economies are."""
    locale, key = visit.locale, f"{_TEXTS}.rate"
    answer = visit.ask("exchange_rate")
    title = ""
    if day := list(visit.ask("exchange_rate", period="point")):
        now = list(answer)[-1]
        title = locale(f"{key}_title", day=locale.day(day[-1].period_end),
                       value=locale.value(day[-1].value, day[-1].unit),
                       month=locale.period(now.period_kind, now.period_start, now.period_end),
                       change=locale.change(now.growth_pct))  # fmt: skip
    components.chart(
        key, [answer, visit.ask("exchange_rate", period="point")], over_time, title=title,
        headline=answer.where(indicator=""), badges=["cite.computed"], by="indicator", months=True,
        from_zero=False, digits=1, columns=("period", "value", "growth_pct", "evidence_kind"),
    )  # fmt: skip
    gdp, key = visit.ask("gdp_usd"), f"{_TEXTS}.gdp"
    last = {row.region: row for row in gdp}
    title = ""
    if set(last) == {"cn", "de"}:
        title = locale(f"{key}_title", year=str(last["cn"].period_start.year),
                       cn=locale.value(last["cn"].value, "musd"),
                       de=locale.value(last["de"].value, "musd"))  # fmt: skip
    components.chart(
        key, gdp, over_time, title=title, headline=gdp.where(region=""), by="region",
        order=("cn", "de"), columns=("region", "period", "value"),
    )  # fmt: skip
