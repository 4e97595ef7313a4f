"""Findings on what a study states: what became of takeovers."""

from __future__ import annotations

from charts.table import period
from data.answer import Answer
from i18n import Locale
from pages.companies._counts import short

TAKEN_OVER = "takeovers_boeckler"
#: What became of the companies taken over; parts of their number, in the study's own count.
OUTCOMES = tuple(f"{TAKEN_OVER}_{what}"
                 for what in ("still_owned", "resold", "closed", "insolvency"))  # fmt: skip
_TEXTS = "companies.studies"


def outcome(claims: Answer, locale: Locale) -> str:
    """How many companies were taken over in the longest span, and what became of them."""
    shown = claims.where(is_shown=True)
    totals = list(shown.where(indicator=TAKEN_OVER))
    if not totals:
        return locale(f"{_TEXTS}.outcome_none")
    total = max(totals, key=lambda row: row.period_end - row.period_start)
    span = {"period_start": total.period_start, "period_end": total.period_end}
    parts = [
        locale(f"{_TEXTS}.{row.indicator}", value=short(row, locale))
        for code in OUTCOMES
        for row in shown.where(indicator=code, **span)
    ]
    texts = {"value": short(total, locale), "period": period(total, locale)}
    if not parts:
        return locale(f"{_TEXTS}.outcome_total", **texts)
    return locale(f"{_TEXTS}.outcome_title", parts=locale.list(parts), **texts)
