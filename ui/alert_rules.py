"""All thresholds of the rules, and how often each rule is wrong: the same tables wherever shown."""

from __future__ import annotations

from charts.table import Table, absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import components, visit

_TEXTS = "alerts"
_RATES = ("rule", "series", "rate", "found", "years")


def draw() -> None:
    """Both tables, folded."""
    locale, ask = visit.locale(), visit.current().ask
    thresholds, measured = ask("thresholds"), ask("alert_rates")
    components.table("alerts.limits", limits(thresholds, locale), thresholds, folded=True)
    components.table("alerts.rates", rates(measured, locale), measured, anchor="alert_rates",
                     folded=True)  # fmt: skip


def limits(thresholds: Answer, locale: Locale) -> Table:
    """All thresholds of the program's rules, with the reason for each."""
    rows = tuple(
        (
            thresholds.labels.name("threshold", row.code, locale.lang),
            evidence.linked(
                locale.number(row.threshold)
                if row.unit == "ratio"
                else locale.value(row.threshold, row.unit, scale="exact"),
                row,
                "threshold",
            ),
            locale.pick(row, "why"),
        )
        for row in thresholds
    )
    names = ("rule", "limit", "reason")
    return Table.of(locale, "freight.state.column_", names, rows, figures=("limit",))


def rates(answer: Answer, locale: Locale) -> Table:
    """How often each rule is wrong on generated series, and what it finds."""
    rows = tuple(
        (
            locale(f"{_TEXTS}.rule_{row.rule}"),
            answer.labels.name("alert_series", row.code, locale.lang),
            evidence.linked(locale.number(row.false_per_year, 2), row, "false_per_year"),
            ""
            if absent(row.found_percent) is None
            else evidence.linked(locale.value(row.found_percent, "percent"), row, "found_percent"),
            evidence.linked(locale.number(int(row.years)), row, "years"),
        )
        for row in answer
    )
    return Table.of(locale, f"{_TEXTS}.column_", _RATES, rows, figures=_RATES[2:])
