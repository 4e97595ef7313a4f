"""What a figure in a text is, beside what is known: right, outdated, or wrong and in which way.

Precision first: a figure is right when anything that it may be agrees; it is wrong only when there
is no doubt what it is a figure of, or when the very slip shows (a digit, a power of ten, a unit).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.checker.figures import Figure
from reports.checker.known import COUNTED, Knowledge, Known, of_period
from reports.checker.matching import Compared, Plan, Reading, readings
from reports.checker.mentions import Mention

#: Verdicts that call a figure wrong.
ERRORS = ("part_greater", "million_billion", "factor_thousand", "factor_ten", "digits_swapped",
          "percent_points", "elsewhere", "different")  # fmt: skip
VERDICTS = (*ERRORS, "outdated", "right", "unchecked")
#: How near a figure comes to another region's whose number it took, when its own is far off.
_NEAR, _FAR = 0.1, 3.0
#: How far a figure may be from one that is known as "more than" or "less than".
_OPEN = 2.0
_HAIR = 1e-9


@dataclass(frozen=True)
class Judgement:
    """A verdict and what it rests on.

    ``known``: the figure that is known instead (of right ones: the same). ``other``: of outdated
    ones the earlier state, of elsewhere what the printed value is the figure of. ``detail``: why it
    is not checked, or by what the other one differs (period, direction, region, partner).
    """

    verdict: str
    known: Known | None = None
    other: Known | None = None
    detail: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it calls the figure wrong."""
        return self.verdict in ERRORS


def agrees(figure: Figure, known: Known, way: int) -> bool:
    """Whether a printed figure and a known one can be the same: their ranges overlap.

    As formula.agree says it: ranges that only touch do not, unless one is a point. ``way``: whether
    the text says up or down; 0 compares sizes.
    """
    low, high = figure.bounds()
    is_signed = (
        known.formula in ("growth", "difference") or known.indicator == "change_on_previous_year"
    )
    turn = -1 if is_signed and (way < 0 or (way == 0 and known.value < 0)) else 1
    ends = (known.low, known.high)[::turn]
    if not known.is_closed and known.formula == "of":  # "more than 40" does not speak of 400
        if not known.value / _OPEN <= figure.value <= known.value * _OPEN:
            return False
    other_low, other_high = (None if end is None else turn * end for end in ends)
    if overlap(low, high, other_low, other_high):
        return True
    point = None if known.rounded is None else turn * known.rounded
    return point is not None and overlap(low, high, point, point)


def overlap(low: float | None, high: float | None, other_low: float | None,
             other_high: float | None) -> bool:  # fmt: skip
    for bottom, top in ((low, other_high), (other_low, high)):
        if bottom is None or top is None:
            continue
        hair = _HAIR * max(abs(bottom), abs(top))
        is_point = low == high or other_low == other_high
        if top - bottom < (-hair if is_point else hair):
            return False
    return True


def judge(mention: Mention, made: Plan, compared: Compared, knowledge: Knowledge) -> Judgement:
    """The judgement on one mention."""
    if (
        mention.figure.unit == "percent"
        and mention.role.kind == "share"
        and mention.figure.value > 100
    ):
        return Judgement("part_greater")
    if mention.blocked:
        return Judgement("unchecked", detail=mention.blocked)
    known = compared.all_known(made)
    same = [one for one in known if agrees(mention.figure, one, mention.role.way)]
    if right := [one for one in same if one.is_shown]:
        return Judgement("right", right[0])
    if spare := [one for one in made.spare if agrees(mention.figure, one, 0)]:
        return Judgement("right", spare[0])
    shown = [one for one in known if one.is_shown]
    if same:
        return _older(same[0], knowledge, shown)
    firm = [one for one in shown if one.is_firm or not _is_trade(one)]
    if not firm:
        return Judgement("unchecked", detail=_why_unknown(mention))
    if mention.figure.significant > 1:
        for slip in filter(None, map(compared.known, made.slips)):
            if slip.is_shown and agrees(mention.figure, slip, mention.role.way):
                return Judgement("percent_points", slip)
    slip = _slip(mention, firm)
    return slip or _wrong(mention, firm, knowledge)


def _is_trade(known: Known) -> bool:
    return bool(known.flow in ("export", "import", "turnover"))


def _older(old: Known, knowledge: Knowledge, shown: Iterable[Known]) -> Judgement:
    """An earlier state of what is shown now; what another source says since then is right."""
    now = knowledge.shown(old) if old.formula == "of" else next(iter(shown), old)
    if old.known_since < now.known_since:
        return Judgement("outdated", now, old)
    return Judgement("right", old)


def _why_unknown(mention: Mention) -> str:
    """What is not known of a figure that no claim is found for."""
    if not mention.period:
        return "no_period"
    if mention.figure.unit not in COUNTED and not mention.is_invested and not mention.direction:
        return "no_measure"
    return "no_region" if not mention.region else "no_claim"


def _slip(mention: Mention, firm: list[Known]) -> Judgement | None:
    """A slip that shows by itself: a power of ten, two digits, percent for points."""
    figure, way = mention.figure, mention.role.way
    if figure.significant < (2 if mention.is_sure else 3):
        return None
    for factor, verdict in ((1e-3, "thousand"), (1e3, "thousand"), (0.1, "ten"), (10.0, "ten")):
        for known in firm:
            if agrees(figure.times(factor), known, way):
                is_unit = verdict == "thousand" and figure.scale in (
                    "million",
                    "billion",
                    "thousand",
                )
                return Judgement("million_billion" if is_unit else f"factor_{verdict}", known)
    for digits in swaps(figure.digits):
        for known in firm:
            if agrees(figure.with_digits(digits), known, way):
                return Judgement("digits_swapped", known)
    return None


def swaps(digits: str) -> Iterator[str]:
    """The digits with two neighbours exchanged, the comma where it was."""
    places = [n for n, sign in enumerate(digits) if sign.isdigit()]
    for a, b in itertools.pairwise(places):
        if digits[a] != digits[b] and not (a == places[0] and digits[b] == "0"):
            signs = list(digits)
            signs[a], signs[b] = signs[b], signs[a]
            yield "".join(signs)


def _wrong(mention: Mention, firm: list[Known], knowledge: Knowledge) -> Judgement:
    """A figure that differs: whose it is, what is greater than its whole, what is known instead."""
    own = firm[0]
    may_differ = (
        mention.is_sure
        and _is_trade(own)
        and own.is_firm
        and mention.figure.qualifier != "less_than"
    )
    if not may_differ and not _is_named_count(mention, own):
        if mention.is_sure and mention.figure.unit == "projects":
            found = _elsewhere(mention, own, knowledge)  # a count that recurs to the last digit
            if found is not None:
                return found
        return Judgement("unchecked", own, detail="unsure" if _is_trade(own) else "other_count")
    if (
        mention.figure.qualifier == "more_than"
        and own.high is not None
        and mention.figure.value < own.high
    ):
        return Judgement("unchecked", own, detail="unsure")
    if (found := _elsewhere(mention, own, knowledge)) is not None:
        return found
    if (whole := _whole(mention, knowledge)) is not None:
        return Judgement("part_greater", own, whole)
    is_turned = mention.role.way and agrees(mention.figure, own, -mention.role.way)
    return Judgement("different", own, detail="way" if is_turned else "")


def _is_named_count(mention: Mention, own: Known) -> bool:
    """Whether the text says who counted, and the figure is that one's."""
    is_sure = mention.region.sure and mention.period.sure
    return is_sure and bool(own.basis) and own.basis in mention.basis and own.is_firm


def _elsewhere(mention: Mention, own: Known, knowledge: Knowledge) -> Judgement | None:
    """Which other figure of the same measure the printed one is: direction, period, region, partner."""
    if mention.figure.significant < 2:
        return None
    for detail, other in _others(mention, own, knowledge):
        if other.is_shown and other.is_closed and agrees(mention.figure, other, mention.role.way):
            return Judgement("elsewhere", own, other, detail)
    if own.indicator == "trade_value" and own.formula == "of" and own.region != "de" and own.period:
        ratio = mention.figure.value / own.value if own.value else 0
        for other in of_period(
            knowledge.trade(own.indicator, "de", own.partner, own.flow), own.period
        ):
            if ratio > _FAR and abs(mention.figure.value / other.value - 1) < _NEAR:
                return Judgement("elsewhere", own, other, "region")
    return None


def _others(mention: Mention, own: Known, knowledge: Knowledge) -> Iterator[tuple[str, Known]]:
    """Figures of the same measure that differ from a known one in one respect."""
    if own.formula != "of" or own.period is None:
        return
    if not _is_trade(own):
        same = [
            k
            for k in knowledge.counted(own.indicator)
            if k.region == own.region and k.basis == own.basis
        ]
        yield from (("period", k) for k in _by_time(same, own))
        return
    for flow in ("export", "import"):
        if flow != own.flow:
            found = knowledge.trade(own.indicator, own.region, own.partner, flow, own.product)
            yield from (("direction", k) for k in of_period(found, own.period))
    same = knowledge.trade(own.indicator, own.region, own.partner, own.flow, own.product)
    yield from (("period", k) for k in _by_time(same, own))
    around = of_period(
        knowledge.regions(own.indicator, own.partner, own.flow, own.product), own.period
    )
    yield from (("region", k) for k in around if k.region != own.region)
    for partner in ("cn", "hk", "world", "us", "nl"):
        if partner != own.partner and mention.figure.significant > 2:
            found = knowledge.trade(own.indicator, own.region, partner, own.flow, own.product)
            yield from (("partner", k) for k in of_period(found, own.period))


def _by_time(figures: Iterable[Known], own: Known) -> list[Known]:
    """Figures of other periods, nearest first."""
    assert own.period is not None
    day = own.period.end
    others = [k for k in figures if k.period is not None and k.period != own.period]
    return sorted(others, key=lambda k: abs((k.period.end - day).days) if k.period else 0)


def _whole(mention: Mention, knowledge: Knowledge) -> Known | None:
    """A whole that the figure is greater than though it is a part of it: all partners, all Germany."""
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
            found = of_period(
                knowledge.trade("trade_value", whole.region, whole.partner, whole.direction),
                whole.period,
            )
            highest = [k for k in found if k.is_shown and k.high is not None]
            if highest and all(low > (k.high or 0) for k in highest):
                return highest[0]
    return None


def _wholes_of(part: Reading) -> list[Reading]:
    wholes = [replace(part, partner="world")] if part.partner != "world" else []
    return wholes + ([replace(part, region="de")] if part.region.startswith("de-") else [])
