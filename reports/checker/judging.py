"""What a figure in a text is, beside what is known: right, outdated, or wrong and in which way.

Precision first: a figure is right when anything that it may be agrees; it is wrong only when there
is no doubt what it is a figure of, or when the very slip shows (a digit, a power of ten, a unit).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.checker.agreeing import agrees, swaps
from reports.checker.elsewhere import elsewhere, whole_exceeded
from reports.checker.known import COUNTED, Knowledge, Known, is_trade
from reports.checker.matching import Compared, Plan
from reports.checker.mentions import Mention

#: Verdicts that call a figure wrong.
ERRORS = ("part_greater", "million_billion", "factor_thousand", "factor_ten", "digits_swapped",
          "percent_points", "elsewhere", "different")  # fmt: skip
VERDICTS = (*ERRORS, "outdated", "right", "unchecked")


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


def judge(mention: Mention, made: Plan, compared: Compared, knowledge: Knowledge) -> Judgement:
    """The judgement on one mention."""
    figure = mention.figure
    if figure.unit == "percent" and mention.role.kind == "share" and figure.value > 100:
        return Judgement("part_greater")
    if mention.blocked:
        return Judgement("unchecked", detail=mention.blocked)
    return _compare(mention, made, compared, knowledge)


def _compare(mention: Mention, made: Plan, compared: Compared, knowledge: Knowledge) -> Judgement:
    """The judgement on a mention beside all that is known of what it may be."""
    known = compared.all_known(made)
    same = [one for one in known if agrees(mention.figure, one, mention.role.way)]
    spare = [one for one in made.spare if agrees(mention.figure, one, 0)]
    if right := [*(one for one in same if one.is_shown), *spare]:
        return Judgement("right", right[0])
    shown = [one for one in known if one.is_shown]
    if same:
        return _older(same[0], knowledge, shown)
    firm = [one for one in shown if one.is_firm or not is_trade(one)]
    if not firm:
        return Judgement("unchecked", detail=_why_unknown(mention))
    slips = [one for one in map(compared.known, made.slips) if one is not None and one.is_shown]
    return _slip(mention, slips, firm) or _wrong(mention, firm, knowledge)


def _older(old: Known, knowledge: Knowledge, shown: Iterable[Known]) -> Judgement:
    """An earlier state of what is shown now; what else a source says is right.

    Only statistics have states: two statements that differ are two sources.
    """
    now = knowledge.shown_figure(old) if old.formula == "of" else next(iter(shown), old)
    if old.known_since < now.known_since and max(old.level, now.level) == 1:
        return Judgement("outdated", now, old)
    return Judgement("right", old)


def _why_unknown(mention: Mention) -> str:
    """What is not known of a figure that no claim is found for."""
    if not mention.period:
        return "no_period"
    if mention.figure.unit not in COUNTED and not mention.is_invested and not mention.direction:
        return "no_measure"
    return "no_region" if not mention.region else "no_claim"


def _slip(mention: Mention, slips: list[Known], firm: list[Known]) -> Judgement | None:
    """A slip that shows by itself: percent for points, a power of ten, two digits."""
    figure, way = mention.figure, mention.role.way
    for known in slips if figure.significant > 1 else ():
        if agrees(figure, known, way):
            return Judgement("percent_points", known)
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


def _wrong(mention: Mention, firm: list[Known], knowledge: Knowledge) -> Judgement:
    """A figure that differs: whose it is, what is greater than its whole, what is known instead."""
    own = firm[0]
    may_differ = (
        mention.is_sure
        and is_trade(own)
        and own.is_firm
        and mention.figure.qualifier != "less_than"
    )
    if not may_differ and not _is_named_count(mention, own):
        if mention.is_sure and mention.figure.unit == "projects":
            other = elsewhere(mention, own, knowledge)  # a count that recurs to the last digit
            if other is not None:
                return Judgement("elsewhere", own, other[1], other[0])
        return Judgement("unchecked", own, detail="unsure" if is_trade(own) else "other_count")
    if (
        mention.figure.qualifier == "more_than"
        and own.high is not None
        and mention.figure.value < own.high
    ):
        return Judgement("unchecked", own, detail="unsure")
    if (other := elsewhere(mention, own, knowledge)) is not None:
        return Judgement("elsewhere", own, other[1], other[0])
    if (whole := whole_exceeded(mention, knowledge)) is not None:
        return Judgement("part_greater", own, whole)
    is_turned = mention.role.way and agrees(mention.figure, own, -mention.role.way)
    return Judgement("different", own, detail="way" if is_turned else "")


def _is_named_count(mention: Mention, own: Known) -> bool:
    """Whether the text says who counted, and the figure is that one's."""
    is_sure = mention.region.sure and mention.period.sure
    return is_sure and bool(own.basis) and own.basis in mention.basis and own.is_firm
