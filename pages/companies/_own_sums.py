"""The protected sums of the office's own list, as tables that everybody may see."""

from __future__ import annotations

from typing import Any, Protocol

from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import html

_TEXTS = "companies.own"
_MEASURES = ("sites", "jobs")
_KINDS = {"kreis": "kreis", "sector": "sector", "owner_country": "region"}


class SumRow(Protocol):
    """A sum; one of few firms is protected."""

    is_protected: bool
    value: Any


def title(total: Answer, locale: Locale) -> str:
    """How many sites and jobs the list has, as far as that may be told."""
    totals = texts(total, locale)
    if "jobs" not in totals:
        return locale(f"{_TEXTS}.sums_sites", **totals) if totals else locale(f"{_TEXTS}.sums_none")
    return locale(f"{_TEXTS}.sums_title", **totals)


def texts(total: Answer, locale: Locale) -> dict[str, str]:
    """The totals and their days for sentences; empty where nothing was published."""
    totals = {}
    for row in total:
        count = {"sites": "own_site", "jobs": "own_job"}[row.measure]
        totals[row.measure] = locale.count(count, int(row.value))
        totals[f"{row.measure}_date"] = locale.date(row.list_day.date())
        totals[f"{row.measure}_known"] = locale.number(int(row.sites_known))
    return totals


def above(total: Answer, own: Answer | None, locale: Locale) -> str:
    """Of which day the sums are, how firms are protected, whether the newest list is in them."""
    totals = texts(total, locale)
    if not totals:
        return html.paragraph(locale(f"{_TEXTS}.sums_missing"))
    days = [locale(f"{_TEXTS}.sums_{measure}_day", **totals)
            for measure in _MEASURES if measure in totals]  # fmt: skip
    parts = html.subtitle(" ".join(days)) + html.paragraph(locale(f"{_TEXTS}.rule"))
    if own and any(row.list_day < own.rows["list_day"].max() for row in total):
        parts += html.paragraph(locale(f"{_TEXTS}.held"))
    return parts


def table(answer: Answer, breakdown: str, locale: Locale) -> Table:
    """One row for each cell: sites and jobs, most first; protected ones say so."""
    cells: dict[str, dict[str, Any]] = {}
    for row in answer:
        cells.setdefault(row.code, {})[row.measure] = row
    order = sorted(cells, key=lambda code: (-_size(cells[code]), code))
    rows = [
        (_name(answer, breakdown, code, locale),
         *(_value(cells[code].get(measure), locale) for measure in _MEASURES))
        for code in order
    ]  # fmt: skip
    return Table.of(locale, f"{_TEXTS}.column_", (breakdown, *_MEASURES), rows, figures=_MEASURES)


def _size(cell: dict[str, Any]) -> int:
    return int(absent(cell["sites"].value) or 0) if "sites" in cell else 0


def _name(answer: Answer, breakdown: str, code: str, locale: Locale) -> str:
    own = f"{_TEXTS}.{breakdown}_{code}"
    return (
        locale(own) if locale.has(own) else answer.labels.name(_KINDS[breakdown], code, locale.lang)
    )


def _value(row: SumRow | None, locale: Locale) -> str:
    if row is None:
        return locale.missing("unknown")
    return locale(f"{_TEXTS}.protected") if row.is_protected else locale.number(int(row.value))
