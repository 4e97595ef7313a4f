"""The table twin of a picture: the same figures in rows and columns, as words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from data.answer import Answer
from words import Words


@dataclass(frozen=True)
class Table:
    """Headers and rows as text; ``numeric`` says which columns are figures (right-aligned)."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.rows)


#: How a cell of each well-known column becomes words.
_VOCABULARIES = {
    "status": "status",
    "flow": "flow",
    "trade_system": "trade_system",
    "china_scope": "china_scope",
    "evidence_kind": "evidence",
    "confidence": "confidence",
    "period_kind": "period_kind",
    "publisher_kind": "publisher_kind",
    "qualifier": "qualifier",
    "mode": "mode",
}


def twin(answer: Answer, words: Words, columns: Iterable[str], *,
         headers: dict[str, str] | None = None) -> Table:  # fmt: skip
    """The rows of an answer as words.

    ``columns``: names of the answer's columns, and ``period`` for kind, start and end in one.
    Headers come from the words ``column.<name>`` unless given.
    """
    names = list(columns)
    given = headers or {}
    cells = [_cell(name, answer, words) for name in names]
    rows = tuple(tuple(cell(row) for cell in cells) for row in answer)
    return Table(
        tuple(given.get(name) or words(f"column.{name}") for name in names),
        rows,
        tuple(is_figure(name) for name in names),
    )


def is_figure(name: str) -> bool:
    """Whether a column holds figures."""
    return name in {"value", "rank", "base", "previous"} or name.endswith(
        ("_pct", "_meur", "_count", "_points", "_tonnes", "_value")
    )


def _cell(name: str, answer: Answer, words: Words) -> Callable[[Any], str]:
    column = answer.columns.get(name)
    if name == "period":
        return lambda row: words.period(row.period_kind, row.period_start, row.period_end)
    if name == "value":
        return lambda row: figure(row, words)
    if name.endswith("_pct"):
        return lambda row: words.value(absent(getattr(row, name)), "percent")
    if name.endswith("_points"):
        return lambda row: words.points(absent(getattr(row, name)))
    if name.endswith("_meur"):
        return lambda row: words.value(absent(getattr(row, name)), "meur", scale="exact")
    if column is not None and column.codes:
        kind = column.codes
        return lambda row: answer.labels.of(kind, absent(getattr(row, name)), words.lang)
    if name in _VOCABULARIES:
        room = _VOCABULARIES[name]
        return lambda row: _word(words, room, absent(getattr(row, name)))
    if is_figure(name):
        return lambda row: words.number(absent(getattr(row, name)))
    return lambda row: "" if absent(getattr(row, name)) is None else str(getattr(row, name))


def figure(row: Any, words: Words) -> str:
    """The figure of a row with unit and qualifier, to its last stored digit; a range as a range."""
    unit = row.unit
    low, high = absent(getattr(row, "value_low", None)), absent(getattr(row, "value_high", None))
    value = absent(row.value)
    if value is None and low is not None and high is not None:
        return f"{words.number(low)}–{words.value(high, unit, scale='exact')}"
    if value is None:
        return words.missing("unknown")
    text = words.value(value, unit, scale="exact")
    qualifier = getattr(row, "qualifier", "exact")
    if qualifier in (None, "exact"):
        return text
    return words.qualified(value, unit, qualifier, scale="exact")


def _word(words: Words, room: str, code: Any) -> str:
    return "" if code is None else words(f"{room}.{code}")


def absent(value: Any) -> Any:
    """None for what is missing (NaN, NaT, None), else the value itself."""
    return None if value is None or value != value else value  # noqa: PLR0124 - NaN is not itself
