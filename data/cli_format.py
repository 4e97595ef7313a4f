"""Answers and questions as plain text and JSON, for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from data.answer import DEMO_COLUMN, DEMO_MARK, Answer, Labels
from data.export import rounded_rows
from data.question import Question, Value
from i18n import Locale

#: Texts longer than this are cut in a table on the screen; figures never are.
LONGEST = 48

#: Columns that a table on the screen leaves to CSV and JSON, or says together with another one.
_LEFT_OUT = {"claim_id", "claim_ids", "source_id", "source_ids", "against", "against_source_ids",
             "publisher_level", "evidence_level", "step", "url"}  # fmt: skip
_PERIOD = ("period_kind", "period_start", "period_end")
_FIGURE = ("value", "unit")

#: Ending of a column's name → unit of its figures.
_UNITS = {"_meur": "meur", "_pct": "percent", "_tonnes": "tonnes", "_teu": "teu"}


def table(answer: Answer, locale: Locale) -> str:
    """Rows with labels, figures with their units, periods in words; then the state of the data.

    Texts in the other language and columns that are empty throughout are left to CSV and JSON.
    """
    names = [str(name) for name in answer.rows.columns if name not in _LEFT_OUT]
    other = "_en" if locale.lang == "de" else "_de"
    names = [name for name in names if not name.endswith(other)]
    records = rounded_rows(answer).to_dict("records")
    whole: dict[str, list[str]] = {}
    if set(_PERIOD) <= set(names):
        whole["period"] = [
            locale.period(*(_plain_value(r[name]) for name in _PERIOD))
            if _plain_value(r["period_kind"])
            else ""  # a row without a figure
            for r in records
        ]
        names = [name for name in names if name not in _PERIOD]
    if set(_FIGURE) <= set(names):
        names = [name for name in names if name not in ("unit", "qualifier")]
    whole |= {name: [_cell(name, row, answer, locale) for row in records] for name in names}
    columns = [[_head(name, locale), *cells] for name, cells in whole.items() if any(cells)]
    cut = any(len(cell) > LONGEST for cells in columns for cell in cells)
    # Of a row of which nothing is known there is no column.
    lines = [_grid(columns) if columns else locale("block.empty"), "", _state(answer, locale)]
    return "\n".join(lines + [locale("cli.cut")] * cut)


def _head(name: str, locale: Locale) -> str:
    return locale(f"column.{name}") if locale.has(f"column.{name}") else name


def _cell(name: str, row: Mapping[Any, Any], answer: Answer, locale: Locale) -> str:
    value = _plain_value(row[name])
    if name == "value" and "unit" in row and value is not None:
        return locale.qualified(
            value, row["unit"], _plain_value(row.get("qualifier")), scale="exact"
        )
    return _text(name, value, answer, locale)


def _text(name: str, value: Any, answer: Answer, locale: Locale) -> str:
    """A value in words: its date, its number with its unit, its label, or as it is."""
    if value is None:
        return ""
    if isinstance(value, list):
        if value and all(isinstance(one, int) and 1900 < one < 2200 for one in value):
            return locale.years(value)
        return ", ".join(_text(name, one, answer, locale) for one in value)
    if isinstance(value, date):
        return locale.date(value)
    if isinstance(value, int | float):
        return _number(name, value, locale)
    return _label(name, value, answer, locale)


def _number(name: str, value: float, locale: Locale) -> str:
    """A number in the unit that its column names; yes or no; a year as it stands."""
    if isinstance(value, bool):
        return locale("listing.yes" if value else "listing.no")
    if unit := next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), None):
        return locale.value(value, unit, scale="exact")
    is_year = isinstance(value, int) and 1900 < value < 2200
    return str(value) if is_year else locale.number(value)


def _label(name: str, code: str, answer: Answer, locale: Locale) -> str:
    """The label of a code, or the code itself."""
    column = answer.columns.get(name)
    if column is not None and column.codes:
        return answer.labels.name(column.codes, code, locale.lang)
    room = "evidence" if name == "evidence_kind" else name
    return locale(f"{room}.{code}") if locale.has(f"{room}.{code}") else str(code)


def _grid(columns: Sequence[Sequence[str]]) -> str:
    """Columns of text side by side; those of figures lean to the right."""
    texts = [[_short(cell) for cell in cells] for cells in columns]
    widths = [max(map(len, cells)) for cells in texts]
    right = [all(cell[:1].isdigit() or cell[:1] in "−+" for cell in cells[1:] if cell)
             for cells in texts]  # fmt: skip
    lines = [
        "  ".join(
            cell.rjust(width) if leans else cell.ljust(width)
            for cell, width, leans in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in zip(*texts, strict=True)
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _short(cell: str) -> str:
    flat = " ".join(cell.split(" "))
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def _state(answer: Answer, locale: Locale) -> str:
    state = locale("cli.state_today")
    if answer.as_of is not None:
        state = locale("cli.state", date=locale.date(answer.as_of))
    rows = locale.count("row", len(answer.rows))
    return locale("cli.rows", rows=rows, state=state, built=locale.date(answer.built.date()))


def sources(answer: Answer, locale: Locale) -> str:
    """Who stands behind an answer: publisher, title, state, licence, address, one a line."""
    demo = [locale("demo.banner")] if answer.is_demo else []
    if answer.sources.empty:
        return "\n".join([*demo, locale("cli.no_sources")])
    lines = [*demo, f"{locale('cite.many' if len(answer.sources) > 1 else 'cite.one')}:"]
    for row in answer.sources.to_dict("records"):
        through = _plain_value(row["relayed_by"])
        parts = [
            locale.called(str(row["publisher"]))
            + (f" ({locale('cite.through', name=locale.called(through))})" if through else ""),
            locale.source_title(row),
            locale.known_as("cite.state", row["known_since"], row["known_since_precision"]),
            locale.code("licence", row["licence"]),
            _plain_value(row["url"]),
        ]
        lines.append("- " + ", ".join(part for part in parts if part))
    return "\n".join(lines + [locale("cite.changed")] * answer.is_computed)


def as_json(answer: Answer, lang: str) -> str:
    """The whole answer: codes with labels beside them, days as 2024-12-31, null for unknown."""
    rows = []
    for record in _records(rounded_rows(answer)):
        labelled = dict(record)
        for name, column in answer.columns.items():
            code = record.get(name)
            if column.codes and isinstance(code, str):
                labelled[f"{name}_label"] = answer.labels.name(column.codes, code, lang)
        rows.append(labelled)
    document: dict[str, Any] = {DEMO_COLUMN: DEMO_MARK} if answer.is_demo else {}
    document |= {
        "question": answer.question,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "values": {name: _json_value(value) for name, value in answer.values.items()},
        "columns": {
            name: {"meaning": one.meaning, "codes": one.codes, "computed": one.computed}
            for name, one in answer.columns.items()
        },
        "rows": rows,
        "sources": _records(answer.sources),
        "claims": _records(answer.claims),
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): _json_value(cell) for name, cell in row.items()}
        for row in frame.to_dict("records")
    ]


def _json_value(value: Any) -> Any:
    """A value that JSON knows: a day as text, what is missing as null."""
    plain = _plain_value(value)
    if isinstance(plain, list):
        return [_json_value(one) for one in plain]
    return plain.isoformat() if isinstance(plain, date) else plain


def _plain_value(value: Any) -> Any:
    """A value as Python has it, its moments as days; None for what is missing."""
    if isinstance(value, str):
        return value
    if hasattr(value, "__len__"):
        return [_plain_value(one) for one in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def question_list(questions: Iterable[Question]) -> str:
    """All questions, each with what it asks and the values that it takes."""
    lines = []
    for one in questions:
        takes = " ".join(
            name if value.default is None else f"{name}={value.default}"
            for name, value in one.values.items()
        )
        lines.append(f"{one.name} {takes}".rstrip() + f"\n    {one.about}")
    return "\n".join(lines)


def question_in_full(question: Question, labels: Labels | None, locale: Locale) -> str:
    """One question: what it asks, its values with defaults and codes, its columns."""
    lines = [question.name, f"  {question.about}"]
    if question.values:
        lines += ["", locale("cli.takes")]
        lines += [_value(value, labels, locale) for value in question.values.values()]
    lines += ["", locale("cli.gives")]
    for column in question.columns.values():
        own = f" ({locale('cli.computed')})" if column.computed else ""
        lines.append(f"  {column.name}: {column.meaning}{own}")
    return "\n".join(lines)


def _value(value: Value, labels: Labels | None, locale: Locale) -> str:
    needed = locale("cli.needed")
    parts = [needed if value.default is None else locale("cli.default", default=value.default)]
    if locale.has(f"cli.kind_{value.kind}"):
        parts.insert(0, locale(f"cli.kind_{value.kind}"))
    if value.allowed:
        parts.append(locale("cli.one_of", allowed=", ".join(value.allowed)))
    if value.codes and "." not in value.codes and labels is not None:
        codes = [f"{one} ({labels.name(value.codes, one, locale.lang)})"
                 for one in labels.codes(value.codes)]  # fmt: skip
        parts.append(locale("cli.codes", kind=value.codes, allowed=", ".join(codes)))
    return f"  {value.name}: {value.meaning}; " + "; ".join(parts)


def questions_json(questions: Iterable[Question]) -> str:
    """Questions with their values and columns."""
    documents = [
        {
            "name": one.name,
            "about": one.about,
            "values": [vars(value) for value in one.values.values()],
            "columns": [vars(column) for column in one.columns.values()],
        }
        for one in questions
    ]
    return json.dumps(documents, ensure_ascii=False, indent=1)
