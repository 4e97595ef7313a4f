"""Germany's trade as Eurostat counts it, and what stands beside it: place, services, economies.

Eurostat's figures reach further than the national ones in our sources, and are another concept:
they have pictures, shares and differences of their own.
"""

from __future__ import annotations

from typing import Any

from charts.lines import over_time
from charts.table import twin
from data.answer import Answer
from findings import finding, ranking
from i18n import Locale
from ui import cells, components
from ui.visit import Visit

_TEXTS = "trade.germany"
FLOWS = ("export", "import")


def titles(answer: Answer, subjects: tuple[str, str], locale: Locale, *, by: str = "flow",
           codes: tuple[str, str] = FLOWS, **texts: str) -> dict[str, Any]:  # fmt: skip
    """Title and subtitle of two lines: what deserves to be said of the first and of the second."""
    parts = [answer.where(**{by: code}) for code in codes]
    first, second = (finding(part, subject, locale, **texts).title.linked(part)
                     for part, subject in zip(parts, subjects, strict=True))  # fmt: skip
    return {"title": first, "subtitle": second if parts[1] else ""}


def _both(name: str) -> tuple[str, str]:
    return f"{_TEXTS}.{name}.export", f"{_TEXTS}.{name}.import"


def position(visit: Visit) -> None:
    """China as Germany's supplier and customer in the national count: its place and its share."""
    with components.side_by_side("position"):
        for name, measure in (("rank", "rank_among_partners"), ("share", "share_of_region_trade")):
            answer = visit.ask("trade_position", region="de", measure=measure)
            subjects = (f"{_TEXTS}.{name}.import", f"{_TEXTS}.{name}.export")
            components.chart(
                f"{_TEXTS}.{name}", answer, over_time, by="flow", order=FLOWS,
                **titles(answer, subjects, visit.locale, codes=("import", "export")),
                badges=["concept.special", "china.cn"], best_first=name == "rank",
                columns=("flow", "period", "value", "status", "evidence_kind"),
            )  # fmt: skip


def months(visit: Visit, partner: str, since: str) -> None:
    """Months of both directions, to the newest that Eurostat states."""
    locale = visit.locale
    answer = visit.ask("trade_months", region="de_estat", partner=partner, since=since)
    newest = visit.ask("trade_year_so_far", region="de_estat", partner=partner)
    components.chart(
        f"{_TEXTS}.community", [answer, newest], over_time, by="flow", order=FLOWS, months=True,
        mean=12, **titles(newest, _both("community"), locale, partner=locale(f"partner.{partner}")),
        badges=["concept.community", f"partner.{partner}", "adjustment.none"],
        columns=("flow", "period", "value", "growth_pct", "status"),
    )  # fmt: skip


def shares(visit: Visit) -> None:
    """China's share in all exports and imports, numerator and denominator from one table."""
    answer = visit.ask("trade_partner_share")
    components.chart(
        f"{_TEXTS}.shares", answer, over_time, by="flow", order=FLOWS,
        **titles(answer, _both("shares"), visit.locale),
        badges=["concept.community", "china.cn"],
        columns=("flow", "period", "value", "part_meur", "whole_meur", "status"),
    )  # fmt: skip


def sections(visit: Visit) -> None:
    """What the whole of those shares consists of: trade with all countries by section."""
    answer, key = visit.ask("trade_sections"), f"{_TEXTS}.sections"
    parts = [answer.where(flow=flow) for flow in FLOWS]
    title, subtitle = (ranking(part, subject, visit.locale, by="product").title.linked(part)
                       for part, subject in zip(parts, _both("sections"), strict=True))  # fmt: skip
    shown = twin(answer, visit.locale, ("flow", "product", "section_meur", "value"),
                 headers={"value": visit.locale("column.share_pct")})  # fmt: skip
    components.table(
        key, shown, answer, title=title, subtitle=subtitle if answer else "", folded=True,
        badges=["concept.community", "scheme.sitc"],
    )  # fmt: skip


def balances(visit: Visit) -> None:
    """What is left in goods and in services: two concepts beside each other, never one sum."""
    locale, key = visit.locale, f"{_TEXTS}.balances"
    answer = visit.ask("goods_and_services")
    newest = visit.ask("trade_year_so_far", indicator="services_trade_value", region="de")
    codes = ("services_trade_value", "trade_value")
    so_far = titles(newest, _both("services"), locale)
    components.chart(
        key, [answer, newest], over_time, by="indicator", from_zero=False,
        name=lambda code: locale(f"{key}_{code}"),
        **titles(answer, (f"{key}.services", f"{key}.goods"), locale, by="indicator", codes=codes),
        badges=["concept.balance_of_payments", "concept.community", "china.cn"],
        notes=[cells.text(text + ".") for text in so_far.values()] if newest else [],
        columns=("indicator", "period", "export_meur", "import_meur", "value", "status",
                 "confidence"),
    )  # fmt: skip


def context(visit: Visit) -> None:
    """What a euro buys, and how large both economies are."""
    locale = visit.locale
    rate, day = visit.ask("exchange_rate"), visit.ask("exchange_rate", period="point")
    gdp = visit.ask("gdp_usd")
    with components.side_by_side("context"):
        components.chart(
            f"{_TEXTS}.rate", [rate, day], over_time, by="indicator", months=True,
            title=finding(rate, f"{_TEXTS}.rate", locale).title.linked(rate),
            subtitle=finding(day, f"{_TEXTS}.rate", locale).title.linked(day) if day else "",
            from_zero=False, digits=1,
            columns=("period", "value", "growth_pct", "evidence_kind"),
        )  # fmt: skip
        components.chart(
            f"{_TEXTS}.gdp", gdp, over_time, by="region", order=("cn", "de"),
            **titles(gdp, (f"{_TEXTS}.gdp_cn", f"{_TEXTS}.gdp_de"), locale, by="region",
                     codes=("cn", "de")),
            columns=("region", "period", "value"),
        )  # fmt: skip
