"""The table twin of a picture: the same figures in rows and columns, as words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.cells import TableRow
from charts.rows import PeriodRow, ValueRow
from data import evidence
from data.answer import Answer
from i18n import Locale, money, units
from i18n.locale import VOCABULARIES

#: Units in which a quotient, never whole, is given to a few digits.
_QUOTIENTS = {"percent", "eur_per_kg"}


@dataclass(frozen=True, eq=False)
class Table:
    """Headers and rows as words; ``numeric`` says which columns are figures (right-aligned)."""

    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]
    numeric: tuple[bool, ...]

    @classmethod
    def of(cls, locale: Locale, key: str, names: Sequence[str], rows: Iterable[TableRow],
           figures: Collection[str] = ()) -> Table:  # fmt: skip
        """Rows under the words ``<key><name>`` of their columns; ``figures`` names the numeric."""
        headers = tuple(locale(f"{key}{name}") for name in names)
        return cls(headers, tuple(rows), tuple(name in figures for name in names))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """The rows as plain words, the lines of a cell one after the other."""
        return [
            tuple(one if isinstance(one, str) else str(one) for one in row) for row in self.rows
        ]


def twin(answer: Answer, locale: Locale, columns: Iterable[str], *,
         headers: dict[str, str] | None = None) -> Table:  # fmt: skip
    """The rows of an answer as words.

    ``columns``: names of the answer's columns, and ``period`` for kind, start and end in one.
    Headers come from the words ``column.<name>`` unless given.
    """
    names = list(columns)
    own_headers = headers or {}
    cells = [_cell(name, answer, locale) for name in names]
    rows = tuple(tuple(cell(row) for cell in cells) for row in answer)
    return Table(
        tuple(own_headers.get(name) or locale(f"column.{name}") for name in names),
        rows,
        tuple(is_figure(name) for name in names),
    )


def is_figure(name: str) -> bool:
    """Whether a column holds figures."""
    return name in {"value", "rank", "base", "previous"} or name.endswith(
        ("_pct", "_meur", "_count", "_points", "_tonnes", "_value")
    )


def _cell(name: str, answer: Answer, locale: Locale) -> Callable[[Any], str]:
    """How one column is said: the period and the figure as a whole, all others by their value."""
    if name == "period":
        return lambda row: period(row, locale, answer)
    if name == "value":
        return lambda row: figure(row, locale)
    if name == "growth_pct":
        return lambda row: growth(row, locale)
    text_of, leads = _formatter(name, answer, locale), is_figure(name)

    def cell(row: object) -> str:
        if (value := absent(getattr(row, name))) is None:
            return ""
        return evidence.linked(text_of(value), row, name) if leads else text_of(value)

    return cell


def _formatter(name: str, answer: Answer, locale: Locale) -> Callable[[Any], str]:
    """How a value of one column is said: by its unit, its label, its vocabulary, or as it is."""
    column = answer.columns.get(name)
    if column is not None and column.codes:
        kind = column.codes
        return lambda value: answer.labels.name(kind, value, locale.lang)
    if vocabulary := VOCABULARIES.get(name):
        return lambda value: locale.code(vocabulary, value)
    units: dict[str, Callable[[Any], str]] = {
        "_pct": lambda value: locale.quotient(value, "percent"),
        "_points": locale.points,
        "_meur": lambda value: locale.value(value, "meur", scale="exact"),
    }
    for ending, format_value in units.items():
        if name.endswith(ending):
            return format_value
    return locale.number if is_figure(name) else str


def period(row: PeriodRow, locale: Locale, answer: Answer | None = None) -> str:
    """What a figure is for; one told while its period was running says of which day it is.

    ``answer``: what the row is of, where the row itself does not say since when it is known.
    """
    end = absent(row.period_end)
    text = locale.period(row.period_kind, absent(row.period_start), end)
    cited = answer.cited.get(getattr(row, "claim_id", "")) if answer is not None else None
    _, known, precision = cited or ("", absent(getattr(row, "known_since", None)), "")
    # What is final covers its whole period: a month's trading days may end before it does.
    kinds = {getattr(row, "evidence_kind", None), getattr(row, "status", None)}
    if end is None or known is None or known >= end or kinds & {"plan", "forecast", "final"}:
        return text
    date = locale.known(known, precision or getattr(row, "known_since_precision", ""))
    return locale("cite.while_running", period=text, date=date)


def growth(row: object, locale: Locale) -> str:
    """The change of a row on the year before; why there is none, or that two sources make it.

    Then it is told beside it what a source of the figure itself says.
    """
    note = absent(getattr(row, "growth_note", None))
    if note == "not_meaningful":
        return locale("growth.not_meaningful")
    rate = locale.growth(absent(getattr(row, "growth_pct", None)))
    text = evidence.linked(rate, row, "growth_pct")
    if not (note and text):
        return text
    if (stated := absent(getattr(row, "stated_pct", None))) is not None:
        own = evidence.linked(locale.growth(stated), row, "stated_pct")
        return own if own == text else locale("growth.stated", change=text, stated=own)
    return locale(f"growth.{note}", change=text)


def figure(row: ValueRow, locale: Locale) -> str:
    """The figure of a row with unit and qualifier, to its last stored digit; a range as a range.

    It leads to its evidence, as the others below do.
    """
    return evidence.linked(_figure(row, locale), row)


def _figure(row: ValueRow, locale: Locale) -> str:
    unit = row.unit
    low, high = absent(getattr(row, "value_low", None)), absent(getattr(row, "value_high", None))
    value = absent(row.value)
    if value is None and low is not None and high is not None:
        return locale.range(low, high, unit, getattr(row, "qualifier", None), scale="exact")
    if value is None:
        return locale.missing("unknown")
    qualifier = getattr(row, "qualifier", "exact")
    step = absent(getattr(row, "step", None))
    if step in (None, 0.1) and unit in _QUOTIENTS and _is_worked_out(row):
        return locale.value(value, unit)
    if qualifier not in (None, "exact"):
        scale = "mrd" if money.is_printed_in_billions(value, unit, step) else "exact"
        return locale.qualified(value, unit, qualifier, scale=scale)
    return locale.printed(value, unit, step) or locale.value(value, unit, scale="exact")


def _is_worked_out(row: object) -> bool:
    answer = getattr(row, "answer", None)
    return answer is not None and bool(answer.columns["value"].computed)


def short(row: ValueRow, locale: Locale) -> str:
    """A figure as a title says it: as exact as it was stated, no finer than it was printed."""
    if absent(row.value) is None:
        return figure(row, locale)
    qualifier, step = getattr(row, "qualifier", None), absent(getattr(row, "step", None))
    is_printed_so = row.unit == "meur" and money.is_printed_in_billions(row.value, row.unit, step)
    scale = "mrd" if is_printed_so else "auto"
    return evidence.linked(locale.qualified(row.value, row.unit, qualifier, scale), row)


def change(row: ValueRow, locale: Locale) -> str:
    """Change of a figure on the year before: percent, or points for a share; empty where unknown.

    A rate that says nothing is left out; one between two sources says so.
    """
    if row.unit == "percent":
        points = absent(getattr(row, "difference", None))
        text = "" if points is None else locale.points(points)
        text = evidence.linked(text, row, "difference")
    else:
        text = locale.growth(absent(getattr(row, "growth_pct", None)))
        text = evidence.linked(text, row, "growth_pct")
    if text and absent(getattr(row, "growth_note", None)) == "other_source":
        return locale("growth.other_source", change=text)
    return text


def figure_on_axis(row: ValueRow, locale: Locale, divisor: int) -> str:
    """The figure of a row in the unit of the axis that it is drawn over, no finer than printed."""
    return evidence.linked(_figure_on_axis(row, locale, divisor), row)


def _figure_on_axis(row: ValueRow, locale: Locale, divisor: int) -> str:
    value, unit = absent(row.value), row.unit
    scale = units.scale_name(unit, divisor)
    if value is None or (scale == "exact" and unit not in units.LARGER):
        return _figure(row, locale)
    qualifier = getattr(row, "qualifier", "exact")
    if scale == "exact" or qualifier not in (None, "exact"):
        return locale.qualified(value, unit, qualifier, scale=scale)
    printed = locale.printed(value, unit, absent(getattr(row, "step", None)))
    return printed or locale.value(value, unit, scale, digits=3 if abs(value) >= 1 else 6)


def number(row: object, column: str, unit: str, locale: Locale, **options: Any) -> str:
    """The figure in a column of a row with a unit, leading to its evidence."""
    text = locale.value(absent(getattr(row, column)), unit, **options)
    return evidence.linked(text, row, column)


def absent(value: Any) -> Any:
    """None for what is missing (NaN, NaT, NA, None), else the value itself."""
    if value is None or value is pd.NA:
        return None
    return None if value != value else value  # noqa: PLR0124 - NaN is not itself
