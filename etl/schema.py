"""Source: the form that each source fills in, and the words of its declaration.

A table is declared as a pandera schema over **text**: everything is read as text and checked as
text (leading zeros and yes/no survive); `kind` in a column's metadata says what it is cast to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pandera.pandas as pa

from data import paths

#: What a declared kind becomes in DuckDB. Decimal, so that sums are exact and builds equal.
DUCKDB_TYPES: Mapping[str, str] = {
    "text": "VARCHAR",
    "list": "VARCHAR",
    "number": "DECIMAL(24, 6)",
    "count": "BIGINT",
    "degree": "DOUBLE",
    "day": "DATE",
    "moment": "TIMESTAMP",
    "when": "VARCHAR",
    "yes_no": "BOOLEAN",
}

#: A day, or as much of it as is known: 2016, 2016-06, 2016-06-14.
_DATE = "[0-9]{4}(-[0-9]{2}){0,2}"

_PATTERNS: Mapping[str, str] = {
    "number": r"-?[0-9]{1,18}(\.[0-9]{1,6})?",
    "count": r"-?[0-9]{1,18}",
    "degree": r"-?[0-9]{1,3}(\.[0-9]{1,8})?",
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "moment": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?",
    "when": rf"{_DATE}(/{_DATE})?",
    "yes_no": r"yes|no",
}


def _day_exists(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values, format="%Y-%m-%d", errors="coerce").notna()


def _when_exists(values: pd.Series) -> pd.Series:
    """Whether both ends of a date known to the year, month or day, or of a span, exist."""
    # 2016 is filled up to 2016-01-01, 2016-06 to 2016-06-01.
    first, last = ((values.str.split("/").str[end] + "-01-01").str[:10] for end in (0, -1))
    return _day_exists(first) & _day_exists(last)


def column(
    meaning: str,
    *,
    kind: str = "text",
    required: bool = False,
    unique: bool = False,
    allowed: tuple[str, ...] = (),
    codes: str = "",
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
) -> pa.Column:
    """Declare one column of text: its meaning, what it is cast to, and what it may hold.

    ``codes`` names where its codes are declared, as ``table.column`` (several joined by ``|``);
    a column of kind ``list`` holds several codes joined by ``;``; a ``moment`` is in UTC.
    """
    checks = []
    if kind in _PATTERNS:
        checks.append(pa.Check.str_matches(rf"^(?:{_PATTERNS[kind]})$", error=f"a {kind}"))
    if kind == "day":
        checks.append(pa.Check(_day_exists, error="a day that exists"))
    if kind == "moment":
        checks.append(pa.Check(lambda at: _day_exists(at.str[:10]), error="a day that exists"))
    if kind == "when":
        checks.append(pa.Check(_when_exists, error="a date that exists"))
    if allowed:
        checks.append(pa.Check.isin(allowed, error="one of " + ", ".join(allowed)))
    if low is not None or high is not None:
        bottom = float("-inf") if low is None else low
        top = float("inf") if high is None else high
        checks.append(
            pa.Check(
                lambda values: pd.Series(pd.to_numeric(values, errors="coerce")).between(
                    bottom, top
                ),
                error=f"between {bottom:g} and {top:g}",
            )
        )
    # No type: check.rows asks once for text in all columns, pandera would take a third of a build.
    return pa.Column(
        checks=checks,
        nullable=not required,
        unique=unique,
        description=meaning + (f" [{unit}]" if unit else ""),
        metadata={"kind": kind, "codes": codes, "low": low, "high": high, "unit": unit},
    )


def table(columns: dict[str, pa.Column], *, key: list[str] | None = None) -> pa.DataFrameSchema:
    """Declare a table of text: exactly these columns, and which of them together are its key."""
    return pa.DataFrameSchema(columns, strict=True, unique=key)


def frame_of(declared: pa.DataFrameSchema, rows: Iterable[Any] = ()) -> pd.DataFrame:
    """Rows as text in the columns of a table; without any an empty one."""
    return pd.DataFrame(list(rows), columns=list(declared.columns), dtype="str")


def with_keys_again(declared: pa.DataFrameSchema) -> dict[str, pa.Column]:
    """The columns of a table that comes several times: its key may come again in each of them."""
    return {
        name: column(str(one.description), required=True) if one.unique else one
        for name, one in declared.columns.items()
    }


@dataclass(frozen=True)
class Rhythm:
    """How often a table gets new figures, as its publisher says or is known to keep to.

    ``lag_days``: from the end of a period to the day on which its figures are to be there at the
    latest; None where nobody says. ``tolerance_days``: how much later they count as overdue.
    """

    period: str
    lag_days: int | None = None
    tolerance_days: int | None = None
    has_ended: bool = False


class Title(NamedTuple):
    """What something is called in German and in English."""

    de: str
    en: str


_UNTITLED = Title("", "")


@dataclass(frozen=True)
class Dataset:
    """What a data set is, as data: collected by hand (a snapshot), or fetched from its publisher.

    ``feeds`` is the noun of the core model that takes its rows (``claim``, ``source`` …), ``rows``
    the number of rows (low, high) outside of which something must be wrong, ``page`` the address a
    reader is led to. Of what is fetched: ``table`` its publisher's code (``{table}`` in the
    address), ``series`` what that is a table of, ``account`` the account that it needs, "" for
    none. ``is_newest_only``: a fetch brings the newest period alone; earlier ones stay as last
    stated. Of ``product_trade`` (years by thousands of products) the newest state alone feeds the
    warehouse. ``claimed``: of a table of many partners' months those whose figures are claims; the
    months of all, of the newest state, stand in core.partner_trade. ``schema``: of what is
    collected, and of a fetched table whose rows are records (firms, places) and no figures; fetched
    figures are checked as what they feed. ``rhythm``: what ``cadence`` says in words, to reckon
    with. ``rest_days``: how long an update of all tables does not ask again after an answer; by its
    name it is asked at once. ``is_by_name``: large; an update of all tables asks for it only where
    a state of it is kept. ``stated``: reads the day of the state from the files of a fetch, as its
    publisher says it.
    """

    title: Title
    publisher: str
    page: str
    licence: str
    cadence: str
    rows: tuple[int, int]
    feeds: str = "claim"
    schema: pa.DataFrameSchema = field(default_factory=pa.DataFrameSchema)
    table: str = ""
    series: Title = _UNTITLED
    account: str = ""
    is_newest_only: bool = False
    claimed: tuple[str, ...] = ()
    rhythm: Rhythm | None = None
    publisher_kind: str = "official_statistics"
    rest_days: int = 0
    is_by_name: bool = False
    stated: Callable[[Mapping[str, bytes]], date | None] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "page", self.page.replace("{table}", self.table))

    @property
    def has_records(self) -> bool:
        """Whether it is fetched and its rows are no figures (see etl.vintages.records)."""
        return bool(self.table and self.schema.columns)


@dataclass(frozen=True)
class DatasetFile:
    """A data set together with the file in etl/datasets that declares it.

    Of what is published ``module`` has ``parse`` (files of a fetch by name → rows as text). It may
    have ``fetch(session)`` (asks for all files), ``inconsistencies(files)`` (what contradicts
    itself within the answer, in sentences), ``suppressed(files)`` (cells marked as secret: columns
    of collected.SUPPRESSED without source and known-since), ``product_names(files)`` (our code →
    name of products that no reference table holds), ``remarks(files)`` (what was left out of the
    answer, in sentences) and, of months by mode of transport, ``claimed(rows)`` (those of its rows
    that are claims; all stand in core.mode_trade) and, of rows too many for that, ``rows(name,
    part)`` (those of one part, see etl.bulk; then none is a claim, and ``parse`` gives what tells a
    state from a wrong one). ``BOOKKEEPING`` of records: columns in which a change is no news.
    """

    name: str
    dataset: Dataset
    module: Any

    @property
    def folder(self) -> Path:
        """Where its snapshot lies."""
        return paths.SNAPSHOTS / self.name


def kinds(schema: pa.DataFrameSchema) -> dict[str, str]:
    """Column → declared kind, in the declared order."""
    return {name: _metadata(col)["kind"] for name, col in schema.columns.items()}


def codes(schema: pa.DataFrameSchema) -> dict[str, str]:
    """Column → where its codes are declared, for the columns that hold codes."""
    places = {name: _metadata(col)["codes"] for name, col in schema.columns.items()}
    return {name: place for name, place in places.items() if place}


def _metadata(col: pa.Column) -> dict[str, Any]:
    metadata: dict[str, Any] = col.metadata or {}
    return metadata
