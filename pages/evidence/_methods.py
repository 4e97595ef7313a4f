"""Tables of the method page: the precedence by example, indicators, signs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent, figure
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import html
from ui.provenance import Publishers

_TEXTS = "method.methods"

#: Rungs of the precedence, in the order of core.claim_ranked (a test compares them).
RUNGS = (
    "low_confidence",
    "evidence",
    "confidence",
    "publisher",
    "status",
    "known_since",
    "own",
    "source",
)


class DecidedClaim(Protocol):
    """A claim with its place in the order of precedence."""

    agrees: bool
    decided_by: str
    is_repeat: bool
    precedence: int


@cached(8)
def example(answer: Answer, locale: Locale) -> Table:
    """All claims on one figure in the order of the precedence, with what decided."""
    publishers = Publishers(answer, locale)
    names = ("place", "figure", "who", "evidence", "decided")
    rows = [
        (
            locale.number(row.precedence),
            figure(row, locale),
            publishers.by_claim(row.claim_id),
            Cell(locale.code("evidence", row.evidence_kind), locale.code("status", row.status)),
            _decided(row, locale),
        )
        for row in answer
    ]
    return Table.of(locale, f"{_TEXTS}.", names, rows, figures=("place", "figure"))


def _decided(row: DecidedClaim, locale: Locale) -> Cell:
    if row.precedence == 1:
        return Cell(locale(f"{_TEXTS}.is_shown"))
    if row.is_repeat:
        return Cell(locale(f"{_TEXTS}.is_repeat"))
    equal = locale(f"{_TEXTS}.agrees") if row.agrees else ""
    return Cell(locale(f"precedence.{row.decided_by}"), equal)


@cached(8)
def example_texts(answer: Answer, locale: Locale) -> list[str]:
    """What the example shows: who is shown instead of whom, and what equals our own sum."""
    rows = list(answer)
    if not rows:
        return [locale(f"{_TEXTS}.example_none")]
    publishers = Publishers(answer, locale)
    shown, *others = rows
    value = figure(shown, locale)

    texts = [
        locale(f"{_TEXTS}.example_shown", shown=value, by=str(publishers.by_claim(shown.claim_id)))
    ]
    for row in others:
        by = str(publishers.by_claim(row.claim_id))
        if not row.agrees:
            rung = locale(f"precedence.{row.decided_by}")
            other = figure(row, locale)
            texts.append(locale(f"{_TEXTS}.example_other", other=other, by=by, rung=rung))
        elif "computed" in (row.evidence_kind, shown.evidence_kind) and not row.is_repeat:
            own, published = (row, shown) if row.evidence_kind == "computed" else (shown, row)
            low, high, exact = (
                locale.value(end, published.unit, scale="exact")
                for end in (published.at_least, published.at_most, own.value)
            )
            exact = evidence.linked(exact, own)
            texts.append(
                locale(f"{_TEXTS}.example_equal", own=exact, said=figure(published, locale),
                      by=str(publishers.by_claim(published.claim_id)), low=low, high=high)
            )  # fmt: skip
    return texts


def indicators(rows: Iterable[Any], answer: Answer, locale: Locale) -> Table:
    """Indicators with definition, unit, and what may be done with them."""
    names = ("indicator", "definition", "unit", "summed", "comparable", "claims")
    label = answer.labels.name
    lines = [
        (
            Cell(label("indicator", row.code, locale.lang), locale(f"topic.{row.subject}")),
            locale.pick(row, "definition"),
            label("unit", row.unit, locale.lang),
            locale("listing.yes" if row.may_be_summed else "listing.no"),
            label("indicator", absent(row.comparable_with), locale.lang),
            locale.number(row.claims_count),
        )
        for row in rows
    ]
    return Table.of(locale, f"{_TEXTS}.", names, lines, figures=("claims",))


def signs(locale: Locale) -> Table:
    """Signs in tables and what they mean."""
    return Table.of(locale, f"{_TEXTS}.", ("sign", "meaning"), locale.symbols())


def concepts(locale: Locale) -> Iterable[tuple[str, str, str]]:
    """What is never mixed: code, term, explanation."""
    names = ("trade_system", "china_scope", "basis", "measure", "cases", "quality", "missing",
             "protected")  # fmt: skip
    for name in names:
        key = f"method.concept.{name}"
        yield f"concept_{name}", locale(f"{key}.term"), locale(f"{key}.text")


def definition_list(terms: Iterable[tuple[str, str, str]]) -> str:
    """Terms and their explanations as a list; each carries its code as an anchor."""
    items = "".join(
        f'<dt id="{escape(code)}">{escape(term)}</dt><dd>{escape(text)}</dd>'
        for code, term, text in terms
    )
    return f'<dl class="cm-terms">{items}</dl>'


def rungs(locale: Locale) -> str:
    """The precedence as a numbered list, highest rung first."""
    items = "".join(
        f"<li><strong>{escape(_capital(locale(f'precedence.{rung}')))}.</strong> "
        f"{escape(locale(f'method.rung.{rung}'))}</li>"
        for rung in RUNGS
    )
    return f'<ol class="cm-rungs">{items}</ol>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def marks(locale: Locale) -> str:
    """The marks of the charts and what they mean."""
    signs = [f"{sign} {locale(f'mark.{mark}')}" for mark, sign in html.MARKS.items()]
    items = [*signs, *(locale(f"{_TEXTS}.mark_{name}") for name in ("gap", "dash", "own"))]
    return f'<ul class="cm-rungs">{"".join(f"<li>{escape(text)}</li>" for text in items)}</ul>'
