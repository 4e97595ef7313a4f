"""GENESIS tables as downloaded by hand (CSV of the web page): headings for years and Länder.

Semicolons, German numbers; each measure is followed by its quality sign. The table ends with a
line of underscores, then come notes (with line breaks inside quotes) and the day of the state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd

from etl.readers import widths
from etl.readers.genesis.ffcsv import numbers

_END = "__________"
#: GENESIS numbers its tables 51000-0032, the Landesdatenbank NRW 12521-03i, 46251-02iz, 12411-9k06.
_TITLE = re.compile(r"Tabelle: (\d{5}-[0-9a-z]{3,6})(?=[;\s]|$)")
_STATE = re.compile(r"^Stand: (\d{2})\.(\d{2})\.(\d{4})", re.MULTILINE)
_MEASURES = {"Ausfuhr: Gewicht": "GEWA", "Ausfuhr: Wert": "WERTA",
             "Einfuhr: Gewicht": "GEWE", "Einfuhr: Wert": "WERTE"}  # fmt: skip
#: Measures that we know and do not take.
_LEFT_OUT = {"Ausfuhr: Wert (US-Dollar)", "Einfuhr: Wert (US-Dollar)"}
_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember")  # fmt: skip


def text_of(raw: bytes) -> str:
    """The text: UTF-8 with or without byte order mark, else the Windows code page."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").replace("\r\n", "\n")


def table_of(raw: bytes) -> str:
    """The code of the table, as its first line says; empty when it says none."""
    match = _TITLE.match(text_of(raw[:200]))
    return match[1] if match else ""


def state_of(raw: bytes) -> date | None:
    """The day of the state, as one of the last lines says."""
    match = _STATE.search(text_of(raw))
    return date(int(match[3]), int(match[2]), int(match[1])) if match else None


def split(raw: bytes) -> tuple[list[list[str]], str]:
    """Rows of the table, no blank ones, and the notes below. Raises ValueError when cut short."""
    text = text_of(raw)
    if not _TITLE.match(text):
        raise ValueError("its first line does not name the table (Tabelle: 51000-0032)")
    body, marked, notes = text.partition(f"\n{_END}")
    if not marked:
        raise ValueError(f"the line {_END} lacks that ends the table: the file is cut short")
    return [row for _, row in widths.lines(body, ";") if row], notes


def cells(raw: bytes) -> pd.DataFrame:
    """Parse a table of foreign trade; the same columns as ffcsv.cells.

    Countries and Länder have names only: ``STLAH_label`` and ``DLANDX_label`` are those names, and
    so are their codes. Raises ValueError naming what differs from the documented shape.
    """
    rows, _ = split(raw)
    start, measures, has_flags = _header(rows)
    frame = pd.DataFrame(_cells(rows, start, measures, has_flags=has_flags), dtype="str")
    if frame.empty:
        raise ValueError("the table holds no figures")
    frame.insert(4, "number", numbers(frame["printed"]))
    return frame


def _header(rows: list[list[str]]) -> tuple[int, dict[int, tuple[str, str]], bool]:
    """Row of the units, column → measure and unit, and whether a quality sign follows each."""
    for number, row in enumerate(rows[:-1]):
        names = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        if names and 0 not in names and set(names.values()) & set(_MEASURES):
            strange = set(names.values()) - set(_MEASURES) - _LEFT_OUT
            if strange:
                raise ValueError(f"unknown measure: {', '.join(sorted(strange))}")
            units = rows[number + 1]
            has_flags = all(n + 1 not in names and n + 1 < len(units) for n in names)
            taken = {column: (_MEASURES[name], units[column].strip())
                     for column, name in names.items() if name in _MEASURES}  # fmt: skip
            return number + 1, taken, has_flags
    raise ValueError("no header names a measure (Ausfuhr: Wert …)")


def _cells(rows: list[list[str]], start: int, measures: dict[int, tuple[str, str]], *,
           has_flags: bool) -> Iterator[dict[str, str]]:  # fmt: skip
    heading: dict[str, str] = {}
    for number, row in enumerate(rows[start + 1 :], start + 2):
        name, rest = row[0].strip(), row[1:]
        if not any(cell.strip() for cell in rest):
            heading |= _heading(name)
            continue
        if "time" not in heading:
            raise ValueError(f"line {number} ({name}) stands under no year")
        for column, (measure, unit) in measures.items():
            flag = column + 1 if has_flags else None
            if max(column, flag or 0) >= len(row):
                raise ValueError(f"line {number} has fewer cells than the header")
            yield {"time": heading["time"], "measure": measure, "unit": unit,
                   "printed": row[column].strip(),
                   "flag": row[flag].strip() if flag else "",
                   **_dimensions(heading, name)}  # fmt: skip


def _heading(name: str) -> dict[str, str]:
    """What a heading says: a year, a month, or whose figures follow."""
    if re.fullmatch(r"(?:19|20)\d{2}", name):
        return {"time": name}
    if name in _MONTHS:
        return {"month": f"MONAT{_MONTHS.index(name) + 1:02}"}
    return {"where": name}


def _dimensions(heading: dict[str, str], country: str) -> dict[str, str]:
    codes = {"STLAH": country, "STLAH_label": country}
    region = heading.get("where", "Deutschland")
    if region == "Deutschland":
        codes |= {"DINSG": "DG", "DINSG_label": region}
    else:
        codes |= {"DLANDX": region, "DLANDX_label": region}
    return codes | ({"MONAT": heading["month"]} if "month" in heading else {})
