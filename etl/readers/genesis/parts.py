"""Parts of GENESIS as they are kept: flat files in zip files, or tables downloaded by hand."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

import pandas as pd

from etl.fetch import http
from etl.readers.genesis import ffcsv, webcsv

T = TypeVar("T")
_IN_NAME = re.compile(r"(\d{5}-\d{4})(?=[_.$ (])")


def each(parts: Mapping[str, bytes], read: Callable[[bytes], T]) -> list[T]:
    """The results of reading each file, unzipped, without the metadata of the table (JSON).

    Raises ValueError naming the part.
    """
    results = []
    for name, raw in sorted(parts.items()):
        if name.endswith(".json"):
            continue
        try:
            results.append(read(http.unzip(raw) if raw.startswith(b"PK") else raw))
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    if not results:
        raise ValueError("the answer holds no table")
    return results


def cells(raw: bytes) -> pd.DataFrame:
    """Cells of a flat file, or of a table downloaded by hand. Raises ValueError."""
    return webcsv.cells(raw) if webcsv.table_of(raw) else ffcsv.cells(raw)


def table_of(raw: bytes, name: str) -> str:
    """The code of the table in a file downloaded by hand; empty when nothing says it.

    The CSV of the web page names it in its first line, a flat file in its file name alone.
    """
    with contextlib.suppress(http.Damaged):
        flat = http.unzip(raw) if raw.startswith(b"PK") else raw
        if code := webcsv.table_of(flat):
            return code
        if ffcsv.is_flat(flat) and (match := _IN_NAME.match(name)):
            return match[1]
    return ""


def stated(parts: Mapping[str, bytes]) -> date | None:
    """The day of the last change, or of a table downloaded by hand, as GENESIS states it."""
    days = [day for raw in parts.values() if webcsv.table_of(raw) and (day := webcsv.state_of(raw))]
    for name, raw in parts.items():
        if name.endswith("_metadata.json"):
            metadata = json.loads(raw)
            table = metadata.get("Object") if isinstance(metadata, dict) else None
            updated = table.get("Updated") if isinstance(table, dict) else None
            if match := re.match(r"(\d{2})\.(\d{2})\.(\d{4})", str(updated)):
                days.append(date(int(match[3]), int(match[2]), int(match[1])))
    return max(days, default=None)
