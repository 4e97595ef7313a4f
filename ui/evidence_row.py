"""What stands behind a figure of no claim: the row of an answer that a link names by its codes.

No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from charts import table
from charts.rows import PeriodRow
from charts.table import absent
from data.answer import ONLY, Answer
from data.ask import UnknownValue
from data.export import heads_of, value_in
from data.question import RENAMED
from i18n import Locale
from ui import html, sources
from ui.evidence import (
    Asked,
    NoEvidence,
    Told,
    cited,
    code_word,
    concept,
    day_told,
    is_number,
    panel_html,
    source_text,
)

_ROOM = "panel"


def told(asked: Asked) -> Told:
    """The figure that a link names. Raises NoEvidence, UnknownValue."""
    row, column, answer = _named(asked)
    value, what, period, _ = _in_words(row, column, answer, asked.locale)
    lines = sources.lines([answer], asked.locale)
    return Told(getattr(row, column), str(getattr(row, "unit", "")), value, what, period,
                concept(row, answer, asked.locale), tuple(lines))  # fmt: skip


def _named(asked: Asked) -> tuple[Any, str, Answer]:
    """The row that a link names, the column, the answer. Raises NoEvidence, UnknownValue."""
    link, locale = dict(asked.link), asked.locale
    question, column = link.pop("of"), link.pop("column", "value")
    only = {name.removeprefix(ONLY): link.pop(name) for name in list(link) if name.startswith(ONLY)}
    answer = asked.ask(question, **link)
    for name, code in only.items():
        column_name = RENAMED.get(name, name)
        if column_name not in answer.rows:
            raise UnknownValue(ONLY, name, [str(one) for one in answer.rows])
        answer = answer.where(**{column_name: value_in(code, answer.rows[column_name])})
    column = f"{column}_{locale.lang}" if f"{column}_{locale.lang}" in answer.rows else column
    if column not in answer.rows:
        raise UnknownValue("column", column, [str(one) for one in answer.rows])
    if len(answer.rows) != 1:
        raise NoEvidence(locale(f"{_ROOM}.not_understood"))
    return answer.tuples[0], column, answer


def _in_words(
    row: PeriodRow, column: str, answer: Answer, locale: Locale
) -> tuple[str, str, str, dict[str, str]]:
    """The figure of a row, what it is, for when, and all figures of the row. Raises NoEvidence."""
    columns = list(map(str, answer.rows))
    names = [n for n in columns if table.is_figure(n) and absent(getattr(row, n)) is not None]
    figures = dict(zip(names, _words(names, answer, locale), strict=True))
    stored = absent(getattr(row, column))
    if isinstance(stored, str) and column.endswith(f"_{locale.lang}"):
        value = stored.rstrip(".")  # numbers that are told in words, as the votes of a council
    elif stored is not None and not is_number(stored):  # a code, a day or a list
        raise NoEvidence(locale(f"{_ROOM}.not_understood"))
    else:
        value = figures.get(column) or locale.number(
            stored, 0 if stored is not None and stored == int(stored) else 2
        )
    if column.endswith("_value") and "unit" in answer.rows:
        value = locale.value(stored, str(getattr(row, "unit", "")), scale="exact")
    elif column.endswith("_pct") and stored is not None and not answer.columns[column].computed:
        value = locale.value(stored, "percent", scale="exact")  # as it was stated
    coded = [n for n in columns if n != "unit" and (answer.columns[n].codes or n == "flow")
             and isinstance(getattr(row, n), str)]  # fmt: skip
    what = _what_of_row(column, answer.question, dict(zip(coded, _words(coded, answer, locale),
                                                         strict=True)), locale)  # fmt: skip
    return value, what, _period(row, locale), figures


def _period(row: PeriodRow, locale: Locale) -> str:
    """What a row is for: its period, or the day on which something happened; empty for neither."""
    if absent(getattr(row, "period_kind", None)) is not None:
        return table.period(row, locale)
    day = absent(getattr(row, "date", None))
    precision = absent(getattr(row, "date_precision", None))
    return locale.date(str(day), precision) if day is not None else ""


def panel(asked: Asked) -> str:
    """The evidence of a row's figure. Raises NoEvidence, UnknownValue."""
    locale = asked.locale
    row, column, answer = _named(asked)
    value, what, period, figures = _in_words(row, column, answer, locale)
    key = f"{_ROOM}.row.{answer.question}.{column}"
    is_own = answer.columns[column].computed
    calculation = locale(key, **{**figures, "value": value}) if locale.has(key) else ""
    own = calculation or (locale(f"{_ROOM}.own") if is_own else "")
    lines = sources.lines([answer], locale)
    items = "".join(f"<li>{html.source(one)}</li>" for one in lines)
    body = (
        f"<h3>{escape(locale(f'{_ROOM}.calculation'))}</h3><p>{escape(own)}</p>" if own else ""
    ) + f"<h3>{escape(locale(f'{_ROOM}.published_by'))}</h3><ul>{items}</ul>"
    status = getattr(row, "status", "unknown")
    facts = [(locale(f"{_ROOM}.period"), period),
             (locale(f"{_ROOM}.concept"), concept(row, answer, locale)),
             (locale(f"{_ROOM}.status"), code_word("status", status, locale))]  # fmt: skip
    named = "; ".join(source_text(one, locale) for one in lines)
    if calculation:
        named = locale(f"{_ROOM}.cited_computed", formula=calculation, sources=named)
    elif own:
        named = f"{named}; {locale('source.computed')}"
    body += cited(what, period, value, named, asked)
    return panel_html(value, what, [*facts, *day_told(asked)], body)


def _what_of_row(column: str, question: str, coded: Mapping[str, str], locale: Locale) -> str:
    """What a column measures of the row of these codes, whose it is and with whom."""
    key = f"{_ROOM}.of.{question}.{column.removesuffix(f'_{locale.lang}')}"
    if locale.has(key):
        return locale(key, **coded)
    head = heads_of([column], locale)[column].removeprefix(column)
    return ": ".join(filter(None, [head, " · ".join(coded.values())]))


def _words(columns: Sequence[str], answer: Answer, locale: Locale) -> list[str]:
    """The cells of an answer's only row, as a table says them."""
    return list(map(str, table.twin(answer, locale, columns,
                                    headers=dict.fromkeys(columns, " ")).rows[0]))  # fmt: skip
