"""Which known figures a mention could be: its readings, their claims, the pairs to be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product as every
from typing import Any

from data.answer import Answer
from data.evidence import short_id
from reports.checker.binding import Bound
from reports.checker.known import COUNTED, INVESTED, Knowledge, Known, of_period
from reports.checker.mentions import Mention
from reports.checker.periods import Period

#: Readings that are looked at, and states of each side of a comparison.
_MOST_READINGS, _MOST_STATES = 24, 6
#: What a comparison gives: the columns of claims_compared by formula.
_COLUMNS = {
    "growth": "growth_pct",
    "share": "share_pct",
    "difference": "difference",
    "fold": "fold",
}
Pair = tuple[Known, Known, str]


@dataclass(frozen=True)
class Reading:
    """One thing that a mention may be a figure of."""

    direction: str
    region: str
    partner: str
    period: Period


@dataclass
class Plan:
    """The known figures that a mention is compared with, those of the likeliest reading first.

    ``slips``: pairs that give what it would be if percent were printed for points, or the reverse.
    ``spare``: figures of the periods that others are compared with.
    """

    figures: list[Known] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    slips: list[Pair] = field(default_factory=list)
    spare: list[Known] = field(default_factory=list)

    def add(self, figures: Iterable[Known]) -> None:
        """Put known figures behind those that are there."""
        self.figures += [one for one in figures if one not in self.figures]


def readings(mention: Mention) -> list[Reading]:
    """What a mention may be a figure of, likeliest first."""
    parts = (
        mention.period.values,
        mention.direction.values,
        mention.region.values,
        mention.partner.values,
    )
    all_readings = [
        Reading(flow, region, partner, period) for period, flow, region, partner in every(*parts)
    ]
    return all_readings[:_MOST_READINGS]


def plan(mention: Mention, knowledge: Knowledge) -> Plan:
    """What a mention has to be compared with; nothing where no claim speaks of such a thing."""
    made = Plan()
    if mention.blocked or mention.range_with is not None or _is_of_months(mention):
        return made
    unit, kind = mention.figure.unit, mention.role.kind
    if unit in COUNTED and kind == "level":
        made.add(_counts(mention, knowledge, COUNTED[unit]))
    elif unit == "meur" and kind == "level" and mention.is_invested:
        made.add(_counts(mention, knowledge, INVESTED))
    elif unit in ("meur", "percent", "points", "rank", "fold"):
        for reading in readings(mention):
            _trade(made, mention, reading, knowledge)
        if mention.spare:
            aside = Plan()
            for reading in readings(replace(mention, period=Bound(mention.spare))):
                _trade(aside, mention, reading, knowledge)
            made.spare = aside.figures
    return made


def _is_of_months(mention: Mention) -> bool:
    """Whether it is said of single months while only the year is named."""
    return mention.is_monthly and any(one.kind != "month" for one in mention.period.values[:1])


def _counts(mention: Mention, knowledge: Knowledge, indicators: Sequence[str]) -> Iterator[Known]:
    for period in mention.period.values:
        for indicator in indicators:
            for known in of_period(knowledge.counts(indicator), period):
                if _is_there(known, mention):
                    yield known


def _is_there(known: Known, mention: Mention) -> bool:
    """Whether a figure is of the region or place of a mention, and counted by whom it names."""
    if mention.place:
        return known.place in mention.place
    is_named = not mention.basis or not known.basis or known.basis in mention.basis
    return is_named and known.region in mention.region.values


def _trade(made: Plan, mention: Mention, reading: Reading, knowledge: Knowledge) -> None:
    """Figures on trade for one reading."""
    kind = mention.role.kind
    goods = mention.product

    def at(indicator: str, period: Period, partner: str = reading.partner,
           region: str = reading.region) -> list[Known]:  # fmt: skip
        kinds = goods or ("",)
        claims = [
            known
            for one in kinds
            for known in knowledge.trade(indicator, region, partner, reading.direction, one)
        ]
        return of_period(claims, period)

    value, share = ("product_trade_value", "share_of_product_in_partner_trade") if goods else (
        "trade_value", "share_of_region_trade")  # fmt: skip
    base = mention.base or reading.period.before()
    if kind == "level":
        made.add(at(value, reading.period))
    if kind == "rank":
        made.add(at("rank_among_partners", reading.period))
    if kind in ("share", "share_or_change"):
        made.add(at(share, reading.period))
        if not goods:
            wholes = at("trade_value", reading.period, partner="world")
            made.pairs += _pairs(at("trade_value", reading.period), wholes, "share")
            for region in mention.region.values:
                if region != reading.region:
                    whole = at(value, reading.period, region=region)
                    made.pairs += _pairs(at(value, reading.period), whole, "share")
    now, then = (at(value, reading.period), at(value, base))
    if kind in ("change", "share_or_change") and not mention.role.of_share:
        if base == reading.period.before() and not goods:
            made.add(at("change_on_previous_year", reading.period))
        made.pairs += _pairs(now, then, "growth")
    if mention.role.of_share:
        shares = at(share, reading.period), at(share, base)
        points, percent = _pairs(*shares, "difference"), _pairs(*shares, "growth")
        made.pairs += points if kind == "points" else percent
        made.slips += [*percent, *_pairs(now, then, "growth")] if kind == "points" else points
    if kind in ("difference", "fold"):
        made.pairs += _pairs(now, then, kind)


def _pairs(firsts: Sequence[Known], seconds: Sequence[Known], formula: str) -> list[Pair]:
    """The claims of one thing beside those of the other; sums of ours are left out."""
    sides = [
        [one for one in side if one.formula == "of" and one.is_closed][:_MOST_STATES]
        for side in (firsts, seconds)
    ]
    return [(a, b, formula) for a, b in every(*sides) if a != b and _belong(a, b, formula)]


def _belong(a: Known, b: Known, formula: str) -> bool:
    """Whether two states may be compared: of one concept, and both shown or told by one source."""
    if a.system != b.system or (formula != "share" and a.scope != b.scope):
        return False
    return (a.is_shown and b.is_shown) or (a.source_id == b.source_id and bool(a.source_id))


class Compared:
    """What pairs of claims give, worked out in the warehouse for a whole text at once."""

    def __init__(self, pairs: Iterable[Pair], ask: Callable[..., Answer]) -> None:
        ids = list(dict.fromkeys((a.claim_ids[0], b.claim_ids[0]) for a, b, _ in pairs))
        self._rows: dict[tuple[str, str], Any] = {}
        if ids:
            answer = ask("claims_compared", first=[short_id(a) for a, _ in ids],
                         second=[short_id(b) for _, b in ids])  # fmt: skip
            self._rows = {(row.first_claim_id, row.second_claim_id): row for row in answer}

    def known(self, pair: Pair) -> Known | None:
        """What one pair gives, as a known figure; None where the base is zero."""
        a, b, formula = pair
        row = self._rows.get((a.claim_ids[0], b.claim_ids[0]))
        stem = _COLUMNS[formula]
        value = getattr(row, stem, None)
        if row is None or value is None or value != value:  # noqa: PLR0124 - NaN
            return None
        head, _, unit = stem.partition("_")
        ends = [getattr(row, "_".join(filter(None, (head, end, unit)))) for end in ("low", "high")]
        low, high = (None if end is None or end != end else float(end) for end in ends)  # noqa: PLR0124
        rounded = float(getattr(row, f"rounded_{stem}"))
        is_shown = a.is_shown and b.is_shown
        return replace(
            a,
            claim_ids=(a.claim_ids[0], b.claim_ids[0]),
            formula=formula,
            value=float(value),
            rounded=rounded,
            low=low,
            high=high,
            unit={"growth": "percent", "share": "percent", "fold": "ratio"}.get(formula, a.unit),
            known_since=max(a.known_since, b.known_since),
            shown_id="" if is_shown else "older",
            level=max(a.level, b.level),
            confidence="low" if "low" in (a.confidence, b.confidence) else "high",
        )

    def all_known(self, made: Plan) -> list[Known]:
        """The figures of a plan with what its pairs give."""
        return [*made.figures, *filter(None, map(self.known, made.pairs))]
