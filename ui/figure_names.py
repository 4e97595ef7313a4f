"""How a figure is called without its period, and how far two figures of it lie apart.

No Streamlit here.
"""

from __future__ import annotations

from math import floor, log10
from types import SimpleNamespace

from charts.rows import PeriodRow, ValueRow
from charts.table import absent, figure
from data.answer import Answer
from i18n import Locale
from ui.provenance import facets

_SUBJECT = ("indicator", "region", "place", "flow", "partner", "mode", "product")
_CONCEPT = ("trade_system", "china_scope", "basis")


def series_name(row: object, answer: Answer, locale: Locale) -> str:
    """A figure without its period: measure, whose, way, partner, product, concept."""
    return " · ".join(facets(row, answer, locale, *_SUBJECT, *_CONCEPT))


def subject_name(row: object, answer: Answer, locale: Locale) -> str:
    """The same without its concept."""
    return ", ".join(dict.fromkeys(facets(row, answer, locale, *_SUBJECT)))


def concept_of(row: object, answer: Answer, locale: Locale, prefix: str = "") -> list[str]:
    """Trade concept, what counts as China, who counts: one text each, empty where it has none."""
    stated = SimpleNamespace(**{name: getattr(row, prefix + name) for name in _CONCEPT})
    return ["".join(facets(stated, answer, locale, name)) for name in _CONCEPT]


def period(row: PeriodRow, locale: Locale) -> str:
    """The period of a figure."""
    return locale.period(row.period_kind, absent(row.period_start), absent(row.period_end))


def coarsened(row: ValueRow, other: object, locale: Locale) -> str:
    """A figure no finer than the one it is compared with."""
    steps = [absent(getattr(one, "step", None)) for one in (row, other)]
    coarsest = max((float(step) for step in steps if step is not None), default=None)
    return locale.printed(row.value, row.unit, coarsest) or figure(row, locale)


def gap_text(gap: float, base: float, unit: str, locale: Locale) -> str:
    """By how much two figures of one unit differ; shares in points, ranks in places."""
    if unit == "percent":
        return locale.points(gap, digits_apart(gap))
    if unit == "rank" or not base:
        return locale.number(gap, signed=True)
    return in_percent(100 * gap / base, locale)


def digits_apart(x: float) -> int:
    """Digits behind the comma at which a difference is not zero."""
    return max(1 if abs(x) >= 1 else 2, -floor(log10(abs(x)))) if x else 1


def in_percent(pct: float, locale: Locale) -> str:
    """A change in percent, as fine as it takes to be seen."""
    return locale.change(pct, 1 if abs(pct) >= 1 else 2 if abs(pct) >= 0.01 else 4)
