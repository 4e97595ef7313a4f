"""Findings in words: what is known instead, who says so, since when; for screen and command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.table import Table
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined, marked
from reports.checker.check import Checked, Finding
from reports.checker.judging import Judgement
from reports.checker.known import Known

_ROOM = "checker"
COLUMNS = ("place", "sentence", "figure", "verdict", "known")


def table(checked: Checked, locale: Locale, findings: Sequence[Finding] | None = None) -> Table:
    """Findings as rows: place, sentence, figure, verdict, what is known with its source."""
    rows = tuple(
        (
            one.mention.sentence.paragraph.place.label(locale),
            one.mention.sentence.text,
            one.mention.figure.text,
            locale(f"{_ROOM}.verdict.{one.verdict}"),
            finding_text(one, checked.claims, locale),
        )
        for one in (checked.findings if findings is None else findings)
    )
    return Table.of(locale, f"{_ROOM}.column.", COLUMNS, rows)


def summary(checked: Checked, locale: Locale) -> str:
    """How many figures there are and what became of them, in a sentence."""
    if not checked.findings:
        return locale(f"{_ROOM}.no_figures")
    verdicts = [one.verdict for one in checked.findings]
    counts = {
        name: locale.number(verdicts.count(name)) for name in ("outdated", "right", "unchecked")
    }
    return locale(
        f"{_ROOM}.summary", figures=locale.count("stated_figure", len(verdicts)),
        errors=locale.count("figure_error", len(checked.errors)), **counts,
    )  # fmt: skip


def finding_text(finding: Finding, claims: Answer, locale: Locale) -> str:
    """What is to be said of a figure: the judgement in a sentence, further ones behind it."""
    first, *others = (_sentence(one, claims, locale) for one in finding.judgements)
    return joined(" ", [first, *(locale(f"{_ROOM}.more", text=text) for text in others)])


def _sentence(judgement: Judgement, claims: Answer, locale: Locale) -> str:
    known = cited(judgement.known, claims, locale) if judgement.known else ""
    values = {"known": known}
    if judgement.other is not None:
        values["other"] = cited(judgement.other, claims, locale)
    if judgement.verdict == "unchecked":
        return locale(f"{_ROOM}.why.{judgement.detail}", **values)
    if judgement.verdict == "right":
        return known or locale(f"{_ROOM}.said.right")
    if judgement.verdict == "outdated" and judgement.known is not None:
        values["since"] = locale.date(judgement.known.known_since)
    stem = f"{_ROOM}.said.{judgement.verdict}"
    if judgement.detail in ("shares", "months"):
        return locale(f"{_ROOM}.said.{judgement.detail}_{judgement.verdict}", **values)
    if judgement.verdict == "part_greater" and judgement.other is None:
        return locale(f"{stem}_shares")
    own = f"{stem}_{judgement.detail}"
    return locale(own if locale.has(own) else stem, **values)


def cited(known: Known, claims: Answer, locale: Locale) -> str:
    """A known figure with what it is of and who says so, leading to its evidence."""
    figure = locale(f"{_ROOM}.of", what=_what(known, claims, locale), value=value(known, locale))
    if known.formula != "of":
        figure = locale(f"{_ROOM}.computed", figure=figure)
    figure = marked(figure, address(known))
    publisher, day, precision = claims.cited.get(known.claim_ids[0], ("", None, "day"))
    if not publisher:
        return figure
    state = locale.known_as("cite.state", day, precision)
    source = locale(f"{_ROOM}.source", publisher=locale.called(publisher), state=state)
    return locale(f"{_ROOM}.cited", figure=figure, source=source)


def address(known: Known) -> str:
    """Where the evidence of a known figure is found."""
    return evidence.of_claims(list(known.claim_ids), known.formula) if known.formula != "sum" else (
        evidence.of_claims([list(known.claim_ids)], "sum"))  # fmt: skip


def value(known: Known, locale: Locale) -> str:
    """A known figure with its unit; changes with their sign, differences of shares in points."""
    number = known.value
    if known.formula == "growth" or known.indicator == "change_on_previous_year":
        return locale.growth(number)
    if known.formula in ("share", "fold"):
        return locale.quotient(number, known.unit)
    if known.formula == "difference" and known.unit == "percent":
        return locale.points(number)
    return locale.printed(number, known.unit, known.step) or locale.value(number, known.unit)


def _what(known: Known, claims: Answer, locale: Locale) -> str:
    """Ausfuhr, Nordrhein-Westfalen – China, 2022."""
    labels, lang = claims.labels, locale.lang
    region = labels.name("region", known.region, lang)
    partner = labels.name("region", known.partner, lang) if known.partner else ""
    if known.indicator == "trade_value" and known.formula in ("of", "sum"):
        head = locale(f"flow.{known.flow}")
    else:
        head = labels.name("indicator", known.indicator, lang)
    goods = labels.name("product", known.product, lang) if known.product else ""
    flow = locale(f"flow.{known.flow}") if known.flow and locale.has(f"flow.{known.flow}") else ""
    where = locale(f"{_ROOM}.with", region=region, partner=partner) if partner else region
    period = known.period
    parts: list[Any] = [
        head,
        goods,
        flow if flow != head else "",
        where,
        locale.period(period.kind, period.start, period.end) if period else "",
    ]
    return ", ".join(one for one in parts if one)
