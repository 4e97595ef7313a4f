"""What a German text says with its figures: measure, period, region, partner, direction.

A mention holds all that could be meant. What its own sentence does not say is taken from those
before it in the same paragraph; from elsewhere in the text only as a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.checker import roles
from reports.checker.binding import Bound, Parsed
from reports.checker.figures import Figure
from reports.checker.names import Names
from reports.checker.periods import Period, PeriodMention
from reports.checker.reading import Paragraph
from reports.checker.roles import Role
from reports.checker.sentences import Sentence, sentences_of
from reports.checker.vocabulary import Item

#: Kinds of words that a figure needs, each a field of a mention.
KINDS = ("direction", "region", "partner")


@dataclass(frozen=True)
class Mention:
    """One figure and what it may be a figure of.

    ``role``: what it says (roles.Role). ``base``: the period that a comparison names. ``blocked``:
    why no claim can speak of it, empty when one may. ``range_with``: the other end of "between …
    and …". ``spare``: periods that it is of in a last resort.
    """

    figure: Figure
    sentence: Sentence
    role: Role
    direction: Bound
    region: Bound
    partner: Bound
    period: Bound
    base: Period | None
    product: tuple[str, ...]
    basis: tuple[str, ...]
    place: tuple[str, ...]
    blocked: str = ""
    range_with: Figure | None = None
    is_monthly: bool = False
    is_invested: bool = False
    spare: tuple[Period, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether there is no doubt about what it is a figure of."""
        needed = [self.region, self.period]
        if (
            self.figure.unit in ("meur", "percent", "points", "rank", "fold")
            and not self.is_invested
        ):
            needed += [self.direction, self.partner]
        return all(one.sure for one in needed)


def mentions_in(paragraphs: Iterable[Paragraph], names: Names) -> list[Mention]:
    """All figures of a text with what they may mean, in order."""
    mentions: list[Mention] = []
    far: dict[str, Bound] = {}
    for paragraph in paragraphs:
        near: dict[str, Bound] = {}
        for sentence in sentences_of(paragraph):
            parsed = Parsed(sentence.text, names)
            mentions += _of_sentence(sentence, parsed, near, far)
            near |= _context(parsed)
        far |= {kind: Bound(bound.values, False) for kind, bound in near.items()}
    return mentions


def _of_sentence(sentence: Sentence, parsed: Parsed, near: dict[str, Bound],
                 far: dict[str, Bound]) -> Iterator[Mention]:  # fmt: skip
    carried = near.get("period") or far.get("period") or Bound()
    periods = _periods(parsed, carried)
    bases = [item for item in parsed.periods if item.role.startswith("base")]
    for number, figure in enumerate(parsed.figures):
        role = roles.role_of(figure, parsed)
        bound = {
            kind: parsed.bind(parsed.items[kind], figure)
            or near.get(kind)
            or far.get(kind)
            or Bound()
            for kind in KINDS
        }
        goods = roles.products(figure, parsed)
        if not goods and not parsed.items["direction"]:
            goods = near.get("product", Bound()).values
        mention = Mention(
            figure,
            sentence,
            role,
            bound["direction"],
            bound["region"],
            _partner(figure, parsed, role, bound["partner"]),
            _period(figure, parsed, periods, carried),
            None,
            goods,
            tuple(dict.fromkeys(item.value for item in parsed.items["basis"])),
            tuple(dict.fromkeys(item.value for item in parsed.items["place"])),
            roles.blocked(figure, parsed, bound["direction"]),
            roles.range_with(number, parsed),
            roles.is_monthly(parsed),
            roles.is_invested(parsed),
        )
        mention = _earlier(mention, parsed)
        yield replace(mention, base=_base(mention, bases, parsed), spare=_spare(mention, bases))


def _partner(figure: Figure, parsed: Parsed, role: Role, bound: Bound) -> Bound:
    """The partner of a figure.

    "All" is the whole of a share or a rank; beside another partner it may be either's figure.
    """
    own = parsed.items["partner"]
    others = [item for item in own if item.value != "world"]
    if role.kind in ("share", "rank", "share_or_change", "points"):
        return parsed.bind(others, figure) or Bound(
            tuple(v for v in bound.values if v != "world"), False
        )
    if others and len(others) < len(own):
        return Bound((*bound.values, *(i.value for i in own if i.value not in bound.values)), False)
    return bound


def _periods(parsed: Parsed, carried: Bound) -> list[Item]:
    """The periods that figures can be of; "the year before" by the one that it is before."""
    own = [item for item in parsed.periods if item.role == "of"]
    main = own[0].period if own else (carried.values[0] if carried else None)
    items = [Item(item.start, item.end, item.period) for item in own]
    if main is not None:
        before = [item for item in parsed.periods if item.role == "before"]
        items += [Item(item.start, item.end, main.before()) for item in before]
        if before and not own:
            items += [Item(0, 0, main)]
    return sorted(items, key=lambda item: item.start)


def _period(figure: Figure, parsed: Parsed, periods: Sequence[Item], carried: Bound) -> Bound:
    """The period of a figure; what stands with the first ("from 36.3 in 2021") is its own."""
    own = parsed.clause_of(figure.start)
    free = [item for item in periods
            if parsed.clause_of(item.start) == own or not _is_taken(item, parsed)]  # fmt: skip
    bound = parsed.bind(free, figure)
    if free:
        return bound
    if carried or not periods:
        return carried
    guesses = dict.fromkeys(item.value.before(-1) for item in periods)
    return Bound((*guesses, *dict.fromkeys(item.value for item in periods)), False)


def _is_of_start(period: PeriodMention, parsed: Parsed) -> bool:
    """Whether a period stands with the first of "from … to …"."""
    clause = parsed.clause_of(period.start)
    return any(
        parsed.clause_of(one.start) == clause and roles.is_start(one, parsed)
        for one in parsed.figures
    )


def _is_taken(item: Item, parsed: Parsed) -> bool:
    """Whether a period stands behind the first of two figures, or with one in a bracket."""
    clause = parsed.clause_of(item.start)
    held = [f for f in parsed.figures if parsed.clause_of(f.start) == clause]
    start = parsed.clauses[clause][0]
    in_bracket = parsed.text[start : start + 1] == "("
    return bool(held) and (
        in_bracket or (roles.is_start(held[0], parsed) and item.start > held[0].start)
    )


def _base(mention: Mention, bases: Sequence[PeriodMention], parsed: Parsed) -> Period | None:
    """The period that a change is measured from, where one is named; else it is the year before."""
    named = [item.period for item in bases if item.period is not None]
    if not named:
        named = [item.period for item in parsed.periods
                 if item.period is not None and _is_taken(Item(item.start, item.end, None), parsed)
                 and _is_of_start(item, parsed)]  # fmt: skip
    if not named:
        return None
    base, main = named[0], mention.period.values[0] if mention.period else None
    is_year_of_part = base.kind == "year" and main is not None and main.kind not in ("year", "span")
    return main.in_year(base.start.year) if is_year_of_part and main is not None else base


def _spare(mention: Mention, bases: Sequence[PeriodMention]) -> tuple[Period, ...]:
    """Periods that figures are compared with: what is no comparison may be of them after all."""
    if mention.role.kind not in ("level", "rank", "share"):
        return ()
    mains = mention.period.values[:1]
    named = [item.period for item in bases if item.period is not None]
    return tuple(dict.fromkeys([*named, *(main.before() for main in mains if bases)]))


def _earlier(mention: Mention, parsed: Parsed) -> Mention:
    """The mention itself; the first of "from 36.3 to 42.3 in 2022" is of an earlier year."""
    if not roles.is_start(mention.figure, parsed):
        return mention
    clause = parsed.clause_of(mention.figure.start)
    if any(parsed.clause_of(one.start) == clause and one.start > mention.figure.start
           for one in parsed.periods):  # fmt: skip
        return mention
    values = mention.period.values
    guesses = (*(one.before() for one in values), *values)
    return replace(mention, period=Bound(tuple(dict.fromkeys(guesses)), False))


def _context(parsed: Parsed) -> dict[str, Bound]:
    """What a sentence leaves to those behind it: what it says, sure when it says one thing."""
    context = {}
    for kind in KINDS:
        values = tuple(dict.fromkeys(item.value for item in parsed.items[kind]))
        if values:
            context[kind] = Bound(values, len(values) == 1)
    if goods := tuple(dict.fromkeys(item.value for item in parsed.items["product"])):
        context["product"] = Bound(goods, len(goods) == 1)
    periods = tuple(dict.fromkeys(item.period for item in parsed.periods if item.role == "of"))
    if periods:
        context["period"] = Bound(periods[::-1], len(periods) == 1)
    return context
