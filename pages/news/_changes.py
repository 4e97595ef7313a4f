"""What changed between two days, and how far figures move: tables. No Streamlit here."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Protocol
from urllib.parse import urlencode

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent, figure
from data.answer import Answer
from i18n import Locale
from pages.news._revisions import TEXTS
from ui.figure_names import coarsened, concept_of, gap_text, in_percent, period, series_name
from ui.provenance import Publishers
from ui.rows import ChangedRow


class RevisedRow(Protocol):
    """A figure that moved, and how long after: of the question revision_sizes."""

    age_months: int
    before_step: Any
    before_qualifier: Any
    before_value: Any
    unit: str


def folded(count: int, limit: float, locale: Locale) -> str:
    """The line that stands for so many changes below the threshold."""
    return locale(
        f"{TEXTS}.folded",
        changes=locale.count("further_change", count),
        limit=locale.value(limit, "percent", digits=1),
    )


@cached(64)
def changes(answer: Answer, locale: Locale, part: slice = slice(None)) -> Table:
    """One of the lists of changes; ``part``: which of its rows."""
    publishers = Publishers(answer, locale)
    rows = [
        (
            _what(row, answer, locale),
            _before(row, answer, publishers, locale),
            Cell(_after(row, locale), _kind(row.evidence_kind, locale),
                  publishers.by_claim(row.claim_ids[0])),
            _difference(row, publishers, locale),
        )
        for row in list(answer)[part]
    ]  # fmt: skip
    return Table.of(locale, f"{TEXTS}.", ("what", "before", "after", "difference"), rows)


def _what(row: ChangedRow, answer: Answer, locale: Locale) -> Cell:
    """A figure by its period and name; the period leads to its states."""
    codes = {"view": "revisions", "lang": locale.lang, "series": row.series, "when": row.period}
    if answer.as_of is not None:
        codes["as_of"] = answer.as_of.isoformat()
    link = Cell(period(row, locale), href=f"news?{urlencode(codes)}#states")
    return Cell(link, series_name(row, answer, locale))


def _kind(evidence: Any, locale: Locale) -> str:
    """What kind of statement it is, where it is no statistic."""
    code = absent(evidence)
    return locale.code("evidence", code) if code not in (None, "statistic") else ""


def _after(row: ChangedRow, locale: Locale) -> str:
    """The later figure; of a revised one no finer than the earlier was printed."""
    if row.change != "revised":
        return figure(row, locale)
    return coarsened(row, SimpleNamespace(step=row.before_step), locale)


def _before(row: ChangedRow, answer: Answer, publishers: Publishers, locale: Locale) -> Cell:
    if len(row.claim_ids) == 1:
        return Cell(locale(f"{TEXTS}.nothing"))
    names = ("value", "low", "high", "step", "qualifier")
    before = {name: getattr(row, f"before_{name}") for name in names}
    stated = SimpleNamespace(
        unit=row.before_unit, value=before["value"], value_low=before["low"],
        value_high=before["high"], step=before["step"], qualifier=before["qualifier"],
    )  # fmt: skip
    now, then = (concept_of(row, answer, locale, prefix) for prefix in ("", "before_"))
    other = [b or locale(f"{TEXTS}.no_concept") for a, b in zip(now, then, strict=True) if a != b]
    return Cell(figure(stated, locale), *other, _kind(row.before_evidence_kind, locale),
                 publishers.by_claim(row.claim_ids[1]))  # fmt: skip


def detail(kind: str, changes: Answer, locale: Locale) -> str:
    """What a kind of change means; of revised ones how many come from another speaker."""
    text = locale(f"{TEXTS}.{kind}_detail")
    others = sum(bool(row.is_other_speaker) for row in changes.where(change=kind))
    return text + locale(f"{TEXTS}.of_others", count=locale.number(others)) if others else text


def _speaker(row: ChangedRow, publishers: Publishers, locale: Locale) -> str:
    """That a revised figure comes from another speaker than before, and of which kind."""
    if not row.is_other_speaker:
        return ""
    now, before = map(publishers.kind, row.claim_ids)
    if now == before:
        return locale(f"{TEXTS}.other_speaker")
    return locale(f"{TEXTS}.other_kind", now=now, before=before)


def _difference(row: ChangedRow, publishers: Publishers, locale: Locale) -> Cell:
    """By how much a revised figure moved; a redefined one cannot be compared."""
    if row.change == "redefined":
        return Cell(locale(f"{TEXTS}.incomparable"))
    gap, speaker = absent(row.difference), _speaker(row, publishers, locale)
    if gap is None:
        return Cell(locale.missing("not_meaningful") if row.change == "revised" else "", speaker)
    if row.unit in ("percent", "rank"):
        return Cell(gap_text(gap, 1, row.unit, locale), speaker)
    pct = absent(row.difference_pct)
    return Cell(
        locale.value(gap, row.unit, signed=True),
        "" if pct is None else in_percent(pct, locale),
        speaker,
    )


def too_few(answer: Answer, locale: Locale, least: int) -> str:
    """One sentence where no group is large enough for a mean; empty where one is."""
    if any(absent(row.mean_pct) is not None for row in answer):
        return ""
    most = max((int(row.figures_count) for row in answer), default=0)
    return locale(f"{TEXTS}.sizes_too_few", least=least, most=locale.number(most))


def sizes(answer: Answer, locale: Locale, least: int) -> Table:
    """Mean, mean absolute revision and share upward by measure and age, where there are enough."""
    groups = {(row.indicator, row.age_class): row for row in answer}
    names = ("measure", "age", "count", "mean", "mean_abs", "upward")
    few = locale(f"{TEXTS}.too_few", least=least)
    rows = [
        (
            answer.labels.name("indicator", row.indicator, locale.lang),
            locale(f"{TEXTS}.{row.age_class}"),
            locale.number(int(row.figures_count)),
            few if absent(row.mean_pct) is None else in_percent(row.mean_pct, locale),
            few if absent(row.mean_abs_pct) is None
            else locale.value(row.mean_abs_pct, "percent", digits=2),
            few if absent(row.upward_pct) is None
            else locale.value(row.upward_pct, "percent", digits=0),
        )
        for row in groups.values()
    ]  # fmt: skip
    return Table.of(
        locale, f"{TEXTS}.", names, rows, figures=("count", "mean", "mean_abs", "upward")
    )


@cached(16)
def revised(answer: Answer, locale: Locale, most: int) -> Table:
    """The figures behind the sizes, those that moved most first: earlier, newest, how far."""
    publishers = Publishers(answer, locale)
    rows = sorted(answer, key=lambda row: -abs(row.difference_pct))[:most]
    lines = [
        (
            _what(row, answer, locale),
            Cell(_earlier(row, locale), publishers.by_claim(row.claim_ids[1]),
                  _age(row, locale)),
            Cell(figure(row, locale), publishers.by_claim(row.claim_ids[0])),
            Cell(in_percent(row.difference_pct, locale),
                  locale(f"{TEXTS}.agrees") if row.agrees else ""),
        )
        for row in rows
    ]  # fmt: skip
    return Table.of(locale, f"{TEXTS}.", ("what", "earlier", "newest", "difference"), lines)


def _age(row: RevisedRow, locale: Locale) -> str:
    return locale(f"{TEXTS}.after_months", months=locale.count("month", row.age_months))


def _earlier(row: RevisedRow, locale: Locale) -> str:
    return figure(
        SimpleNamespace(unit=row.unit, value=row.before_value, step=row.before_step,
                        qualifier=row.before_qualifier),
        locale,
    )  # fmt: skip
