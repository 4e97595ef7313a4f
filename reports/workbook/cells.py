"""Cells of a workbook: figures as figures, days as days, everything else as the text it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from charts.table import is_figure
from data import export
from data.answer import DEMO_COLUMN
from i18n import Locale, numbers
from reports.item import FrozenAnswer

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: Excel holds no longer text in a cell, and no earlier day.
_LONGEST, _EARLIEST = 32_767, date(1900, 3, 1)
_DAYS = {"de": "dd.mm.yyyy", "en": "dd/mm/yyyy"}
#: Digits behind the point: of what was published at most, of what was computed exactly.
_MOST, _COMPUTED = 3, 1
_GREATEST = 10**15
#: Where a program lacks it, it has one of the same widths.
FONT = {"font_name": "Arial", "font_size": 10}


class Writer:
    """Writes cells into the sheets of one workbook; formats are made once."""

    def __init__(self, book: Any, lang: str) -> None:
        self._book, self._lang = book, lang
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **look: Any) -> Any:
        """A format of some properties."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def text(self, sheet: Any, row: int, column: int, text: str, **look: Any) -> None:
        """A text, whatever it looks like; one that no cell holds ends in an ellipsis."""
        plain = _UNFIT.sub("", text)
        cut = plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 2]} …"
        sheet.write_string(row, column, cut, self.format(valign="top", **look))

    def cell(self, sheet: Any, row: int, column: int, value: Any, code: str = "") -> None:
        """A value as what it is; nothing where there is none. ``code``: format of a number."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.format(valign="top", align="left"))
        elif isinstance(value, int | float) and abs(value) < _GREATEST:
            sheet.write_number(row, column, value, self.format(valign="top", num_format=code))
        elif isinstance(value, list | tuple):
            self.text(sheet, row, column, "; ".join(map(str, value)))
        elif (day := day_of(value)) is not None:
            look = self.format(valign="top", num_format=_DAYS[self._lang], align="left")
            sheet.write_datetime(row, column, day, look)
        else:
            self.text(sheet, row, column, str(value))

    def heads(self, sheet: Any, row: int, heads: Sequence[str]) -> None:
        """The row of heads."""
        for column, head in enumerate(heads):
            self.text(sheet, row, column, head, bold=True, bg_color="#D9E6F0", bottom=1,
                      text_wrap=True)  # fmt: skip


def day_of(value: Any) -> datetime | None:
    """The day that a text says in full; None for any other text."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day >= _EARLIEST else None


def shown_length(value: Any, code: str) -> int:
    """How many letters a value takes in a cell; ``code``: format of a number, as code_of makes."""
    if value is None:
        return 0
    if not code or isinstance(value, bool) or not isinstance(value, int | float):
        return len(str(value))
    number, _, unit = code.partition(";")[0].partition('"')
    digits = len(number.partition(".")[2])
    return len(f"{value:{',' if ',' in number else ''}.{digits}f}") + len(unit)


def codes(answer: FrozenAnswer, locale: Locale) -> list[dict[int, str]]:
    """For each row of an answer the number format of its columns, by their place in words."""
    rows, shift = answer.rows, _shift(answer, locale)
    columns = {
        place: name for place, name in enumerate(rows.columns)
        if any(isinstance(row[place], int | float) and not isinstance(row[place], bool)
               for row in rows.rows)
    }  # fmt: skip
    unit_at = rows.columns.index("unit") if "unit" in rows.columns else None
    digits: dict[tuple[int, Any], int] = {}
    for row in rows.rows:
        for place, name in columns.items():
            unit = unit_of(name, row, unit_at)
            most = max(digits.get((place, unit), 0), _digits(row[place], name))
            digits[place, unit] = most
    formats = []
    for row in rows.rows:
        own = {}
        for place, name in columns.items():
            unit = unit_of(name, row, unit_at)
            own[place + shift] = code_of(unit, digits[place, unit], locale)
        formats.append(own)
    return formats


def _shift(answer: FrozenAnswer, locale: Locale) -> int:
    """By how many places the words lie further right: a demonstration says so before all else."""
    head = export.heads_of([DEMO_COLUMN], locale)[DEMO_COLUMN]
    return int(answer.words.columns[:1] == (head,))


def unit_of(name: str, row: Sequence[Any], unit_at: int | None) -> str:
    """The unit of a column in a row: by its name, else that of the row; empty for a mere number."""
    for ending, unit in _ENDINGS.items():
        if name.endswith(ending):
            return unit
    if name in _OF_ROW and unit_at is not None:
        return str(row[unit_at] or "")
    return "" if is_figure(name) else "-"


_ENDINGS: Mapping[str, str] = {"_pct": "percent", "_meur": "meur", "_tonnes": "tonnes",
                               "_points": "points"}  # fmt: skip
_OF_ROW = ("value", "value_low", "value_high", "base_value", "previous", "difference", "base")


def _digits(value: Any, name: str) -> int:
    number = numbers.decimal_of(value) if isinstance(value, int | float) else None
    if number is None or not number.is_finite():
        return 0
    stored = -int(numbers.as_stored(number).as_tuple().exponent)
    if name not in ("value", "value_low", "value_high") and is_figure(name):
        return _COMPUTED if stored > 0 else 0
    return min(max(stored, 0), _MOST)


def code_of(unit: str, digits: int, locale: Locale) -> str:
    """The number format of a unit: ``#,##0.0" Mio. €"``; a bare one for what has none ("-")."""
    bare = "0" if unit == "-" else "#,##0"
    places = "." + "0" * digits if digits else ""
    symbol = locale.unit(unit) if unit not in ("", "-") else ""
    behind = f'"\u00a0{symbol}"' if symbol and '"' not in symbol else ""
    return f'{bare}{places}{behind};"−"{bare}{places}{behind}'
