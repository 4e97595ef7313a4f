"""What the page of revisions says: names of figures, titles, tables. No Streamlit here."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from charts.memory import remembered
from charts.revisions import shown_when
from charts.table import Table, absent, as_printed, figure
from data.answer import Answer
from pages._parts import claims
from pages._parts.cells import Lines, Link
from pages._parts.disagreement import Speakers
from words import Words

_ROOM = "revision"


def series_name(row: Any, answer: Answer, words: Words) -> str:
    """A figure without its period: measure, whose, way, partner, product, concept."""
    label = answer.labels.of
    parts = [
        label("indicator", row.indicator, words.lang),
        label("region", row.region, words.lang),
        label("place", absent(row.place), words.lang),
        words.code("flow", row.flow) if absent(row.flow) else "",
        label("region", absent(row.partner), words.lang),
        label("product", absent(row.product), words.lang),
        *_concept(row, answer, words),
    ]
    return " · ".join(part for part in parts if part)


def _concept(row: Any, answer: Answer, words: Words, prefix: str = "") -> list[str]:
    """Trade concept, what counts as China, who counts: as far as a figure has them."""
    system, scope = (
        absent(getattr(row, prefix + name)) for name in ("trade_system", "china_scope")
    )
    basis = absent(getattr(row, f"{prefix}basis"))
    return [
        words.code("trade_system", system) if system else "",
        words.code("china_scope", scope) if scope else "",
        answer.labels.of("basis", basis, words.lang),
    ]


def period(row: Any, words: Words) -> str:
    """The period of a figure."""
    return words.period(row.period_kind, absent(row.period_start), absent(row.period_end))


def moved(states: Answer, words: Words) -> str:
    """A title: what was shown first, what is shown now, how far apart they are."""
    held = shown_when(states)
    if not held:
        return words(f"{_ROOM}.moved_none")
    (_, first), (_, now) = held[0], held[-1]
    values = {
        "period": period(now, words),
        "now": _beside(now, first, words),
        "now_known": words.known(now.known_since, now.known_since_precision),
    }
    if first.claim_id == now.claim_id:
        others = words.count("claim", len(states.rows) - 1)
        return words(f"{_ROOM}.unmoved" if len(states.rows) > 1 else f"{_ROOM}.single",
                     **values, others=others)  # fmt: skip
    return words(
        f"{_ROOM}.moved",
        **values,
        first=_beside(first, now, words),
        first_known=words.known(first.known_since, first.known_since_precision),
        change=_apart(now.value - first.value, first.value, now.unit, words),
    )


def _beside(row: Any, other: Any, words: Words) -> str:
    """A figure no finer than the one it is compared with."""
    steps = [absent(one.step) for one in (row, other)]
    coarsest = max((float(step) for step in steps if step is not None), default=None)
    return as_printed(row.value, row.unit, coarsest, words) or figure(row, words)


def _apart(gap: float, base: float, unit: str, words: Words) -> str:
    """By how much two figures of one unit differ; shares in points, ranks in places."""
    if unit == "percent":
        return words.points(gap, 2 if abs(gap) < 1 else 1)
    if unit == "rank" or not base:
        return words.number(gap, signed=True)
    return _pct(100 * gap / base, words)


def _pct(pct: float, words: Words) -> str:
    """A change in percent, as fine as it takes to be seen."""
    return words.change(pct, 1 if abs(pct) >= 1 else 2 if abs(pct) >= 0.01 else 4)


@remembered(32)
def states(answer: Answer, words: Words) -> Table:
    """Every claim on one figure: since when, how much, by whom, and whether it was ever shown."""
    names = ("known", "figure", "role", "who")
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in names),
        tuple(
            (
                words.known(row.known_since, row.known_since_precision),
                Lines(figure(row, words), *claims.remarks(row, words)),
                _role(row, words),
                Lines(Link(row.publisher, row.url), words.code("evidence", row.evidence_kind)),
            )
            for row in answer
        ),
        (False,) * len(names),
    )


def _role(row: Any, words: Words) -> Lines:
    if row.is_shown:
        return Lines(words(f"{_ROOM}.is_shown"))
    if len(row.held_days):
        first = date.fromisoformat(row.held_days[0])
        return Lines(words(f"{_ROOM}.was_shown", date=words.date(first)))
    return Lines(words(f"{_ROOM}.agrees" if row.agrees else f"{_ROOM}.never_shown"))


@remembered(32)
def concepts(answer: Answer, words: Words) -> Table:
    """The same thing in other concepts: which, how much, by whom."""
    names = ("concept", "figure", "who")
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in names),
        tuple(
            (
                Lines(*[part for part in _concept(row, answer, words) if part] or
                      [series_name(row, answer, words)]),
                Lines(figure(row, words), *claims.remarks(row, words)),
                claims.speaker(row, words),
            )
            for row in answer
        ),
        (False,) * len(names),
    )  # fmt: skip


def folded(count: int, limit: float, words: Words) -> str:
    """The line that stands for so many changes below the threshold."""
    return words(
        f"{_ROOM}.folded",
        changes=words.count("further_change", count),
        limit=words.value(limit, "percent", digits=1),
    )


@remembered(64)
def changes(answer: Answer, words: Words, part: slice = slice(None)) -> Table:
    """One of the lists of changes; ``part``: which of its rows."""
    speakers = Speakers(answer, words)
    names = ("what", "before", "after", "difference")
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in names),
        tuple(
            (
                _what(row, answer, words),
                _before(row, answer, speakers, words),
                Lines(_after(row, words), _kind(row.evidence_kind, words),
                      speakers.of_claim(row.claim_ids[0])),
                _difference(row, words),
            )
            for row in list(answer)[part]
        ),
        (False,) * len(names),
    )  # fmt: skip


def _what(row: Any, answer: Answer, words: Words) -> Lines:
    """A figure by its period and name; the period leads to its states."""
    codes = {"lang": words.lang, "series": row.series, "when": row.period}
    if answer.as_of is not None:
        codes["as_of"] = answer.as_of.isoformat()
    link = Link(period(row, words), f"data-revisions?{urlencode(codes)}")
    return Lines(link, series_name(row, answer, words))


def _kind(evidence: Any, words: Words) -> str:
    """What kind of statement it is, where it is no statistic."""
    known = absent(evidence)
    return words.code("evidence", known) if known not in (None, "statistic") else ""


def _after(row: Any, words: Words) -> str:
    """The later figure; of a revised one no finer than the earlier was printed."""
    if row.change != "revised":
        return figure(row, words)
    return _beside(row, SimpleNamespace(step=row.before_step), words)


def _before(row: Any, answer: Answer, speakers: Speakers, words: Words) -> Lines:
    if len(row.claim_ids) == 1:
        return Lines(words(f"{_ROOM}.nothing"))
    names = ("value", "low", "high", "step", "qualifier")
    said = {name: getattr(row, f"before_{name}") for name in names}
    stated = SimpleNamespace(
        unit=row.before_unit, value=said["value"], value_low=said["low"],
        value_high=said["high"], step=said["step"], qualifier=said["qualifier"],
    )  # fmt: skip
    now, then = (_concept(row, answer, words, prefix) for prefix in ("", "before_"))
    other = [b or words(f"{_ROOM}.no_concept") for a, b in zip(now, then, strict=True) if a != b]
    return Lines(figure(stated, words), *other, _kind(row.before_evidence_kind, words),
                 speakers.of_claim(row.claim_ids[1]))  # fmt: skip


def _difference(row: Any, words: Words) -> Lines:
    """By how much a revised figure moved; a redefined one cannot be compared."""
    if row.change == "redefined":
        return Lines(words(f"{_ROOM}.incomparable"))
    gap = absent(row.difference)
    if gap is None:
        return Lines(words.missing("not_meaningful") if row.change == "revised" else "")
    if row.unit in ("percent", "rank"):
        return Lines(_apart(gap, 1, row.unit, words))
    pct = absent(row.difference_pct)
    return Lines(words.value(gap, row.unit, signed=True), "" if pct is None else _pct(pct, words))


@remembered(16)
def sizes(answer: Answer, words: Words, least: int) -> Table:
    """Mean, mean absolute revision and share upward by measure and age, where there are enough."""
    groups = {(row.indicator, row.age_class): row for row in answer}
    names = ("measure", "age", "count", "mean", "mean_abs", "upward")
    few = words(f"{_ROOM}.too_few", least=least)
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in names),
        tuple(
            (
                answer.labels.of("indicator", row.indicator, words.lang),
                words(f"{_ROOM}.{row.age_class}"),
                words.number(int(row.figures_count)),
                few if absent(row.mean_pct) is None else _pct(row.mean_pct, words),
                few if absent(row.mean_abs_pct) is None
                else words.value(row.mean_abs_pct, "percent", digits=2),
                few if absent(row.upward_pct) is None
                else words.value(row.upward_pct, "percent", digits=0),
            )
            for row in groups.values()
        ),
        (False, False, True, True, True, True),
    )  # fmt: skip


@remembered(16)
def revised(answer: Answer, words: Words, most: int) -> Table:
    """The figures behind the sizes, those that moved most first: earlier, newest, how far."""
    speakers = Speakers(answer, words)
    rows = sorted(answer, key=lambda row: -abs(row.difference_pct))[:most]
    names = ("what", "earlier", "newest", "difference")
    return Table(
        tuple(words(f"{_ROOM}.{name}") for name in names),
        tuple(
            (
                _what(row, answer, words),
                Lines(_earlier(row, words), speakers.of_claim(row.claim_ids[1]),
                      words(f"{_ROOM}.after_months", months=words.count("month", row.age_months))),
                Lines(figure(row, words), speakers.of_claim(row.claim_ids[0])),
                Lines(_pct(row.difference_pct, words),
                      words(f"{_ROOM}.agrees") if row.agrees else ""),
            )
            for row in rows
        ),
        (False,) * len(names),
    )  # fmt: skip


def _earlier(row: Any, words: Words) -> str:
    return figure(
        SimpleNamespace(unit=row.unit, value=row.before_value, step=row.before_step,
                        qualifier=row.before_qualifier),
        words,
    )  # fmt: skip


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a leap day."""
    year = max(day.year - 1, 1)
    return date(year, day.month, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
