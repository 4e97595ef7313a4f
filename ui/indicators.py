"""Freight measures on a page: each measure its own line or its own table, with its definition."""

from __future__ import annotations

from collections.abc import Sequence

import findings
from charts.cache import cached
from charts.cells import Cell, TableRow
from charts.lines import over_time
from charts.table import Table, absent, figure, period
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined
from ui import components, glossary, visit
from ui.glossary import Badge
from ui.missing_data import Lacking, all_not_fetched
from ui.provenance import Publishers, confidence, publisher_cell
from ui.rows import Contradiction, FreightFigure, Gap

_COLUMNS = ("period", "figure", "evidence", "publisher")
#: A line needs so many points; of fewer, a small table says all.
LEAST_POINTS = 4
#: Of two directions, the one that is spoken of first.
_FIRST = ("westbound", "inward")
_LINE = ("period", "flow", "value", "status", "evidence_kind", "confidence")


def line(name: str, answer: Answer, definitions: Answer, *, subject: str,
         badges: Sequence[Badge] = (), notes: Sequence[str] = ()) -> None:  # fmt: skip
    """One measure over time: several directions are several lines, never a sum.

    ``subject``: what the finding speaks of, a key under ``findings.subject`` that takes the flow.
    Of few points only the table is shown.
    """
    locale = visit.locale()
    flows = sorted(dict.fromkeys(row.flow for row in answer), key=lambda flow: flow not in _FIRST)
    parts = [answer.where(flow=flow) for flow in flows] or [answer]
    several = len(parts) > 1
    title, *further = (
        findings.finding(part, subject, locale, flow=_flow(part, locale)).title.linked(part)
        for part in parts
    )
    columns = [column for column in (*_LINE, f"note_{locale.lang}") if several or column != "flow"]
    picture = over_time(answer, locale, title=title, by="flow" if several else "place",
                        columns=columns)  # fmt: skip
    if answer:
        badges = [_basis_badge(answer, definitions, locale), *badges]
    if max(len(part.rows) for part in parts) >= LEAST_POINTS:
        components.chart(name, answer, picture, title=title, subtitle=joined(". ", further),
                         badges=badges, notes=notes)  # fmt: skip
        return
    components.table(name, picture.table, answer, title=title, badges=badges,
                     subtitle=joined(" ", [*(text + "." for text in further), *notes]))  # fmt: skip


def _flow(part: Answer, locale: Locale) -> str:
    row = next(iter(part), None)
    known = row is not None and locale.has(f"freight.flow.{row.flow}")
    return locale(f"freight.flow.{row.flow}") if row is not None and known else ""


def _basis_badge(answer: Answer, definitions: Answer, locale: Locale) -> Badge:
    """Who counts, as a label that says what is counted."""
    first = answer.tuples[0]
    basis = answer.labels.name("basis", first.basis, locale.lang)
    return glossary.basis(basis, definition(first.indicator, definitions, locale))


@cached(64)
def remarks(answer: Answer, gaps: Answer, against: Answer, locale: Locale) -> list[str]:
    """What must stand beside a series: figures that contradict it, and years without any.

    ``gaps``, ``against``: the questions ``gaps`` and ``contradictions``.
    """
    series = {(row.indicator, row.place, row.flow, row.period_kind) for row in answer}
    publishers = Publishers(against, locale)
    texts = [
        locale(
            "freight.measure.against",
            period=locale.period(row.period_kind, row.period_start, row.period_end),
            shown=_side(row, "shown", locale),
            other=_side(row, "other", locale),
            why=publishers.reason(row.decided_by, *row.claim_ids),
        )
        for row in against
        if (row.indicator, row.place, absent(row.flow) or "none", row.period_kind) in series
    ]
    for row in gaps:
        if (row.indicator, row.place, absent(row.flow) or "none", row.period_kind) in series:
            texts += _lacking(row, locale)
    return list(dict.fromkeys(texts))


def _side(row: Contradiction, side: str, locale: Locale) -> str:
    """One of two figures that differ, leading to its evidence."""
    value, qualifier = getattr(row, f"{side}_value"), getattr(row, f"{side}_qualifier")
    text = locale.qualified(value, row.unit, qualifier, "exact")
    return evidence.linked(text, row, f"{side}_value")


def _lacking(row: Gap, locale: Locale) -> list[str]:
    unsure = set(row.unsure)
    missing = [year for year in row.missing if year not in unsure]
    texts = [locale("freight.measure.missing", years=locale.years(missing))] if missing else []
    if unsure:
        texts.append(locale("freight.measure.unsure", years=locale.years(sorted(unsure))))
    return texts


def draw_missing(gaps: Answer, indicator: str, tables: str, locale: Locale) -> None:
    """Say of a measure whose tables were not fetched that it is missing, and who can fetch it.

    Arguments as of ``lacking``.
    """
    if missing := lacking(gaps, indicator, tables, locale):
        components.draw_html(all_not_fetched(missing).html)


def lacking(gaps: Answer, indicator: str, tables: str, locale: Locale) -> list[Lacking]:
    """What a measure lacks whose tables were not fetched; nothing where none lacks.

    ``gaps``: the question of that name; ``tables``: names for ``etl update``, in one text.
    """
    if not any(row.indicator == indicator and len(row.missing) for row in gaps):
        return []
    return [Lacking(gaps.labels.name("indicator", indicator, locale.lang), tables.split())]


@cached(64)
def table(answer: Answer, order: Sequence[str], definitions: Answer, gaps: Answer | None,
          locale: Locale) -> Table:  # fmt: skip
    """All figures of some measures, one below the other: never added, never converted.

    The first row of a measure says what it counts, by whose count, and for which years one would
    expect a figure (``gaps``: the question of that name) and there is none.
    """
    lacking = {row.indicator: row.missing for row in gaps or ()}
    several = len({row.place for row in answer}) > 1
    rows: list[TableRow] = []
    for indicator in order:
        measure = answer.where(indicator=indicator)
        label = answer.labels.name("indicator", indicator, locale.lang)
        before = None
        for row in measure:
            details = []
            if before is None:
                details.append(definition(indicator, definitions, locale))
                if years := list(lacking.get(indicator, ())):
                    details.append(locale("freight.measure.missing", years=locale.years(years)))
            if row.basis != before:
                before = row.basis
                basis = answer.labels.name("basis", row.basis, locale.lang)
                details.append(locale("freight.measure.counted", basis=basis))
            rows.append((Cell(label, *details), *_row(row, answer, locale, with_place=several)))
    return Table.of(locale, "freight.column.", ("measure", *_COLUMNS), rows)


def _row(row: FreightFigure, answer: Answer, locale: Locale, *, with_place: bool) -> TableRow:
    """Period, figure, kind of statement, who says it; places where there are several."""
    place = answer.labels.name("place", row.place, locale.lang) if with_place else ""
    flow = locale(f"freight.flow.{row.flow}") if absent(row.flow) else ""
    return (
        period(row, locale, answer),
        Cell(figure(row, locale), place, flow, locale.pick(row, "note")),
        Cell(locale.code("evidence", row.evidence_kind), confidence(row.confidence, locale)),
        publisher_cell(row, locale),
    )


def definition(indicator: str, definitions: Answer, locale: Locale) -> str:
    """What a measure counts, as its reference table says."""
    rows = list(definitions.where(code=indicator))
    if not rows:
        return ""
    return locale.pick(rows[0], "definition")
