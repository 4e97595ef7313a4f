"""Whose figure a wrong one is: of another period, direction, region; or more than its whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports.checker.agreeing import agrees
from reports.checker.known import Knowledge, Known, is_trade, of_period
from reports.checker.matching import Reading, readings
from reports.checker.mentions import Mention

#: How near a figure comes to another region's whose number it took, when its own is far off.
_NEAR, _FAR = 0.1, 3.0


def elsewhere(mention: Mention, own: Known, knowledge: Knowledge) -> tuple[str, Known] | None:
    """Which other figure of the measure the printed one is: of which period, direction …"""
    if mention.figure.significant < 2:
        return None
    for detail, other in _others(mention, own, knowledge):
        if other.is_shown and other.is_closed and agrees(mention.figure, other, mention.role.way):
            return detail, other
    if own.indicator == "trade_value" and own.formula == "of" and own.region != "de" and own.period:
        ratio = mention.figure.value / own.value if own.value else 0
        for other in of_period(
            knowledge.trade(own.indicator, "de", own.partner, own.flow), own.period
        ):
            if ratio > _FAR and abs(mention.figure.value / other.value - 1) < _NEAR:
                return "region", other
    return None


def _others(mention: Mention, own: Known, knowledge: Knowledge) -> Iterator[tuple[str, Known]]:
    """Figures of the same measure that differ from a known one in one respect."""
    if own.formula != "of" or own.period is None:
        return
    if not is_trade(own):
        same = [
            k
            for k in knowledge.counts(own.indicator)
            if k.region == own.region and k.basis == own.basis
        ]
        yield from (("period", k) for k in _by_time(same, own))
        return
    for flow in ("export", "import"):
        if flow != own.flow:
            claims = knowledge.trade(own.indicator, own.region, own.partner, flow, own.product)
            yield from (("direction", k) for k in of_period(claims, own.period))
    same = knowledge.trade(own.indicator, own.region, own.partner, own.flow, own.product)
    yield from (("period", k) for k in _by_time(same, own))
    around = of_period(
        knowledge.regions(own.indicator, own.partner, own.flow, own.product), own.period
    )
    yield from (("region", k) for k in around if k.region != own.region)
    for partner in ("cn", "hk", "world", "us", "nl"):
        if partner != own.partner and mention.figure.significant > 2:
            claims = knowledge.trade(own.indicator, own.region, partner, own.flow, own.product)
            yield from (("partner", k) for k in of_period(claims, own.period))


def _by_time(figures: Iterable[Known], own: Known) -> list[Known]:
    """Figures of other periods, nearest first."""
    others = [(k.period.end, k) for k in figures if k.period is not None and k.period != own.period]
    day = own.period.end if own.period is not None else None
    return [k for _, k in sorted(others, key=lambda one: abs((one[0] - day).days) if day else 0)]


def whole_exceeded(mention: Mention, knowledge: Knowledge) -> Known | None:
    """A whole that a part is greater than: all partners, all Germany."""
    low, _ = mention.figure.bounds()
    if (
        mention.figure.unit != "meur"
        or mention.role.kind != "level"
        or low is None
        or mention.product
    ):
        return None
    for one in readings(mention)[:1]:
        for whole in _wholes_of(one):
            claims = of_period(
                knowledge.trade("trade_value", whole.region, whole.partner, whole.direction),
                whole.period,
            )
            highest = [k for k in claims if k.is_shown and k.high is not None]
            if highest and all(low > (k.high or 0) for k in highest):
                return highest[0]
    return None


def _wholes_of(part: Reading) -> list[Reading]:
    wholes = [replace(part, partner="world")] if part.partner != "world" else []
    return wholes + ([replace(part, region="de")] if part.region.startswith("de-") else [])
