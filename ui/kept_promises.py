"""What a firm promised and what was documented later, in words: for list, card and dossier."""

from __future__ import annotations

from typing import Any, Protocol

from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale


class PromiseRow(Protocol):
    """What was promised and what came of it: of the question promises_kept."""

    later_date: Any
    later_kind: Any
    later_value: Any
    measure: str
    promised_value: Any


def promised(row: PromiseRow, locale: Locale) -> str:
    """What was promised: jobs, or a sum."""
    return _figure(row, "promised_value", locale, "jobs")


def later(row: PromiseRow, promises: Answer, locale: Locale) -> list[str]:
    """What was documented later: a figure with its year and what it covers, or that it was off."""
    when = locale.date(str(row.later_date))
    kind = absent(row.later_kind)
    value = absent(row.later_value)
    if value is None:
        return [promises.labels.name("event_kind", kind, locale.lang), when]
    unit = "jobs" if kind else "staff"
    scope = locale.pick(row, "later_scope")
    return [_figure(row, "later_value", locale, unit), f"{when}; {scope}" if scope else when]


def _figure(row: PromiseRow, column: str, locale: Locale, unit: str) -> str:
    value = getattr(row, column)
    if row.measure == "sum":
        return evidence.linked(locale.value(float(value), "meur", scale="exact"), row, column)
    count = evidence.linked(locale.number(int(value)), row, column)
    return locale(f"companies.register.{unit}", n=count)
