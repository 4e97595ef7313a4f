"""The check of a text: its paragraphs in, a judgement on each of its figures out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.answer import Answer
from reports.checker import arithmetic
from reports.checker.judging import Judgement, judge
from reports.checker.known import INDICATORS, Knowledge
from reports.checker.matching import Compared, plan
from reports.checker.mentions import Mention, mentions_in
from reports.checker.names import Names
from reports.checker.reading import Paragraph


@dataclass(frozen=True)
class Finding:
    """One figure of a text and the judgements on it, the gravest first."""

    mention: Mention
    judgements: tuple[Judgement, ...]

    @property
    def verdict(self) -> str:
        """The first verdict."""
        return self.judgements[0].verdict

    @property
    def is_error(self) -> bool:
        """Whether the figure is called wrong."""
        return self.judgements[0].is_error


@dataclass(frozen=True)
class Checked:
    """A text that was checked: paragraphs, findings in order, and the claims behind them."""

    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]
    claims: Answer

    @property
    def errors(self) -> list[Finding]:
        """Findings that call a figure wrong."""
        return [one for one in self.findings if one.is_error]


def check(paragraphs: Sequence[Paragraph], ask: Callable[..., Answer]) -> Checked:
    """Compare every figure of a text with what is known.

    ``ask``: data.ask.ask, or a visit's, with its day. Raises NoWarehouse, UnknownValue (a day to
    come).
    """
    claims, sums = ask("claims_about", indicators=INDICATORS), ask("claims_summed")
    knowledge = _knowledge(claims, sums)
    mentions = mentions_in(paragraphs, _names(claims))
    plans = [plan(mention, knowledge) for mention in mentions]
    compared = Compared((pair for one in plans for pair in (*one.pairs, *one.slips)), ask)
    against = arithmetic.contradictions(mentions, knowledge)
    findings = []
    for number, (mention, made) in enumerate(zip(mentions, plans, strict=True)):
        own = judge(mention, made, compared, knowledge)
        judgements = [against[number]] if number in against else []
        if not judgements or own.is_error:
            judgements.append(own)
        findings.append(Finding(mention, tuple(judgements)))
    return Checked(tuple(paragraphs), tuple(findings), claims)


@lru_cache(maxsize=4)
def _knowledge(claims: Answer, sums: Answer) -> Knowledge:
    """What is known, sorted once for as long as the answers are remembered."""
    return Knowledge(claims, sums)


@lru_cache(maxsize=4)
def _names(claims: Answer) -> Names:
    return Names.from_labels(claims.labels)
