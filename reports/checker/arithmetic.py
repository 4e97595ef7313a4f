"""Figures of a text that cannot all be right beside each other, whatever is known of them.

Shares and sums tell their whole: of several pairs one that tells another is wrong. Single months
lie around a twelfth of their year. A part is not greater than its whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from reports.checker.agreeing import overlap, swaps
from reports.checker.figures import Figure
from reports.checker.judging import Judgement
from reports.checker.known import Knowledge, Known, of_period
from reports.checker.matching import readings
from reports.checker.mentions import Mention

#: Signs between a sum and its share that belong together.
_CLOSE = 14
#: Millions of euros that a whole with shares of goods has at least.
_SMALL = 1000
Interval = tuple[float, float]


def contradictions(mentions: Sequence[Mention], knowledge: Knowledge) -> Mapping[int, Judgement]:
    """Judgements by the place of the mention in the list, on those that cannot be right."""
    judgements: dict[int, Judgement] = {}
    numbered = list(enumerate(mentions))
    for _, group in groupby(numbered, key=lambda one: id(one[1].sentence.paragraph)):
        together = list(group)
        judgements |= _of_shares(together)
    for number, mention in numbered:
        if (judgement := _of_months(mention, mentions, knowledge)) is not None:
            judgements[number] = judgement
    return judgements


def _of_shares(together: Sequence[tuple[int, Mention]]) -> dict[int, Judgement]:
    """Sums with their shares in one paragraph: all tell one whole, as does the total itself."""
    pairs = list(_pairs(together))
    judgements: dict[int, Judgement] = {}
    for number, (amount_at, amount, share) in enumerate(pairs):
        others = [_whole(a.figure, s.figure) for n, (_, a, s) in enumerate(pairs) if n != number]
        if not others or overlap(*_whole(amount.figure, share.figure), *_spread(others)):
            continue
        if len(pairs) == 2 and _whole(amount.figure, share.figure)[0] > _SMALL:
            continue  # of two that disagree the one is meant that is too small for any trade
        for factor, verdict in ((1e3, "million_billion"), (1e-3, "million_billion"),
                                (10.0, "factor_ten"), (0.1, "factor_ten")):  # fmt: skip
            scaled = _whole(amount.figure.times(factor), share.figure)
            if all(overlap(*scaled, *other) for other in others):
                judgements[amount_at] = Judgement(verdict, detail="shares")
                break
    good = [_whole(a.figure, s.figure) for at, a, s in pairs if at not in judgements]
    common = _common(good)
    if len(good) < 2 or common is None:
        return judgements
    paired = {at for at, *_ in pairs}
    total = next((one for one in together if _is_total(one[1]) and one[0] not in paired), None)
    if total is not None and total[0] < pairs[0][0]:
        low, high = total[1].figure.bounds()
        if not overlap(low, high, *common):
            for digits in swaps(total[1].figure.digits):
                if overlap(*total[1].figure.with_digits(digits).bounds(), *common):
                    judgements[total[0]] = Judgement("digits_swapped", detail="shares")
    return judgements


def _pairs(together: Sequence[tuple[int, Mention]]) -> Iterator[tuple[int, Mention, Mention]]:
    """Sums of money that stand with their share: 20,7 Mrd. Euro (30,5 %), or the reverse."""
    taken: set[int] = set()
    for (a, first), (b, second) in pairwise(together):
        units = {first.figure.unit, second.figure.unit}
        gap = second.figure.start - first.figure.end
        if (
            first.sentence is not second.sentence
            or units != {"meur", "percent"}
            or gap > _CLOSE
            or a in taken
        ):
            continue
        between = second.sentence.text[first.figure.end : second.figure.start]
        share = first if first.figure.unit == "percent" else second
        if (
            "(" in between
            and not share.figure.sign
            and share.role.kind != "change"
            and share.figure.value
        ):
            taken |= {a, b}
            yield (b, second, first) if share is first else (a, first, second)


def _whole(amount: Figure, share: Figure) -> Interval:
    """The whole that a part and its share allow."""
    low, high = amount.value - amount.step / 2, amount.value + amount.step / 2
    return 100 * low / (share.value + share.step / 2), 100 * high / max(
        share.value - share.step / 2, 1e-9
    )


def _spread(intervals: Iterable[Interval]) -> Interval:
    all_intervals = list(intervals)
    return min(low for low, _ in all_intervals), max(high for _, high in all_intervals)


def _common(intervals: Sequence[Interval]) -> Interval | None:
    """What all allow; None when they do not agree."""
    if not intervals:
        return None
    low, high = max(one[0] for one in intervals), min(one[1] for one in intervals)
    return (low, high) if low <= high else None


def _is_total(mention: Mention) -> bool:
    figure = mention.figure
    return figure.unit == "meur" and mention.role.kind == "level" and not mention.product


def _of_months(
    mention: Mention, mentions: Sequence[Mention], knowledge: Knowledge
) -> Judgement | None:
    """Single months beside their year: their range lies around a twelfth of it."""
    figure, other = mention.figure, mention.range_with
    if other is None or not mention.is_monthly or figure.unit != "meur" or not mention.period:
        return None
    low, high = sorted((figure, other), key=lambda one: one.value)
    year = _year(mention, mentions, knowledge)
    if year is None or _fits_year(low, high, year):
        return None
    for factor in (0.1, 10.0, 1e-3, 1e3):
        if _fits_year(low.times(factor), high.times(factor), year):
            verdict = "factor_ten" if factor in (0.1, 10.0) else "million_billion"
            return Judgement(verdict, _claim(mention, knowledge), detail="months")
    return (
        Judgement("part_greater", _claim(mention, knowledge), detail="months")
        if low.value > year[1]
        else None
    )


def _fits_year(low: Figure, high: Figure, year: Interval) -> bool:
    """Whether the lowest and the highest month can make such a year."""
    return (
        12 * (low.value - low.step / 2) <= year[1] and 12 * (high.value + high.step / 2) >= year[0]
    )


def _year(mention: Mention, mentions: Sequence[Mention], knowledge: Knowledge) -> Interval | None:
    """The year's total: as the warehouse knows it, else as the text gives it before."""
    if (
        (known := _claim(mention, knowledge)) is not None
        and known.low is not None
        and known.high is not None
    ):
        return known.low, known.high
    for other in reversed(mentions[: mentions.index(mention)]):
        is_year = other.period and other.period.values[0].kind == "year"
        if _is_total(other) and is_year and other.range_with is None:
            return (
                other.figure.value - other.figure.step / 2,
                other.figure.value + other.figure.step / 2,
            )
    return None


def _claim(mention: Mention, knowledge: Knowledge) -> Known | None:
    """What is known of the year that single months are of."""
    for reading in readings(mention):
        if reading.period.kind != "year":
            continue
        claims = knowledge.trade("trade_value", reading.region, reading.partner, reading.direction)
        for known in of_period(claims, reading.period):
            if known.is_shown and known.is_firm:
                return known
    return None
